// @ts-check
// Somebody else has used a recovery key. The link of the mail, the freeze, the sign-in with the password from before and
// the change that ends it all: each refused in every wrong way, by whomever, and good once.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { base64url, call, expectReply } from '../node/api.mjs';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import * as peer from '../interop/peer.mjs';
import { badPoints } from './mutations.mjs';
import { assertRefused } from './refusals.mjs';

const owner = { login: 'dina@example.org', password: 'the password from before all this' };
const thief = { ...owner, password: 'whatever a thief remembers well' };
const other = { login: 'olaf@example.org', password: 'nobody has robbed this one yet' };
const nobody = { login: 'nobody@example.org', password: owner.password };
const restored = { ...owner, password: 'and the one that came after it' };
/** @type {Record<'used' | 'thiefs' | 'next', Uint8Array>} */
const keys = { used: new Uint8Array(), thiefs: new Uint8Array(randomBytes(16)), next: new Uint8Array(randomBytes(16)) };

// RFC 9496 A.1: a point that can be computed with.
const basePoint = Buffer.from('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76', 'hex');

/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** The tokens of both mails: the key is being used, the account was recovered. */
let [started, finished] = ['', ''];
/** @type {import('../node/api.mjs').MacSession[]} */
let sessions = [];

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  for (const person of [owner, other]) {
    expectReply(await call(server, '/v1/sign-up', { login: person.login }), 202);
    const made = await peer.signUp(server, tokenIn(await mailFor(server.data, person.login, 'sign-up')), person.password);
    if (person === owner) keys.used = made.recoverySecret;
  }
});
after(async () => void (await server?.stop()));

const tokenIn = (/** @type {{link: string}} */ { link }) => link.split('token=')[1];
const disown = (/** @type {string} */ token) => call(server, '/v1/recovery/disown', { token });
/** @param {peer.Person} person @param {'full' | 'previous'} [scope] */
const opens = async (person, scope) => (await peer.signIn(server, person, scope)) !== null;
/** @param {Uint8Array} secret */
const proves = (secret) => peer.recover(server, owner.login, secret).then(() => true, () => false);

/** @param {string} text @param {number} [at] one bit of that byte is another */
function flipped(text, at = 0) {
  const bytes = Buffer.from(text, 'base64url');
  bytes[at < 0 ? bytes.length + at : at] ^= 1;
  return bytes.toString('base64url');
}

/** What anybody sees of a sign-in with a wrong proof. @param {string} login @param {string} scope */
async function outsideOf(login, scope) {
  const start = await call(server, '/v1/login/start', { ...startOf(login), scope });
  const finish = await call(server, '/v1/login/finish', { attempt: start.body.attempt, ke3: base64url(randomBytes(64)) });
  return [start.status, start.text.length, finish.status, finish.text];
}

/** A KE1 that can be computed with. @param {string} login */
const startOf = (login) => ({ login, ke1: base64url(Buffer.concat([basePoint, randomBytes(32), basePoint])) });

describe('the password from before', () => {
  it('opens nothing while there is no freeze, before a recovery and after it', async () => {
    assert.equal(await opens(owner, 'previous'), false);
    const mine = await peer.signIn(server, owner);
    assert.ok(mine);
    const recovered = await peer.recover(server, owner.login, keys.used);
    started = tokenIn(await mailFor(server.data, owner.login, 'recovery-started'));
    const change = await peer.prepareRecovery(server, owner, recovered, { password: thief.password, used: keys.used, next: keys.thiefs });
    expectReply(await call(server, '/v1/credential/finish', change, { session: recovered.session }));
    finished = tokenIn(await mailFor(server.data, owner.login, 'recovered'));
    for (const person of [owner, thief, other]) assert.equal(await opens(person, 'previous'), false);
    const theirs = await peer.signIn(server, thief);
    assert.ok(theirs);
    sessions = [mine.session, theirs.session];
  });

  it('is asked for alike of who is registered, robbed, or neither', async () => {
    const wanted = await outsideOf(nobody.login, 'previous');
    assert.deepEqual(wanted.slice(2), [401, '{"fault":"unauthenticated"}']);
    for (const { login } of [owner, other]) assert.deepEqual(await outsideOf(login, 'previous'), wanted);
  });

  it('comes without a known token, and only with points that are some', async () => {
    const start = { ...startOf(owner.login), scope: 'previous' };
    assertRefused(await call(server, '/v1/login/start', { ...start, known: base64url(randomBytes(32)) }), 'a known token', 400);
    for (const [what, hex] of Object.entries(badPoints)) {
      const ke1 = Buffer.from(start.ke1, 'base64url');
      Buffer.from(hex, 'hex').copy(ke1);
      assertRefused(await call(server, '/v1/login/start', { ...start, ke1: base64url(ke1) }), what, 400);
    }
  });
});

describe('the link "this was not me"', () => {
  it('is one of two; no other token locks anything, and no GET', async () => {
    const signUpLink = tokenIn(await mailFor(server.data, owner.login, 'sign-up'));
    for (const token of [flipped(started), flipped(finished, -1), signUpLink, base64url(randomBytes(16))]) {
      assertRefused(await disown(token), 'no such link', 404);
    }
    for (const target of [`/v1/recovery/disown?token=${finished}`, `/not-me?token=${finished}`]) {
      await call(server, target);
      await call(server, target, undefined, { method: 'HEAD' });
    }
    assert.ok(await opens(thief));
    assert.equal((await call(server, '/v1/account', undefined, { session: sessions[1] })).status, 200);
  });

  it('ends every session and lets nobody in but with the password from before', async () => {
    const other_session = (await peer.signIn(server, other))?.session;
    const underWay = await peer.startSignIn(server, thief);
    expectReply(await disown(finished));
    for (const session of sessions) assertRefused(await call(server, '/v1/account', undefined, { session }), 'a session of before', 401);
    assertRefused(await call(server, '/v1/login/finish', underWay), 'a sign-in under way', 401);
    for (const person of [owner, thief]) assert.equal(await opens(person), false);
    for (const secret of [keys.used, keys.thiefs]) assert.equal(await proves(secret), false);
    assert.equal(await opens(thief, 'previous'), false);
    assert.equal(await opens(owner, 'previous'), true);
    assert.equal((await call(server, '/v1/account', undefined, { session: other_session })).status, 200);
  });

  it('says the same again and of the other link, and does nothing more', async () => {
    const { session } = /** @type {any} */ (await peer.signIn(server, owner, 'previous'));
    for (const token of [finished, started]) assert.deepEqual(expectReply(await disown(token)), {});
    assertRefused(await call(server, '/v1/account', undefined, { session }), 'alive, for one thing only', 403);
  });

  it('leaves from outside an account that nobody seems to have', async () => {
    for (const scope of ['full', 'previous']) {
      assert.deepEqual(await outsideOf(owner.login, scope), await outsideOf(nobody.login, scope));
    }
    const start = async (/** @type {string} */ login) => expectReply(await call(server, '/v1/recover/start', { login }));
    const tries = [];
    for (const login of [owner.login, nobody.login]) {
      const reply = await call(server, '/v1/recover/prove', peer.proofOfRecovery(login, await start(login), keys.thiefs));
      tries.push([reply.status, reply.text]);
    }
    assert.deepEqual(tries[0], tries[1]);
  });
});

describe('the way back', () => {
  const path = '/v1/credential/finish';
  const request = base64url(basePoint);

  it('begins in that session, for that reason, from the newest version', async () => {
    const { session, reply } = /** @type {any} */ (await peer.signIn(server, owner, 'previous'));
    assert.deepEqual([reply.scope, reply.credential_version, reply.newest_credential_version], ['recovery', 1, 2]);
    assert.deepEqual([reply.recovery_version, reply.newest_recovery_version], [1, 2]);
    const start = (/** @type {any} */ change) => call(server, '/v1/credential/start', { reason: 'unfreeze', base: 2, request, ...change }, { session });
    assertRefused(await start({ reason: 'password' }), 'as a change of the password', 403);
    assertRefused(await start({ reason: 'recovery' }), 'as a recovery', 403);
    for (const base of [1, 3]) assertRefused(await start({ base }), `from version ${base}`, 409);
    const mine = (await peer.signIn(server, other))?.session;
    assertRefused(await call(server, '/v1/credential/start', { reason: 'unfreeze', base: 1, request }, { session: mine }), 'without a freeze', 403);
    for (const place of ['/v1/account', '/v1/sessions', '/v1/collections', '/v1/erase', '/v1/subscriptions']) {
      assertRefused(await call(server, place, undefined, { session }), place, 403);
    }
    assertRefused(await call(server, '/v1/erase/request', {}, { session }), 'a deletion', 403);
    assertRefused(await call(server, '/v1/device/enrol', { token_hash: base64url(randomBytes(32)) }, { session }), 'a device', 403);
  });

  it('is taken only as its owner has signed it, once; and then everything else opens nothing', async () => {
    const signedIn = /** @type {NonNullable<Awaited<ReturnType<typeof peer.signIn>>>} */ (await peer.signIn(server, owner, 'previous'));
    const { session } = signedIn;
    const good = await peer.prepareUnfreeze(server, owner, signedIn, { password: restored.password, next: keys.next });
    const [text, line] = good.note.split('\n\n');
    const hex = Buffer.from(signedIn.reply.account, 'base64url').toString('hex');
    const byThief = peer.signNote(`${text}\n`, `${peer.realm}/recovery/${hex}`, peer.recoveryKeyOf(keys.thiefs));
    /** @type {[string, any][]} */
    const wrong = [
      ['without a next key', { recovery_key: undefined }],
      ['without a wrap under it', { recovery_wrap: undefined }],
      ['with the recovery key’s line too', { note: good.note + byThief.split('\n\n')[1] }],
      ['with that line alone', { note: byThief }],
      ['as a recovery', { note: good.note.replace('\nunfreeze\n', '\nrecovery\n') }],
      ['as a change of the password', { note: good.note.replace('\nunfreeze\n', '\npassword\n') }],
      ['from the version before', { note: good.note.replace('\n2 3\n', '\n1 2\n'), base: 1 }],
      ['of another record', { record: flipped(good.record, 50) }],
      ['with another signature', { note: `${text}\n\n${line.slice(0, -6)}AA==\n` }],
      ['without a note', { note: '' }],
    ];
    for (const [what, change] of wrong) assertRefused(await call(server, path, { ...good, ...change }, { session }), what, 400);
    assertRefused(await call(server, path, good), 'no session', 401);
    const mine = (await peer.signIn(server, other))?.session;
    assertRefused(await call(server, path, good, { session: mine }), 'somebody else’s session', 401);
    assert.equal(await opens(owner, 'previous'), true, 'nothing has happened yet');

    const done = expectReply(await call(server, path, good, { session }));
    assert.equal(done.credential_version, 3);
    assert.deepEqual(expectReply(await call(server, path, good)), done);
    assertRefused(await call(server, path, { ...good, wrap: flipped(good.wrap, 40) }), 'another finish of it', 409);
    assert.ok(await opens(restored));
    for (const person of [owner, thief]) assert.equal(await opens(person), false);
    for (const person of [owner, thief, restored]) assert.equal(await opens(person, 'previous'), false);
    for (const secret of [keys.used, keys.thiefs]) assert.equal(await proves(secret), false);
    assert.ok(await proves(keys.next));
  });

  it('is not undone by the links of the mails', async () => {
    const { session } = /** @type {any} */ (await peer.signIn(server, restored));
    for (const token of [started, finished]) await disown(token);
    assert.equal((await call(server, '/v1/account', undefined, { session })).status, 200);
    assert.ok(await opens(restored));
  });
});
