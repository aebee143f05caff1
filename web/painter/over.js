// @ts-check
// A dialog lies over the page, its fields and what dims them, and so must its picture: a canvas within the dialog.

import { isSame } from './sheet.js';

/**
 * @typedef {import('./measure.js').Measured} Measured
 * @typedef {import('./measure.js').Frame} Frame
 * @typedef {import('./sheet.js').Sheet & {isNew: boolean, needsShaping: boolean}} OverSheet
 */

export class Over {
  #canvas = document.createElement('canvas');
  #placed = '';
  /** @type {import('./sheet.js').Sheet | null} */
  #last = null;

  constructor() {
    this.#canvas.className = 'painted';
    this.#canvas.ariaHidden = 'true';
  }

  /**
   * @param {HTMLDialogElement | null} dialog
   * @param {(dialog: HTMLDialogElement, frame: Frame) => Measured} measure
   * @returns {OverSheet | null}
   */
  measure(dialog, measure) {
    if (!dialog?.open) return this.hide();
    if (this.#canvas.parentElement !== dialog) dialog.append(this.#canvas);
    const ratio = devicePixelRatio;
    const rect = dialog.getBoundingClientRect();
    const inside = { x: rect.left + dialog.clientLeft, y: rect.top + dialog.clientTop };
    const origin = { x: Math.round(inside.x * ratio) / ratio - dialog.scrollLeft, y: Math.round(inside.y * ratio) / ratio - dialog.scrollTop };
    const { words, ground, needsShaping } = measure(dialog, { ratio, origin });
    const [width, height] = [dialog.scrollWidth, dialog.scrollHeight].map((length) => Math.round(length * ratio));
    this.#place(origin.x + dialog.scrollLeft - inside.x, origin.y + dialog.scrollTop - inside.y, width / ratio, height / ratio);
    const sheet = { words, ground, width, height };
    const isNew = !this.#last || !isSame(sheet, this.#last);
    this.#last = { ...sheet, words: words.slice() };
    return { ...sheet, isNew, needsShaping };
  }

  // Only what is different: each change is one that the painter hears of.
  /** @param {number} left @param {number} top @param {number} width @param {number} height */
  #place(left, top, width, height) {
    const wanted = `left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px;`;
    if (this.#placed !== wanted) this.#canvas.style.cssText = this.#placed = wanted;
  }

  /** @param {HTMLCanvasElement} painted what has just been painted */
  take(painted) {
    Object.assign(this.#canvas, { width: painted.width, height: painted.height });
    this.#canvas.getContext('2d')?.drawImage(painted, 0, 0);
  }

  /** @returns {null} */
  hide() {
    this.#canvas.remove();
    this.#last = null;
    return null;
  }
}
