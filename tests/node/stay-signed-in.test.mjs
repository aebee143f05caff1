// @ts-check
// "Stay signed in on this device" in Node: `storage` is the device, and a lying server opens nothing with it.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { isSignedIn, opens, signUp } from './people.mjs';
import { recorder } from './recorder.mjs';
import { startServer } from './server.mjs';

const login = 'stays@example.org';
const password = 'nine lamps, and one of them is lit';
/** @type {Map<string, Uint8Array>} */
const storage = new Map();
/** @type {import('./server.mjs').RunningServer} */
let server;

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  await (await signUp(server, login, password, { storage })).portal.close();
  const portal = await openPortal({ server: server.url, path: '/sign-in', storage });
  await portal.press('Stay signed in on this device');
  await portal.fill('Email address', login);
  await portal.fill('Password', password);
  await portal.press('Sign in');
  assert.equal(portal.heading(), 'Overview');
  assert.ok(portal.sees('This device stays signed in until'));
  await portal.close();
});
after(async () => void (await server?.stop()));

/** @param {typeof fetch} [fetch] */
const comeBack = (fetch) => openPortal({ server: server.url, path: '/subscriptions', storage, fetch });

it('the same storage comes back without the password, another does not', async () => {
  const portal = await comeBack();
  await portal.wait('Stop all mail');
  assert.equal(portal.heading(), 'Subscriptions');
  await portal.close();
  const stranger = await openPortal({ server: server.url, path: '/subscriptions', storage: new Map() });
  assert.equal(stranger.heading(), 'Sign in');
  await stranger.close();
});

/** @type {[string, (answer: any) => object][]} */
const lies = [
  ['another share', (answer) => ({ ...answer, share: Buffer.alloc(32, 7).toString('base64url') })],
  ['a shorter share', (answer) => ({ ...answer, share: answer.share.slice(0, 40) })],
  ['another account', (answer) => ({ ...answer, account: Buffer.alloc(16, 7).toString('base64url') })],
  ['a full session', (answer) => ({ ...answer, scope: 'full' })],
  ['a wrap', (answer) => ({ ...answer, wrap: Buffer.alloc(73, 1).toString('base64url') })],
  ['a later password', (answer) => ({ ...answer, credential_version: answer.credential_version + 1 })],
  ['another master key', (answer) => ({ ...answer, amk_version: 2 })],
  ['an earlier recovery key', (answer) => ({ ...answer, recovery_version: 0 })],
  ['no versions', ({ recovery_version, ...rest }) => rest],
  ['something more', (answer) => ({ ...answer, more: 1 })],
];
for (const [what, lie] of lies) {
  it(`an unlock that is answered with ${what} signs nobody in, and the device loses nothing`, async () => {
    const kept = new Map(storage);
    const lying = recorder((exchange, real) => {
      if (exchange.path !== '/v1/device/unlock') return real;
      return new Response(JSON.stringify(lie(JSON.parse(new TextDecoder().decode(exchange.answer)))), { status: 200 });
    });
    const portal = await comeBack(lying.fetch);
    await portal.idle();
    assert.equal(isSignedIn(portal), false);
    assert.notEqual(portal.alert(), '');
    await portal.close();
    assert.deepEqual(new Map(storage), kept);
  });
}

it('sign-out ends it, here and for whoever copied the storage', async () => {
  const copy = new Map([...storage].map(([name, bytes]) => [name, new Uint8Array(bytes)]));
  const portal = await comeBack();
  await portal.wait('Stop all mail');
  await portal.press('Sign out');
  await portal.close();
  assert.equal(storage.has('device-x'), false);
  const thief = await openPortal({ server: server.url, path: '/', storage: copy });
  await thief.idle();
  assert.equal(thief.heading(), 'Sign in');
  await thief.close();
  assert.ok(await opens(server, login, password));
});
