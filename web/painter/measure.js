// @ts-check
// The page as a display list: every box, line and letter where the browser has put it. The DOM view decides the layout,
// and the painter cannot be of another opinion. What somebody writes into a field is not read here.

import { Boxes } from './boxes.js';
import { Letters } from './letters.js';
import { colourOf, Words } from './words.js';

/**
 * @typedef {import('./glyphs.js').Glyphs} Glyphs
 * @typedef {import('./pictures.js').Pictures} Pictures
 * @typedef {import('./words.js').Veil} Veil
 * @typedef {{ratio: number, origin: {x: number, y: number}}} Frame
 *   device pixels to one of the page's, and where the corner of the canvas is in the window
 * @typedef {{words: Uint32Array, ground: number, moves: boolean, needsShaping: boolean, dialog: HTMLDialogElement | null}} Measured
 *   `moves`: something does not scroll with the page; `dialog`: one that is open, and not in the list
 */

/**
 * @param {HTMLElement} root the page, or a dialog over it
 * @param {Glyphs} glyphs @param {Pictures} pictures @param {Frame} frame
 * @returns {Measured}
 */
export function measure(root, glyphs, pictures, frame) {
  const walk = new Walk(root, glyphs, pictures, frame);
  walk.all();
  return {
    words: walk.words.written,
    ground: walk.ground,
    moves: walk.moves,
    needsShaping: walk.letters.needsShaping,
    dialog: walk.dialog,
  };
}

class Walk {
  words = new Words();
  moves = false;
  /** @type {HTMLDialogElement | null} */
  dialog = null;
  #root;
  #boxes;
  /** What lies over the rest, in its order. @type {[HTMLElement, Veil][]} */
  #above = [];

  /** @param {HTMLElement} root @param {Glyphs} glyphs @param {Pictures} pictures @param {Frame} frame */
  constructor(root, glyphs, pictures, frame) {
    this.#root = root;
    const ground = root instanceof HTMLDialogElement ? root : document.documentElement;
    this.ground = colourOf(getComputedStyle(ground).backgroundColor);
    this.letters = new Letters(this.words, glyphs, frame);
    this.#boxes = new Boxes(this.words, pictures, this.letters, frame);
  }

  all() {
    const veil = { part: 1, ground: this.ground };
    if (this.#root instanceof HTMLDialogElement) this.#inside(this.#root, getComputedStyle(this.#root), veil, veil);
    else this.#element(this.#root, veil, false);
    for (const [element, seen] of this.#above) this.#element(element, seen, true);
  }

  /** @param {HTMLElement} element @param {Veil} veil @param {boolean} isAbove */
  #element(element, veil, isAbove) {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.clipPath.startsWith('inset(50%')) return;
    if (element instanceof HTMLDialogElement) {
      this.dialog = element;
      return;
    }
    if (!isAbove && style.position === 'sticky') {
      this.moves = true;
      this.#above.push([element, veil]);
      return;
    }
    const part = veil.part * Number(style.opacity);
    const seen = { ...veil, part };
    const addOver = style.visibility === 'visible' ? this.#boxes.add(element, style, seen) : null;
    // What scrolls by itself stays HTML, over its box.
    if (!element.matches('input, select, textarea, .long-table')) {
      const own = colourOf(style.backgroundColor);
      this.#inside(element, style, seen, part === 1 && own >>> 24 === 255 ? { part, ground: own } : seen);
    }
    addOver?.();
  }

  /** @param {HTMLElement} element @param {CSSStyleDeclaration} style @param {Veil} seen @param {Veil} inside */
  #inside(element, style, seen, inside) {
    for (const child of element.childNodes) {
      if (child instanceof HTMLElement) this.#element(child, inside, false);
      else if (child instanceof Text && style.visibility === 'visible') this.letters.add(child, style, seen);
    }
  }
}
