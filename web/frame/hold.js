// @ts-check
// A host may slide our controls under somebody's finger: none does anything in the first half second that it is in view
// (and, where the browser can tell, not covered, faded or moved by the host).

const settled = 500;
const controls = 'input[role=switch], button';

export class Hold {
  /** @type {Map<Element, ReturnType<typeof setTimeout> | undefined>} */
  #held = new Map();
  #seen = new IntersectionObserver((entries) => entries.forEach((entry) => this.#look(entry)), {
    threshold: 0.99,
    // Intersection Observer v2; others ignore it.
    .../** @type {{}} */ ({ trackVisibility: true, delay: 100 }),
  });

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#gather(root);
    new MutationObserver(() => this.#gather(root)).observe(root, { childList: true, subtree: true });
    document.addEventListener('visibilitychange', () => this.#held.forEach((_, control) => this.#begin(control)));
    root.addEventListener('click', swallow, true);
  }

  /** @param {HTMLElement} root */
  #gather(root) {
    for (const control of root.querySelectorAll(controls)) if (!this.#held.has(control)) this.#begin(control);
    for (const control of this.#held.keys()) {
      if (root.contains(control)) continue;
      clearTimeout(this.#held.get(control));
      this.#held.delete(control);
      this.#seen.unobserve(control);
    }
  }

  /** @param {Element} control */
  #begin(control) {
    this.#hold(control);
    this.#seen.unobserve(control);
    this.#seen.observe(control); // says at once how it stands
  }

  /** @param {IntersectionObserverEntry} entry */
  #look(entry) {
    const isCovered = /** @type {{isVisible?: boolean}} */ (entry).isVisible === false;
    this.#hold(entry.target);
    if (!entry.isIntersecting || isCovered) return;
    this.#held.set(entry.target, setTimeout(() => this.#release(entry.target), settled));
  }

  /** @param {Element} control */
  #hold(control) {
    clearTimeout(this.#held.get(control));
    this.#held.set(control, undefined);
    control.toggleAttribute('data-held', true);
    if (control instanceof HTMLInputElement) control.disabled = true;
  }

  /** @param {Element} control */
  #release(control) {
    control.removeAttribute('data-held');
    if (control instanceof HTMLInputElement) control.disabled = false; // the core refuses what it has switched off
  }
}

/** @param {Event} event */
function swallow(event) {
  if (!(/** @type {Element} */ (event.target).closest('button[data-held]'))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
