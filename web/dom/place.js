// @ts-check
// Children in their order, with as few moves as it takes: what stays where it is keeps its focus.

/**
 * @param {HTMLElement} inside
 * @param {HTMLElement[]} wanted
 */
export function place(inside, wanted) {
  const stays = new Set(wanted);
  for (const child of [...inside.children]) if (!stays.has(/** @type {HTMLElement} */ (child))) remove(child);
  let next = inside.firstElementChild;
  for (const child of wanted) {
    if (child === next) next = next.nextElementSibling;
    else insert(inside, child, next);
  }
}

/** @param {Element} element */
function remove(element) {
  if (element instanceof HTMLDialogElement && element.open) element.close();
  element.remove();
}

/** @param {HTMLElement} inside @param {HTMLElement} child @param {Element | null} before */
function insert(inside, child, before) {
  const moving = /** @type {any} */ (inside);
  if (child.isConnected && inside.isConnected && moving.moveBefore) moving.moveBefore(child, before);
  else inside.insertBefore(child, before);
}
