// @ts-check
// Boxes: ground, border, shadow and pictures of an element and of what the style puts before its content.

import { allCorners, colourOf } from './words.js';

/**
 * @typedef {import('./words.js').Words} Words
 * @typedef {import('./words.js').Box} Box
 * @typedef {import('./words.js').Veil} Veil
 * @typedef {import('./letters.js').Letters} Letters
 * @typedef {import('./pictures.js').Pictures} Pictures
 * @typedef {{left: number, top: number, width: number, height: number}} Rect in the page's pixels, from the window
 */

const sides = /** @type {const} */ (['Top', 'Right', 'Bottom', 'Left']);
const corners = /** @type {const} */ (['TopLeft', 'TopRight', 'BottomLeft', 'BottomRight']);

export class Boxes {
  #words;
  #pictures;
  #letters;
  #ratio;
  #origin;

  /** @param {Words} words @param {Pictures} pictures @param {Letters} letters @param {import('./measure.js').Frame} frame */
  constructor(words, pictures, letters, { ratio, origin }) {
    this.#words = words;
    this.#pictures = pictures;
    this.#letters = letters;
    this.#ratio = ratio;
    this.#origin = origin;
  }

  /**
   * @param {HTMLElement} element @param {CSSStyleDeclaration} style @param {Veil} veil
   * @returns {void | (() => void)} adds what lies over its content
   */
  add(element, style, veil) {
    const rect = element.getBoundingClientRect();
    if (element instanceof HTMLInputElement && element.type === 'checkbox' && style.appearance !== 'none') {
      return this.#tickBox(element, rect, style, veil);
    }
    this.#paint(rect, style, veil);
    if (style.display === 'list-item') this.#bullet(rect, style, veil);
    const before = getComputedStyle(element, '::before');
    if (before.content === 'none' || before.content === 'normal') return;
    if (before.position === 'absolute') return () => this.#before(rect, style, before, veil);
    this.#before(rect, style, before, veil);
  }

  /** @param {Rect} rect @param {CSSStyleDeclaration} style @param {Veil} veil */
  #paint(rect, style, veil) {
    const box = this.#snapped(rect);
    const radii = corners.map((corner) => this.#length(style[`border${corner}Radius`], rect.width));
    const radius = Math.min(Math.max(...radii), box.width / 2, box.height / 2);
    const rounded = radii.reduce((flags, each, at) => (each > 0 ? flags | (1 << at) : flags), 0);
    this.#shadows(box, radius, style, veil, false);
    if (style.maskImage && style.maskImage !== 'none') {
      return this.#picture(style.maskImage, rect, colourOf(style.backgroundColor, veil), true);
    }
    this.#words.fill(box, radius, rounded, colourOf(style.backgroundColor, veil));
    if (style.backgroundImage !== 'none') this.#picture(style.backgroundImage, rect, colourOf(`rgb(255 255 255 / ${veil.part})`), false);
    this.#border(box, radius, style, veil);
    this.#shadows(box, radius, style, veil, true);
  }

  /** @param {Box} box @param {number} radius @param {CSSStyleDeclaration} style @param {Veil} veil */
  #border(box, radius, style, veil) {
    const widths = sides.map((side) =>
      style[`border${side}Style`] === 'none' ? 0 : Math.round(parseFloat(style[`border${side}Width`]) * this.#ratio),
    );
    const colours = sides.map((side) => colourOf(style[`border${side}Color`], veil));
    const isEven = widths.every((width) => width === widths[0]) && colours.every((colour) => colour === colours[0]);
    if (isEven) return this.#words.stroke(box, radius, widths[0], colours[0]);
    const [top, right, bottom, left] = widths;
    const { x, y, width, height } = box;
    this.#words.fill({ x, y, width, height: top }, 0, 0, colours[0]);
    this.#words.fill({ x: x + width - right, y, width: right, height }, 0, 0, colours[1]);
    this.#words.fill({ x, y: y + height - bottom, width, height: bottom }, 0, 0, colours[2]);
    this.#words.fill({ x, y, width: left, height }, 0, 0, colours[3]);
  }

  /** @param {Box} box @param {number} radius @param {CSSStyleDeclaration} style @param {Veil} veil @param {boolean} inside */
  #shadows(box, radius, style, veil, inside) {
    if (style.boxShadow === 'none') return;
    for (const shadow of style.boxShadow.split(/,(?![^(]*\))/)) {
      if (shadow.includes('inset') !== inside) continue;
      const [colour] = shadow.match(/(rgba?|color)\([^)]*\)/) ?? ['rgb(0 0 0)'];
      const [x, y, blur, spread] = (shadow.replace(colour, '').match(/-?[\d.]+px/g) ?? []).map(
        (length) => parseFloat(length) * this.#ratio,
      );
      const border = Math.round(parseFloat(style.borderTopWidth) * this.#ratio);
      if (inside) this.#words.stroke(within(box, border), Math.max(0, radius - border), spread, colourOf(colour, veil));
      else this.#words.shadow({ ...box, x: box.x + x, y: box.y + y }, radius, blur, colourOf(colour, veil));
    }
  }

  /** @param {string} image `url("…")` @param {Rect} rect @param {number} colour @param {boolean} isMask */
  #picture(image, rect, colour, isMask) {
    const [, address] = image.match(/url\("([^"]+)"\)/) ?? [];
    const box = this.#snapped(rect);
    if (!address || box.width <= 0 || box.height <= 0) return;
    this.#words.picture(this.#pictures.numberOf(address, box.width, box.height, isMask), box, colour);
  }

  /** @param {HTMLInputElement} input @param {Rect} rect @param {CSSStyleDeclaration} style @param {Veil} veil */
  #tickBox({ checked, disabled }, rect, style, veil) {
    const box = this.#snapped(rect);
    const radius = box.width * 0.1;
    const seen = { ...veil, part: veil.part * (disabled ? 0.6 : 1) };
    const isDark = style.colorScheme === 'dark';
    if (!checked) {
      this.#words.fill(box, radius, allCorners, colourOf(isDark ? 'rgb(59 59 59)' : 'rgb(255 255 255)', seen));
      const edge = isDark ? 'rgb(133 133 133)' : 'rgb(118 118 118)';
      return this.#words.stroke(box, radius, Math.max(1, Math.round(this.#ratio)), colourOf(edge, seen));
    }
    this.#words.fill(box, radius, allCorners, colourOf(style.accentColor, seen));
    this.#words.tick(box, box.width * 0.13, colourOf(isDark ? 'rgb(59 59 59)' : 'rgb(255 255 255)', seen));
  }

  // Where Chromium has it, and other browsers nearly.
  /** @param {Rect} rect @param {CSSStyleDeclaration} style @param {Veil} veil */
  #bullet(rect, style, veil) {
    const ascent = this.#letters.ascentOf(style);
    const side = Math.floor((Math.floor((ascent * 2) / 3) + 1) / 2);
    const left = rect.left - Math.floor((ascent * 2) / 3) - 7;
    const line = parseFloat(style.lineHeight) || ascent * 1.5;
    const top = rect.top + Math.floor((line - ascent * 1.27) / 2) + Math.floor((3 * (ascent - Math.floor((ascent * 2) / 3))) / 2);
    const [x, y, width] = [left - this.#origin.x, top - this.#origin.y, side].map((length) => Math.round(length * this.#ratio));
    const box = { x, y, width, height: width };
    this.#words.fill(box, box.width / 2, allCorners, colourOf(style.color, veil));
  }

  /** @param {Rect} rect @param {CSSStyleDeclaration} style @param {CSSStyleDeclaration} before @param {Veil} veil */
  #before(rect, style, before, veil) {
    const place = placeOf(rect, style, before);
    const [, words] = before.content.match(/^"(.+)"$/) ?? [];
    if (!words) return this.#paint(place, before, veil);
    const line = parseFloat(before.lineHeight) || parseFloat(before.fontSize) * 1.2;
    const top = place.top + (line - parseFloat(before.fontSize) * 1.164) / 2;
    this.#letters.addPlain(words, place.left, top, before, veil);
  }

  /** @param {string} text @param {number} whole */
  #length(text, whole) {
    const length = parseFloat(text);
    return (text.endsWith('%') ? (length / 100) * whole : length) * this.#ratio;
  }

  /** Edges lie on whole device pixels, as the browser's do. @param {Rect} rect @returns {Box} */
  #snapped({ left, top, width, height }) {
    const snap = (/** @type {number} */ at) => Math.round(at * this.#ratio);
    const [x, y] = [snap(left - this.#origin.x), snap(top - this.#origin.y)];
    return { x, y, width: snap(left + width - this.#origin.x) - x, height: snap(top + height - this.#origin.y) - y };
  }
}

// What stands before the content has no rectangle that could be asked for: it is where the style puts it.
/** @param {Rect} rect @param {CSSStyleDeclaration} style @param {CSSStyleDeclaration} before @returns {Rect} */
function placeOf(rect, style, before) {
  const number = (/** @type {string} */ text) => parseFloat(text) || 0;
  const [width, height] = [number(before.width), number(before.height)];
  const left = rect.left + number(style.borderLeftWidth);
  const top = rect.top + number(style.borderTopWidth);
  if (before.position === 'absolute') {
    const [byX, byY] = before.translate === 'none' ? [0, 0] : before.translate.split(' ').map(number);
    return { left: left + number(before.left) + byX, top: top + number(before.top) + (byY ?? 0), width, height };
  }
  const isCentred = style.alignItems === 'center';
  const inside = top + number(style.paddingTop);
  const y = isCentred ? rect.top + (rect.height - height) / 2 : inside;
  return { left: left + number(style.paddingLeft), top: y, width, height };
}

/** @param {Box} box @param {number} by @returns {Box} */
const within = ({ x, y, width, height }, by) => ({ x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by });
