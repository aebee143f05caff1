// @ts-check
// Where the focus goes when what is on the page changes under it.

/** @typedef {import('./pieces.js').Piece} Piece */

export class Focus {
  /** @type {HTMLElement | null} */
  #last = null;
  /** @type {string | null} */
  #screen = null;
  #root;
  #pieceOf;

  /** @param {HTMLElement} root @param {(element: EventTarget) => Piece | undefined} pieceOf */
  constructor(root, pieceOf) {
    this.#root = root;
    this.#pieceOf = pieceOf;
    root.addEventListener('focusin', (event) => void (this.#last = /** @type {HTMLElement} */ (event.target)));
    root.addEventListener('focusout', (event) => {
      const left = /** @type {HTMLElement} */ (event.target);
      if (left.isConnected && !left.matches(':disabled') && document.hasFocus()) this.#last = null;
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
    if (document.querySelector('dialog:modal')) return;
    if (isNewScreen) {
      this.#toHeading();
      window.scrollTo({ top: 0, behavior: 'instant' });
      return;
    }
    const now = document.activeElement;
    const isIdle = !now || now === document.body || now instanceof HTMLButtonElement;
    const wrong = isIdle ? this.#invalid().find((control) => !wasInvalid.has(control)) : undefined;
    if (wrong) return wrong.focus();
    if (now && now !== document.body) return;
    if (!(had instanceof HTMLElement) || (!this.#root.contains(had) && had.isConnected)) return;
    if (!had.isConnected) this.#toHeading();
    else if (this.#pieceOf(had) && !had.matches(':disabled')) had.focus({ preventScroll: true });
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
