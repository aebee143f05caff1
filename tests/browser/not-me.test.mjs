// @ts-check
// A thief uses somebody's recovery key. The owner follows the link of the mail, locks the account and gets it back with
// the password from before: in Chromium, wide and narrow.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mailFor, opens } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { overflow, violations } from './axe.mjs';
import { groupsAskedFor, signIn, signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, field, fill, follow, onScreen, openVisit, press, status } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const password = 'seven herons watched the slow canal';
const thiefs = 'the eighth heron was a magpie';
const newPassword = 'no magpie comes near this water';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** @param {Page} page @param {string} what */
async function isFine(page, what) {
  assert.deepEqual(await violations(page), [], what);
  assert.deepEqual(await overflow(page), [], what);
  const shots = process.env.PORTAL_SHOTS;
  if (shots) await page.screenshot({ path: `${shots}/${what.replaceAll(/\W+/g, '-')}-${page.viewportSize()?.width}.png`, fullPage: true });
}

/** From "Your recovery key" to the end. @param {Page} page @param {string} lastStep @returns {Promise<string>} the key */
async function writeDown(page, lastStep) {
  await onScreen(page, 'recovery-key');
  const key = await field(page, 'Recovery key').inputValue();
  await press(page, 'Continue');
  await onScreen(page, 'recovery-key-check');
  await fill(page, await groupsAskedFor(page, key));
  await press(page, lastStep);
  return key;
}

/** @param {string} login @param {string} key @param {any} options @returns the thief's visit, signed in */
async function rob(login, key, options) {
  const visit = await openVisit(browser, server, { secrets: [key, thiefs], options });
  await visit.page.goto(`${server.url}/recovery`);
  await onScreen(visit.page, 'recovery');
  await fill(visit.page, { 'Email address': login, 'Recovery key': key, 'New password': thiefs, 'Repeat new password': thiefs });
  await press(visit.page, 'Set new password');
  const next = await writeDown(visit.page, 'Set new password');
  await onScreen(visit.page, 'overview');
  return { ...visit, key: next };
}

for (const width of [1200, 375]) {
  describe(`a stolen recovery key, at ${width} px`, () => {
    const login = `robbed-${width}@example.org`;
    const options = { viewport: { width, height: 800 } };

    it('is the end of the thief, and the owner has their account and data again', async () => {
      const { page, close } = await openVisit(browser, server, { secrets: [password, newPassword], options });
      await page.goto(`${server.url}/sign-up`);
      await signUp(page, server, login, password);
      await follow(page, 'My data');
      await onScreen(page, 'my-data');
      await fill(page, { City: 'Kiel' });
      await press(page, 'Save');
      await status(page, 'Saved.');
      await follow(page, 'Change password');
      await onScreen(page, 'change-password');
      await fill(page, { 'Your password': password });
      await press(page, 'Make a new recovery key');
      const key = await writeDown(page, 'Use this key from now on');
      await status(page, 'Your new recovery key is in place.');

      const thief = await rob(login, key, options);
      const mail = await mailFor(server.data, login, 'recovered');
      assert.match(mail.text, /not you|not me/i);

      await page.goto(mail.link);
      await onScreen(page, 'not-me');
      await page.getByRole('heading', { level: 1, name: 'Was this not you?' }).waitFor();
      await isFine(page, 'lock');
      assert.equal(await opens(server, login, thiefs), true, 'following a link changes nothing');
      await press(page, 'Sign everybody out');
      await status(page, 'Everybody is signed out.');
      await page.getByRole('heading', { level: 1, name: 'Get your account back' }).waitFor();
      await isFine(page, 'way back');

      // The thief is out, and stays out.
      await follow(thief.page, 'Subscriptions');
      await press(thief.page, 'Stop all mail');
      await onScreen(thief.page, 'sign-in');
      await signIn(thief.page, login, thiefs);
      await alert(thief.page, 'The email address or the password is not right.');
      await thief.page.goto(`${server.url}/recovery`);
      await onScreen(thief.page, 'recovery');
      await fill(thief.page, { 'Email address': login, 'Recovery key': thief.key, 'New password': thiefs, 'Repeat new password': thiefs });
      await press(thief.page, 'Set new password');
      await alert(thief.page, 'The email address or the recovery key is not right.');

      const after = { 'New password': newPassword, 'Repeat new password': newPassword };
      await fill(page, { 'Email address': login, 'Password from before': thiefs, ...after });
      await press(page, 'Get my account back');
      await alert(page, 'The email address or the password from before is not right, or the account is not locked.');
      await isFine(page, 'way back refused');
      await fill(page, { 'Password from before': password, ...after });
      await press(page, 'Get my account back');
      await writeDown(page, 'Get my account back');
      await onScreen(page, 'overview');
      await status(page, 'Your password is changed.');
      await isFine(page, 'overview');
      await follow(page, 'My data');
      await onScreen(page, 'my-data');
      assert.equal(await field(page, 'City').inputValue(), 'Kiel');

      assert.equal(await opens(server, login, thiefs), false);
      assert.equal(await opens(server, login, password), false);
      assert.equal(await opens(server, login, newPassword), true);
      await thief.close();
      await close();
    });
  });
}
