// @ts-check
// What was built, by release.json.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../build/web/release.json', import.meta.url));

/** @returns {Record<string, string>} hashes by addresses */
export const filesOfRelease = () => JSON.parse(readFileSync(file, 'utf8')).files;

/** @param {string} address @returns {string} without the hash of its content */
export const plain = (address) => address.slice(1).replace(/\.[0-9a-f]{16}(?=\.)/, '');

/** @param {string} name without hash @returns {string} */
export function addressOf(name) {
  const found = Object.keys(filesOfRelease()).find((address) => plain(address) === name);
  if (!found) throw new Error(`${name} is not in the release.`);
  return found;
}
