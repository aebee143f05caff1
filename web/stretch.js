// @ts-check
// Argon2id and scrypt where we are: in the page (or its Workers), or in Node. What is done is in stretcher.js.
import { makeStretcher } from './stretcher.js';
import { workerAddress } from './trusted.js';

const worker = new URL('./workers/stretch.js', import.meta.url);

/** @returns {import('./stretcher.js').Surroundings} */
const page = () => ({
  startWorker: () => new Worker(workerAddress(worker.href), { type: 'module' }),
  loadModule: async (file) => {
    const answer = await fetch(new URL(file, import.meta.url), { credentials: 'omit' });
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    return await WebAssembly.compileStreaming(answer);
  },
});

/** @returns {Promise<import('./stretcher.js').Surroundings>} */
async function node() {
  const { Worker } = await import('node:worker_threads');
  const { readFile } = await import('node:fs/promises');
  const built = new URL('../build/web/', import.meta.url);
  return {
    startWorker: () => new Worker(worker),
    loadModule: async (file) => await WebAssembly.compile(new Uint8Array(await readFile(new URL(file, built)))),
  };
}

const isNode = typeof process === 'object' && Boolean(process.versions?.node);
const stretcher = Promise.resolve(isNode ? node() : page()).then(makeStretcher);

/** A password will be stretched soon: the worker gets ready meanwhile. */
export const warm = async () => (await stretcher).warm();

/** No password after all. */
export const cool = async () => (await stretcher).cool();

/** @param {import('./stretcher.js').Request} request */
export const stretch = async (request) => (await stretcher).stretch(request);

/** @param {import('./stretcher.js').ScryptRequest} request */
export const scrypt = async (request) => (await stretcher).scrypt(request);
