// @ts-check
// Elements: made, or adopted from the page as it came; changed only where they differ.

/** @typedef {import('../portal-node.mjs').Node} Node */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T | string} tag
 * @param {string} [className]
 * @returns {HTMLElement}
 */
export function newElement(tag, className) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}

/** @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {string} name @param {string | null} value null: without it */
export function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * The part of an element that the selector names; made if it is not there yet.
 * @param {HTMLElement} whole
 * @param {string} selector
 * @param {() => HTMLElement} make
 */
export function part(whole, selector, make) {
  const found = /** @type {HTMLElement | null} */ (whole.querySelector(`:scope > :is(${selector})`));
  if (found) return found;
  const made = make();
  whole.append(made);
  return made;
}

/**
 * What is said about a control stands before it and is read with it.
 * @param {HTMLElement} outer
 * @param {HTMLElement} control
 * @param {Node} node
 * @param {HTMLElement | null} [before]
 */
export function description(outer, control, node, before = control) {
  let paragraph = /** @type {HTMLElement | null} */ (outer.querySelector(':scope > .description'));
  if (!node.description) {
    paragraph?.remove();
    setAttribute(control, 'aria-describedby', null);
    return;
  }
  if (!paragraph) {
    paragraph = newElement('p', 'description');
    paragraph.id = `n${node.id}-description`;
    outer.insertBefore(paragraph, before);
  }
  setText(paragraph, node.description);
  setAttribute(control, 'aria-describedby', paragraph.id);
}

/** @param {Element | null | undefined} element */
export const isDisabled = (element) => Boolean(element?.matches(':disabled, [aria-disabled=true]'));

/** @type {Map<string, HTMLElement>} */
const adoptable = new Map();

/** Elements that came with the page and say which node they are meant for. @param {HTMLElement} root */
export function offerForAdoption(root) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-node]'))) {
    adoptable.set(element.dataset.node ?? '', element);
  }
}

export function endAdoption() {
  for (const element of adoptable.values()) element.remove();
  adoptable.clear();
}

/**
 * The element that waits for this node, by role and name; else a new one.
 * @param {Node} node
 * @param {string} tag
 */
export function adoptOr(node, tag) {
  const key = `${node.role}:${node.name ?? ''}`;
  const waiting = adoptable.get(key);
  if (!waiting || waiting.localName !== tag) return newElement(tag);
  adoptable.delete(key);
  waiting.removeAttribute('data-node');
  return waiting;
}
