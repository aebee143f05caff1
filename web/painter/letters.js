// @ts-check
// Text as letters, each where the browser has put it: kerning, justification and line breaks are the browser's.

import { quarters } from './glyphs.js';
import { colourOf } from './words.js';

/**
 * @typedef {import('./words.js').Words} Words
 * @typedef {import('./words.js').Veil} Veil
 * @typedef {import('./glyphs.js').Glyphs} Glyphs
 * @typedef {{top: number, left: number, right: number, letters: {code: number, x: number}[]}} Line
 */

// Scripts whose letters change with their neighbours or run from right to left, marks that sit on other letters, and
// pictures with colours of their own.
const shaped =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Mongolian}\p{Script=Hangul}\p{M}\p{Emoji_Presentation}\u200c-\u200f\u202a-\u202e\u2066-\u2069]/u;

export class Letters {
  needsShaping = false;
  #words;
  #glyphs;
  #ratio;
  #origin;
  #range = document.createRange();

  /** @param {Words} words @param {Glyphs} glyphs @param {import('./measure.js').Frame} frame */
  constructor(words, glyphs, { ratio, origin }) {
    this.#words = words;
    this.#glyphs = glyphs;
    this.#ratio = ratio;
    this.#origin = origin;
  }

  /** @param {Text} node @param {CSSStyleDeclaration} style of its parent @param {Veil} veil */
  add(node, style, veil) {
    const text = node.data;
    if (parseFloat(style.fontSize) === 0 || !/\S/.test(text)) return;
    if (shaped.test(text)) this.needsShaping = true;
    const colour = colourOf(style.color, veil);
    for (const line of this.#linesOf(node)) {
      const baseline = line.top + this.ascentOf(style);
      this.#write(line, baseline, style, colour);
    }
  }

  /**
   * Words that no node has: those of a pseudo-element.
   * @param {string} text @param {number} left @param {number} top of its letters @param {CSSStyleDeclaration} style
   * @param {Veil} veil
   */
  addPlain(text, left, top, style, veil) {
    const font = this.#glyphs.numberOf(fontOf(style, 1), false);
    let x = left;
    const letters = [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 32;
      const at = { code, x };
      x += this.#glyphs.measure(font, code).advance;
      return at;
    });
    this.#write({ top, left, right: x, letters }, top + this.ascentOf(style), style, colourOf(style.color, veil));
  }

  /** From the top of a line's letters to their baseline. @param {CSSStyleDeclaration} style */
  ascentOf(style) {
    return this.#glyphs.ascentOf(fontOf(style, this.#ratio)) / this.#ratio; // whole device pixels
  }

  /** @param {Line} line in the page's pixels @param {number} baseline @param {CSSStyleDeclaration} style @param {number} colour */
  #write(line, baseline, style, colour) {
    const ratio = this.#ratio;
    const font = this.#glyphs.numberOf(fontOf(style, ratio), isLight(colour));
    const y = Math.round((baseline - this.#origin.y) * ratio);
    /** @type {{code: number, x: number}[][]} */
    const byQuarter = Array.from({ length: quarters }, () => []);
    for (const { code, x } of line.letters) {
      const at = Math.round((x - this.#origin.x) * ratio * quarters);
      if (code > 32) byQuarter[at & (quarters - 1)].push({ code, x: Math.floor(at / quarters) });
    }
    byQuarter.forEach((letters, quarter) => this.#words.text(font + quarter, colour, y, letters));
    if (style.textDecorationLine.includes('underline')) {
      const offset = parseFloat(style.textUnderlineOffset) || 1;
      const thickness = Math.max(1, Math.round((parseFloat(style.textDecorationThickness) || 1) * ratio));
      const x = Math.round((line.left - this.#origin.x) * ratio);
      const width = Math.round((line.right - this.#origin.x) * ratio) - x;
      this.#words.fill({ x, y: y + Math.round(offset * ratio), width, height: thickness }, 0, 0, colour);
    }
  }

  /** @param {Text} node @returns {Line[]} */
  #linesOf(node) {
    /** @type {Line[]} */
    const lines = [];
    let at = 0;
    for (const letter of node.data) {
      this.#range.setStart(node, at);
      at += letter.length;
      this.#range.setEnd(node, at);
      const { left, right, top, width } = this.#range.getBoundingClientRect();
      if (width === 0) continue;
      const code = letter.codePointAt(0) ?? 32;
      const last = lines.at(-1);
      if (last && Math.abs(last.top - top) < 1) {
        last.letters.push({ code, x: left });
        last.right = Math.max(last.right, right);
      } else lines.push({ top, left, right, letters: [{ code, x: left }] });
    }
    return lines;
  }
}

/** @param {CSSStyleDeclaration} style @param {number} ratio */
const fontOf = (style, ratio) =>
  `${style.fontStyle} ${style.fontWeight} ${parseFloat(style.fontSize) * ratio}px ${style.fontFamily}`;

/** @param {number} colour */
function isLight(colour) {
  const [red, green, blue] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  return red * 0.3 + green * 0.59 + blue * 0.11 > 128;
}
