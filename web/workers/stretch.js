// @ts-check
// The worker for one Argon2id: it is told a module, perhaps to warm up, then one request, which it answers once.
// Whoever started it ends it then, and the memory that saw the password goes with it.
// The same file in the browser (module Worker) and in Node (node:worker_threads).

/**
 * @typedef {object} Exports what wasm/stretch/stretch.cpp exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {() => number} stretch_input
 * @property {() => number} stretch_output
 * @property {(iterations: number, memoryKib: number) => number} stretch_run
 * @property {() => void} stretch_warm
 * @property {() => void} stretch_wipe
 *
 * @typedef {{say: 'load', module: WebAssembly.Module | BufferSource, warm: boolean}} Load
 * @typedef {{say: 'stretch', iterations: number, memory: number, input: Uint8Array}} Stretch
 * @typedef {{output: Uint8Array} | {failed: 'memory' | 'refused' | 'broken', why: string}} Answer
 * @typedef {(answer: Answer, transfer: ArrayBuffer[]) => void} Post
 */

const SIZE = 64; // bytes, of input and output
const TOO_LITTLE_MEMORY = -1;

/** @type {Exports | undefined} */
let stretcher;

/** @param {Load} message */
function load({ module, warm }) {
  const compiled = module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module);
  const instance = new WebAssembly.Instance(compiled, {});
  stretcher = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
  stretcher._initialize();
  if (warm) stretcher.stretch_warm();
}

/**
 * @param {Stretch} message
 * @returns {Answer}
 */
function stretch({ iterations, memory, input }) {
  if (!stretcher) throw new Error('A request before the module');
  if (input.length !== SIZE) return { failed: 'refused', why: `${input.length} bytes instead of ${SIZE}` };
  const { buffer } = stretcher.memory;
  new Uint8Array(buffer, stretcher.stretch_input(), SIZE).set(input);
  input.fill(0);
  const outcome = stretcher.stretch_run(iterations, memory);
  const output = new Uint8Array(buffer, stretcher.stretch_output(), SIZE).slice();
  stretcher.stretch_wipe();
  if (outcome === 0) return { output };
  return outcome === TOO_LITTLE_MEMORY
    ? { failed: 'memory', why: `no ${memory} KiB` }
    : { failed: 'refused', why: `${iterations} iterations over ${memory} KiB` };
}

/**
 * @param {Load | Stretch} message
 * @param {Post} post
 */
function hear(message, post) {
  try {
    if (message.say === 'load') {
      load(message);
      return;
    }
    const answer = stretch(message);
    post(answer, 'output' in answer ? [/** @type {ArrayBuffer} */ (answer.output.buffer)] : []);
  } catch (error) {
    // Engines say RangeError when they cannot provide the memory of a module.
    post({ failed: error instanceof RangeError ? 'memory' : 'broken', why: String(error) }, []);
  }
}

if (typeof process === 'object' && process.versions?.node) {
  import('node:worker_threads').then(({ parentPort }) => {
    parentPort?.on('message', (message) => hear(message, (answer, transfer) => parentPort.postMessage(answer, transfer)));
  });
} else {
  const scope = /** @type {any} */ (globalThis);
  scope.onmessage = (/** @type {MessageEvent} */ event) =>
    hear(event.data, (answer, transfer) => scope.postMessage(answer, transfer));
}
