// @ts-check
// Requests that would be good at another time, in another session, or but for one byte: refused, without effect. After
// each attack the honest message still does what it is for, which shows that the attack failed for its own sake.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { authorization, base64url, call, expectReply } from '../node/api.mjs';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import * as peer from '../interop/peer.mjs';
import { badPoints } from './mutations.mjs';
import { assertRefused } from './refusals.mjs';

/** @type {import('../node/server.mjs').RunningServer} */
let server;
let residentAtStart = 0;
const anna = { login: 'anna@example.org', password: 'three lemons on a windowsill' };
const bert = { login: 'bert@example.org', password: 'the windowsill was painted blue' };
const newPassword = 'no more lemons on any windowsill';

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  for (const { login, password } of [anna, bert]) await peer.signUp(server, await tokenFor(login), password);
  residentAtStart = server.residentKilobytes();
});
after(async () => {
  const growth = server.residentKilobytes() - residentAtStart;
  await server.stop();
  assert.ok(growth < 32 * 1024, `the server grew by ${growth} KiB`);
});

/** @param {string} login */
async function tokenFor(login) {
  expectReply(await call(server, '/v1/sign-up', { login }), 202);
  return (await mailFor(server.data, login, 'sign-up')).link.split('token=')[1];
}

/** @param {{login: string, password: string}} person */
async function signedIn(person) {
  const done = await peer.signIn(server, person);
  assert.ok(done);
  return done;
}

/** @param {string} text @param {number} [at] one bit of that byte is another */
function flipped(text, at = 0) {
  const bytes = Buffer.from(text, 'base64url');
  bytes[at < 0 ? bytes.length + at : at] ^= 1;
  return bytes.toString('base64url');
}

const setNews = (/** @type {boolean} */ on) => ({ list: 'software', purpose: 'news', on });
/** @param {import('../node/api.mjs').MacSession} session */
async function isNewsOn(session) {
  const { lists } = expectReply(await call(server, '/v1/subscriptions', undefined, { session }));
  return lists[0].purposes.find((/** @type {any} */ each) => each.id === 'news').on;
}

describe('a request of a session', () => {
  const path = '/v1/subscriptions/set';

  it('has an effect once, in any order, if it is not too old', async () => {
    const { session } = await signedIn(anna);
    const replayed = { ...session, seq: 0 };
    expectReply(await call(server, path, setNews(true), { session }));
    expectReply(await call(server, path, setNews(false), { session }));
    assertRefused(await call(server, path, setNews(true), { session: replayed }), 'a replay', 401);
    assert.equal(await isNewsOn(session), false);
    session.seq = 100;
    expectReply(await call(server, path, setNews(true), { session }));
    expectReply(await call(server, path, setNews(false), { session, seq: 38 })); // 101 − 63
    assertRefused(await call(server, path, setNews(true), { session, seq: 38 }), 'a replay of the oldest', 401);
    assertRefused(await call(server, path, setNews(true), { session, seq: 37 }), 'too old', 401);
    assert.equal(await isNewsOn(session), false);
  });

  it('is bound to its method, place, portal, number, text and session', async () => {
    const { session } = await signedIn(anna);
    const other = (await signedIn(bert)).session;
    const body = JSON.stringify(setNews(true));
    const signed = { method: 'POST', target: path, body };
    const good = (seq = ++session.seq) => authorization(session, { ...signed, seq });
    /** @type {[string, string][]} */
    const wrong = [
      ['another method', authorization(session, { ...signed, method: 'PUT' })],
      ['another place', authorization(session, { ...signed, target: '/v1/subscriptions/stop' })],
      ['a query', authorization(session, { ...signed, target: `${path}?` })],
      ['another portal', authorization(session, { ...signed, realm: 'localhost:8080' })],
      ['another text', authorization(session, { ...signed, body: JSON.stringify(setNews(false)) })],
      ['no text', authorization(session, { ...signed, body: '' })],
      ['a number that was not signed', good(500).replace('seq=500', 'seq=501')],
      ['somebody else’s session', good().replace(session.sid, other.sid)],
      ['somebody else’s key', authorization({ ...session, key: other.key }, { ...signed, seq: 600 })],
      ['number 0', good(0)],
      ['a negative number', good(-1)],
      ['2^53', good(2 ** 53)],
      ['a leading zero', good(77).replace('seq=77', 'seq=077')],
      ['half of the MAC', good().slice(0, -20)],
      ['something behind the MAC', `${good()}, x=1`],
      ['another order', good().replace(/(sid=[^,]*), (seq=\d+)/, '$2, $1')],
      ['another scheme', good().replace('Portal-MAC', 'Bearer')],
      ['nothing', ''],
    ];
    for (const [what, Authorization] of wrong) {
      assertRefused(await call(server, path, body, { fields: { Authorization } }), what, 401);
    }
    assert.equal(await isNewsOn(session), false);
    expectReply(await call(server, path, body, { fields: { Authorization: good() } }));
    assert.equal(await isNewsOn(session), true);
    assert.equal(await isNewsOn(other), false);
  });

  it('is nothing after its session ended', async () => {
    const { session } = await signedIn(anna);
    expectReply(await call(server, '/v1/session/end', {}, { session }));
    assertRefused(await call(server, '/v1/account', undefined, { session }), 'ended', 401);
    assertRefused(await call(server, path, setNews(true), { session }), 'ended', 401);
  });

  it('cannot take back what somebody else changed', async () => {
    const [mine, other] = [(await signedIn(anna)).session, (await signedIn(bert)).session];
    const { undo } = expectReply(await call(server, path, setNews(false), { session: mine }));
    assertRefused(await call(server, '/v1/subscriptions/undo', { undo }, { session: other }), 'another account');
    assertRefused(await call(server, '/v1/subscriptions/undo', { undo: flipped(undo) }, { session: mine }), 'another token');
    expectReply(await call(server, '/v1/subscriptions/undo', { undo }, { session: mine }));
    expectReply(await call(server, '/v1/subscriptions/undo', { undo }, { session: mine })); // its answer was lost
    assert.equal(await isNewsOn(mine), true);
    expectReply(await call(server, path, setNews(false), { session: mine }));
    assertRefused(await call(server, '/v1/subscriptions/undo', { undo }, { session: mine }), 'after another change', 409);
  });
});

describe('an attempt to sign in', () => {
  const random = (/** @type {number} */ size) => Buffer.alloc(size, 7).toString('base64url');

  it('is finished once, by its own proof', async () => {
    const first = await peer.startSignIn(server, anna);
    const second = await peer.startSignIn(server, anna);
    assertRefused(await call(server, '/v1/login/finish', { ...first, attempt: second.attempt }), 'another attempt', 401);
    expectReply(await call(server, '/v1/login/finish', first));
    assertRefused(await call(server, '/v1/login/finish', first), 'a second time', 401);
    assertRefused(await call(server, '/v1/login/finish', second), 'after a wrong proof', 401);
    const third = await peer.startSignIn(server, anna);
    assertRefused(await call(server, '/v1/login/finish', { ...third, ke3: flipped(third.ke3, -1) }), 'one bit', 401);
    assertRefused(await call(server, '/v1/login/finish', third), 'the right proof after a wrong one', 401);
    assertRefused(await call(server, '/v1/login/finish', { attempt: random(16), ke3: third.ke3 }), 'no attempt', 401);
  });

  it('is no step-up, and a step-up is no sign-in', async () => {
    const { session } = await signedIn(anna);
    const login = await peer.startSignIn(server, anna);
    assertRefused(await call(server, '/v1/step-up/finish', login, { session }), 'a sign-in as step-up');
    const stepUp = await peer.startStepUp(server, anna, session);
    assertRefused(await call(server, '/v1/login/finish', stepUp), 'a step-up as sign-in', 401);
    const again = (await signedIn(anna)).session;
    assertRefused(await call(server, '/v1/step-up/finish', stepUp, { session: again }), 'the step-up of another session');
    const base = { reason: 'password', base: 1, request: login.ke3.slice(0, 43) };
    assertRefused(await call(server, '/v1/credential/start', base, { session }), 'no step-up yet');
    expectReply(await call(server, '/v1/step-up/finish', stepUp, { session }));
  });
});

describe('a sign-up', () => {
  it('is finished once, as it was begun', async () => {
    const token = await tokenFor('cora@example.org');
    assertRefused(await call(server, '/v1/sign-up/show', { token: flipped(token) }), 'no such link', 404);
    /** @type {any} */
    let good;
    const refuses = async (/** @type {string} */ what, /** @type {any} */ change) =>
      assertRefused(await call(server, '/v1/sign-up/finish', { ...good, ...change }), what);
    await peer.signUp(server, token, anna.password, async (finish) => {
      good = { ...finish };
      await refuses('no such link', { token: flipped(token) });
      for (const [what, hex] of Object.entries(badPoints)) {
        const record = Buffer.from(finish.record, 'base64url');
        Buffer.from(hex, 'hex').copy(record);
        await refuses(`a client key that is ${what}`, { record: record.toString('base64url') });
      }
    });
    await refuses('the link a second time', { wrap: flipped(good.wrap) });
    assertRefused(await call(server, '/v1/sign-up/start', { token, request: good.record.slice(0, 43) }), 'a used link');
    await signedIn({ ...anna, login: 'cora@example.org' });
  });
});

describe('a change of password', () => {
  it('is taken only as its owner has signed it, from their session, once', async () => {
    const mine = await signedIn(anna);
    const other = await signedIn(bert);
    const good = await peer.prepareChange(server, anna, mine, newPassword);
    const foreign = await peer.prepareChange(server, bert, other, newPassword);
    const { session } = mine;
    const [text, signature] = good.note.split('\n\n');
    /** @type {[string, any][]} */
    const wrong = [
      ['a record that was not signed', { record: flipped(good.record, 50) }],
      ['another base', { base: good.base + 1 }],
      ['another change', { change_id: foreign.change_id }],
      ['no change', { change_id: flipped(good.change_id) }],
      ['somebody else’s note', { note: foreign.note }],
      ['a note for another version', { note: good.note.replace('\n1 2\n', '\n2 3\n') }],
      ['another signature', { note: `${text}\n\n${signature.slice(0, -6)}AA==\n` }],
      ['two signatures', { note: `${good.note}${signature}` }],
      ['no signature', { note: `${text}\n` }],
      ['an empty note', { note: '' }],
      ['a longer note', { note: `${good.note}\n` }],
    ];
    for (const [what, change] of wrong) {
      assertRefused(await call(server, '/v1/credential/finish', { ...good, ...change }, { session }), what);
    }
    const [finish, again] = ['/v1/credential/finish', (await signedIn(anna)).session];
    assertRefused(await call(server, finish, good), 'no session', 401);
    assertRefused(await call(server, finish, good, { session: other.session }), 'somebody else’s session', 401);
    assertRefused(await call(server, finish, good, { session: again }), 'another session of theirs', 401);
    assert.equal((await signedIn(anna)).reply.credential_version, 1);

    const done = expectReply(await call(server, finish, good, { session }));
    assert.deepEqual(done, { credential_version: 2 });
    assert.deepEqual(expectReply(await call(server, finish, good)), done, 'the same finish, without a session');
    assertRefused(await call(server, finish, { ...good, wrap: flipped(good.wrap, 40) }), 'another finish of it', 409);
    assertRefused(await call(server, '/v1/credential/cancel', { change_id: good.change_id }), 'too late to cancel', 409);
    assertRefused(await call(server, '/v1/account', undefined, { session }), 'a session of before', 401);
    assert.equal(await peer.signIn(server, anna), null);
    assert.equal((await signedIn({ ...anna, password: newPassword })).reply.credential_version, 2);
    assert.equal((await signedIn(bert)).reply.credential_version, 1);
  });

  it('never happens once it is cancelled', async () => {
    const mine = await signedIn(bert);
    const good = await peer.prepareChange(server, bert, mine, newPassword);
    expectReply(await call(server, '/v1/credential/cancel', { change_id: good.change_id }));
    assertRefused(await call(server, '/v1/credential/finish', good, { session: mine.session }), 'cancelled', 404);
    await signedIn(bert);
  });

  it('is stopped after five wrong passwords in a row', async () => {
    const { session } = await signedIn(bert);
    const ke3 = createHash('sha512').update('no proof').digest('base64url');
    for (let i = 1; i <= 5; ++i) {
      const { attempt } = await peer.startStepUp(server, bert, session);
      const reply = await call(server, '/v1/step-up/finish', { attempt, ke3 }, { session });
      assertRefused(reply, `wrong password ${i}`, 401);
      assert.equal(reply.body.fault, i < 5 ? 'unauthenticated' : 'session-ended');
    }
    assertRefused(await call(server, '/v1/account', undefined, { session }), 'the session is over', 401);
  });
});

describe('a recovery', () => {
  const person = { login: 'dora@example.org', password: 'one umbrella, many holes' };
  const random = (/** @type {number} */ size) => new Uint8Array(randomBytes(size));
  /** @type {Uint8Array} */
  let used;
  const next = random(16);

  it('begins alike for who is registered and who is not', async () => {
    used = (await peer.signUp(server, await tokenFor(person.login), person.password)).recoverySecret;
    /** @param {string} login @param {Uint8Array} secret */
    const answers = async (login, secret) => {
      const start = await call(server, '/v1/recover/start', { login });
      const proof = await call(server, '/v1/recover/prove', peer.proofOfRecovery(login, start.body, secret));
      return { start: [start.status, start.text.length], proof: [proof.status, proof.text] };
    };
    const wrong = await answers(person.login, next);
    assert.deepEqual(await answers('nobody@example.org', used), wrong);
    assert.deepEqual(wrong.proof, [401, '{"fault":"unauthenticated"}']);
  });

  it('is proved once, by its own key, for its own challenge and login', async () => {
    const start = async (login = person.login) => expectReply(await call(server, '/v1/recover/start', { login }));
    const refuses = async (/** @type {any} */ proof, /** @type {string} */ what) =>
      assertRefused(await call(server, '/v1/recover/prove', proof), what, 401);
    const [first, second] = [await start(), await start()];
    await refuses({ ...peer.proofOfRecovery(person.login, first, used), id: second.id }, 'another challenge');
    await refuses(peer.proofOfRecovery(person.login, second, used), 'after a wrong proof');
    const good = peer.proofOfRecovery(person.login, first, used);
    expectReply(await call(server, '/v1/recover/prove', good));
    await refuses(good, 'a second time');
    await refuses(peer.proofOfRecovery(person.login, await start(anna.login), used), 'another login in the text');
    await refuses(peer.proofOfRecovery(anna.login, await start(anna.login), used), 'somebody else’s key');
    const third = peer.proofOfRecovery(person.login, await start(), used);
    await refuses({ ...third, sig: flipped(third.sig, -1) }, 'one bit');
  });

  it('may set a password and nothing else', async () => {
    const { session } = await peer.recover(server, person.login, used);
    for (const path of ['/v1/account', '/v1/subscriptions']) {
      assertRefused(await call(server, path, undefined, { session }), path, 403);
    }
    assertRefused(await call(server, '/v1/subscriptions/set', setNews(true), { session }), 'mail', 403);
    assertRefused(await call(server, '/v1/session/end', {}, { session }), 'its end', 403);
    const start = { reason: 'password', base: 1, request: base64url(Buffer.from('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76', 'hex')) };
    assertRefused(await call(server, '/v1/credential/start', start, { session }), 'a change without the password', 403);
    const mine = (await signedIn(person)).session;
    assertRefused(await call(server, '/v1/credential/start', { ...start, reason: 'recovery' }, { session: mine }), 'a recovery without the key', 403);
  });

  it('is taken only as owner and recovery key have signed it, once', async () => {
    const recovered = await peer.recover(server, person.login, used);
    const good = await peer.prepareRecovery(server, person, recovered, { password: newPassword, used, next });
    const bySomebody = await peer.prepareRecovery(server, person, recovered, { password: newPassword, used: next, next });
    const [text, lines] = good.note.split('\n\n');
    const [owner, sheet] = lines.split(/(?<=\n)/);
    const path = '/v1/credential/finish';
    /** @type {[string, any][]} */
    const wrong = [
      ['without the recovery key’s line', { note: `${text}\n\n${owner}` }],
      ['without the owner’s line', { note: `${text}\n\n${sheet}` }],
      ['with the lines in another order', { note: `${text}\n\n${sheet}${owner}` }],
      ['without a next key', { recovery_key: undefined }],
      ['without a wrap under it', { recovery_wrap: undefined }],
      ['of another record', { record: flipped(good.record, 50) }],
    ];
    for (const [what, change] of wrong) {
      assertRefused(await call(server, path, { ...good, ...change }, { session: recovered.session }), what, 400);
    }
    assertRefused(await call(server, path, bySomebody, { session: recovered.session }), 'signed by another recovery key', 400);
    assertRefused(await call(server, path, good), 'no session', 401);
    const done = expectReply(await call(server, path, good, { session: recovered.session }));
    assert.deepEqual(expectReply(await call(server, path, good)), done);
    assert.equal(await peer.signIn(server, person), null);
    await signedIn({ ...person, password: newPassword });
    assert.equal((await peer.recover(server, person.login, next)).reply.recovery_version, 2);
    await assert.rejects(peer.recover(server, person.login, used));
  });
});
