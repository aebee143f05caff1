// @ts-check
// Argon2id and scrypt in Node's own workers. What is done is in stretcher.js.
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { makeStretcher } from './stretcher.js';

const built = new URL('../build/client/', import.meta.url);

export const { stretch, scrypt } = makeStretcher({
  startWorker: () => new Worker(new URL('./workers/stretch.js', import.meta.url)),
  loadModule: async (file) => await WebAssembly.compile(new Uint8Array(await readFile(new URL(file, built)))),
});
