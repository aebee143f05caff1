// @ts-check
// Argon2id and scrypt for the core: hands one input to a worker that is started for it and ended after its answer.
// The caller brings what differs between page and Node (workers/stretching.js, portal-node.stretch.js): how to start a worker, how to get a module.

/** @typedef {import('./workers/stretch.js').Answer} Answer */

/**
 * A browser's Worker, or one of node:worker_threads.
 * @typedef {object} AnyWorker
 * @property {(message: unknown, transfer?: any) => void} postMessage
 * @property {() => unknown} terminate
 * @property {(type: any, listener: (event: any) => void) => void} [addEventListener]
 * @property {(type: any, listener: (value: any) => void) => unknown} [on]
 * @property {() => void} [ref]
 * @property {() => void} [unref]
 *
 * @typedef {object} Surroundings
 * @property {() => AnyWorker} startWorker starts workers/stretch.js as a module
 * @property {(file: 'stretch.wasm' | 'stretch-scalar.wasm') => Promise<WebAssembly.Module | BufferSource>} loadModule
 *   asked once; a compiled module is better than bytes: engines share its optimised code between workers
 * @property {boolean} [simd] what the engine can do, if not to be found out
 *
 * @typedef {object} Request
 * @property {number} iterations
 * @property {number} memory in KiB
 * @property {Uint8Array} input 64 bytes, zeros afterwards, however it ends
 * @property {AbortSignal} [signal] ends the worker at once
 *
 * @typedef {object} ScryptRequest exactly: 1 ≤ log2N ≤ 16, r = 8, p = 1; the module refuses all else
 * @property {number} log2N
 * @property {number} r
 * @property {number} p
 * @property {Uint8Array} salt
 * @property {Uint8Array} input 1,024 bytes at most, zeros afterwards, however it ends
 * @property {AbortSignal} [signal] ends the worker at once
 *
 * @typedef {object} Stretcher
 * @property {() => Promise<void>} warm a password will be stretched soon; any number of times, never fails
 * @property {() => void} cool no password after all
 * @property {(request: Request) => Promise<Uint8Array>} stretch 64 bytes, or a StretchError, or the signal's reason
 * @property {(request: ScryptRequest) => Promise<Uint8Array>} scrypt likewise, 32 bytes
 */

export class StretchError extends Error {
  /**
   * @param {'memory' | 'refused' | 'broken'} code
   * @param {string} why for developers
   */
  constructor(code, why) {
    super(`Stretching: ${code} (${why})`);
    this.name = 'StretchError';
    this.code = code;
  }
}

// A function that uses one instruction of the final SIMD proposal, i8x16.popcnt.
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, // magic, version
  1, 5, 1, 96, 0, 1, 123, // () → v128
  3, 2, 1, 0,
  10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11, // i32.const 0, i8x16.splat, i8x16.popcnt
]);

export const hasSimd = () => WebAssembly.validate(SIMD_PROBE);

/**
 * @param {AnyWorker} worker
 * @param {(answer: Answer) => void} hear
 */
function listen(worker, hear) {
  /** @param {any} error */
  const broken = (error) => {
    const failed = error?.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broken';
    hear({ failed, why: error?.message ?? 'the worker ended' });
  };
  if (worker.on) {
    worker.on('message', hear);
    worker.on('error', broken);
    worker.on('exit', broken);
  } else if (worker.addEventListener) {
    worker.addEventListener('message', (event) => hear(event.data));
    worker.addEventListener('error', broken);
  }
}

/** One worker, from its start to its only answer. */
class Errand {
  /** @param {AnyWorker} worker */
  constructor(worker) {
    this.worker = worker;
    this.ended = false;
    /** @type {Promise<Answer>} */
    this.answer = new Promise((resolve) => {
      listen(worker, (answer) => {
        this.end();
        resolve(answer);
      });
    });
  }

  /** @param {{module: WebAssembly.Module | BufferSource, warm: boolean}} what */
  load(what) {
    this.worker.postMessage({ say: 'load', ...what });
    this.worker.unref?.(); // who only waits does not keep a Node process
  }

  /** @param {{say: 'stretch' | 'scrypt', input: Uint8Array<ArrayBuffer>}} request the input is transferred */
  ask(request) {
    this.worker.ref?.();
    this.worker.postMessage(request, [request.input.buffer]);
    return this.answer;
  }

  end() {
    if (this.ended) return;
    this.ended = true;
    this.worker.terminate();
  }
}

/**
 * Resolves never: rejects when the signal says so.
 * @param {AbortSignal} signal
 * @returns {{never: Promise<never>, forget: () => void}}
 */
function interruption(signal) {
  let forget = () => {};
  /** @type {Promise<never>} */
  const never = new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    forget = () => signal.removeEventListener('abort', stop);
  });
  never.catch(() => {}); // it may come before anyone listens
  return { never, forget };
}

/**
 * @param {Surroundings} surroundings
 * @returns {Stretcher}
 */
export function makeStretcher({ startWorker, loadModule, simd = hasSimd() }) {
  /** @type {Promise<WebAssembly.Module | BufferSource> | undefined} */
  let loading;
  /** @type {Errand | undefined} */
  let waiting;

  const module = () => {
    loading ??= loadModule(simd ? 'stretch.wasm' : 'stretch-scalar.wasm').catch((error) => {
      loading = undefined; // the network may be back next time
      throw new StretchError('broken', String(error));
    });
    return loading;
  };

  /** @param {boolean} warm */
  const start = async (warm) => {
    const loaded = await module();
    const errand = new Errand(startWorker());
    errand.load({ module: loaded, warm });
    return errand;
  };

  const takeWaiting = () => {
    const taken = waiting?.ended ? undefined : waiting;
    waiting = undefined;
    return taken;
  };

  /** @type {Promise<void> | undefined} */
  let warming;

  /**
   * One errand, of a worker that nobody else gets.
   * @param {{say: 'stretch' | 'scrypt'} & Record<string, unknown>} request @param {Uint8Array} input
   * @param {AbortSignal | undefined} signal
   */
  const send = async (request, input, signal) => {
    const copy = new Uint8Array(input); // not slice(): a Buffer's shares its memory
    input.fill(0);
    const stop = signal && interruption(signal);
    /** @type {Errand | undefined} */
    let errand;
    try {
      signal?.throwIfAborted();
      await warming;
      errand = takeWaiting() ?? (await start(false));
      signal?.throwIfAborted();
      const asked = errand.ask({ ...request, input: copy });
      const answer = await (stop ? Promise.race([asked, stop.never]) : asked);
      if ('failed' in answer) throw new StretchError(answer.failed, answer.why);
      return answer.output;
    } finally {
      errand?.end();
      if (copy.length > 0) copy.fill(0); // it was never sent
      stop?.forget();
    }
  };

  return {
    warm() {
      if (waiting && !waiting.ended) return Promise.resolve();
      warming ??= start(true)
        .then((errand) => void (waiting = errand), () => {}) // stretch() will meet the same and say so
        .finally(() => (warming = undefined));
      return warming;
    },

    cool() {
      const started = warming ?? Promise.resolve();
      void started.then(() => takeWaiting()?.end());
    },

    stretch({ iterations, memory, input, signal }) {
      return send({ say: 'stretch', iterations, memory }, input, signal);
    },

    scrypt({ log2N, r, p, salt, input, signal }) {
      return send({ say: 'scrypt', log2N, r, p, salt: new Uint8Array(salt) }, input, signal);
    },
  };
}
