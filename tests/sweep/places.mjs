// @ts-check
// Where secrets are looked for: in requests, in the data folder, in the memory of the server, in what it says.
import assert from 'node:assert/strict';
import { filesBelow, readMemory } from './memory.mjs';
import { findIn } from './needles.mjs';

/** @typedef {import('./needles.mjs').Needle} Needle */
/** @typedef {import('../node/recorder.mjs').Exchange} Exchange */

/** @param {Exchange} exchange */
export const wholeRequest = ({ method, url, fields, body }) =>
  Buffer.concat([Buffer.from(`${method} ${url} ${JSON.stringify(fields)}\n`), body]);

/** @param {Exchange[]} exchanges @param {Needle[]} needles */
export const findInRequests = (exchanges, needles) =>
  exchanges.flatMap((each) => findIn(wholeRequest(each), needles).map((found) => `${each.path}: ${found}`));

/** @param {string} folder @param {Needle[]} needles */
export const findInFiles = (folder, needles) =>
  filesBelow(folder).flatMap(({ name, bytes }) => findIn(bytes, needles).map((each) => `${name}: ${each}`));

/** @param {import('../node/server.mjs').RunningServer} server @param {Needle[]} needles */
export const findInWords = (server, needles) => findIn(Buffer.from(server.stderr() + server.stdout().join('\n')), needles);

/**
 * @param {import('../node/server.mjs').RunningServer} server @param {Needle[]} needles
 * @param {string} itself what is in there for sure
 * @returns {string[] | null} null: this system does not allow it
 */
export function findInMemory(server, needles, itself) {
  /** @type {string[]} */
  const found = [];
  let seesItself = false;
  try {
    const size = readMemory(server.pid, (bytes) => {
      seesItself ||= Buffer.from(bytes).includes(itself);
      found.push(...findIn(bytes, needles));
    });
    assert.ok(size > 1 << 20 && seesItself, `${size} bytes were read`);
  } catch (why) {
    if (!['EACCES', 'EPERM'].includes(/** @type {any} */ (why).code)) throw why;
    return null;
  }
  return found;
}
