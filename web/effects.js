// @ts-check
// What the core's effects are made of, over what the place offers: the same in the page's Worker and in Node.
import { decodeBase64url } from './base64url.js';

/**
 * @typedef {import('./core-module.js').Effect} Effect
 * @typedef {import('./pump.js').Heard} Heard
 * @typedef {{iterations: number, memory: number, input: Uint8Array, signal: AbortSignal}} StretchRequest
 * @typedef {{
 *   server: string,
 *   fetch: typeof fetch,
 *   stretch: (request: StretchRequest) => Promise<Uint8Array>,
 *   scrypt: (request: import('./stretcher.js').ScryptRequest) => Promise<Uint8Array>,
 *   estimate: (password: string, words: string[]) => Promise<{score: number, common: boolean}>,
 *   keep: (name: string, bytes: Uint8Array, boundTo?: string) => Promise<void>,
 *   drop: (name: string) => Promise<void>,
 *   outside: (effect: Effect, signal: AbortSignal) => Promise<Heard>,
 * }} Place  with `boundTo`, what is kept is secret; `outside` takes what only the page can do: files, copy, print, path
 */

export const answerLimit = 1024 * 1024;
export const fetchTimeout = 30000;

/**
 * @param {Place} place
 * @returns {import('./pump.js').CarryOut}
 */
export function effectsIn(place) {
  return async (effect, signal) => {
    switch (effect.do) {
      case 'fetch':
        return await fetchFor(effect, signal, place);
      case 'stretch':
        return await stretched(() => place.stretch(argon2Of(effect, signal)));
      case 'scrypt':
        return await stretched(() => place.scrypt(scryptOf(effect, signal)));
      case 'estimate':
        return await estimateFor(effect, place);
      case 'wait':
        await pause(effect.ms, signal);
        return {};
      case 'keep':
        await place.keep(effect.name, new Uint8Array(payloadOf(effect)), effect.bound_to);
        return null;
      case 'drop':
        await place.drop(effect.name);
        return null;
      default:
        return await place.outside(effect, signal);
    }
  };
}

/** @param {Effect} effect */
const payloadOf = (effect) => effect.payload ?? new Uint8Array(0);

const unheard = { head: { failed: true } };

/** @param {Effect} effect @param {AbortSignal} signal @param {Place} place @returns {Promise<Heard>} */
async function fetchFor(effect, signal, place) {
  const abort = new AbortController();
  const stop = () => abort.abort();
  signal.addEventListener('abort', stop);
  const timer = setTimeout(stop, fetchTimeout);
  try {
    const payload = payloadOf(effect);
    /** @type {Record<string, string>} */
    const headers = {};
    if (payload.length > 0) headers['Content-Type'] = 'application/json';
    if (effect.authorization) headers['Authorization'] = effect.authorization;
    const answer = await place.fetch(place.server + effect.path, {
      method: effect.method,
      headers,
      body: payload.length > 0 ? /** @type {BodyInit} */ (payload) : undefined,
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    const body = await readAtMost(answer, answerLimit);
    if (!body) {
      stop();
      return unheard;
    }
    return { head: { status: answer.status }, body };
  } catch {
    return unheard;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/**
 * @param {Response} answer
 * @param {number} limit
 * @returns {Promise<Uint8Array | null>} null: there is more than that
 */
async function readAtMost(answer, limit) {
  if (!answer.body) return new Uint8Array(0);
  const reader = answer.body.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) return null;
    pieces.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @param {Effect} effect @param {AbortSignal} signal @returns {StretchRequest} */
const argon2Of = (effect, signal) => ({
  iterations: effect.iterations,
  memory: effect.memory_kib,
  input: payloadOf(effect),
  signal,
});

/** @param {Effect} effect @param {AbortSignal} signal @returns {import('./stretcher.js').ScryptRequest} */
const scryptOf = ({ log2_n: log2N, r, p, salt, payload }, signal) => ({
  log2N,
  r,
  p,
  salt: decodeBase64url(salt),
  input: payload ?? new Uint8Array(0),
  signal,
});

/** @param {() => Promise<Uint8Array>} stretch @returns {Promise<Heard>} */
async function stretched(stretch) {
  try {
    return { head: {}, body: await stretch() };
  } catch (why) {
    return { head: { failed: /** @type {any} */ (why)?.code === 'memory' ? 'memory' : true } };
  }
}

/** @param {Effect} effect @param {Place} place @returns {Promise<Heard>} */
async function estimateFor(effect, place) {
  const { score, common } = await place.estimate(new TextDecoder().decode(payloadOf(effect)), effect.words ?? []);
  return { head: { score, common } };
}

/** @param {number} ms @param {AbortSignal} signal */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    // In Node a timer for someone who has gone away must not keep the process.
    if (ms >= 5000) /** @type {any} */ (timer).unref?.();
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
