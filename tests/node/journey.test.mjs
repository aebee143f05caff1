// @ts-check
// The whole story in Node, on the real server: sign up, choose your mail, change the password, sign out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openPortal, PortalError } from '../../web/portal-node.mjs';
import { call, expectReply } from './api.mjs';
import { changePassword, isSignedIn, mailFor, mailsIn, opens, placeIn, signIn } from './people.mjs';
import { recoverySecretIn } from './recovery-key.mjs';
import { startServer } from './server.mjs';

const login = 'anna@example.org';
const password = 'forty kites over the harbour';
const newPassword = 'the forty-first kite is mine';

/** @type {import('./server.mjs').RunningServer} */
let server;
/** @type {import('../../web/portal-node.mjs').Portal} */
let portal;
let recoveryKey = '';
/** @type {Map<string, Uint8Array>} */
const storage = new Map();

before(async () => {
  server = await startServer();
  portal = await openPortal({ server: server.url, storage });
});
after(async () => {
  await portal?.close();
  await server?.stop();
});

/** @param {string[]} addresses @param {string} [list] @param {string} [purpose] */
async function mayMail(addresses, list = 'services', purpose = 'news') {
  const fields = { Authorization: `Bearer ${readFileSync(join(server.data, 'mailer.key'), 'utf8').trim()}` };
  return expectReply(await call(server, '/mailer/v1/check', { list, purpose, addresses }, { fields })).answers;
}

describe('signing up', () => {
  it('begins with an address, and says the same for every one', async () => {
    assert.equal(portal.heading(), 'Sign in');
    await portal.press('Create an account');
    assert.equal(portal.path(), '/sign-up');
    await portal.fill('Email address', 'no address');
    await portal.press('Send link');
    assert.equal(portal.alert(), 'This is not an email address.');
    assert.ok(portal.is('Email address', 'invalid'));
    await portal.fill('Email address', ' Anna@Example.ORG ');
    await portal.press('Send link');
    assert.equal(portal.alert(), '');
    assert.equal(portal.status(), 'Check your email.');
    const mail = await mailFor(server.data, login, 'sign-up');
    assert.equal(mail.subject, 'Finish your sign-up');
    assert.match(mail.link, /\/sign-up\/finish#token=[\w-]{22}$/);
  });

  it('takes a good password only', async () => {
    await portal.go(placeIn((await mailFor(server.data, login, 'sign-up')).link));
    assert.equal(portal.heading(), 'Choose a password');
    assert.equal(portal.value('Email address'), login);
    /** @type {[string, string, string][]} */
    const refused = [
      ['kites7!', 'kites7!', 'Use a longer or less predictable password.'],
      ['password123', 'password123', 'This password is too common.'],
      [password, newPassword, 'The passwords differ.'],
      ['a kite '.repeat(150), 'a kite '.repeat(150), 'This password is too long.'],
      [login, login, 'This password is too common.'],
    ];
    for (const [first, second, sentence] of refused) {
      await portal.fill('Password', first);
      await portal.fill('Repeat password', second);
      await portal.press('Continue');
      assert.equal(portal.alert(), sentence, first.slice(0, 20));
      assert.equal(portal.heading(), 'Choose a password');
    }
  });

  it('shows a recovery key, and asks two of its groups back', async () => {
    await portal.fill('Password', password);
    await portal.fill('Repeat password', password);
    assert.ok(['Good', 'Strong'].includes(portal.value('Password strength')));
    await portal.press('Continue');
    assert.equal(portal.heading(), 'Your recovery key');
    recoveryKey = portal.value('Recovery key');
    assert.equal(recoverySecretIn(recoveryKey).length, 16);
    await portal.press('Save as a file');
    assert.match(new TextDecoder().decode(portal.files()[0].bytes), new RegExp(recoveryKey));
    await portal.press('Continue');
    assert.equal(portal.heading(), 'Check your recovery key');

    const asked = [2, 3, 4, 5, 6, 7, 8, 9].filter((number) => portal.sees(`Group ${number}`));
    assert.equal(asked.length, 2);
    await portal.fill(`Group ${asked[0]}`, 'QQQQ');
    await portal.press('Create account');
    assert.equal(portal.alert(), `Group ${asked[0]} does not match.`);
    assert.equal(await opens(server, login, password), false, 'nothing exists before the last step');
    for (const number of asked) await portal.fill(`Group ${number}`, recoveryKey.split('-')[number - 1].toLowerCase());
    await portal.press('Create account');
    assert.equal(portal.heading(), 'Overview');
    assert.equal(portal.status(), 'Your account is ready.');
  });

  it('works once: the link is used up, and the address is told by mail only', async () => {
    const { link } = await mailFor(server.data, login, 'sign-up');
    const second = await openPortal({ server: server.url, path: placeIn(link) });
    assert.ok(second.sees('This link is no longer valid.'));
    await second.go('/sign-up');
    await second.fill('Email address', login);
    await second.press('Send link');
    assert.equal(second.status(), 'Check your email.');
    assert.equal((await mailFor(server.data, login, 'already-registered')).subject, 'You already have an account');
    await second.close();
  });
});

describe('subscriptions', () => {
  const [software, services] = [{ within: 'Email marketing software' }, { within: 'Online services' }];

  it('are off at first, and the mailer hears so', async () => {
    await portal.go('/subscriptions');
    for (const name of ['Follow-up messages', 'Company news', 'Product offers']) {
      for (const list of [software, services]) assert.ok(portal.is(name, 'off', list));
    }
    assert.deepEqual(await mayMail([login, 'nobody@example.org']), [
      { address: login, may_send: false, since: null, channel: 'default' },
      { address: 'nobody@example.org', may_send: false, since: null, channel: null },
    ]);
  });

  it('are saved at once: the next answer to the mailer differs, for that list and purpose only', async () => {
    await portal.press('Company news', services);
    assert.equal(portal.status(), 'Company news is on.');
    const [answer] = await mayMail(['ANNA@example.org']);
    assert.equal(answer.may_send, true);
    assert.equal(answer.channel, 'portal');
    assert.ok(Math.abs(answer.since - Date.now() / 1000) < 60);
    assert.equal((await mayMail([login], 'software'))[0].may_send, false);
    assert.equal((await mayMail([login], 'services', 'marketing'))[0].may_send, false);
    await portal.press('Company news', services);
    assert.equal(portal.status(), 'Company news is off.');
    assert.equal((await mayMail([login]))[0].may_send, false);
  });

  it('stop altogether, and come back by Undo', async () => {
    await portal.press('Product offers', software);
    await portal.press('Stop all mail');
    assert.equal(portal.status(), 'All mail is stopped.');
    assert.equal((await mayMail([login], 'software', 'marketing'))[0].may_send, false);
    await portal.press('Undo');
    assert.equal(portal.status(), 'Undone.');
    assert.ok(portal.is('Product offers', 'on', software));
    assert.equal((await mayMail([login], 'software', 'marketing'))[0].may_send, true);
  });

  it('are as they were pressed, however fast', async () => {
    const [first, second] = [portal.press('Product offers', software), portal.press('Product offers', services)];
    await Promise.all([first, second]);
    await Promise.all([portal.press('Undo'), portal.press('Undo')]);
    assert.equal(portal.alert(), '');
    assert.ok(portal.is('Product offers', 'off', software));
    assert.equal((await mayMail([login], 'software', 'marketing'))[0].may_send, false);
    const isOn = (await mayMail([login], 'services', 'marketing'))[0].may_send;
    assert.equal(portal.is('Product offers', 'on', services), isOn);
  });

  it('are told to the holder of the mailer key only', async () => {
    const question = { list: 'services', purpose: 'news', addresses: [login] };
    for (const Authorization of ['', 'Bearer', `Bearer ${'A'.repeat(43)}`]) {
      const reply = await call(server, '/mailer/v1/check', question, { fields: { Authorization } });
      assert.deepEqual([reply.status, reply.text], [401, '{"fault":"unauthenticated"}']);
    }
  });
});

describe('changing the password', () => {
  it('changes nothing when the current one is wrong', async () => {
    await changePassword(portal, newPassword, 'a third thing altogether, then');
    assert.equal(portal.alert(), 'The current password is not right. Nothing was changed.');
    assert.equal(await opens(server, login, password), true);
  });

  it('ends every other session, tells the owner, and opens with the new one only', async () => {
    const elsewhere = await signIn(server, login, password);
    assert.ok(isSignedIn(elsewhere));
    await changePassword(portal, password, newPassword);
    assert.equal(portal.alert(), '');
    assert.equal(portal.status(), 'Your password is changed.');
    await mailFor(server.data, login, 'password-changed');
    await elsewhere.go('/subscriptions');
    await elsewhere.press('Company news', { within: 'Online services' });
    assert.equal(elsewhere.heading(), 'Sign in');
    assert.equal(elsewhere.status(), 'You are signed out.');
    await elsewhere.close();
    assert.equal(await opens(server, login, password), false);
    assert.equal(await opens(server, login, newPassword), true);
  });

  it('keeps a reminder', async () => {
    await portal.choose('Remind me', 'Every year');
    assert.equal(portal.value('Remind me'), 'Every year');
    await portal.go('/');
    await portal.go('/change-password');
    assert.equal(portal.value('Remind me'), 'Every year');
  });
});

describe('signing out', () => {
  it('ends the session; the same storage is the same device', async () => {
    await portal.press('Sign out');
    assert.equal(portal.heading(), 'Sign in');
    assert.equal(portal.status(), 'You are signed out.');
    await portal.close();
    assert.ok([...storage.keys()].some((name) => name.startsWith('known/')));
    portal = await signIn(server, login, newPassword, { storage });
    assert.equal(portal.heading(), 'Overview');
  });

  it('left nobody a mail that was not due', () => {
    const kinds = mailsIn(server.data).map((mail) => mail.kind);
    assert.deepEqual(kinds.filter((kind) => kind !== 'new-device'), ['sign-up', 'already-registered', 'password-changed']);
  });
});

describe('a script that asks for what is not there', () => {
  /** @param {() => Promise<unknown>} act @param {string} code */
  const failsWith = (act, code) =>
    assert.rejects(act, (/** @type {any} */ why) => why instanceof PortalError && why.code === code);

  it('hears which of five things is wrong', async () => {
    await portal.go('/subscriptions');
    await failsWith(() => portal.press('Overdrive'), 'not-found');
    await failsWith(() => portal.press('Company news', { within: 'No such list' }), 'not-found');
    await failsWith(() => portal.press('Company news'), 'ambiguous');
    await portal.go('/change-password');
    await failsWith(() => portal.fill('Email address', 'x@example.org'), 'disabled');
    const hasty = await openPortal({ server: server.url, timeout: 200, path: '/sign-in' });
    await failsWith(() => hasty.wait('Something that never comes'), 'timeout');
    await hasty.close();
    await failsWith(() => hasty.press('Sign in'), 'closed');
    await failsWith(() => hasty.wait('Sign in'), 'closed');
  });
});
