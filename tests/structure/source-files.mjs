// @ts-check
// The files that the structure tests look at.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const foreign = new Set(['node_modules', 'build', 'data']);

/**
 * Paths from the project's root, with forward slashes.
 * @param {string[]} folders @param {RegExp} wanted
 * @returns {Promise<string[]>}
 */
export async function sourceFiles(folders, wanted) {
  const found = await Promise.all(folders.map((folder) => under(join(root, folder))));
  return found.flat().map((path) => relative(root, path).split(sep).join('/')).filter((path) => wanted.test(path)).sort();
}

/** @param {string} folder @returns {Promise<string[]>} */
async function under(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.') && !foreign.has(entry.name))
      .map((entry) => (entry.isDirectory() ? under(join(folder, entry.name)) : [join(folder, entry.name)])),
  );
  return found.flat();
}
