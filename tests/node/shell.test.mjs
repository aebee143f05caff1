// @ts-check
// The JavaScript around the core: effects, the pump, what was typed, and the password estimate's words.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerLimit, effectsIn } from '../../web/effects.js';
import { asBlob, FileParts } from '../../web/file-parts.js';
import { findIn, hasState, hasText, PortalError, valueOf } from '../../web/portal-node.lookup.js';
import { Pump } from '../../web/pump.js';
import { bytesOf, placeOf, withAsciiDomain } from '../../web/typed.js';

/** @typedef {import('../../web/core-module.js').Effect} Effect */

const never = new AbortController().signal;

/** @param {Partial<import('../../web/effects.js').Place>} place */
const effects = (place) =>
  effectsIn(/** @type {import('../../web/effects.js').Place} */ ({ server: 'https://portal.example', ...place }));

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text);

describe('fetch', () => {
  const post = {
    do: 'fetch',
    id: 1,
    method: 'POST',
    path: '/v1/x',
    authorization: 'Portal-MAC …',
    payload: bytes('{}'),
  };

  it('sends what the core says, without credentials, and answers with status and body', async () => {
    /** @type {any[]} */
    const calls = [];
    const carryOut = effects({
      fetch: async (url, init) => {
        calls.push([url, init]);
        return new Response('{"a":1}', { status: 429, headers: { 'Retry-After': '7' } });
      },
    });
    const heard = await carryOut(post, never);
    assert.deepEqual(heard?.head, { status: 429 });
    assert.equal(new TextDecoder().decode(heard?.body), '{"a":1}');
    const [url, init] = calls[0];
    assert.equal(url, 'https://portal.example/v1/x');
    assert.deepEqual([init.method, init.credentials, init.redirect, init.cache], ['POST', 'omit', 'error', 'no-store']);
    assert.deepEqual(init.headers, { 'Content-Type': 'application/json', Authorization: 'Portal-MAC …' });
  });

  it('has not heard when the answer is over 1 MiB, and has at exactly 1 MiB', async () => {
    for (const [size, isHeard] of /** @type {const} */ ([
      [answerLimit, true],
      [answerLimit + 1, false],
    ])) {
      const carryOut = effects({ fetch: async () => new Response(new Uint8Array(size)) });
      const heard = await carryOut(post, never);
      assert.deepEqual(heard?.head, isHeard ? { status: 200 } : { failed: true });
    }
  });

  it('has not heard when nobody answers, or the answer breaks off', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    for (const fetch of [
      async () => {
        throw new TypeError('no network');
      },
      async () => new Response(broken),
    ]) {
      assert.deepEqual(await effects({ fetch })(post, never), { head: { failed: true } });
    }
  });
});

describe('stretch', () => {
  const stretch = { do: 'stretch', id: 1, iterations: 3, memory_kib: 65536, payload: bytes('x'.repeat(64)) };

  it('says whether it was the memory', async () => {
    for (const [code, failed] of /** @type {const} */ ([
      ['memory', 'memory'],
      ['broken', true],
    ])) {
      const carryOut = effects({
        stretch: async () => {
          throw Object.assign(new Error('no'), { code });
        },
      });
      assert.deepEqual(await carryOut(stretch, never), { head: { failed } });
    }
  });
});

describe('scrypt', () => {
  it('is asked for with the salt as bytes, and its answer is heard', async () => {
    /** @type {any} */
    let asked;
    const carryOut = effects({
      scrypt: async (/** @type {any} */ request) => {
        asked = request;
        return bytes('out');
      },
    });
    const effect = { do: 'scrypt', id: 1, log2_n: 16, r: 8, p: 1, salt: '-_8A', payload: bytes('a passphrase') };
    assert.deepEqual(await carryOut(effect, never), { head: {}, body: bytes('out') });
    assert.deepEqual({ ...asked, signal: 0 }, { log2N: 16, r: 8, p: 1, salt: Uint8Array.of(251, 255, 0), input: effect.payload, signal: 0 });
  });
});

describe('a file in parts', () => {
  /** @type {string[]} */
  const saved = [];
  const blobs = async (/** @type {string} */ name, /** @type {string} */ type) =>
    asBlob(type, async (content) => void saved.push(`${name} ${content.type} ${await content.text()}`));
  const open = { do: 'open-file', id: 7, name: 'x.zip', type: 'application/zip' };
  const write = (/** @type {string} */ text) => ({ do: 'write-file', id: 8, file: 7, payload: bytes(text) });
  const failed = { head: { failed: true } };

  it('is there when it is closed, and not before', async () => {
    const files = new FileParts(blobs);
    assert.deepEqual(await files.perform(open), {});
    assert.deepEqual(await files.perform(write('one ')), {});
    assert.deepEqual(await files.perform(write('two')), {});
    assert.deepEqual(saved, []);
    assert.deepEqual(await files.perform({ do: 'close-file', id: 9, file: 7 }), {});
    assert.deepEqual(saved.splice(0), ['x.zip application/zip one two']);
    assert.deepEqual(await files.perform(write('more')), failed);
  });

  it('is not there when it is aborted, even while its place is still being asked for', async () => {
    let aborted = 0;
    const target = { write: async () => {}, close: async () => {}, abort: async () => void ++aborted };
    /** @type {(to: typeof target) => void} */
    let chosen = () => {};
    const files = new FileParts(() => new Promise((resolve) => (chosen = resolve)));
    const opening = files.perform(open);
    const aborting = files.perform({ do: 'abort-file', file: 7 });
    chosen(target);
    await Promise.all([opening, aborting]);
    assert.equal(aborted, 1);
    assert.deepEqual(await files.perform(write('late')), failed);
  });

  it('says a refusal, a full disk and a place that cannot be opened apart', async () => {
    assert.deepEqual(await new FileParts(async () => null).perform(open), { head: { failed: 'refused' } });
    assert.deepEqual(await new FileParts(() => Promise.reject(new Error('no'))).perform(open), failed);
    let aborted = 0;
    const full = { write: () => Promise.reject(new Error('full')), close: () => Promise.reject(new Error('full')), abort: async () => void ++aborted };
    const files = new FileParts(async () => full);
    await files.perform(open);
    assert.deepEqual(await files.perform(write('x')), failed);
    assert.deepEqual(await files.perform({ do: 'close-file', id: 9, file: 7 }), failed);
    assert.equal(aborted, 1);
  });
});

describe('the pump', () => {
  /** @param {(said: any) => Effect[]} answer */
  function pumpWith(answer) {
    /** @type {any[]} */
    const said = [];
    /** @type {Map<number, {heard: (heard: any) => void, signal: AbortSignal, effect: Effect}>} */
    const open = new Map();
    /** @type {unknown[]} */
    const failures = [];
    const core = {
      say: (/** @type {any} */ head, /** @type {Uint8Array | undefined} */ body) => {
        said.push({ ...head, body: body?.slice() });
        return /** @type {any} */ ({ effects: answer(head), tree: null, page: {} });
      },
    };
    const pump = new Pump(core, {
      now: () => 5,
      show: () => {},
      failed: (why) => failures.push(why),
      carryOut: (effect, signal) => new Promise((heard) => open.set(effect.id ?? 0, { heard, signal, effect })),
    });
    return { pump, said, open, failures };
  }
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('hands in what came of an effect, once, and wipes what it carried', async () => {
    const payload = bytes('secret');
    const { pump, said, open } = pumpWith((head) => (head.say === 'press' ? [{ do: 'stretch', id: 3, payload }] : []));
    pump.say({ say: 'press', id: 'n1' });
    assert.equal(pump.busy, true);
    open.get(3)?.heard({ head: {}, body: bytes('out') });
    await settle();
    assert.equal(pump.busy, false);
    assert.deepEqual(
      said.map(({ say, id, now }) => [say, id, now]),
      [
        ['press', 'n1', 5],
        ['hear', 3, 5],
      ],
    );
    assert.deepEqual([...payload], [0, 0, 0, 0, 0, 0]);
  });

  it('drops the answer of what was cancelled', async () => {
    const { pump, said, open } = pumpWith((head) =>
      head.say === 'press' ? [{ do: 'fetch', id: 4 }] : head.say === 'go' ? [{ do: 'cancel', id: 4 }] : [],
    );
    pump.say({ say: 'press' });
    pump.say({ say: 'go' });
    assert.equal(open.get(4)?.signal.aborted, true);
    assert.equal(pump.busy, false);
    open.get(4)?.heard({ head: { status: 200 } });
    await settle();
    assert.deepEqual(
      said.map(({ say }) => say),
      ['press', 'go'],
    );
  });

  it('does not call a long wait work', () => {
    for (const [ms, isWork] of /** @type {const} */ ([
      [4999, true],
      [5000, false],
    ])) {
      const { pump } = pumpWith(() => [{ do: 'wait', id: 1, ms }]);
      pump.say({ say: 'press' });
      assert.equal(pump.busy, isWork);
    }
  });

  it('stops for good when the core breaks', async () => {
    const { pump, said, failures } = pumpWith(() => {
      throw new WebAssembly.RuntimeError('unreachable');
    });
    const body = bytes('password');
    pump.say({ say: 'type' }, body);
    pump.say({ say: 'press' });
    assert.equal(failures.length, 1);
    assert.equal(said.length, 1);
    assert.ok(body.every((byte) => byte === 0));
  });
});

describe('what was typed', () => {
  it('is NFC in passwords and left alone elsewhere', () => {
    const decomposed = 'cafe\u0301';
    assert.equal(bytesOf(decomposed, undefined, true).length, 5);
    assert.equal(bytesOf(decomposed, 'text', false).length, 6);
  });

  it('has a domain that DNS knows', () => {
    assert.equal(withAsciiDomain('anna@bücher.example'), 'anna@xn--bcher-kva.example');
    for (const same of [
      'Anna@EXAMPLE.org',
      'no address',
      'a@bü/cher.example',
      'a@',
      'ü@example.org',
      'a@bü%2e.example',
    ]) {
      assert.equal(withAsciiDomain(same), same);
    }
  });

  it('is an address in parts', () => {
    const { path, query, fragment } = placeOf('/sign-up/finish?theme=dark#token=a?b#c');
    assert.deepEqual([path, query.get('theme'), fragment], ['/sign-up/finish', 'dark', 'token=a?b#c']);
    assert.equal(placeOf('').path, '/');
  });
});

describe('finding things on the screen', () => {
  /** @typedef {import('../../web/portal-node.mjs').Node} Node */
  /** @param {string} role @param {string} name @param {Partial<Node>} [more] @returns {Node} */
  const node = (role, name, more = {}) => ({ id: `${role}${name}`, role, name, children: [], ...more });
  const purposes = () => [node('switch', 'Company news', { checked: true }), node('switch', 'Product offers')];
  const main = node('main', '', {
    children: [
      node('heading', 'Change password', { level: 1 }),
      node('button', 'Change password'),
      node('group', 'Software', { children: purposes() }),
      node('group', 'Services', { children: purposes() }),
      node('combobox', 'Remind me', {
        children: [node('option', 'Never'), node('option', 'Every year', { selected: true })],
      }),
    ],
  });
  const navigation = node('navigation', 'Account', {
    children: [node('link', 'Overview'), node('link', 'Change password'), node('button', 'Sign out')],
  });
  const tree = node('document', '', { children: [navigation, main] });
  const pressable = new Set(['button', 'link', 'switch']);

  /** @param {() => unknown} act @param {string} code */
  const failsWith = (act, code) =>
    assert.throws(
      act,
      (/** @type {unknown} */ why) => why instanceof PortalError && why.code === code && why.names.length > 0,
    );

  it('asks the navigation last', () => {
    assert.equal(findIn(tree, 'Change password', pressable).role, 'button');
    assert.equal(findIn(tree, 'Change password', pressable, { within: 'Account' }).role, 'link');
    assert.equal(findIn(tree, 'Overview', pressable).role, 'link');
  });

  it('says what is missing and what is not clear', () => {
    failsWith(() => findIn(tree, 'Company news', pressable), 'ambiguous');
    failsWith(() => findIn(tree, 'company news', pressable), 'not-found');
    failsWith(() => findIn(tree, 'Company news', pressable, { within: 'Nothing' }), 'not-found');
    assert.equal(hasState(findIn(tree, 'Company news', null, { within: 'Services' }), 'on'), true);
  });

  it('reaches only the dialog while one is open', () => {
    const dialog = node('dialog', 'Still there?', { children: [node('button', 'Sign out', { look: 'primary' })] });
    const open = { ...tree, children: [navigation, main, dialog] };
    assert.equal(findIn(open, 'Sign out', pressable).look, 'primary');
    failsWith(() => findIn(open, 'Overview', pressable), 'not-found');
  });

  it('reads values and texts', () => {
    assert.equal(valueOf(findIn(tree, 'Remind me', null)), 'Every year');
    assert.equal(hasText(tree, 'Change pass'), true);
    assert.equal(hasText(tree, /^Product/g) && hasText(tree, /^Product/g), true);
    assert.equal(hasText(tree, 'Delete'), false);
  });
});
