// @ts-check
// A customer's way through the portal, in Chromium, against the real server.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { askForLink, choosePassword, groupsAskedFor, signIn } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, field, fill, focused, follow, onScreen, openVisit, press, status } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const login = 'anna@example.org';
const password = 'seven herons watched the slow canal';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {Page} */
let page;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  visit = await openVisit(browser, server, { secrets: [password] });
  page = visit.page;
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** @param {string} group @param {string} name */
const switchOf = (group, name) => page.getByRole('group', { name: group }).getByRole('switch', { name });

/** What a mailing program is told. @param {string} list @param {string} purpose */
async function maySend(list, purpose) {
  const answer = await fetch(`${server.url}/mailer/v1/check`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${(await readFile(`${server.data}/mailer.key`, 'utf8')).trim()}`,
    },
    body: JSON.stringify({ list, purpose, addresses: [login] }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).answers[0];
}

// The portal itself may not read the clipboard.
async function pasted() {
  const elsewhere = await page.context().newPage();
  await elsewhere.setContent('<textarea autofocus></textarea>');
  await elsewhere.locator('textarea').press('Control+V');
  const text = await elsewhere.locator('textarea').inputValue();
  await elsewhere.close();
  return text;
}

describe('signing up', () => {
  let key = '';

  it('begins with an address and a mail', async () => {
    const link = await askForLink(page, server, login);
    assert.match(link, /\/sign-up\/finish#token=/);
    await page.goto(link);
    await onScreen(page, 'finish');
    assert.equal(await field(page, 'Email address').inputValue(), login);
  });

  it('refuses passwords that differ, at the field, and says how strong one is', async () => {
    await fill(page, { Password: 'abcdefgh', 'Repeat password': 'something else' });
    await page.getByText('Weak', { exact: true }).waitFor();
    await press(page, 'Continue');
    await alert(page, 'The passwords differ.');
    await fill(page, { Password: password });
    await page.getByText('Strong', { exact: true }).waitFor();
    await press(page, 'Continue');
    await onScreen(page, 'finish');
    await alert(page, 'The passwords differ.');
    assert.equal(await focused(page), 'input: Repeat password');
  });

  it('shows a recovery key that can be copied and saved', async () => {
    key = await choosePassword(page, password);
    assert.match(key, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){8}$/);
    await press(page, 'Copy');
    await status(page, 'Copied.');
    assert.equal(await pasted(), key);
    const coming = page.waitForEvent('download');
    await press(page, 'Save as a file');
    const saved = await coming;
    assert.ok((await readFile(/** @type {string} */ (await saved.path()), 'utf8')).includes(key));
  });

  it('asks two groups back, and takes no others', async () => {
    await press(page, 'Continue');
    await onScreen(page, 'recovery-key-check');
    const groups = await groupsAskedFor(page, key);
    const [first] = Object.keys(groups);
    await fill(page, { ...groups, [first]: 'ZZZZ' });
    await press(page, 'Create account');
    await alert(page, `${first} does not match.`);
    await press(page, 'Show the key again');
    await onScreen(page, 'recovery-key');
    await press(page, 'Continue');
    await onScreen(page, 'recovery-key-check');
    await fill(page, await groupsAskedFor(page, key));
    await press(page, 'Create account');
    await onScreen(page, 'overview');
    await status(page, 'Your account is ready.');
    await page.getByRole('banner').getByText(login).waitFor();
  });

  it('has used up its link', async () => {
    const other = await openVisit(browser, server);
    await other.page.goto((await mailFor(server.data, login, 'sign-up')).link);
    await alert(other.page, 'This link is no longer valid.');
    await other.close();
  });
});

describe('signing out and in', () => {
  it('signs out', async () => {
    await press(page, 'Sign out');
    await onScreen(page, 'sign-in');
    await status(page, 'You are signed out.');
    assert.equal(await page.getByText(login).count(), 0);
  });

  it('refuses a wrong password, and an unknown address with the same words', async () => {
    for (const address of [login, 'nobody@example.org']) {
      await signIn(page, address, 'not this one, I fear');
      await alert(page, 'The email address or the password is not right.');
      await onScreen(page, 'sign-in');
      assert.equal(await field(page, 'Password').inputValue(), '');
      await page.reload();
    }
  });

  it('asks before a screen that needs it, and then goes on to that screen', async () => {
    await page.goto(`${server.url}/subscriptions`);
    await signIn(page, login, password);
    await onScreen(page, 'subscriptions');
    assert.equal(new URL(page.url()).pathname, '/subscriptions');
  });

  it('goes Back and Forward', async () => {
    await follow(page, 'Overview');
    await onScreen(page, 'overview');
    await follow(page, 'Change password');
    await onScreen(page, 'change-password');
    await page.goBack();
    await onScreen(page, 'overview');
    await page.goBack();
    await onScreen(page, 'subscriptions');
    await page.goForward();
    await onScreen(page, 'overview');
    assert.match(await page.title(), /^Overview · /);
  });
});

describe('choosing mail', () => {
  it('saves a switch at once, and the mailer knows it', async () => {
    await follow(page, 'Subscriptions');
    await onScreen(page, 'subscriptions');
    assert.equal((await maySend('services', 'news')).may_send, false);
    await switchOf('Online services', 'Company news').click();
    await status(page, 'Company news is on.');
    assert.equal(await switchOf('Online services', 'Company news').isChecked(), true);
    assert.equal(await switchOf('Email marketing software', 'Company news').isChecked(), false);
    const answer = await maySend('services', 'news');
    assert.deepEqual([answer.may_send, answer.channel], [true, 'portal']);
    assert.equal((await maySend('software', 'news')).may_send, false);
  });

  it('takes it back, and the focus stays where it was', async () => {
    await press(page, 'Undo');
    await status(page, 'Undone.');
    assert.equal(await switchOf('Online services', 'Company news').isChecked(), false);
    assert.equal((await maySend('services', 'news')).may_send, false);
    await page.getByRole('button', { name: 'Undo', disabled: true }).waitFor();
    assert.equal(await focused(page), 'button: Undo');
  });

  it('stops all, undoes even that, and stops again', async () => {
    await switchOf('Online services', 'Product offers').click();
    await status(page, 'Product offers is on.');
    await press(page, 'Stop all mail');
    await status(page, 'All mail is stopped.');
    assert.equal(await page.getByRole('switch', { checked: true }).count(), 0);
    assert.equal((await maySend('services', 'marketing')).may_send, false);
    await press(page, 'Undo');
    await status(page, 'Undone.');
    assert.equal((await maySend('services', 'marketing')).may_send, true);
    await switchOf('Email marketing software', 'Follow-up messages').click();
    await status(page, 'Follow-up messages is on.');
  });

  it('is the same after a reload', async () => {
    await page.reload();
    await signIn(page, login, password);
    await onScreen(page, 'subscriptions');
    assert.equal(await page.getByRole('switch', { checked: true }).count(), 2);
    assert.equal(await switchOf('Online services', 'Product offers').isChecked(), true);
  });
});

it('in all of this there was no foreign request, no cookie, no violation and no password on the network', async () => {
  assert.ok(visit.watch.requests.includes('POST /v1/login/finish'), 'the watch sees what the Worker sends');
  await visit.close();
});
