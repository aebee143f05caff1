// @ts-check
// Pictures that the style names, as textures in the size in which they are seen.

/** @typedef {import('./triangles.js').Triangles} Triangles */

export class Pictures {
  /** @type {Map<string, HTMLImageElement>} */
  #images = new Map();
  /** @type {Map<string, number>} */
  #textures = new Map();
  #triangles;
  #arrived;

  /** @param {Triangles} triangles @param {() => void} arrived when one has been loaded */
  constructor(triangles, arrived) {
    this.#triangles = triangles;
    this.#arrived = arrived;
  }

  /**
   * @param {string} address @param {number} width @param {number} height in device pixels
   * @param {boolean} isMask only its shape counts
   * @returns {number} of the texture; 0: it is not there yet
   */
  numberOf(address, width, height, isMask) {
    const image = this.#imageAt(address);
    if (!image.complete || image.naturalWidth === 0) return 0;
    const key = `${width} ${height} ${isMask} ${address}`;
    let number = this.#textures.get(key);
    if (number === undefined) {
      number = this.#textures.size + 1;
      this.#triangles.makePicture(number, draw(image, width, height, isMask));
      this.#textures.set(key, number);
    }
    return number;
  }

  /** @param {string} address */
  #imageAt(address) {
    let image = this.#images.get(address);
    if (!image) {
      image = new Image();
      image.addEventListener('load', this.#arrived);
      image.src = address;
      this.#images.set(address, image);
    }
    return image;
  }
}

/** @param {HTMLImageElement} image @param {number} width @param {number} height @param {boolean} isMask */
function draw(image, width, height, isMask) {
  const canvas = new OffscreenCanvas(width, height);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.drawImage(image, 0, 0, width, height);
  if (isMask) {
    pen.globalCompositeOperation = 'source-in';
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
  }
  return canvas;
}
