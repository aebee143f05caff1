// @ts-check
// Files that the core hands out piece by piece: there when they are closed, or not at all.

/**
 * @typedef {import('./core-module.js').Effect} Effect
 * @typedef {import('./pump.js').Heard} Heard
 * @typedef {{name: string, type: string, parts: Blob[]}} OpenFile
 */

const failed = { head: { failed: true } };

/** What may be done with files in parts. */
export const fileEffects = new Set(['open-file', 'write-file', 'close-file', 'abort-file']);

/** @param {Blob} file @param {Effect} effect @returns {Promise<Heard>} */
export async function readPiece(file, effect) {
  const piece = file.slice(effect.from, effect.from + effect.size);
  return { head: { read: true }, body: new Uint8Array(await piece.arrayBuffer()) };
}

export class FileParts {
  /** @type {Map<number, OpenFile>} */
  #open = new Map();
  #save;

  /** @param {(name: string, content: Blob) => void | Promise<void>} save gets each file that is complete */
  constructor(save) {
    this.#save = save;
  }

  /** @param {Effect} effect @returns {Promise<Heard>} */
  async perform(effect) {
    if (effect.do === 'open-file') {
      this.#open.set(effect.id ?? 0, { name: effect.name, type: effect.type, parts: [] });
      return {};
    }
    const file = this.#open.get(effect.file);
    if (effect.do === 'abort-file' || !file) {
      this.#open.delete(effect.file);
      return effect.do === 'abort-file' ? null : failed;
    }
    if (effect.do === 'write-file') {
      const part = /** @type {BlobPart} */ (effect.payload ?? new Uint8Array(0));
      file.parts.push(new Blob([part])); // a copy, which the browser may keep on disk
      return {};
    }
    this.#open.delete(effect.file);
    await this.#save(file.name, new Blob(file.parts, { type: file.type }));
    return {};
  }
}
