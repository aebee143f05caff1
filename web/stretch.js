// @ts-check
// Argon2id and scrypt where we are: in the page (or its Workers), or in Node. What is done is in stretcher.js.
import { asset, checkAsset, fetchAsset } from './asset.js';
import { makeStretcher } from './stretcher.js';
import { workerAt } from './trusted.js';

const worker = asset('./workers/stretch.js', import.meta.url);
const modules = {
  'stretch.wasm': asset('./stretch.wasm', import.meta.url),
  'stretch-scalar.wasm': asset('./stretch-scalar.wasm', import.meta.url),
};

/** @returns {import('./stretcher.js').Surroundings} */
const page = () => ({
  startWorker: workerAt(worker.address),
  loadModule: async (file) => {
    const [module] = await Promise.all([WebAssembly.compileStreaming(fetchAsset(modules[file])), checkAsset(worker)]);
    return module;
  },
});

/** @returns {Promise<import('./stretcher.js').Surroundings>} */
async function node() {
  const { Worker } = await import('node:worker_threads');
  const { readFile } = await import('node:fs/promises');
  const built = new URL('../build/client/', import.meta.url);
  return {
    startWorker: () => new Worker(new URL(worker.address)),
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
