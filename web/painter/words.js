// @ts-check
// A display list under way, in the words of wasm/painter/display_list.h. Colours are 0xAABBGGRR.

/** @typedef {{x: number, y: number, width: number, height: number}} Box in device pixels */

export const allCorners = 15;

export class Words {
  #words = new Uint32Array(4096);
  #floats = new Float32Array(this.#words.buffer);
  #size = 0;

  get written() {
    return this.#words.subarray(0, this.#size);
  }

  /** @param {Box} box @param {number} radius @param {number} corners @param {number} colour */
  fill(box, radius, corners, colour) {
    if (!isSeen(box, colour)) return;
    this.#begin(1, box);
    this.#float(radius);
    this.#word(corners);
    this.#word(colour);
  }

  /** @param {Box} box @param {number} radius @param {number} thickness @param {number} colour */
  stroke(box, radius, thickness, colour) {
    if (thickness <= 0 || !isSeen(box, colour)) return;
    this.#begin(2, box);
    this.#float(radius);
    this.#float(thickness);
    this.#word(colour);
  }

  /** @param {Box} box @param {number} radius @param {number} blur @param {number} colour */
  shadow(box, radius, blur, colour) {
    if (!isSeen(box, colour)) return;
    this.#begin(3, box);
    this.#float(radius);
    this.#float(blur);
    this.#word(colour);
  }

  /** @param {number} font @param {number} colour @param {number} baseline @param {{code: number, x: number}[]} letters */
  text(font, colour, baseline, letters) {
    if (letters.length === 0 || colour >>> 24 === 0) return;
    this.#word(4);
    this.#word(font);
    this.#word(colour);
    this.#float(baseline);
    this.#word(letters.length);
    for (const { code, x } of letters) {
      this.#word(code);
      this.#float(x);
    }
  }

  /** @param {number} number @param {Box} box @param {number} colour */
  picture(number, box, colour) {
    if (number === 0 || !isSeen(box, colour)) return;
    this.#word(5);
    this.#word(number);
    this.#box(box);
    this.#word(colour);
  }

  /** @param {Box} box @param {number} thickness @param {number} colour */
  tick(box, thickness, colour) {
    this.#begin(6, box);
    this.#float(thickness);
    this.#word(colour);
  }

  /** @param {number} kind @param {Box} box */
  #begin(kind, box) {
    this.#word(kind);
    this.#box(box);
  }

  /** @param {Box} box */
  #box({ x, y, width, height }) {
    this.#float(x);
    this.#float(y);
    this.#float(width);
    this.#float(height);
  }

  /** @param {number} value */
  #word(value) {
    this.#grow();
    this.#words[this.#size++] = value;
  }

  /** @param {number} value */
  #float(value) {
    this.#grow();
    this.#floats[this.#size++] = value;
  }

  #grow() {
    if (this.#size < this.#words.length) return;
    const before = this.#words;
    this.#words = new Uint32Array(before.length * 2);
    this.#words.set(before);
    this.#floats = new Float32Array(this.#words.buffer);
  }
}

/** @param {Box} box @param {number} colour */
const isSeen = ({ width, height }, colour) => width > 0 && height > 0 && colour >>> 24 !== 0;

/**
 * What is seen of a colour: things that are not quite there show the ground behind them, all of them the same, as if they
 * had been laid over each other first.
 * @typedef {{part: number, ground: number}} Veil
 */

/**
 * @param {string} text a computed colour
 * @param {Veil} [veil]
 * @returns {number}
 */
export function colourOf(text, veil = { part: 1, ground: 0 }) {
  const parts = text.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
  if (parts.length < 3) return 0;
  const scale = text.startsWith('color(') ? 255 : 1;
  const [red, green, blue] = parts
    .slice(0, 3)
    .map((part, at) => byte(part * scale * veil.part + ((veil.ground >>> (8 * at)) & 255) * (1 - veil.part)));
  return ((byte((parts[3] ?? 1) * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** @param {number} value */
const byte = (value) => Math.max(0, Math.min(255, Math.round(value)));
