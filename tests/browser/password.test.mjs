// @ts-check
// Changing the password, and going away without signing out, in Chromium, against the real server.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mailFor, signUp } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { hurry, hurryUntilAsked, letWaitsBeHurried } from './hurry.mjs';
import { changePassword, signIn } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, field, focused, onScreen, openVisit, press, status } from './visit.mjs';

const login = 'bert@example.org';
const password = 'seven herons watched the slow canal';
const newPassword = 'eleven lanterns under the old bridge';
const secrets = [password, newPassword];

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
  await (await signUp(server, login, password)).portal.close();
  visit = await openVisit(browser, server, { secrets, before: letWaitsBeHurried });
  page = visit.page;
  await page.goto(server.url);
  await signIn(page, login, password);
  await onScreen(page, 'overview');
});
after(async () => {
  await browser.close();
  await server.stop();
});

describe('changing the password', () => {
  /** @type {import('./visit.mjs').Visit} */
  let other;

  it('shows how far it is, and signs out every other device', async () => {
    other = await openVisit(browser, server, { secrets });
    await other.page.goto(`${server.url}/subscriptions`);
    await signIn(other.page, login, password);
    await onScreen(other.page, 'subscriptions');
    await page.evaluate(() => {
      const seen = (/** @type {any} */ (window).seen = /** @type {number[]} */ ([]));
      new MutationObserver(() => {
        const now = Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow') ?? 0);
        if (now && seen.at(-1) !== now) seen.push(now);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await changePassword(page, password, newPassword);
    await page.getByRole('progressbar').waitFor();
    await status(page, 'Your password is changed.');
    await onScreen(page, 'change-password');
    const seen = /** @type {number[]} */ (await page.evaluate('window.seen'));
    assert.ok(seen.length >= 4, String(seen));
    assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
    for (const name of ['Current password', 'New password', 'Repeat new password'])
      assert.equal(await field(page, name).inputValue(), '');
    await other.page.getByRole('switch').first().click();
    await onScreen(other.page, 'sign-in');
    await status(other.page, 'You are signed out.');
  });

  it('is told by mail', async () => {
    assert.equal((await mailFor(server.data, login, 'password-changed')).subject, 'Your password was changed');
  });

  it('leaves the old one worthless; the new one opens the same screen again', async () => {
    await signIn(other.page, login, password);
    await alert(other.page, 'The email address or the password is not right.');
    await signIn(other.page, login, newPassword);
    await onScreen(other.page, 'subscriptions');
    await other.close();
  });
});

describe('going away', () => {
  it('is asked about, and staying is enough to stay', async () => {
    await hurryUntilAsked(page);
    assert.equal(await focused(page), 'button: Stay signed in');
    await press(page, 'Stay signed in');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await onScreen(page, 'change-password');
  });

  it('ends the session when nobody answers', async () => {
    await hurryUntilAsked(page);
    await hurry(page);
    await onScreen(page, 'sign-in');
    await status(page, 'You are signed out.');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  it('ends, and in all of this nothing was where it should not be', () => visit.close());
});
