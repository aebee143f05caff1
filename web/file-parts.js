// @ts-check
// Files that the core hands out piece by piece: there when they are closed, or not at all.

/**
 * @typedef {import('./core-module.js').Effect} Effect
 * @typedef {import('./pump.js').Heard} Heard
 * @typedef {{write(part: Uint8Array): Promise<void>, close(): Promise<void>, abort(): Promise<void>}} Target
 *   where a file goes; after `abort` nothing of it is there
 */

const failed = { head: { failed: true } };

/** What may be done with files in parts. */
export const fileEffects = new Set(['open-file', 'write-file', 'close-file', 'abort-file']);

/** @param {Blob} file @param {Effect} effect @returns {Promise<Heard>} */
export async function readPiece(file, effect) {
  const piece = file.slice(effect.from, effect.from + effect.size);
  return { head: { read: true }, body: new Uint8Array(await piece.arrayBuffer()) };
}

/**
 * In memory, or where the browser keeps large Blobs.
 * @param {string} type @param {(content: Blob) => void | Promise<void>} save gets the file when it is complete
 * @returns {Target}
 */
export function asBlob(type, save) {
  /** @type {Blob[]} */
  let parts = [];
  return {
    write: async (part) => void parts.push(new Blob([/** @type {BlobPart} */ (part)])), // a copy
    close: async () => save(new Blob(parts, { type })),
    abort: async () => void (parts = []),
  };
}

export class FileParts {
  /** @type {Map<number, Promise<Target | null>>} */
  #open = new Map();
  #openTarget;

  /** @param {(name: string, type: string) => Promise<Target | null>} openTarget null: the person refused */
  constructor(openTarget) {
    this.#openTarget = openTarget;
  }

  /** @param {Effect} effect @returns {Promise<Heard>} */
  async perform(effect) {
    if (effect.do === 'open-file') return await this.#begin(effect);
    const opening = this.#open.get(effect.file);
    if (effect.do !== 'write-file') this.#open.delete(effect.file);
    const target = await opening?.catch(() => null);
    if (effect.do === 'abort-file') {
      await target?.abort();
      return null;
    }
    if (!target) return failed;
    try {
      if (effect.do === 'write-file') await target.write(effect.payload ?? new Uint8Array(0));
      else await target.close();
      return {};
    } catch {
      if (effect.do !== 'write-file') await target.abort();
      return failed;
    }
  }

  /** @param {Effect} effect @returns {Promise<Heard>} */
  async #begin(effect) {
    const id = effect.id ?? 0;
    const opening = this.#openTarget(effect.name, effect.type);
    this.#open.set(id, opening);
    try {
      if (await opening) return {};
      this.#open.delete(id);
      return { head: { failed: 'refused' } };
    } catch {
      this.#open.delete(id);
      return failed;
    }
  }
}
