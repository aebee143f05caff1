// @ts-check
// painter.wasm, instantiated by hand: a display list or a picture's numbers go in, triangles come out. See wasm/README.md.

import { asset, fetchAsset } from '../asset.js';
import { noSystem, offeredTo } from '../module-needs.js';

/**
 * @typedef {import('./glyphs.js').Glyphs} Glyphs
 * @typedef {import('./triangles.js').Triangles} Triangles
 * @typedef {{
 *   paint(words: Uint32Array, width: number, height: number): boolean,
 *   scene(number: number): boolean,
 *   look(words: Uint32Array, ratio: number): boolean,
 *   take(numbers: Float64Array, words: string[]): boolean,
 *   show(width: number, height: number): boolean,
 *   gesture(kind: number, x: number, y: number, amount: number, width: number, height: number): number,
 * }} Module Each says what its export does in wasm/painter/exports.cpp.
 */

const wasm = asset('../painter.wasm', import.meta.url);

/** @param {Glyphs} glyphs @param {Triangles} triangles @returns {Promise<Module>} */
export async function startModule(glyphs, triangles) {
  /** @type {any} */
  let painter;
  /** @param {number} from @param {number} size */
  const bytes = (from, size) => new Uint8Array(painter.memory.buffer, from >>> 0, size >>> 0);
  const env = {
    ...glyphsFor(glyphs, () => painter.memory.buffer),
    /** @param {number} number @param {number} width @param {number} height @param {number} pixels */
    host_make_texture: (number, width, height, pixels) =>
      triangles.makeTexture(number, width, height, bytes(pixels, width * height)),
    /** @param {[number, number, number, number, number, number, number]} parts number x y width height pixels pitch */
    host_change_texture: (...[number, x, y, width, height, pixels, pitch]) =>
      triangles.changeTexture(number, x, y, width, height, bytes(pixels, (height - 1) * pitch + width), pitch),
    /** @param {number} number */
    host_drop_texture: (number) => triangles.dropTexture(number),
    /** @param {number} vertices @param {number} vertexCount @param {number} indices @param {number} indexCount */
    host_take_triangles: (vertices, vertexCount, indices, indexCount) =>
      triangles.take(bytes(vertices, vertexCount * 20), bytes(indices, indexCount * 4)),
    /** @param {number} texture @param {number} first @param {number} count */
    host_draw: (texture, first, count) => triangles.draw(texture, first, count),
    emscripten_notify_memory_growth: () => {},
  };
  const module = await compiledModule();
  const instance = await WebAssembly.instantiate(module, offeredTo(module, { env, wasi_snapshot_preview1: noSystem('painter') }, 'painter'));
  painter = instance.exports;
  painter._initialize();
  const fillRoom = (/** @type {Uint32Array} */ words) => {
    const room = painter.painter_room(words.length) >>> 0;
    new Uint32Array(painter.memory.buffer, room, words.length).set(words);
  };
  return {
    paint: (words, width, height) => (fillRoom(words), Boolean(painter.painter_paint(width, height))),
    scene: (number) => Boolean(painter.painter_scene(number)),
    look: (words, ratio) => (fillRoom(words), Boolean(painter.painter_look(ratio))),
    take: (numbers, words) => {
      const room = painter.painter_numbers(numbers.length) >>> 0;
      new Float64Array(painter.memory.buffer, room, numbers.length).set(numbers);
      const text = new TextEncoder().encode(words.map((each) => `${each.replaceAll('\n', ' ')}\n`).join(''));
      const place = painter.painter_words(text.length) >>> 0;
      bytes(place, text.length).set(text);
      return Boolean(painter.painter_take());
    },
    show: (width, height) => Boolean(painter.painter_show(width, height)),
    gesture: (...what) => painter.painter_gesture(...what),
  };
}

/** @param {Glyphs} glyphs @param {() => ArrayBuffer} memory */
function glyphsFor(glyphs, memory) {
  return {
    /** @param {number} font @param {number} code @param {number} into */
    host_measure_glyph: (font, code, into) => {
      const { left, top, width, height, advance } = glyphs.measure(font, code);
      const view = new DataView(memory(), into >>> 0, 20);
      [left, top, width, height].forEach((value, at) => view.setInt32(at * 4, value, true));
      view.setFloat32(16, advance, true);
    },
    /** @param {number} font @param {number} code @param {number} box @param {number} into */
    host_draw_glyph: (font, code, box, into) => {
      const view = new DataView(memory(), box >>> 0, 20);
      const [left, top, width, height] = [0, 4, 8, 12].map((at) => view.getInt32(at, true));
      const pixels = new Uint8Array(memory(), into >>> 0, width * height);
      glyphs.draw(font, code, { left, top, width, height, advance: 0 }, pixels);
    },
  };
}

/** @type {Promise<WebAssembly.Module> | null} */
let compiled = null;

/** Once, for however many canvases; again if it did not come. */
export function compiledModule() {
  compiled ??= compile().catch((error) => {
    compiled = null;
    throw error;
  });
  return compiled;
}

async function compile() {
  return await WebAssembly.compileStreaming(fetchAsset(wasm));
}
