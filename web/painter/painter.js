// @ts-check
// The page on a canvas: Dear ImGui paints what the DOM view holds, and the DOM view lies over it, transparent. It stands
// aside, and HTML is seen, wherever the canvas would be worse.

import { Glyphs } from './glyphs.js';
import { measure } from './measure.js';
import { startModule } from './module.js';
import { Pictures } from './pictures.js';
import { Triangles } from './triangles.js';
import { watch } from './watch.js';

/** @typedef {import('./module.js').Paint} Paint */

const html = document.documentElement;

/**
 * @param {HTMLElement} root
 * @returns {Promise<{stop(): void} | null>} null: this browser cannot
 */
export async function startPainter(root) {
  const canvas = document.createElement('canvas');
  canvas.className = 'painted';
  canvas.ariaHidden = 'true';
  const glyphs = new Glyphs();
  if (!glyphs.areTrue()) return standAside('glyphs');
  /** @type {Triangles} */
  let triangles;
  try {
    triangles = new Triangles(canvas);
  } catch {
    return standAside('no-webgl');
  }
  const paint = await startModule(glyphs, triangles);
  return new Painter(root, canvas, glyphs, triangles, paint);
}

/** @param {string} why @returns {null} */
function standAside(why) {
  if (html.dataset.rendererWhy !== why) html.dataset.rendererWhy = why;
  if (html.dataset.renderer !== 'html') html.dataset.renderer = 'html';
  for (const name of ['data-painted', 'data-measured']) html.removeAttribute(name);
  return null;
}

class Painter {
  #root;
  #canvas;
  #glyphs;
  #triangles;
  #paint;
  #pictures;
  #watched;
  #frames = 0;
  #isDue = false;
  #isOver = false;
  #hasMoving = false;
  /** What was painted last. */
  #last = new Uint32Array(0);
  #lastGround = 0;

  /**
   * @param {HTMLElement} root @param {HTMLCanvasElement} canvas @param {Glyphs} glyphs @param {Triangles} triangles
   * @param {Paint} paint
   */
  constructor(root, canvas, glyphs, triangles, paint) {
    this.#root = root;
    this.#canvas = canvas;
    this.#glyphs = glyphs;
    this.#triangles = triangles;
    this.#paint = paint;
    this.#pictures = new Pictures(triangles, () => this.#soon());
    canvas.addEventListener('webglcontextlost', () => this.#end('context-lost'));
    root.before(canvas);
    this.#watched = watch(root, {
      changed: () => this.#soon(),
      scrolled: () => this.#hasMoving && this.#soon(),
      printing: (isPrinting) => (isPrinting ? this.#standAside('print') : this.#soon()),
    });
    this.#tryNow();
  }

  stop() {
    this.#end('');
  }

  /** @param {string} why */
  #end(why) {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#watched.stop();
    this.#standAside(why);
    this.#canvas.remove();
    this.#triangles.end();
  }

  #soon() {
    if (this.#isDue || this.#isOver) return;
    this.#isDue = true;
    requestAnimationFrame(() => this.#tryNow());
  }

  #tryNow() {
    this.#isDue = false;
    try {
      if (!this.#isOver) this.#now();
    } catch {
      this.#end('failed');
    }
  }

  #now() {
    const why = reasonAgainst();
    if (why) return this.#standAside(why);
    html.removeAttribute('data-painted'); // measured as it is without a canvas
    html.toggleAttribute('data-measured', true);
    const measured = measure(this.#root, this.#glyphs, this.#pictures, devicePixelRatio);
    const size = this.#size();
    html.removeAttribute('data-measured');
    if (measured.needsShaping) return this.#standAside('shaping');
    if (Math.max(size.width, size.height) > this.#triangles.limit) return this.#standAside('too-tall');
    this.#hasMoving = measured.moves;
    if (!this.#show(measured, size)) return this.#standAside('too-tall');
    html.toggleAttribute('data-painted', true);
    if (html.dataset.renderer !== 'canvas') html.dataset.renderer = 'canvas';
    delete html.dataset.rendererWhy;
  }

  /** @param {import('./measure.js').Measured} measured @param {{width: number, height: number}} size */
  #show({ words, ground }, { width, height }) {
    const canvas = this.#canvas;
    const isSameSize = canvas.width === width && canvas.height === height;
    if (isSameSize && ground === this.#lastGround && isSame(words, this.#last)) return true;
    if (!isSameSize) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${width / devicePixelRatio}px`;
      canvas.style.height = `${height / devicePixelRatio}px`;
      if (!this.#triangles.isWhole()) return false;
    }
    this.#triangles.begin(ground);
    if (!this.#paint(words, width, height)) return false;
    this.#last = words.slice();
    this.#lastGround = ground;
    canvas.dataset.frames = String(++this.#frames);
    return true;
  }

  #size() {
    const { width, height } = this.#root.getBoundingClientRect();
    const inDevicePixels = (/** @type {number} */ length) => Math.round(Math.floor(length) * devicePixelRatio);
    return { width: inDevicePixels(width), height: inDevicePixels(height) };
  }

  /** @param {string} why */
  #standAside(why) {
    standAside(why);
    this.#last = new Uint32Array(0);
  }
}

// Those who ask for other colours than ours get exactly theirs.
function reasonAgainst() {
  if (matchMedia('(forced-colors: active)').matches) return 'forced-colors';
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('print').matches ? 'print' : '';
}

/** @param {Uint32Array} one @param {Uint32Array} other */
function isSame(one, other) {
  return one.length === other.length && one.every((word, at) => word === other[at]);
}
