// @ts-check
// Argon2id and scrypt for the core's Worker, in Workers that the page lends it (lent-workers.js). What is done is in stretcher.js.
import { asset, checkAsset, fetchAsset } from '../asset.js';
import { makeStretcher } from '../stretcher.js';

/**
 * What the page is told of the Worker with this number: to start it, and to hand it its end of a channel; or, without one, to end it.
 * @typedef {{number: number, port?: MessagePort}} Lending
 * @typedef {(lending: Lending, transfer?: Transferable[]) => void} AskPage
 */

const worker = asset('./stretch.js', import.meta.url);
const modules = {
  'stretch.wasm': asset('../stretch.wasm', import.meta.url),
  'stretch-scalar.wasm': asset('../stretch-scalar.wasm', import.meta.url),
};

/** A Worker of the page. What it is told and what it answers does not pass through the page. */
class LentWorker {
  #channel = new MessageChannel();
  #number;
  #askPage;
  /** @type {(error: {message: string}) => void} */
  broken = () => {};

  /** @param {number} number @param {AskPage} askPage */
  constructor(number, askPage) {
    this.#number = number;
    this.#askPage = askPage;
    askPage({ number, port: this.#channel.port2 }, [this.#channel.port2]);
  }

  /** @param {unknown} message @param {Transferable[]} [transfer] */
  postMessage(message, transfer = []) {
    this.#channel.port1.postMessage(message, transfer);
  }

  /** @param {'message' | 'error'} type @param {(event: any) => void} listener */
  addEventListener(type, listener) {
    if (type === 'error') this.broken = listener;
    else this.#channel.port1.onmessage = listener;
  }

  terminate() {
    this.#channel.port1.close();
    this.#askPage({ number: this.#number });
  }
}

/** @param {AskPage} askPage */
export function stretchingWith(askPage) {
  /** @type {Map<number, LentWorker>} */
  const lent = new Map();
  let last = 0;
  const stretcher = makeStretcher({
    startWorker: () => {
      const number = ++last;
      const started = new LentWorker(number, (lending, transfer) => {
        if (!lending.port) lent.delete(number);
        askPage(lending, transfer);
      });
      lent.set(number, started);
      return started;
    },
    loadModule: async (file) => {
      const [module] = await Promise.all([WebAssembly.compileStreaming(fetchAsset(modules[file])), checkAsset(worker)]);
      return module;
    },
  });
  /** @param {number} number of the Worker that ended by itself, or could not be started @param {string} message */
  const broken = (number, message) => lent.get(number)?.broken({ message });
  return { ...stretcher, broken };
}
