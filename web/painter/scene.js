// @ts-check
// A picture of numbers on one canvas of the page, drawn by Dear ImGui. What it shows is to be read beside it as well:
// where there is no picture, that is all there is.

import { Glyphs } from './glyphs.js';
import { lookOf, reasonAgainst } from './look.js';
import { startModule } from './module.js';
import { Triangles } from './triangles.js';

// The numbers that wasm/painter/scene.cpp has for them.
const scenes = { timeline: 1, keys: 2 };
const gestures = /** @type {const} */ (['point', 'leave', 'pan', 'zoom', 'step', 'first', 'last', 'all']);
const ratioEvery = 2000;
const preferences = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/** @typedef {keyof typeof scenes} Name */
/** @typedef {typeof gestures[number]} Gesture */

/**
 * @param {HTMLCanvasElement} canvas as large as the style makes it; hidden while there is nothing to see
 * @param {Name} name
 * @returns {Promise<Scene | null>} null: this browser cannot
 */
export async function openScene(canvas, name) {
  const glyphs = new Glyphs();
  canvas.hidden = true;
  try {
    if (!glyphs.areTrue()) return null;
    const triangles = new Triangles(canvas);
    const module = await startModule(glyphs, triangles);
    return module.scene(scenes[name]) ? new Scene(canvas, glyphs, triangles, module) : null;
  } catch {
    return null;
  }
}

export class Scene {
  #canvas;
  #glyphs;
  #triangles;
  #module;
  #ending = new AbortController();
  #size;
  #timer;
  #hasContent = false;
  #isDue = false;
  #isLookOld = true;
  #ratio = 0;
  #frames = 0;

  /** @param {HTMLCanvasElement} canvas @param {Glyphs} glyphs @param {Triangles} triangles @param {import('./module.js').Module} module */
  constructor(canvas, glyphs, triangles, module) {
    this.#canvas = canvas;
    this.#glyphs = glyphs;
    this.#triangles = triangles;
    this.#module = module;
    const { signal } = this.#ending;
    const otherwise = () => this.#otherwise();
    canvas.addEventListener('webglcontextlost', () => this.end(), { signal });
    for (const query of preferences) matchMedia(query).addEventListener('change', otherwise, { signal });
    document.fonts.addEventListener('loadingdone', otherwise, { signal });
    const theme = new MutationObserver(otherwise);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
    signal.addEventListener('abort', () => theme.disconnect());
    this.#size = new ResizeObserver(() => this.#soon());
    this.#size.observe(canvas);
    this.#timer = setInterval(() => this.#ratio !== devicePixelRatio && this.#otherwise(), ratioEvery);
  }

  /**
   * @param {Float64Array} numbers @param {string[]} words what they mean is told by the scene's header in wasm/painter/scenes
   * @returns {boolean} false: they make no sense, and what was there stays
   */
  take(numbers, words) {
    if (this.#ending.signal.aborted || !this.#module.take(numbers, words)) return false;
    this.#hasContent = true;
    this.#otherwise();
    return true;
  }

  /**
   * @param {Gesture} kind @param {{x?: number, y?: number, amount?: number}} [how] from the canvas's corner, in the page's pixels
   * @returns {number} of what is pointed at from now on; -1: nothing
   */
  gesture(kind, { x = 0, y = 0, amount = 0 } = {}) {
    if (!this.#hasContent) return -1;
    const { clientWidth, clientHeight } = this.#canvas;
    const pointed = this.#module.gesture(gestures.indexOf(kind), x, y, amount, clientWidth, clientHeight);
    this.#soon();
    return pointed;
  }

  /** Takes the picture away. */
  end() {
    if (this.#ending.signal.aborted) return;
    this.#hasContent = false;
    this.#ending.abort();
    this.#size.disconnect();
    clearInterval(this.#timer);
    this.#canvas.hidden = true;
    this.#triangles.end();
  }

  #otherwise() {
    this.#isLookOld = true;
    if (this.#hasContent) this.#canvas.hidden = reasonAgainst() !== '';
    this.#soon();
  }

  #soon() {
    if (this.#isDue || !this.#hasContent) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      if (this.#hasContent && !this.#canvas.hidden) this.#now();
    });
  }

  #now() {
    const canvas = this.#canvas;
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const isOtherRatio = this.#ratio !== devicePixelRatio;
    this.#ratio = devicePixelRatio;
    const [width, height] = [clientWidth, clientHeight].map((length) => Math.round(length * this.#ratio));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    if (this.#isLookOld || isOtherRatio) {
      this.#isLookOld = false;
      this.#module.look(lookOf(canvas, this.#glyphs, this.#ratio), this.#ratio);
    }
    this.#triangles.begin(0);
    if (!this.#triangles.isWhole() || !this.#module.show(clientWidth, clientHeight)) return this.end();
    canvas.dataset.frames = String(++this.#frames);
  }
}
