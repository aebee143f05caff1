// @ts-check
// The loop around a core: says things to it, has its effects carried out, says what came of them. It decides nothing.

/**
 * @typedef {import('./core-module.js').Core} Core
 * @typedef {import('./core-module.js').Head} Head
 * @typedef {import('./core-module.js').Answer} Answer
 * @typedef {import('./core-module.js').Effect} Effect
 * @typedef {{head?: Record<string, unknown>, body?: Uint8Array} | null} Heard  null: there is nothing to hear
 * @typedef {(effect: Effect, signal: AbortSignal) => Promise<Heard>} CarryOut
 */

// A wait this long is for somebody who has gone away, not something under way.
const longWait = 5000;

/** @param {Effect} effect */
const isWork = (effect) => effect.do !== 'wait' || effect.ms < longWait;

export class Pump {
  /** @type {Map<number, {abort: AbortController, work: boolean}>} */
  #underWay = new Map();
  #stopped = false;
  #core;
  #world;

  /**
   * @param {Core} core
   * @param {{carryOut: CarryOut, now: () => number, show: (answer: Answer) => void, failed: (why: unknown) => void}} world
   *   `show` is called after each message, when its effects have been started
   */
  constructor(core, world) {
    this.#core = core;
    this.#world = world;
  }

  /** Is an effect under way that the person waits for? */
  get busy() {
    for (const one of this.#underWay.values()) if (one.work) return true;
    return false;
  }

  /**
   * @param {Head} head
   * @param {Uint8Array} [body] wiped before this returns
   */
  say(head, body) {
    if (this.#stopped) return;
    /** @type {Answer} */
    let answer;
    try {
      answer = this.#core.say({ ...head, now: this.#world.now() }, body);
    } catch (why) {
      this.stop();
      this.#world.failed(why);
      return;
    } finally {
      body?.fill(0);
    }
    for (const effect of answer.effects) this.#start(effect);
    this.#world.show(answer);
  }

  stop() {
    this.#stopped = true;
    for (const one of this.#underWay.values()) one.abort.abort();
    this.#underWay.clear();
  }

  /** @param {Effect} effect */
  #start(effect) {
    const id = effect.id ?? 0;
    if (effect.do === 'cancel') {
      this.#underWay.get(id)?.abort.abort();
      this.#underWay.delete(id);
      return;
    }
    const abort = new AbortController();
    if (id) this.#underWay.set(id, { abort, work: isWork(effect) });
    this.#world.carryOut(effect, abort.signal).then(
      (heard) => this.#finish(id, abort, heard, effect),
      () => this.#finish(id, abort, { head: { failed: true } }, effect),
    );
  }

  /**
   * @param {number} id @param {AbortController} abort @param {Heard} heard @param {Effect} effect
   */
  #finish(id, abort, heard, effect) {
    effect.payload?.fill(0);
    const cancelled = this.#underWay.get(id)?.abort !== abort;
    if (!id || cancelled) {
      heard?.body?.fill(0);
      return;
    }
    this.#underWay.delete(id);
    this.say({ say: 'hear', id, ...heard?.head }, heard?.body);
  }
}
