// @ts-check
// Every message of the API with everything in it wrong, once each: a refusal with a name, and nothing has changed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { call, expectReply } from '../node/api.mjs';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { signIn, signUp } from '../interop/peer.mjs';
import { goodMessage, messages, mutationsOf } from './mutations.mjs';
import { assertRefused } from './refusals.mjs';

/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('../node/api.mjs').MacSession} */
let session;
let residentAtStart = 0;
let factsAtStart = '';
const person = { login: 'target@example.org', password: 'four tin soldiers at noon' };

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  expectReply(await call(server, '/v1/sign-up', { login: person.login }), 202);
  const { link } = await mailFor(server.data, person.login, 'sign-up');
  await signUp(server, link.split('token=')[1], person.password);
  session = await newSession();
  expectReply(await call(server, '/v1/subscriptions/set', { list: 'software', purpose: 'news', on: true }, { session }));
  factsAtStart = await facts();
  residentAtStart = server.residentKilobytes();
});
after(async () => void (await server?.stop()));

async function newSession() {
  const signedIn = await signIn(server, person);
  assert.ok(signedIn);
  return signedIn.session;
}

/** What the owner sees, but for when and how often they signed in. */
async function facts() {
  const { login, created, password_changed, remind_months } = expectReply(await call(server, '/v1/account', undefined, { session }));
  const subscriptions = (await call(server, '/v1/subscriptions', undefined, { session })).text;
  return JSON.stringify([login, created, password_changed, remind_months, subscriptions]);
}

for (const message of messages) {
  describe(message.path, () => {
    const signed = () => (message.session ? { session } : {});

    it('refuses each of its fields when it is wrong', async () => {
      const all = mutationsOf(message);
      assert.ok(all.length > 20);
      for (const [what, body] of all) assertRefused(await call(server, message.path, body, signed()), what);
      assert.equal(await facts(), factsAtStart);
    });

    it('refuses other types and codings of content', async () => {
      const good = goodMessage(message);
      const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/json; charset=latin1', ''];
      for (const type of types) {
        assertRefused(await call(server, message.path, good, { ...signed(), fields: { 'Content-Type': type } }), type, 415);
      }
      assertRefused(await call(server, message.path, good, { ...signed(), fields: { 'Content-Encoding': 'gzip' } }), 'gzip', 415);
      assertRefused(await call(server, message.path, undefined, { ...signed(), method: 'GET' }), 'GET');
      assertRefused(await call(server, message.path, good, { ...signed(), method: 'PUT' }), 'PUT');
      assertRefused(await call(server, `${message.path}/`, good, signed()), 'a slash more', 404);
    });

    it('refuses 10 MB, or closes', async () => {
      const large = `{"login":"${'x'.repeat(10_000_000)}"}`;
      const began = Date.now();
      const reply = await call(server, message.path, large, signed()).catch((why) => {
        assert.notEqual(why.name, 'TimeoutError');
        return null; // closed while we were sending
      });
      if (reply) assertRefused(reply, '10 MB', 413);
      assert.ok(Date.now() - began < 10_000);
    });

    if (message.session) {
      it('refuses who has no session', async () => {
        const good = goodMessage(message);
        const stranger = { sid: 'AAAAAAAAAAAAAAAAAAAAAA', key: session.key, seq: 0 };
        const expected = message.path === '/v1/credential/finish' ? [404, 404] : [401, 401];
        assertRefused(await call(server, message.path, good), 'no session', expected[0]);
        assertRefused(await call(server, message.path, good, { session: stranger }), 'an unknown session', expected[1]);
      });
    }
  });
}

describe('the mailer’s question', () => {
  const good = { list: 'software', purpose: 'news', addresses: [person.login] };

  it('is refused when anything in it is wrong', async () => {
    const fields = { Authorization: `Bearer ${readFileSync(join(server.data, 'mailer.key'), 'utf8').trim()}` };
    assert.equal(expectReply(await call(server, '/mailer/v1/check', good, { fields })).answers[0].may_send, true);
    const many = Array(1001).fill('a@example.org');
    for (const wrong of [
      { ...good, addresses: many },
      { ...good, addresses: 'a@example.org' },
      { ...good, addresses: [7] },
      { ...good, purpose: 'all' },
      { ...good, list: 7 },
      { ...good, more: 1 },
    ]) {
      assertRefused(await call(server, '/mailer/v1/check', wrong, { fields }), JSON.stringify(wrong).slice(0, 60));
    }
    const exactly = expectReply(await call(server, '/mailer/v1/check', { ...good, addresses: many.slice(1) }, { fields }));
    assert.equal(exactly.answers.length, 1000);
  });
});

describe('after all that', () => {
  it('the server has not grown, and the account is as it was', async () => {
    assert.equal(await facts(), factsAtStart);
    session = await newSession();
    assert.equal(await facts(), factsAtStart);
    const growth = server.residentKilobytes() - residentAtStart;
    assert.ok(growth < 32 * 1024, `the server grew by ${growth} KiB`);
  });
});
