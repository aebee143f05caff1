// @ts-check
// What somebody without password learns about who has an account, and how often they may try.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as opaque from '@serenity-kit/opaque';
import { call, expectReply } from './api.mjs';
import { isSignedIn, mailsIn, signIn, signUp } from './people.mjs';
import { startServer } from './server.mjs';

const password = 'nine pebbles and a feather';
const data = mkdtempSync(join(tmpdir(), 'portal-strangers-'));
/** @type {import('./server.mjs').RunningServer} */
let server;
before(async () => {
  await opaque.ready;
  server = await startServer({ data });
});
after(async () => {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

const makeKe1 = () => opaque.client.startLogin({ password }).startLoginRequest;

/** @param {string} login @param {string} [ke1] */
const startLogin = (login, ke1 = makeKe1()) => call(server, '/v1/login/start', { login, ke1, scope: 'full' });

/** Everything of an answer that may not tell one address from another. @param {import('./api.mjs').Reply} reply */
function seenFromOutside({ status, fields, text }) {
  const names = [...fields].filter(([name]) => name !== 'date' && name !== 'retry-after');
  return { status, fields: names, length: text.length };
}

/** @param {string} ke2 */
const evaluatedElement = (ke2) => Buffer.from(ke2, 'base64url').subarray(0, 32).toString('hex');

describe('an address with account and one without', () => {
  const [known, unknown, later] = ['known@example.org', 'other@example.org', 'later@example.org'];

  it('get equal answers at every step, whatever the password', async () => {
    const { portal } = await signUp(server, known, password);
    await portal.close();
    const starts = [await startLogin(known), await startLogin(unknown)];
    assert.deepEqual(seenFromOutside(starts[0]), seenFromOutside(starts[1]));
    assert.equal(starts[0].status, 200);
    assert.deepEqual(Object.keys(starts[0].body), Object.keys(starts[1].body));

    const ke3 = randomBytes(64).toString('base64url');
    const finishes = [];
    for (const { body } of starts) finishes.push(await call(server, '/v1/login/finish', { attempt: body.attempt, ke3 }));
    assert.deepEqual(seenFromOutside(finishes[0]), seenFromOutside(finishes[1]));
    assert.deepEqual([finishes[0].status, finishes[0].text], [401, '{"fault":"unauthenticated"}']);
    assert.equal(finishes[1].text, finishes[0].text);

    const signUps = [];
    for (const login of [known, unknown]) signUps.push(await call(server, '/v1/sign-up', { login }));
    assert.deepEqual(seenFromOutside(signUps[0]), seenFromOutside(signUps[1]));
    assert.equal(signUps[0].text, '{}');
  });

  it('look the same on the screen', async () => {
    const screens = [];
    for (const [login, what] of [[known, `${password}s`], [unknown, password]]) {
      const portal = await signIn(server, login, what);
      screens.push(JSON.stringify(portal.tree()).replaceAll(login, 'LOGIN'));
      assert.equal(portal.alert(), 'The email address or the password is not right.');
      await portal.close();
    }
    assert.equal(screens[0], screens[1]);
  });

  it('have one evaluated element for one blinded input, before and after they register', async () => {
    const ke1 = makeKe1();
    const before = evaluatedElement((await startLogin(later, ke1)).body.ke2);
    assert.notEqual(evaluatedElement((await startLogin(unknown, ke1)).body.ke2), before);
    const { portal } = await signUp(server, later, password);
    await portal.close();
    const first = expectReply(await startLogin(later, ke1));
    assert.equal(evaluatedElement(first.ke2), before);
    assert.notEqual(expectReply(await startLogin(later, ke1)).ke2, first.ke2);
  });
});

describe('budgets', () => {
  const [known, unknown] = ['budget@example.org', 'no-budget@example.org'];
  /** @type {Map<string, Uint8Array>} */
  const device = new Map();

  it('let strangers try ten times an hour for one address, with account or without', async () => {
    await (await signUp(server, known, password, { storage: device })).portal.close();
    const answers = [];
    for (const login of [known, unknown]) {
      const replies = [];
      for (let i = 0; i < 11; ++i) replies.push(await startLogin(login));
      assert.deepEqual(replies.map((reply) => reply.status), [...Array(10).fill(200), 429], login);
      const wait = Number(replies[10].fields.get('Retry-After'));
      assert.ok(wait > 590 && wait <= 600, `Retry-After: ${wait}`);
      assert.equal(replies[10].text, '{"fault":"slow-down"}');
      answers.push(seenFromOutside(replies[10]));
    }
    assert.deepEqual(answers[0], answers[1]);
  });

  it('outlive the server', async () => {
    await server.kill();
    server = await startServer({ data, port: server.port });
    assert.equal((await startLogin(known)).status, 429);
    assert.equal((await startLogin(unknown)).status, 429);
    assert.equal((await startLogin('third@example.org')).status, 200);
  });

  it('let the owner in from a device that has been there, and tell others to wait', async () => {
    const stranger = await signIn(server, known, password);
    assert.equal(stranger.alert(), 'Too many attempts. Try again later.');
    await stranger.close();
    const owner = await signIn(server, known, password, { storage: device });
    assert.ok(isSignedIn(owner), owner.alert());
    await owner.close();
  });

  it('let one network try sixty times an hour, over all addresses', async () => {
    let status = 0;
    let tries = 0;
    for (; tries < 60 && status !== 429; ++tries) ({ status } = await startLogin(`network${tries}@example.org`));
    assert.equal(status, 429);
    const owner = await signIn(server, known, password, { storage: device });
    assert.ok(isSignedIn(owner), owner.alert());
    await owner.close();
  });

  it('allow three mails a day that strangers caused', async () => {
    for (let i = 0; i < 5; ++i) expectReply(await call(server, '/v1/sign-up', { login: 'flooded@example.org' }), 202);
    await new Promise((later) => setTimeout(later, 500));
    assert.equal(mailsIn(data).filter((mail) => mail.to === 'flooded@example.org').length, 3);
  });
});
