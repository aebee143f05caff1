// @ts-check
// The worker for one Argon2id or scrypt: it is told a module, perhaps to warm up, then one request, which it answers once.
// Whoever started it ends it then, and the memory that saw the password goes with it.
// The same file in the browser (module Worker; what comes from its starter is only the port of its asker) and in Node.

/**
 * @typedef {object} Exports what wasm/stretch/stretch.cpp exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {() => number} stretch_input
 * @property {() => number} stretch_output
 * @property {() => number} stretch_salt
 * @property {(iterations: number, memoryKib: number) => number} stretch_run
 * @property {(log2N: number, r: number, p: number, inputSize: number, saltSize: number) => number} stretch_scrypt
 * @property {() => void} stretch_warm
 * @property {() => void} stretch_wipe
 *
 * @typedef {{say: 'load', module: WebAssembly.Module | BufferSource, warm: boolean}} Load
 * @typedef {{say: 'stretch', iterations: number, memory: number, input: Uint8Array}} Stretch
 * @typedef {{say: 'scrypt', log2N: number, r: number, p: number, salt: Uint8Array, input: Uint8Array}} Scrypt
 * @typedef {{output: Uint8Array} | {failed: 'memory' | 'refused' | 'broken', why: string}} Answer
 * @typedef {(answer: Answer, transfer: ArrayBuffer[]) => void} Post
 */

const SIZE = 64; // bytes, of input and output
const SCRYPT_SIZE = 32; // of the output
const ROOM = 1024; // for the input of scrypt, and for its salt
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
  write(stretcher, stretcher.stretch_input(), input);
  const outcome = stretcher.stretch_run(iterations, memory);
  return answerOf(stretcher, outcome, SIZE, `${iterations} iterations over ${memory} KiB`);
}

/**
 * @param {Scrypt} message
 * @returns {Answer}
 */
function scrypt({ log2N, r, p, salt, input }) {
  if (!stretcher) throw new Error('A request before the module');
  if (input.length > ROOM || salt.length > ROOM) return { failed: 'refused', why: `more than ${ROOM} bytes` };
  const [inputSize, saltSize] = [input.length, salt.length];
  write(stretcher, stretcher.stretch_input(), input);
  write(stretcher, stretcher.stretch_salt(), salt);
  const outcome = stretcher.stretch_scrypt(log2N, r, p, inputSize, saltSize);
  return answerOf(stretcher, outcome, SCRYPT_SIZE, `scrypt of 2^${log2N}, ${r}, ${p}`);
}

/** @param {Exports} to @param {number} pointer @param {Uint8Array} bytes zeros afterwards */
function write(to, pointer, bytes) {
  new Uint8Array(to.memory.buffer, pointer, bytes.length).set(bytes);
  bytes.fill(0);
}

/** @param {Exports} from @param {number} outcome @param {number} size @param {string} asked @returns {Answer} */
function answerOf(from, outcome, size, asked) {
  const output = new Uint8Array(from.memory.buffer, from.stretch_output(), size).slice();
  from.stretch_wipe();
  if (outcome === 0) return { output };
  return { failed: outcome === TOO_LITTLE_MEMORY ? 'memory' : 'refused', why: asked };
}

/**
 * @param {Load | Stretch | Scrypt} message
 * @param {Post} post
 */
function hear(message, post) {
  try {
    if (message.say === 'load') {
      load(message);
      return;
    }
    const answer = message.say === 'scrypt' ? scrypt(message) : stretch(message);
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
  const scope = /** @type {{onmessage: (event: MessageEvent) => void}} */ (/** @type {unknown} */ (globalThis));
  scope.onmessage = ({ ports: [asker] }) => {
    asker.onmessage = ({ data }) => hear(data, (answer, transfer) => asker.postMessage(answer, transfer));
  };
}
