// @ts-check
// Import this before the client: everything that its Argon2id workers are given (the OPRF's output) and give back.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const threads = createRequire(import.meta.url)('node:worker_threads');

/** @type {{input: Uint8Array, output: Uint8Array}[]} */
export const stretches = [];

threads.Worker = class extends threads.Worker {
  /** @param {any} message @param {any} [transfer] */
  postMessage(message, transfer) {
    if (message.say === 'stretch') {
      const input = new Uint8Array(message.input);
      this.once('message', (/** @type {any} */ answer) => stretches.push({ input, output: new Uint8Array(answer.output) }));
    }
    super.postMessage(message, transfer);
  }
};
syncBuiltinESMExports();
