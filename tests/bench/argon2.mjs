// Argon2id of the one profile (t = 3, 64 MiB, p = 1): our wasm against libsodium.js, hash-wasm and native libsodium.
// `node tests/bench/argon2.mjs` prints; argon2Bench() returns the same as a list.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { makeStretcher } from '../../web/stretcher.js';

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {number} ours median
 * @property {number} peer median
 * @property {string} peer_name
 * @property {'ms'} unit
 * @property {number} ratio above 1: we are better
 */

const root = new URL('../../', import.meta.url);
const PROFILE = { iterations: 3, memory: 64 * 1024 };
const PEERS = ['libsodium-wrappers-sumo', 'hash-wasm'];

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {string} contender @param {Uint8Array | null} bytes @param {number} warm */
function inWorker(contender, bytes, warm) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('argon2_worker.mjs', import.meta.url), {
      workerData: { contender, bytes, warm, ...PROFILE },
    });
    worker.once('error', reject);
    worker.once('message', (times) => {
      void worker.terminate();
      resolve(times);
    });
  });
}

/** @param {string} program @param {number} runs */
async function natively(program, runs) {
  const { stdout } = await promisify(execFile)(program, [String(PROFILE.iterations), String(PROFILE.memory), String(runs)]);
  const [cold, ...again] = stdout.trim().split('\n').map(Number);
  return { cold, again };
}

/** What ended before gives its memory back first. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 150));

/** As the product does it, worker and messages included. @param {WebAssembly.Module} module @param {boolean} warmed */
async function throughStretcher(module, warmed) {
  const stretcher = makeStretcher({
    startWorker: () => new Worker(new URL('web/workers/stretch.js', root)),
    loadModule: async () => module,
  });
  if (warmed) {
    await stretcher.warm();
    await new Promise((resolve) => setTimeout(resolve, 400)); // the person types
  }
  const start = performance.now();
  await stretcher.stretch({ ...PROFILE, input: new Uint8Array(64) });
  return performance.now() - start;
}

/**
 * @param {{stretch?: URL, native?: string, rounds?: number, warm?: number}} [where]
 * @returns {Promise<Entry[]>}
 */
export async function argon2Bench({
  stretch = new URL('build/wasm/wasm/stretch/', root),
  native = fileURLToPath(new URL('build/native/tests/bench/native_argon2', root)),
  rounds = 7,
  warm = 3,
} = {}) {
  const bytes = new Uint8Array(await readFile(new URL('stretch.wasm', stretch)));
  const scalar = new Uint8Array(await readFile(new URL('stretch-scalar.wasm', stretch)));

  /** @type {Record<string, {cold: number[], warm: number[]}>} */
  const times = {};
  const note = (name, { cold, again }) => {
    times[name] ??= { cold: [], warm: [] };
    times[name].cold.push(cold);
    times[name].warm.push(...again);
  };
  const product = { prewarmed: [], cold: [] };
  for (let round = 0; round < rounds; ++round) { // in turn, so that a noisy minute disturbs all alike
    note('native libsodium', await natively(native, warm + 1));
    note('ours', await settle().then(() => inWorker('ours', bytes, warm)));
    note('ours, scalar', await settle().then(() => inWorker('ours', scalar, warm)));
    for (const peer of PEERS) note(peer, await settle().then(() => inWorker(peer, null, warm)));
    // Compiled anew: a module that a worker has used before is already optimised.
    product.prewarmed.push(await settle().then(async () => throughStretcher(await WebAssembly.compile(bytes), true)));
    product.cold.push(await settle().then(async () => throughStretcher(await WebAssembly.compile(bytes), false)));
  }

  /** @returns {Entry} */
  const entry = (name, ours, peerName, peer) => {
    const [a, b] = [median(ours), median(peer)];
    return { name, ours: a, peer: b, peer_name: peerName, unit: 'ms', ratio: b / a };
  };
  const all = [];
  for (const kind of ['cold', 'warm']) {
    for (const peer of [...PEERS, 'native libsodium']) {
      all.push(entry(`Argon2id, ${kind}`, times.ours[kind], peer, times[peer][kind]));
    }
    all.push(entry(`Argon2id without SIMD, ${kind}`, times['ours, scalar'][kind], 'native libsodium', times['native libsodium'][kind]));
  }
  const nativeCold = times['native libsodium'].cold;
  all.push(entry('A stretch by a warmed worker, messages included', product.prewarmed, 'native libsodium', nativeCold));
  all.push(entry('A stretch by a worker started for it, start included', product.cold, 'native libsodium', nativeCold));
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PORTAL_STRETCH, PORTAL_NATIVE_ARGON2 } = process.env;
  const entries = await argon2Bench({
    ...(PORTAL_STRETCH ? { stretch: new URL(PORTAL_STRETCH, root) } : {}),
    ...(PORTAL_NATIVE_ARGON2 ? { native: PORTAL_NATIVE_ARGON2 } : {}),
  });
  for (const { name, ours, peer, peer_name, ratio } of entries) {
    console.log(`${ratio.toFixed(2).padStart(6)} ×  ${name}: ${ours.toFixed(0)} ms, ${peer_name} ${peer.toFixed(0)} ms`);
  }
}
