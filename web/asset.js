// @ts-check
// What the program loads beside its imports: modules of wasm, Workers, and what only some need. The build puts the name with the
// hash into each `asset('./x.wasm', import.meta.url)`, and what it and its own imports must hash to; unbuilt, nothing is checked.

/** @typedef {{address: string, pins: [address: string, hash: string][]}} Asset its own pin first, then those of its imports */

/**
 * @param {string} file
 * @param {string} base
 * @param {Record<string, string>} [pins]
 * @returns {Asset}
 */
export const asset = (file, base, pins = {}) => ({
  address: new URL(file, base).href,
  pins: Object.entries(pins).map(([name, hash]) => [new URL(name, base).href, hash]),
});

/** @param {string} address @param {string} [hash] */
async function get(address, hash = '') {
  const answer = await fetch(address, { credentials: 'same-origin', integrity: hash });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** Its content, or an error if that is another than was built. @param {Asset} asset */
export const fetchAsset = ({ address, pins }) => get(address, pins[0]?.[1]);

/**
 * For what loads by its address alone, a Worker or what a Worker imports: PROTOCOL.md, "Integrity", has what this is worth.
 * @param {Asset} asset
 */
export async function checkAsset({ pins }) {
  await Promise.all(pins.map(async ([address, hash]) => void (await (await get(address, hash)).arrayBuffer())));
}
