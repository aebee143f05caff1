// @ts-check
// What every bench needs: times in turn, medians, and the form of one result.

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {number} ours median
 * @property {number} peer median
 * @property {string} peer_name
 * @property {string} unit
 * @property {number} ratio above 1: we are better
 */

/** @param {number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {() => unknown} run @returns {Promise<number>} milliseconds */
export async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/**
 * Each in turn, so that a noisy minute disturbs all alike.
 * @template {string} Name
 * @param {number} rounds
 * @param {Record<Name, () => Promise<number> | number>} contenders each gives one number
 * @returns {Promise<Record<Name, number>>} the medians
 */
export async function inTurn(rounds, contenders) {
  const names = /** @type {Name[]} */ (Object.keys(contenders));
  const values = /** @type {Record<Name, number[]>} */ (Object.fromEntries(names.map((name) => [name, []])));
  for (let round = 0; round < rounds; ++round) {
    for (const name of round % 2 ? [...names].reverse() : names) values[name].push(await contenders[name]());
  }
  return /** @type {Record<Name, number>} */ (Object.fromEntries(names.map((name) => [name, median(values[name])])));
}

/** Where less is better: times, bytes. @returns {Entry} */
export const less = (/** @type {string} */ name, /** @type {string} */ unit, /** @type {number} */ ours,
  /** @type {string} */ peer_name, /** @type {number} */ peer) => ({ name, ours, peer, peer_name, unit, ratio: peer / ours });

/** Where more is better: rates. @returns {Entry} */
export const more = (/** @type {string} */ name, /** @type {string} */ unit, /** @type {number} */ ours,
  /** @type {string} */ peer_name, /** @type {number} */ peer) => ({ name, ours, peer, peer_name, unit, ratio: ours / peer });
