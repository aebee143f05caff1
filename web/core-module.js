// @ts-check
// core.wasm, instantiated by hand: the same way in a Worker and in Node. The boundary is described in wasm/README.md.
import { noSystem, offeredTo } from './module-needs.js';

/**
 * @typedef {Record<string, unknown> & {say: string, now?: number}} Head
 * @typedef {Record<string, any> & {do: string, id?: number, payload?: Uint8Array}} Effect
 * @typedef {import('./portal-node.mjs').Node} Node
 * @typedef {{screen: string, title: string, theme: string, renderer: string, busy?: boolean, signed_in?: boolean,
 *   host?: string, mail_changes: number}} Page
 * @typedef {{effects: Effect[], tree: Node | null, page: Page, drawing?: Drawing}} Answer
 * @typedef {{id: Node['id'], scene: string, words: string[], numbers: Float64Array}} Drawing
 * @typedef {{say(head: Head, body?: Uint8Array): Answer}} Core
 * @typedef {(bytes: Uint8Array) => unknown} FillRandom
 */

/**
 * Starts a core from its compiled module. A module that wants to reach for more than it should is refused.
 * @param {WebAssembly.Module} module
 * @param {FillRandom} fillRandom fills its argument with random bytes, or throws
 * @returns {Core}
 */
export function startCore(module, fillRandom) {
  /** @type {() => WebAssembly.Memory} */
  let memory;
  const view = () => new DataView(memory().buffer);
  const env = {
    /** @param {number} pointer @param {number} length */
    host_random: (pointer, length) => {
      const random = new Uint8Array(length);
      for (let from = 0; from < length; from += 65536) fillRandom(random.subarray(from, from + 65536));
      new Uint8Array(memory().buffer).set(random, pointer >>> 0);
      random.fill(0);
    },
    emscripten_notify_memory_growth: () => {},
  };
  const system = {
    ...noSystem('core'),
    /** @param {number} count @param {number} size */
    environ_sizes_get: (count, size) => {
      view().setUint32(count >>> 0, 0, true);
      view().setUint32(size >>> 0, 0, true);
      return 0;
    },
    environ_get: () => 0,
  };
  const imports = offeredTo(module, { env, wasi_snapshot_preview1: system }, 'core');
  const instance = new WebAssembly.Instance(module, imports);
  const core = /** @type {any} */ (instance.exports);
  memory = () => core.memory;
  core._initialize();
  return { say: (head, body) => say(core, head, body ?? new Uint8Array(0)) };
}

/**
 * One message in, what came of it out. The effects' payloads are copies; the module's own are wiped.
 * @param {any} core
 * @param {Head} head
 * @param {Uint8Array} body
 * @returns {Answer}
 */
function say(core, head, body) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const room = core.portal_room(text.length + body.length) >>> 0;
  const bytes = new Uint8Array(core.memory.buffer);
  bytes.set(text, room);
  bytes.set(body, room + text.length);
  core.portal_say(text.length, body.length);

  const memory = new Uint8Array(core.memory.buffer); // it may have grown: looked at again
  const start = core.portal_answer() >>> 0;
  const answer = JSON.parse(new TextDecoder().decode(memory.subarray(start, start + core.portal_answer_size())));
  for (const effect of answer.effects) {
    const [pointer, size] = effect.payload ?? [0, 0];
    effect.payload = memory.slice(pointer >>> 0, (pointer >>> 0) + size);
  }
  if (answer.drawing) {
    const [pointer, size] = answer.drawing.payload;
    answer.drawing.numbers = new Float64Array(memory.slice(pointer >>> 0, (pointer >>> 0) + size).buffer);
  }
  core.portal_forget();
  return answer;
}
