// @ts-check
// Starting again in Node, on the real server: asked for by mail, cancelled by signing in, done, and taken back with
// the old password.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { isSignedIn, mailFor, mailsIn, opens, placeIn, signUp } from './people.mjs';
import { startServer } from './server.mjs';

const login = 'anna@example.org';
const oldPassword = 'nine swans left before the frost';
const newPassword = 'the kettle sang of other winters';
const lastPassword = 'seven lanterns on a quiet canal';
const data = mkdtempSync(join(tmpdir(), 'portal-reset-'));

/** @type {import('./server.mjs').RunningServer} */
let server;
/** @type {import('../../web/portal-node.mjs').Portal} */
let portal;

/** @param {string[]} options what is due is done when the server starts */
async function restart(options = []) {
  await server.stop();
  server = await startServer({ data, options: ['--limits', 'off', ...options] });
}

/** @param {string} path */
async function open(path) {
  await portal?.close();
  portal = await openPortal({ server: server.url, path });
}

async function askAndConfirm() {
  const before = mailsIn(data).length;
  await open('/recovery');
  await portal.press('I have no recovery key');
  await portal.fill('Email address', login);
  await portal.press('Send link');
  assert.equal(portal.status(), 'Check your email.');
  while (mailsIn(data).length === before) await new Promise((done) => setTimeout(done, 20));
  await portal.go(placeIn((await mailFor(data, login, 'reset-requested')).link));
  assert.equal(portal.heading(), 'Empty your vault?');
  await portal.press('Confirm');
  assert.match(portal.status(), /^Your vault will be emptied, not before .* UTC\.$/);
}

/** @param {string} button */
async function writeDownKey(button) {
  assert.equal(portal.heading(), 'Your recovery key', portal.alert());
  const key = portal.value('Recovery key');
  await portal.press('Continue');
  for (let number = 2; number <= 9; ++number) {
    if (portal.sees(`Group ${number}`)) await portal.fill(`Group ${number}`, key.split('-')[number - 1]);
  }
  await portal.press(button);
}

before(async () => {
  server = await startServer({ data, options: ['--limits', 'off'] });
  const signedUp = (await signUp(server, login, oldPassword)).portal;
  await signedUp.go('/my-data');
  await signedUp.wait('Name');
  await signedUp.fill('Name', 'Anna Grau');
  await signedUp.press('Save');
  assert.equal(signedUp.status(), 'Saved.');
  await signedUp.close();
});
after(async () => {
  await portal?.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

describe('starting again', () => {
  it('is cancelled by signing in', async () => {
    await askAndConfirm();
    const { link, text } = await mailFor(data, login, 'reset-started');
    assert.match(link, /\/reset\/cancel#token=/);
    assert.match(text, /\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    assert.ok(await opens(server, login, oldPassword));
    await restart();
    await assert.rejects(mailFor(data, login, 'reset-ready', 300));
  });

  it('makes a new and empty vault when the wait is over', async () => {
    await restart(['--reset-delay-hours', '0']);
    await askAndConfirm();
    await restart();
    await open(placeIn((await mailFor(data, login, 'reset-ready')).link));
    assert.equal(portal.heading(), 'Start again');
    await portal.fill('Email address', login);
    await portal.fill('Password', newPassword);
    await portal.fill('Repeat password', newPassword);
    await portal.press('Continue');
    await writeDownKey('Set up my account');
    assert.equal(portal.status(), 'Your account is ready. Its vault is empty.');
    await portal.go('/my-data');
    await portal.wait('Name');
    assert.equal(portal.value('Name'), '');
    assert.equal(await opens(server, login, oldPassword), false);
  });

  it('is taken back with the old password, and what was in the old vault is there again', async () => {
    const mail = await mailFor(data, login, 'reset-done');
    assert.equal(mail.subject, 'Your vault was emptied');
    await open(placeIn(mail.link));
    await portal.press('Sign everybody out');
    assert.equal(await opens(server, login, newPassword), false);
    await portal.fill('Email address', login);
    await portal.fill('Password from before', oldPassword);
    await portal.fill('New password', lastPassword);
    await portal.fill('Repeat new password', lastPassword);
    await portal.press('Get my account back');
    await writeDownKey('Get my account back');
    assert.equal(portal.status(), 'Your password is changed.');
    assert.ok(isSignedIn(portal));
    await portal.go('/my-data');
    await portal.wait('Name');
    assert.equal(portal.value('Name'), 'Anna Grau');
  });
});
