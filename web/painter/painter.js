// @ts-check
// The page on a canvas: Dear ImGui paints what the DOM view holds, and the DOM view lies over it, transparent. It stands
// aside, and HTML is seen, wherever the canvas would be worse.

import { Glyphs } from './glyphs.js';
import { reasonAgainst } from './look.js';
import { measure } from './measure.js';
import { startModule } from './module.js';
import { Over } from './over.js';
import { Pictures } from './pictures.js';
import { isSame, nothing } from './sheet.js';
import { Triangles } from './triangles.js';
import { watch } from './watch.js';

/**
 * @typedef {import('./module.js').Module} Module
 * @typedef {import('./sheet.js').Sheet} Sheet
 */

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
  const module = await startModule(glyphs, triangles);
  return new Painter(root, canvas, glyphs, triangles, module);
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
  #module;
  #pictures;
  #watched;
  #frames = 0;
  #isDue = false;
  #isOver = false;
  #hasMoving = false;
  /** What was painted last. */
  #last = nothing;
  #over = new Over();

  /**
   * @param {HTMLElement} root @param {HTMLCanvasElement} canvas @param {Glyphs} glyphs @param {Triangles} triangles
   * @param {Module} module
   */
  constructor(root, canvas, glyphs, triangles, module) {
    this.#root = root;
    this.#canvas = canvas;
    this.#glyphs = glyphs;
    this.#triangles = triangles;
    this.#module = module;
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
    const measured = measure(this.#root, this.#glyphs, this.#pictures, {
      ratio: devicePixelRatio,
      origin: { x: -scrollX, y: -scrollY },
    });
    const over = this.#over.measure(measured.dialog, (dialog, frame) => measure(dialog, this.#glyphs, this.#pictures, frame));
    const sheet = { words: measured.words, ground: measured.ground, ...this.#size() };
    html.removeAttribute('data-measured');
    if (measured.needsShaping || over?.needsShaping) return this.#standAside('shaping');
    if (Math.max(sheet.width, sheet.height) > this.#triangles.limit) return this.#standAside('too-tall');
    this.#hasMoving = measured.moves;
    if (!this.#show(sheet, over)) return this.#standAside('too-tall');
    html.toggleAttribute('data-painted', true);
    if (html.dataset.renderer !== 'canvas') html.dataset.renderer = 'canvas';
    delete html.dataset.rendererWhy;
  }

  /** @param {Sheet} sheet @param {import('./over.js').OverSheet | null} over what a dialog shows @returns {boolean} false: a canvas cannot be so large */
  #show(sheet, over) {
    if (isSame(sheet, this.#last) && (!over || !over.isNew)) return true;
    // The dialog has a canvas of its own, as the page has; both are painted here.
    if (over) {
      if (!this.#paint(over)) return false;
      this.#over.take(this.#canvas);
    }
    if (!this.#paint(sheet)) return false;
    this.#canvas.style.width = `${sheet.width / devicePixelRatio}px`;
    this.#canvas.style.height = `${sheet.height / devicePixelRatio}px`;
    this.#last = { ...sheet, words: sheet.words.slice() };
    this.#canvas.dataset.frames = String(++this.#frames);
    return true;
  }

  /** @param {Sheet} sheet */
  #paint({ words, ground, width, height }) {
    const canvas = this.#canvas;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    if (!this.#triangles.isWhole()) return false;
    this.#triangles.begin(ground);
    return this.#module.paint(words, width, height);
  }

  #size() {
    const { width, height } = this.#root.getBoundingClientRect();
    const inDevicePixels = (/** @type {number} */ length) => Math.round(Math.floor(length) * devicePixelRatio);
    return { width: inDevicePixels(width), height: inDevicePixels(height) };
  }

  /** @param {string} why */
  #standAside(why) {
    standAside(why);
    this.#over.hide();
    this.#last = nothing;
  }
}
