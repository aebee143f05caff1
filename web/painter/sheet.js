// @ts-check
// What one canvas is to show.

/** @typedef {{words: Uint32Array, ground: number, width: number, height: number}} Sheet in device pixels */

/** @type {Sheet} */
export const nothing = { words: new Uint32Array(0), ground: 0, width: 0, height: 0 };

/** @param {Sheet} one @param {Sheet} other */
export const isSame = (one, other) =>
  one.width === other.width &&
  one.height === other.height &&
  one.ground === other.ground &&
  one.words.length === other.words.length &&
  one.words.every((word, at) => word === other.words[at]);
