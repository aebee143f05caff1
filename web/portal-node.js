// @ts-check
// The portal in Node: the same core, and the tree that the page shows, walked by role and name.
import { readFile } from 'node:fs/promises';
import { webcrypto } from 'node:crypto';
import { startCore } from './core-module.js';
import { effectsIn } from './effects.js';
import { asBlob, fileEffects, FileParts, readPiece } from './file-parts.js';
import {
  choosable,
  errorAbout,
  fillable,
  findIn,
  hasState,
  hasText,
  pickable,
  PortalError,
  pressable,
  valueOf,
} from './portal-node.lookup.js';
import { Pump } from './pump.js';
import { scrypt, stretch } from './portal-node.stretch.js';
import { findRole, textOf, walk } from './tree.js';
import { askedIn, bytesOf, placeOf } from './typed.js';

/**
 * @typedef {import('./portal-node.mjs').Node} Node
 * @typedef {import('./portal-node.mjs').Where} Where
 * @typedef {import('./portal-node.mjs').Options} Options
 * @typedef {import('./core-module.js').Answer} Answer
 * @typedef {import('./core-module.js').Effect} Effect
 */

/** @type {Record<string, string>} */
const systems = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
const built = new URL('../build/client/', import.meta.url);
export { PortalError };

/** @param {Options} options @returns {Promise<import('./portal-node.mjs').Portal>} */
export async function openPortal(options) {
  const module = await compile('core.wasm');
  const portal = new NodePortal(module, options);
  await portal.idle();
  return portal;
}

/** @param {string} file */
const compile = async (file) => WebAssembly.compile(new Uint8Array(await readFile(new URL(file, built))));

class NodePortal {
  /** @type {Node} */
  #tree = { id: '', role: 'document', name: '', children: [] };
  #path = '/';
  /** @type {{name: string, bytes: Uint8Array}[]} */
  #files = [];
  #inParts = new FileParts(async (name, type) =>
    asBlob(type, async (content) => {
      this.#files.push({ name, bytes: new Uint8Array(await content.arrayBuffer()) });
    }),
  );
  #picked = new Blob();
  /** @type {Set<() => void>} */
  #watchers = new Set();
  /** @type {unknown} */
  #failure = null;
  #closed = false;
  #timeout;
  #pump;

  /** @param {WebAssembly.Module} module @param {Options} options */
  constructor(module, options) {
    const { path = '/', embedded = false, lang = 'en', timeout = 60000 } = options;
    const storage = options.storage ?? new Map();
    const server = options.server.replace(/\/+$/, '');
    this.#timeout = timeout;
    const carryOut = effectsIn({
      server,
      fetch: options.fetch ?? fetch,
      stretch,
      scrypt,
      estimate: async (password, words) => (await import(new URL('strength.js', built).href)).estimate(password, words),
      keep: async (name, bytes) => void storage.set(name, bytes),
      drop: async (name) => void storage.delete(name),
      outside: async (effect) => this.#outside(effect),
    });
    this.#pump = new Pump(
      startCore(module, (bytes) => webcrypto.getRandomValues(bytes)),
      {
        carryOut,
        now: options.now ?? Date.now,
        show: (answer) => this.#show(answer),
        failed: (why) => {
          this.#failure = why;
          this.#notify();
        },
      },
    );
    const place = placeOf(path);
    this.#pump.say({
      say: 'open',
      path: place.path,
      fragment: place.fragment,
      device: `Node on ${systems[process.platform] ?? 'another system'}`,
      lang,
      top_level: !embedded,
    });
    const kept = embedded ? [] : [...storage];
    for (const [name, bytes] of [...kept, ...askedIn(place.query)]) {
      this.#pump.say({ say: 'stored', name }, new Uint8Array(bytes));
    }
    this.#pump.say({ say: 'ready' });
  }

  /** @param {string} name @param {string} value @param {Where} [where] */
  async fill(name, value, where) {
    const node = this.#findUsable(name, fillable, where);
    if (node.readonly) throw errorAbout(this.#tree, 'disabled', `"${name}" can only be read.`);
    this.#pump.say({ say: 'type', id: node.id }, bytesOf(value, node.input, node.role === 'password'));
    await this.idle();
  }

  /** @param {string} name @param {{name: string, bytes: Uint8Array}} file @param {Where} [where] */
  async pick(name, file, where) {
    const node = this.#findUsable(name, pickable, where);
    this.#picked = new Blob([/** @type {BlobPart} */ (file.bytes)]);
    this.#pump.say({ say: 'pick', id: node.id, name: file.name, size: file.bytes.length });
    await this.idle();
  }

  /** @param {string} name @param {string} option @param {Where} [where] */
  async choose(name, option, where) {
    const node = this.#findUsable(name, choosable, where);
    const chosen = (node.children ?? []).find((each) => each.name === option);
    if (!chosen) throw errorAbout(this.#tree, 'not-found', `"${name}" has no option "${option}".`);
    this.#pump.say({ say: 'choose', id: node.id, value: chosen.value ?? chosen.name });
    await this.idle();
  }

  /** @param {string} name @param {Where} [where] */
  async press(name, where) {
    const node = this.#findUsable(name, pressable, where);
    this.#pump.say({ say: 'press', id: node.id });
    await this.idle();
  }

  /** @param {string} path */
  async go(path) {
    this.#demandOpen();
    const place = placeOf(path);
    this.#path = place.path;
    this.#pump.say({ say: 'go', path: place.path, fragment: place.fragment });
    await this.idle();
  }

  async idle() {
    await this.#until(() => !this.#pump.busy, 'It is still at work.');
  }

  /** @param {string | RegExp} text */
  sees(text) {
    return hasText(this.#tree, text);
  }

  /** @param {string | RegExp} text */
  async wait(text) {
    await this.#until(() => this.sees(text), `${text} did not appear.`);
  }

  /** @param {string} name @param {Where} [where] */
  value(name, where) {
    return valueOf(this.#find(name, null, where));
  }

  /** @param {string} name @param {'on' | 'off' | 'disabled' | 'invalid'} state @param {Where} [where] */
  is(name, state, where) {
    return hasState(this.#find(name, null, where), state);
  }

  heading() {
    return [...walk(this.#tree)].find((each) => each.role === 'heading' && each.level === 1)?.name ?? '';
  }

  status() {
    return this.#live('status');
  }

  alert() {
    return this.#live('alert');
  }

  path() {
    return this.#path;
  }

  tree() {
    return structuredClone(this.#tree);
  }

  files() {
    return this.#files.map(({ name, bytes }) => ({ name, bytes: bytes.slice() }));
  }

  async close() {
    this.#closed = true;
    this.#pump.stop();
    this.#notify();
  }

  /** @param {string} role */
  #live(role) {
    const node = findRole(this.#tree, role);
    return node ? textOf(node) : '';
  }

  /** @param {Answer} answer */
  #show(answer) {
    if (answer.tree) this.#tree = answer.tree;
    this.#notify();
  }

  /** @param {Effect} effect @returns {Promise<import('./pump.js').Heard>} */
  async #outside(effect) {
    if (fileEffects.has(effect.do)) return await this.#inParts.perform(effect);
    if (effect.do === 'read-file') return await readPiece(this.#picked, effect);
    if (effect.do === 'save') this.#files.push({ name: effect.name, bytes: new Uint8Array(effect.payload ?? []) });
    if (effect.do === 'path') this.#path = effect.path;
    return effect.do === 'copy' ? {} : null;
  }

  #notify() {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #demandOpen() {
    if (this.#failure) throw this.#failure;
    if (this.#closed) throw new PortalError('closed', 'The portal is closed.', []);
  }

  /** @param {() => boolean} holds @param {string} otherwise @returns {Promise<void>} */
  #until(holds, otherwise) {
    return new Promise((resolve, reject) => {
      /** @param {() => void} end */
      const finish = (end) => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        end();
      };
      const check = () => {
        try {
          this.#demandOpen();
          if (holds()) finish(resolve);
        } catch (why) {
          finish(() => reject(why));
        }
      };
      const late = () =>
        finish(() => reject(errorAbout(this.#tree, 'timeout', `${otherwise} (after ${this.#timeout} ms)`)));
      const timer = setTimeout(late, this.#timeout);
      this.#watchers.add(check);
      check();
    });
  }

  /** @param {string} name @param {Set<string> | null} roles @param {Where} [where] */
  #find(name, roles, where) {
    this.#demandOpen();
    return findIn(this.#tree, name, roles, where);
  }

  // Likewise, and it can be used now.
  /** @param {string} name @param {Set<string>} roles @param {Where} [where] */
  #findUsable(name, roles, where) {
    const node = this.#find(name, roles, where);
    if (node.disabled) throw errorAbout(this.#tree, 'disabled', `"${name}" is disabled.`);
    return node;
  }
}
