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
 * @typedef {{words: Uint32Array, ground: number, moves: boolean, needsShaping: boolean}} Measured
 *   `moves`: something does not scroll with the page
 */

/**
 * @param {HTMLElement} root
 * @param {Glyphs} glyphs @param {Pictures} pictures
 * @param {number} ratio device pixels to one of the page's
 * @returns {Measured}
 */
export function measure(root, glyphs, pictures, ratio) {
  const walk = new Walk(glyphs, pictures, ratio);
  walk.all(root);
  return {
    words: walk.words.written,
    ground: walk.ground,
    moves: walk.moves,
    needsShaping: walk.letters.needsShaping,
  };
}

class Walk {
  words = new Words();
  ground = colourOf(getComputedStyle(document.documentElement).backgroundColor);
  moves = false;
  #boxes;
  /** What lies over the rest, in its order. @type {[HTMLElement, Veil][]} */
  #above = [];
  /** @type {number} */ #ratio;

  /** @param {Glyphs} glyphs @param {Pictures} pictures @param {number} ratio */
  constructor(glyphs, pictures, ratio) {
    this.#ratio = ratio;
    this.letters = new Letters(this.words, glyphs, ratio);
    this.#boxes = new Boxes(this.words, pictures, this.letters, ratio);
  }

  /** @param {HTMLElement} root */
  all(root) {
    this.#element(root, { part: 1, ground: this.ground }, false);
    for (const [element, veil] of this.#above) {
      if (element instanceof HTMLDialogElement) this.#backdrop(element);
      this.#element(element, veil, true);
    }
  }

  /** @param {HTMLElement} element @param {Veil} veil @param {boolean} isAbove */
  #element(element, veil, isAbove) {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.clipPath.startsWith('inset(50%')) return;
    if (!isAbove && isOver(element, style)) {
      this.moves = true;
      this.#above.push([element, veil]);
      return;
    }
    const part = veil.part * Number(style.opacity);
    const seen = { ...veil, part };
    if (style.visibility === 'visible') this.#boxes.add(element, style, seen);
    if (element.matches('input, select, textarea')) return;
    const own = colourOf(style.backgroundColor);
    const inside = part === 1 && own >>> 24 === 255 ? { part, ground: own } : seen;
    for (const child of element.childNodes) {
      if (child instanceof HTMLElement) this.#element(child, inside, false);
      else if (child instanceof Text && style.visibility === 'visible') this.letters.add(child, style, seen);
    }
  }

  /** @param {HTMLElement} dialog */
  #backdrop(dialog) {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const page = { x: 0, y: 0, width: scrollWidth * this.#ratio, height: scrollHeight * this.#ratio };
    this.words.fill(page, 0, 0, colourOf(getComputedStyle(dialog, '::backdrop').backgroundColor));
  }
}

/** @param {HTMLElement} element @param {CSSStyleDeclaration} style */
const isOver = (element, { position }) => element instanceof HTMLDialogElement || position === 'sticky';
