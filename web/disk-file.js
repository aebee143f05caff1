// @ts-check
// A file that is written straight to the disk as it is made, where the browser can (File System Access).

/**
 * @typedef {import('./file-parts.js').Target} Target
 * @typedef {FileSystemFileHandle & {remove?: () => Promise<void>}} Handle  `remove` is Chromium's
 * @typedef {{showSaveFilePicker?: (options: {suggestedName: string}) => Promise<Handle>}} Picking
 */

const picking = /** @type {Picking} */ (/** @type {unknown} */ (globalThis));

export const canPick = () => typeof picking.showSaveFilePicker === 'function';

/**
 * Call it within seconds of a press, or the browser does not ask. It throws where it may not ask: in a frame of
 * another site, or without a press.
 * @param {string} name
 * @returns {Promise<Target | null>} null: the person has refused
 */
export async function pickOnDisk(name) {
  try {
    const handle = await /** @type {NonNullable<Picking['showSaveFilePicker']>} */ (picking.showSaveFilePicker)({
      suggestedName: name,
    });
    return await openHandle(handle);
  } catch (why) {
    if (/** @type {any} */ (why)?.name === 'AbortError') return null;
    throw why;
  }
}

/** @param {Handle} handle @returns {Promise<Target>} */
async function openHandle(handle) {
  const stream = await handle.createWritable().catch(async (why) => {
    await removeEmpty(handle);
    throw why;
  });
  return {
    write: (part) => stream.write(/** @type {FileSystemWriteChunkType} */ (part)),
    close: () => stream.close(),
    abort: async () => {
      await stream.abort().catch(() => {}); // it may have failed already
      await removeEmpty(handle);
    },
  };
}

// The picker has made the file, or emptied it with the person's consent; what was written never got into it.
/** @param {Handle} handle */
async function removeEmpty(handle) {
  try {
    if ((await handle.getFile()).size === 0) await handle.remove?.();
  } catch {
    // It is gone already, or may not be removed: it is empty.
  }
}
