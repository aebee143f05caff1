// @ts-check
// The whole way with nothing but keys: Tab, Enter, Space, arrows, Esc. The focus is always seen, and never lost.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { hurryUntilAsked, letWaitsBeHurried } from './hurry.mjs';
import { openBrowser } from './page.mjs';
import { field, focused, onScreen, openVisit, status } from './visit.mjs';

const login = 'keys@example.org';
const password = 'seven herons watched the slow canal';
const newPassword = 'eleven lanterns under the old bridge';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  visit = await openVisit(browser, server, { secrets: [password, newPassword], before: letWaitsBeHurried });
  page = visit.page;
});
after(async () => {
  await browser.close();
  await server.stop();
});

const key = (/** @type {string} */ name) => page.keyboard.press(name);
const type = (/** @type {string} */ text) => page.keyboard.insertText(text);

/** Can what has the focus be seen to have it, and does it lie on the screen? */
const isFocusSeen = () =>
  page.evaluate(() => {
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const { outlineStyle, outlineWidth } = getComputedStyle(active);
    const { top, bottom } = active.getBoundingClientRect();
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight;
  });

/** @param {string} wanted as `focused` tells it @param {'Tab' | 'Shift+Tab'} [by] */
async function tabTo(wanted, by = 'Tab') {
  const passed = [];
  for (let steps = 0; steps < 40; ++steps) {
    await key(by);
    const now = await focused(page);
    passed.push(now);
    if (!now.startsWith('body')) assert.ok(await isFocusSeen(), `no focus is seen on ${now}`);
    if (now === wanted) return;
  }
  assert.fail(`${wanted} is not reached by ${by}: ${passed.join(', ')}`);
}

/** @param {string} screen @param {string} heading */
async function arrive(screen, heading) {
  await onScreen(page, screen);
  assert.equal(await focused(page), `h1: ${heading}`);
}

it('from sign-in to sign-up, and a mail', async () => {
  await page.goto(server.url);
  await onScreen(page, 'sign-in');
  await tabTo('a: Create an account');
  await key('Enter');
  await arrive('sign-up', 'Create an account');
  await tabTo('input: Email address');
  await type('keys');
  await key('Enter');
  await page.getByRole('alert').filter({ hasText: 'This is not an email address.' }).waitFor();
  assert.equal(await focused(page), 'input: Email address');
  await type('@example.org');
  await key('Enter');
  await status(page, 'Check your email.');
});

it('a password, looked at and hidden again', async () => {
  await page.goto((await mailFor(server.data, login, 'sign-up')).link);
  await onScreen(page, 'finish');
  await tabTo('input: Password');
  await type(password);
  await tabTo('button: Show password');
  await key('Space');
  await page.locator('button[aria-pressed=true]').waitFor();
  assert.equal(await field(page, 'Password').getAttribute('type'), 'text');
  await key('Enter');
  await page.locator('button[aria-pressed=true]').waitFor({ state: 'detached' });
  assert.equal(await field(page, 'Password').getAttribute('type'), 'password');
  await tabTo('input: Repeat password');
  await type(password);
  await key('Enter');
  await arrive('recovery-key', 'Your recovery key');
});

it('the recovery key, and an account', async () => {
  const groups = (await field(page, 'Recovery key').inputValue()).split('-');
  await tabTo('textarea: Recovery key');
  await tabTo('button: Copy');
  await key('Space');
  await status(page, 'Copied.');
  assert.equal(await focused(page), 'button: Copy');
  await tabTo('button: Continue');
  await key('Enter');
  await arrive('recovery-key-check', 'Check your recovery key');
  for (const name of await page.locator('main label').allTextContents()) {
    await tabTo(`input: ${name}`);
    await type(groups[Number(name.split(' ')[1]) - 1]);
  }
  await key('Enter');
  await arrive('overview', 'Overview');
});

it('switches, stop and undo', async () => {
  await tabTo('a: Subscriptions', 'Shift+Tab');
  await key('Enter');
  await arrive('subscriptions', 'Subscriptions');
  await tabTo('input: Company news');
  await key('Space');
  await status(page, 'Company news is on.');
  assert.equal(await focused(page), 'input: Company news');
  await tabTo('button: Stop all mail');
  await key('Enter');
  await status(page, 'All mail is stopped.');
  await tabTo('button: Undo');
  await key('Space');
  await status(page, 'Undone.');
  assert.equal(await focused(page), 'button: Undo');
  assert.ok(await isFocusSeen());
});

it('colours', async () => {
  await tabTo('select: Theme');
  await key('d');
  await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
  await key('ArrowUp');
  await page.locator('html[data-theme=light]').waitFor({ state: 'attached' });
  await key('ArrowUp');
  await page.locator('html:not([data-theme])').waitFor({ state: 'attached' });
});

it('another password, after a wrong one', async () => {
  await tabTo('a: Change password', 'Shift+Tab');
  await key('Enter');
  await arrive('change-password', 'Change password');
  await tabTo('input: Current password');
  await type('a wrong one');
  await tabTo('input: New password');
  await type(newPassword);
  await tabTo('input: Repeat new password');
  await type(newPassword);
  await key('Enter');
  await page.getByRole('alert').filter({ hasText: 'The current password is not right. Nothing was changed.' }).waitFor();
  await onScreen(page, 'change-password');
  assert.equal(await focused(page), 'input: Current password');
  await type(password);
  await tabTo('button: Change password');
  await key('Enter');
  await status(page, 'Your password is changed.');
  assert.equal(await focused(page), 'button: Change password');
});

it('Still there? Esc says yes', async () => {
  await hurryUntilAsked(page);
  assert.equal(await focused(page), 'button: Stay signed in');
  for (const wanted of ['button: Sign out', 'button: Stay signed in']) await tabTo(wanted);
  await key('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'button: Change password');
});

it('and out', async () => {
  await tabTo('button: Sign out', 'Shift+Tab');
  await key('Enter');
  await arrive('sign-in', 'Sign in');
  await status(page, 'You are signed out.');
  await visit.close();
});
