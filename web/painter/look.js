// @ts-check
// The page's own colours and letters, for pictures; and who wants neither.

import { colourOf } from './words.js';

// In the order of `Ink` in wasm/painter/sheet.h.
const inks = ['ground', 'paper', 'ink', 'soft', 'line', 'edge', 'hover', 'accent', 'on-accent', 'tint', 'danger', 'good', 'warn'];
const hands = ['400 14px', '600 14px']; // `Hand`

/** Those who ask for other colours than ours get exactly theirs. */
export function reasonAgainst() {
  if (matchMedia('(forced-colors: active)').matches) return 'forced-colors';
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('print').matches ? 'print' : '';
}

/**
 * As `painter_look` takes it.
 * @param {HTMLElement} element whose colours and font these are
 * @param {import('./glyphs.js').Glyphs} glyphs @param {number} ratio
 */
export function lookOf(element, glyphs, ratio) {
  const style = getComputedStyle(element);
  const colours = inks.map((name) => solidOf(style.getPropertyValue(`--${name}`).trim()));
  const fonts = hands.flatMap((hand) => {
    const [weight, size] = hand.split(' ');
    const font = `normal ${weight} ${parseFloat(size) * ratio}px ${style.fontFamily}`;
    return [glyphs.numberOf(font, false), glyphs.numberOf(font, true)];
  });
  return Uint32Array.from([...colours, ...fonts]);
}

/** A custom property is the text that the style has. @param {string} text */
function solidOf(text) {
  const [, red, green, blue] = text.match(/^#(..)(..)(..)$/) ?? [];
  return blue ? parseInt(`ff${blue}${green}${red}`, 16) : colourOf(text);
}
