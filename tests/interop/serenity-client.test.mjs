// @ts-check
// A client that is not ours, against our server over HTTP, and then ours on the account that it made.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { call, expectReply } from '../node/api.mjs';
import { isSignedIn, mailFor, signIn as signInWithOurs } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { openWrap, signIn, signUp } from './peer.mjs';

/** @type {import('../node/server.mjs').RunningServer} */
let server;
before(async () => void (server = await startServer()));
after(async () => void (await server?.stop()));

const person = { login: 'opaque.ke@example.org', password: 'Grüße, an owl and 7 lanterns' };

describe('the @serenity-kit/opaque client', () => {
  /** @type {Awaited<ReturnType<typeof signUp>>} */
  let made;

  it('signs up', async () => {
    expectReply(await call(server, '/v1/sign-up', { login: '  Opaque.KE@Example.org ' }), 202);
    const { link } = await mailFor(server.data, person.login, 'sign-up');
    made = await signUp(server, link.split('token=')[1], person.password);
    assert.equal(made.started.login, person.login);
    assert.equal(made.started.profile, 1);
  });

  it('signs in, opens its wrap, and its session works', async () => {
    const signedIn = await signIn(server, person);
    assert.ok(signedIn);
    const { reply, session } = signedIn;
    const { credential_version: v, amk_version: a, recovery_version: r, scope } = reply;
    assert.deepEqual([v, a, r, scope], [1, 1, 1, 'full']);
    assert.deepEqual(openWrap(signedIn), made.masterKey);
    assert.equal(expectReply(await call(server, '/v1/account', undefined, { session })).login, person.login);
    session.key[0] ^= 1;
    assert.equal((await call(server, '/v1/account', undefined, { session })).status, 401);
  });

  it('does not get in with another password, nor to an address without account', async () => {
    assert.equal(await signIn(server, { ...person, password: 'Grüße, an owl and 8 lanterns' }), null);
    assert.equal(await signIn(server, { ...person, login: 'nobody@example.org' }), null);
  });

  it('made an account that our client opens, wrap and all', async () => {
    const portal = await signInWithOurs(server, person.login, person.password);
    assert.equal(portal.alert(), '');
    assert.equal(portal.heading(), 'Overview');
    await portal.go('/subscriptions');
    await portal.press('Company news', { within: 'Online services' });
    assert.equal(portal.status(), 'Company news is on.');
    await portal.close();
  });

  it('would be refused by our client if its wrap were not under its password', async () => {
    const login = 'broken.wrap@example.org';
    expectReply(await call(server, '/v1/sign-up', { login }), 202);
    const token = (await mailFor(server.data, login, 'sign-up')).link.split('token=')[1];
    await signUp(server, token, person.password, (finish) => {
      finish.wrap = finish.recovery_wrap;
    });
    const portal = await signInWithOurs(server, login, person.password);
    assert.equal(isSignedIn(portal), false);
    assert.match(portal.alert(), /cannot show/);
    await portal.close();
  });
});
