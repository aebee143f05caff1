// @ts-check
// Letters as the browser draws them: the page's own fonts, by way of a 2D canvas.

/** @typedef {{left: number, top: number, width: number, height: number, advance: number}} GlyphBox */

export const quarters = 4;

export class Glyphs {
  #canvas = new OffscreenCanvas(64, 64);
  #pen = penOf(this.#canvas);
  /** Font and ink, by number. @type {{font: string, ink: string}[]} */
  #fonts = [];
  /** @type {Map<string, number>} */
  #numbers = new Map();
  /** @type {Map<string, number>} */
  #ascents = new Map();

  /**
   * Browsers draw light letters otherwise than dark ones, and each where it belongs between two pixels: the ink is part
   * of the font, and so is the quarter of a pixel, to be added to the number.
   * @param {string} font as a 2D canvas takes it, its size in device pixels @param {boolean} isLight
   */
  numberOf(font, isLight) {
    const key = `${isLight} ${font}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#fonts.length * quarters;
      this.#fonts.push({ font, ink: isLight ? '#fff' : '#000' });
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** From the top of a line's letters to their baseline, as a page has it. @param {string} font */
  ascentOf(font) {
    let ascent = this.#ascents.get(font);
    if (ascent === undefined) {
      this.#pen.font = font;
      ascent = Math.round(this.#pen.measureText('x').fontBoundingBoxAscent);
      this.#ascents.set(font, ascent);
    }
    return ascent;
  }

  /** @param {number} number @param {number} code @returns {GlyphBox} */
  measure(number, code) {
    const { font, aside } = this.#fontAt(number);
    this.#pen.font = font;
    const size = this.#pen.measureText(String.fromCodePoint(code));
    const left = Math.floor(aside - size.actualBoundingBoxLeft) - 1;
    const top = Math.floor(-size.actualBoundingBoxAscent) - 1;
    const width = Math.ceil(aside + size.actualBoundingBoxRight) + 1 - left;
    const height = Math.ceil(size.actualBoundingBoxDescent) + 1 - top;
    const isSeen = width > 2 && height > 2;
    return { left, top, width: isSeen ? width : 0, height: isSeen ? height : 0, advance: size.width };
  }

  /** @param {number} number @param {number} code @param {GlyphBox} box @param {Uint8Array} into one byte a pixel */
  draw(number, code, { left, top, width, height }, into) {
    if (this.#canvas.width < width || this.#canvas.height < height) {
      this.#canvas = new OffscreenCanvas(Math.max(width, this.#canvas.width), Math.max(height, this.#canvas.height));
      this.#pen = penOf(this.#canvas);
    }
    const { font, ink, aside } = this.#fontAt(number);
    this.#pen.font = font;
    this.#pen.fillStyle = ink;
    this.#pen.clearRect(0, 0, width, height);
    this.#pen.fillText(String.fromCodePoint(code), aside - left, -top);
    const { data } = this.#pen.getImageData(0, 0, width, height);
    for (let at = 0; at < width * height; ++at) into[at] = data[at * 4 + 3];
  }

  /** @param {number} number */
  #fontAt(number) {
    const font = this.#fonts[Math.floor(number / quarters)] ?? { font: '16px sans-serif', ink: '#000' };
    return { ...font, aside: (number % quarters) / quarters };
  }

  /** A browser that protects against fingerprinting answers with noise, and letters of noise cannot be read. */
  areTrue() {
    this.#pen.clearRect(0, 0, 3, 1);
    this.#pen.fillStyle = '#204060';
    this.#pen.fillRect(1, 0, 1, 1);
    const { data } = this.#pen.getImageData(0, 0, 3, 1);
    return String(data) === '0,0,0,0,32,64,96,255,0,0,0,0';
  }
}

/** @param {OffscreenCanvas} canvas */
function penOf(canvas) {
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('There is no 2D canvas.');
  return pen;
}
