// @ts-check
// The Workers in which the core's Worker has passwords stretched. The page starts and ends them, and hands them one end of a channel
// to the core's: a Worker that starts one of its own can hang for ever in Firefox, if it has just ended another.

/** @typedef {import('./workers/stretching.js').Lending} Lending */

export class LentWorkers {
  /** @type {Map<number, Worker>} */
  #running = new Map();
  #start;
  #broken;

  /** @param {() => Worker} start @param {(number: number, why: string) => void} broken */
  constructor(start, broken) {
    this.#start = start;
    this.#broken = broken;
  }

  /** @param {Lending} lending */
  lend({ number, port }) {
    if (!port) return this.#end(number);
    try {
      const worker = this.#start();
      this.#running.set(number, worker);
      worker.addEventListener('error', (event) => this.#broken(number, event.message ?? ''));
      worker.postMessage(null, [port]);
    } catch (why) {
      this.#broken(number, String(why));
    }
  }

  endAll() {
    for (const number of [...this.#running.keys()]) this.#end(number);
  }

  /** @param {number} number */
  #end(number) {
    this.#running.get(number)?.terminate();
    this.#running.delete(number);
  }
}
