// @ts-check
// The core's Worker. Keys, passwords under way and answers of the server are here; the page gets what it shows.
import { asset, checkAsset, fetchAsset } from '../asset.js';
import { startCore } from '../core-module.js';
import { allKept, drop, keep } from '../device-storage.js';
import { effectsIn } from '../effects.js';
import { Pump } from '../pump.js';
import { stretchingWith } from './stretching.js';

/**
 * @typedef {import('../core-module.js').Head} Head
 * @typedef {import('../core-module.js').Answer} Answer
 * @typedef {import('../core-module.js').Effect} Effect
 * @typedef {import('../pump.js').Heard} Heard
 *
 * What the page says: `said` numbers its messages, so that it can tell an answer from an older one.
 * @typedef {{said: number, head?: Head, body?: Uint8Array, asked?: [string, Uint8Array][],
 *   warm?: boolean, carriedOut?: number, heard?: Heard, broken?: {number: number, why: string}}} ToCore
 * What it is told.
 * @typedef {{said: number, busy: boolean, answer?: Pick<Answer, 'tree' | 'page' | 'drawing'>, asked?: number, effect?: Effect,
 *   lending?: import('./stretching.js').Lending, failed?: string}} ToPage
 */

const coreModule = asset('../core.wasm', import.meta.url);
const strength = asset('../strength.js', import.meta.url);

const page = /** @type {{postMessage(message: ToPage, transfer?: Transferable[]): void}} */ (
  /** @type {unknown} */ (self)
);
/** @type {Pump | undefined} */
let pump;
let said = 0;

/** @param {Omit<ToPage, 'said' | 'busy'>} message @param {Transferable[]} [transfer] */
const tell = (message, transfer = []) => page.postMessage({ said, busy: pump?.busy ?? false, ...message }, transfer);

const { stretch, scrypt, warm, broken } = stretchingWith((lending, transfer) => tell({ lending }, transfer));

// Effects that only the page can carry out, by the number under which it was asked.
/** @type {Map<number, (heard: Heard) => void>} */
const atPage = new Map();
let lastAsked = 0;

/** @param {Effect} effect @returns {Promise<Heard>} */
function askPage(effect) {
  return new Promise((resolve) => {
    atPage.set(++lastAsked, resolve);
    tell({ asked: lastAsked, effect });
  });
}

/** @param {Head} opening @param {[string, Uint8Array][]} asked what this visit's address asks for instead of what was kept */
async function start(opening, asked) {
  const embedded = !opening.top_level; // a browser may give a frame what the top level has kept
  const [module, kept] = await Promise.all([WebAssembly.compileStreaming(fetchAsset(coreModule)), embedded ? [] : allKept()]);
  const carryOut = effectsIn({
    server: self.location.origin,
    fetch: (input, init) => fetch(input, init),
    stretch,
    scrypt,
    estimate: async (password, words) => (await estimator()).estimate(password, words),
    keep: embedded ? async () => {} : keep,
    drop: embedded ? async () => {} : drop,
    outside: askPage,
  });
  const begun = new Pump(
    startCore(module, (bytes) => crypto.getRandomValues(/** @type {Uint8Array<ArrayBuffer>} */ (bytes))),
    {
      carryOut,
      now: Date.now,
      show: ({ tree, page, drawing }) => {
        if (pump) tell({ answer: { tree, page, drawing } });
      },
      failed: (why) => tell({ failed: String(why) }),
    },
  );
  begun.say(opening);
  for (const [name, bytes] of [...kept, ...asked]) begun.say({ say: 'stored', name }, bytes);
  pump = begun;
  begun.say({ say: 'ready' });
}

/** @returns {Promise<{estimate(password: string, words: string[]): {score: number, common: boolean}}>} */
async function estimator() {
  await checkAsset(strength);
  return await import(/** @type {any} */ (strength.address));
}

/** @type {ToCore[]} */
let early = [];

/** @param {ToCore} message */
function receive(message) {
  if (message.warm) void warm();
  if (message.broken) broken(message.broken.number, message.broken.why);
  if (message.carriedOut) {
    atPage.get(message.carriedOut)?.(message.heard ?? null);
    atPage.delete(message.carriedOut);
  }
  if (!message.head) return;
  if (message.head.say === 'open') {
    said = message.said;
    start(message.head, message.asked ?? []).then(
      () => {
        for (const each of early) receive(each);
        early = [];
      },
      (why) => tell({ failed: String(why) }),
    );
  } else if (pump) {
    said = message.said;
    pump.say(message.head, message.body);
  } else {
    early.push(message);
  }
}

self.addEventListener('message', (event) => receive(event.data));
