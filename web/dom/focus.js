// @ts-check
// Where the focus goes when what is on the page changes under it.

import { isDisabled } from './elements.js';

/** @typedef {import('./pieces.js').Piece} Piece */

export class Focus {
  /** @type {HTMLElement | null} */
  #last = null;
  /** @type {string | null} */
  #screen = null;
  #hasSubmitted = false;
  #root;
  #pieceOf;

  /** @param {HTMLElement} root @param {(element: EventTarget) => Piece | undefined} pieceOf */
  constructor(root, pieceOf) {
    this.#root = root;
    this.#pieceOf = pieceOf;
    root.addEventListener('submit', () => void (this.#hasSubmitted = true));
    root.addEventListener('input', () => void (this.#hasSubmitted = false));
    root.addEventListener('focusin', (event) => void (this.#last = /** @type {HTMLElement} */ (event.target)));
    root.addEventListener('focusout', (event) => {
      const left = /** @type {HTMLElement} */ (event.target);
      if (left.isConnected && !isDisabled(left) && document.hasFocus()) this.#last = null;
    });
  }

  /**
   * @param {string} screen
   * @param {() => void} change
   * @param {() => void} finish
   */
  around(screen, change, finish) {
    const active = document.activeElement;
    const had = this.#last ?? (active === document.body ? null : active);
    const wasInvalid = new Set(this.#invalid());
    change();
    finish();
    const isNewScreen = this.#screen !== null && this.#screen !== screen;
    this.#screen = screen;
    if (isNewScreen) this.#hasSubmitted = false;
    if (document.querySelector('dialog:modal')) return;
    if (isNewScreen) {
      this.#toHeading();
      window.scrollTo({ top: 0, behavior: 'instant' });
      return;
    }
    if (this.#toInvalid((control) => !wasInvalid.has(control))) return;
    const now = document.activeElement;
    if (now && now !== document.body) return;
    if (!(had instanceof HTMLElement) || (!this.#root.contains(had) && had.isConnected)) return;
    if (!had.isConnected) this.#toHeading();
    else if (this.#pieceOf(had) && !isDisabled(had)) had.focus({ preventScroll: true });
  }

  /** The same is wrong as before: nothing has changed, and yet it is the answer. */
  again() {
    if (this.#hasSubmitted && !document.querySelector('dialog:modal')) this.#toInvalid(() => true);
  }

  // Whoever is typing is left alone.
  /** @param {(control: HTMLElement) => boolean} isNew */
  #toInvalid(isNew) {
    const now = document.activeElement;
    const isIdle = !now || now === document.body || now instanceof HTMLButtonElement;
    const wrong = isIdle ? this.#invalid().find((control) => this.#hasSubmitted || isNew(control)) : undefined;
    if (!wrong) return false;
    this.#hasSubmitted = false;
    wrong.focus();
    return true;
  }

  /** @returns {HTMLElement[]} */
  #invalid() {
    return [...this.#root.querySelectorAll('[aria-invalid=true]:enabled')].map(
      (each) => /** @type {HTMLElement} */ (each),
    );
  }

  #toHeading() {
    /** @type {HTMLElement | null} */ (this.#root.querySelector('h1'))?.focus({ preventScroll: true });
  }
}
