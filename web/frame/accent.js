// @ts-check
// A host's colour for buttons and links, made darker or lighter until it can be read (WCAG 2.2, 1.4.3 and 1.4.11).

const enough = 4.5;

/** @typedef {[red: number, green: number, blue: number]} Rgb 0 … 255 */

/** @type {Rgb} */
const white = [255, 255, 255];
/** @type {Rgb} */
const black = [0, 0, 0];

/** @param {string} text "#rrggbb" @returns {Rgb} */
export const rgbOf = (text) => [byteAt(text, 1), byteAt(text, 3), byteAt(text, 5)];

/** @param {string} text @param {number} at */
const byteAt = (text, at) => parseInt(text.slice(at, at + 2), 16);

/** @param {Rgb} rgb WCAG's relative luminance */
function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {Rgb} one @param {Rgb} other */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {Rgb} from @param {Rgb} to @param {number} share @returns {Rgb} */
const mix = (from, to, share) => /** @type {Rgb} */ (from.map((part, at) => Math.round(part + (to[at] - part) * share)));

/**
 * The colour nearest to the one that was asked for, on the way to black or white, which can be read on all of these.
 * @param {Rgb} wanted @param {Rgb[]} grounds @param {'light' | 'dark'} theme
 */
export function readable(wanted, grounds, theme) {
  const goal = theme === 'dark' ? white : black;
  for (let step = 0; step <= 20; ++step) {
    const tried = mix(wanted, goal, step / 20);
    if (grounds.every((ground) => contrast(tried, ground) >= enough)) return tried;
  }
  return goal;
}

/** @param {Rgb} rgb */
const print = (rgb) => `rgb(${rgb.join(' ')})`;

const names = ['--accent', '--accent-hover', '--on-accent', '--tint'];

export class Accent {
  #wanted = '';
  #shownIn = '';

  /** @param {string} wanted "#rrggbb", or empty for our own */
  set(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#shownIn = '';
    this.refresh();
  }

  /** After the colours around it have changed. */
  refresh() {
    const style = getComputedStyle(document.documentElement);
    const theme = style.colorScheme === 'dark' ? 'dark' : 'light';
    if (this.#shownIn === theme) return;
    this.#shownIn = theme;
    const own = document.documentElement.style;
    if (!this.#wanted) return names.forEach((name) => own.removeProperty(name));
    const [paper, ground] = ['--paper', '--ground'].map((name) => rgbOf(style.getPropertyValue(name).trim()));
    const accent = readable(rgbOf(this.#wanted), [paper, ground], theme);
    own.setProperty('--accent', print(accent));
    own.setProperty('--accent-hover', print(mix(accent, theme === 'dark' ? white : black, 0.15)));
    own.setProperty('--on-accent', print(contrast(accent, white) >= enough ? white : black));
    own.setProperty('--tint', print(mix(accent, paper, 0.88)));
  }
}
