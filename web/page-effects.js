// @ts-check
// The effects that only a page can carry out.
import { canPick, pickOnDisk } from './disk-file.js';
import { asBlob, fileEffects, FileParts, readPiece } from './file-parts.js';

/**
 * @typedef {import('./core-module.js').Effect} Effect
 * @typedef {import('./pump.js').Heard} Heard
 */

const files = new FileParts(async (name, type) => {
  const disk = canPick() ? await pickOnDisk(name).catch(() => undefined) : undefined;
  return disk === undefined ? asBlob(type, (content) => saveBlob(name, content)) : disk;
});
/** @type {Blob} */
let picked = new Blob();

/** What `read-file` reads from now on. @param {Blob} file */
export function offerFile(file) {
  picked = file;
}

/** @param {Effect} effect @returns {Promise<Heard>} */
export async function performOnPage(effect) {
  if (fileEffects.has(effect.do)) return await files.perform(effect);
  switch (effect.do) {
    case 'copy':
      return await copy(new TextDecoder().decode(effect.payload));
    case 'read-file':
      return await readPiece(picked, effect);
    case 'save':
      save(effect.name, effect.type, effect.payload ?? new Uint8Array(0));
      return null;
    case 'print':
      window.print();
      return null;
    case 'path':
      showPath(effect.path, effect.replace);
      return null;
    default:
      return { head: { failed: true } };
  }
}

/** @param {string} text @returns {Promise<Heard>} */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return {};
  } catch {
    return { head: { failed: true } };
  }
}

/** @param {string} name @param {string} type @param {Uint8Array} bytes */
function save(name, type, bytes) {
  saveBlob(name, new Blob([/** @type {BlobPart} */ (bytes)], { type }));
}

/** @param {string} name @param {Blob} blob */
function saveBlob(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** @param {string} path @param {boolean} replace */
function showPath(path, replace) {
  if (path === location.pathname + location.hash) return;
  const query = new URLSearchParams(location.search);
  for (const name of [...query.keys()]) if (!['theme', 'renderer', 'lang'].includes(name)) query.delete(name);
  const address = path + (query.size > 0 ? `?${query}` : '');
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
}
