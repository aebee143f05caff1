// @ts-check
// A server that lies, cuts off or floods, before our client on a device that knows the account: one clear sentence,
// nobody is signed in, nothing on the device has changed, and the honest server is believed again afterwards.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { changePassword, isSignedIn, opens, signIn, signUp } from '../node/people.mjs';
import { recorder } from '../node/recorder.mjs';
import { startServer } from '../node/server.mjs';

/** @typedef {(text: string, answer: any) => string | Uint8Array | object | Response} Lie  an object becomes JSON */

const login = 'careful@example.org';
const password = 'seven clocks, none of them right';
/** @type {Map<string, Uint8Array>} */
const device = new Map();
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {any} */
let otherSession; // what login/finish answered to somebody else

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  await (await signUp(server, login, password, { storage: device })).portal.close();
  const record = recorder();
  await (await signUp(server, 'other@example.org', password, { fetch: record.fetch })).portal.close();
  otherSession = record.answered('/v1/login/finish');
});
after(async () => void (await server?.stop()));

/** @param {string} path @param {Lie} lie */
const lying = (path, lie) =>
  recorder((exchange, real) => {
    if (exchange.path !== path || !real.ok) return real;
    const text = new TextDecoder().decode(exchange.answer);
    const told = lie(text, JSON.parse(text));
    if (told instanceof Response) return told;
    const isRaw = typeof told === 'string' || told instanceof Uint8Array;
    return new Response(isRaw ? /** @type {BodyInit} */ (told) : JSON.stringify(told), { status: real.status });
  }).fetch;

/** @param {string} text @param {number} at */
function flipped(text, at) {
  const bytes = Buffer.from(text, 'base64url');
  bytes[at] ^= 1;
  return bytes.toString('base64url');
}

/** @param {string} text @param {number} at @param {Buffer} piece */
function patched(text, at, piece) {
  const bytes = Buffer.from(text, 'base64url');
  piece.copy(bytes, at);
  return bytes.toString('base64url');
}

/** @param {string} jws one bit of its signature is another */
const withOtherEnd = (jws) => jws.slice(0, jws.lastIndexOf('.') + 1) + flipped(jws.slice(jws.lastIndexOf('.') + 1), 5);

/** @param {string} text */
const longer = (text) => Buffer.concat([Buffer.from(text, 'base64url'), Buffer.of(0)]).toString('base64url');

const identity = Buffer.alloc(32);
const copyOf = (/** @type {Map<string, Uint8Array>} */ storage) =>
  Object.fromEntries([...storage].map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]));

const incident =
  'The server showed something that an honest server cannot show. Nothing was accepted. ' +
  'Contact support before you go on.';
const unavailable = 'The server could not do this. Try again in a minute.';
const unreachable = 'We could not reach the server.';
const wrong = 'The email address or the password is not right.';

/** What any answer may be instead of itself. @type {[string, Lie][]} */
const anywhere = [
  ['half of itself', (text) => text.slice(0, text.length / 2)],
  ['nothing', () => ''],
  ['a page', () => '<!doctype html><title>Wi-Fi</title>'],
  ['null', () => 'null'],
  ['an array', (_, answer) => [answer]],
  ['an unknown member', (_, answer) => ({ ...answer, more: 1 })],
  ['everything twice', (text) => text.replace(/^\{(.*)\}$/, '{$1,$1}')],
  ['deep', () => '['.repeat(100_000)],
  ['no UTF-8', () => Buffer.from('7b22ff223a317d', 'hex')],
  ['more than 1 MiB', (text) => text + ' '.repeat(1024 * 1024)],
  ['500', () => new Response('{"fault":"unavailable"}', { status: 500 })],
  ['a fault that does not fit', () => new Response('{"fault":"not-found"}', { status: 503 })],
  ['a good status that is not its own', (text) => new Response(text, { status: 206 })],
];

/** @type {[string, string, Lie, string][]} */
const lies = [
  ['another profile', '/v1/login/start', (_, answer) => ({ ...answer, profile: 2 }), incident],
  ['no profile', '/v1/login/start', (_, { attempt, ke2 }) => ({ attempt, ke2 }), incident],
  ['a shorter attempt', '/v1/login/start', (_, a) => ({ ...a, attempt: a.attempt.slice(0, 20) }), incident],
  ['a longer KE2', '/v1/login/start', (_, a) => ({ ...a, ke2: longer(a.ke2) }), incident],
  ['an evaluated element that is none', '/v1/login/start', (_, a) => ({ ...a, ke2: patched(a.ke2, 0, identity) }), incident],
  ['another masked response', '/v1/login/start', (_, a) => ({ ...a, ke2: flipped(a.ke2, 100) }), wrong],
  ['another key share', '/v1/login/start', (_, a) => ({ ...a, ke2: flipped(a.ke2, 319) }), wrong],
  ['another wrap', '/v1/login/finish', (_, a) => ({ ...a, wrap: flipped(a.wrap, 30) }), incident],
  ['another nonce', '/v1/login/finish', (_, a) => ({ ...a, wrap: flipped(a.wrap, 1) }), incident],
  ['a wrap of another form', '/v1/login/finish', (_, a) => ({ ...a, wrap: flipped(a.wrap, 0) }), incident],
  ['a longer wrap', '/v1/login/finish', (_, a) => ({ ...a, wrap: longer(a.wrap) }), incident],
  ['no wrap', '/v1/login/finish', (_, { wrap, ...rest }) => rest, incident],
  ['another account', '/v1/login/finish', (_, a) => ({ ...a, account: otherSession.account }), incident],
  ['everything of another account', '/v1/login/finish', () => otherSession, incident],
  ['a later password', '/v1/login/finish', (_, a) => ({ ...a, credential_version: 2 }), incident],
  ['password 0', '/v1/login/finish', (_, a) => ({ ...a, credential_version: 0 }), incident],
  ['another master key', '/v1/login/finish', (_, a) => ({ ...a, amk_version: 2 }), incident],
  ['an earlier recovery key', '/v1/login/finish', (_, a) => ({ ...a, recovery_version: 0 }), incident],
  ['another scope', '/v1/login/finish', (_, a) => ({ ...a, scope: 'embedded' }), incident],
  ['another realm', '/trust.json', (_, answer) => ({ ...answer, realm: 'another.example' }), incident],
  ['another version', '/trust.json', (_, answer) => ({ ...answer, v: 2 }), incident],
];

/** @param {string} path @param {Lie} lie @returns {Promise<string>} what the person is told */
async function meet(path, lie) {
  const before = copyOf(device);
  const portal = await openPortal({ server: server.url, path: '/sign-in', storage: device, fetch: lying(path, lie) });
  await portal.fill('Email address', login);
  await portal.fill('Password', password);
  if (!portal.is('Sign in', 'disabled')) await portal.press('Sign in');
  const told = portal.alert();
  assert.equal(isSignedIn(portal), false);
  assert.equal(portal.heading(), 'Sign in');
  await portal.close();
  assert.deepEqual(copyOf(device), before);
  return told;
}

describe('signing in', () => {
  for (const [what, path, lie, sentence] of lies) {
    it(`refuses ${what} in ${path}`, async () => assert.equal(await meet(path, lie), sentence));
  }

  for (const path of ['/trust.json', '/v1/login/start', '/v1/login/finish']) {
    it(`refuses an answer of ${path} that is none`, async () => {
      for (const [what, lie] of anywhere) {
        const told = await meet(path, lie);
        assert.ok([incident, unavailable, unreachable].includes(told), `${what}: ${told}`);
      }
    });
  }

  it('believes the honest server afterwards', async () => {
    const portal = await signIn(server, login, password, { storage: device });
    assert.ok(isSignedIn(portal), portal.alert());
    await portal.close();
  });
});

describe('deleting the account', () => {
  /** @type {[string, string, Lie, string][]} */
  const cases = [
    ['another receipt', '/v1/erase/request', (_, a) => ({ pending: { ...a.pending, receipt: withOtherEnd(a.pending.receipt) } }), incident],
    ['another time', '/v1/erase/request', (_, a) => ({ pending: { ...a.pending, due: a.pending.due + 1 } }), incident],
    ['nothing that waits', '/v1/erase/request', () => ({}), incident],
    ['a receipt that is none', '/v1/erase/request', (_, a) => ({ pending: { ...a.pending, receipt: 'x' } }), incident],
    ['a deletion that nobody asked for', '/v1/erase/cancel', () => ({ pending: { requested: 1, due: 2, receipt: 'x' } }), incident],
  ];
  for (const [what, path, lie, sentence] of cases) {
    it(`refuses ${what} in ${path}, and offers no receipt`, async () => {
      const portal = await signIn(server, login, password, { fetch: lying(path, lie) });
      await portal.go('/delete-account');
      if (!portal.sees('Waiting to be deleted')) {
        await portal.fill('Password', password);
        await portal.press('I understand that my data cannot be restored');
        await portal.press('Delete account', { role: 'button' });
      }
      if (path === '/v1/erase/cancel') await portal.press('Cancel deletion');
      assert.equal(portal.alert(), sentence);
      assert.equal(portal.status(), '');
      await portal.close();
      const honest = await signIn(server, login, password);
      await honest.go('/delete-account');
      if (honest.sees('Waiting to be deleted')) await honest.press('Cancel deletion');
      await honest.close();
    });
  }
});

describe('changing the password', () => {
  const wrongCurrent = 'The current password is not right. Nothing was changed.';
  const next = 'an eighth clock, which stands still';
  /** @type {[string, string, Lie, string][]} */
  const cases = [
    ['another profile', '/v1/step-up/start', (_, a) => ({ ...a, profile: 2 }), incident],
    ['another KE2', '/v1/step-up/start', (_, a) => ({ ...a, ke2: flipped(a.ke2, 319) }), wrongCurrent],
    ['another profile', '/v1/credential/start', (_, a) => ({ ...a, profile: 2 }), 'Nothing was changed.'],
    ['a longer response', '/v1/credential/start', (_, a) => ({ ...a, response: longer(a.response) }), incident],
    ['another server key', '/v1/credential/start', (_, a) => ({ ...a, response: patched(a.response, 32, identity) }), 'Nothing was changed.'],
  ];
  for (const [what, path, lie, sentence] of cases) {
    it(`refuses ${what} in ${path}, and nothing was changed`, async () => {
      const portal = await signIn(server, login, password, { fetch: lying(path, lie) });
      await changePassword(portal, password, next);
      assert.equal(portal.alert(), sentence);
      assert.equal(portal.status(), '');
      await portal.close();
      assert.equal(await opens(server, login, next), false);
      assert.equal(await opens(server, login, password), true);
    });
  }
});
