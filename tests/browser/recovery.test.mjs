// @ts-check
// A forgotten password at another device, in Chromium: the recovery key, a new password, the next recovery key.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { askForLink, choosePassword, groupsAskedFor, proveRecoveryKey, signIn, signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, field, fill, follow, onScreen, openVisit, press, status } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const login = 'bela@example.org';
const password = 'eleven geese forgot the way south';
const newPassword = 'the twelfth goose had a map of it';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {Page} */
let page;
let key = '';
let next = '';

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  const first = await openVisit(browser, server, { secrets: [password] });
  await first.page.goto(await askForLink(first.page, server, login));
  key = await choosePassword(first.page, password);
  await proveRecoveryKey(first.page, key);
  await first.close();
  visit = await openVisit(browser, server, { secrets: [password, newPassword, key] }); // a device that knows nothing
  page = visit.page;
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** @param {string} shown @param {string} lastStep */
async function writeDown(shown, lastStep, at = page) {
  await press(at, 'Continue');
  await onScreen(at, 'recovery-key-check');
  await fill(at, await groupsAskedFor(at, shown));
  await press(at, lastStep);
}

describe('a forgotten password', () => {
  it('finds a slip in the key before anything is asked', async () => {
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    await page.getByRole('link', { name: 'Forgotten password?' }).click();
    await onScreen(page, 'recovery');
    const rest = { 'Email address': login, 'New password': newPassword, 'Repeat new password': newPassword };
    await fill(page, { ...rest, 'Recovery key': key.slice(0, -2) });
    await press(page, 'Set new password');
    await alert(page, 'This is not a complete recovery key.');
    assert.equal(visit.watch.requests.includes('POST /v1/recover/start'), false);
  });

  it('says the same of a wrong address', async () => {
    await fill(page, { 'Email address': 'nobody@example.org', 'Recovery key': key });
    await press(page, 'Set new password');
    await alert(page, 'The email address or the recovery key is not right.');
    await onScreen(page, 'recovery');
  });

  it('is replaced with the key, in small letters and spaces, after the next one is written down', async () => {
    await fill(page, { 'Email address': login, 'Recovery key': key.toLowerCase().replaceAll('-', ' ') });
    await press(page, 'Set new password');
    await onScreen(page, 'recovery-key');
    await mailFor(server.data, login, 'recovery-started');
    assert.equal(new URL(page.url()).pathname, '/recovery');
    next = await field(page, 'Recovery key').inputValue();
    assert.notEqual(next, key);
    await writeDown(next, 'Set new password');
    await onScreen(page, 'overview');
    await status(page, 'Your password is changed.');
    await mailFor(server.data, login, 'recovered');
  });

  it('leaves the new password, and the old one opens nothing', async () => {
    await press(page, 'Sign out');
    await signIn(page, login, password);
    await alert(page, 'The email address or the password is not right.');
    await onScreen(page, 'sign-in');
    await signIn(page, login, newPassword);
    await onScreen(page, 'overview');
  });
});

describe('a new recovery key', () => {
  it('is not to be had for three days after a recovery, and the screen says why', async () => {
    await follow(page, 'Change password');
    await onScreen(page, 'change-password');
    await page.getByText('Your account was recovered less than 72 hours ago.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Make a new recovery key' }).count(), 0);
  });

  it('asks for the password, and is shown before it takes the place of the old one', async () => {
    const other = await openVisit(browser, server, { secrets: [password] });
    await signUp(other.page, server, 'clara@example.org', password);
    await follow(other.page, 'Change password');
    await onScreen(other.page, 'change-password');
    await fill(other.page, { 'Your password': newPassword });
    await press(other.page, 'Make a new recovery key');
    await alert(other.page, 'The current password is not right. Nothing was changed.');
    await fill(other.page, { 'Your password': password });
    await press(other.page, 'Make a new recovery key');
    await onScreen(other.page, 'recovery-key');
    await writeDown(await field(other.page, 'Recovery key').inputValue(), 'Use this key from now on', other.page);
    await status(other.page, 'Your new recovery key is in place.');
    await other.close();
  });
});

it('in all of this no password and no used key was on the network', () => visit.close());
