// @ts-check
// The list of sessions and the end of an account, in Chromium, at a wide window and a narrow one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { signIn, signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, fill, follow, onScreen, openVisit, press, status } from './visit.mjs';

const password = 'seven herons watched the slow canal';

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

for (const width of [1200, 375]) {
  describe(`at ${width} px`, () => {
    const login = `anna-${width}@example.org`;
    const options = { viewport: { width, height: 800 } };

    it('ends another session and all others, and names this device', async () => {
      const { page, close } = await openVisit(browser, server, { secrets: [password], options });
      await signUp(page, server, login, password);
      const other = await openVisit(browser, server, { options });
      await other.page.goto(server.url);
      await signIn(other.page, login, password);
      await onScreen(other.page, 'overview');
      assert.match((await mailFor(server.data, login, 'new-device')).link, /\/sessions$/);

      await follow(page, 'Sessions');
      await onScreen(page, 'sessions');
      const table = page.getByRole('table', { name: 'Sessions' });
      await table.getByText('This device', { exact: true }).waitFor();
      const second = table.getByRole('row', { name: 'Chrome on Linux (2)' });
      await second.getByRole('button', { name: 'End session' }).click();
      await status(page, 'Session ended.');
      await second.waitFor({ state: 'detached' });
      await follow(other.page, 'Subscriptions');
      await other.page.getByRole('switch', { name: 'Company news' }).first().click();
      await status(other.page, 'You are signed out.');
      await other.close();

      await fill(page, { 'Name of this device': 'The machine under the desk' });
      await press(page, 'Save');
      await status(page, 'The name is saved.');
      await table.getByRole('row', { name: 'The machine under the desk' }).waitFor();
      await press(page, 'End all other sessions');
      await status(page, 'All other sessions are ended.');
      const news = page.getByRole('switch', { name: 'Mail me when a new device signs in' });
      await news.click();
      await status(page, 'Mail about new devices is off.');
      assert.equal(await news.isChecked(), false);
      await close();
    });

    it('deletes the account after a time, with a receipt, and keeps it when told so', async () => {
      const { page, close } = await openVisit(browser, server, { secrets: [password], options });
      await page.goto(`${server.url}/delete-account`);
      await signIn(page, login, password);
      await onScreen(page, 'delete-account');
      await press(page, 'Delete account');
      await alert(page, 'Tick the box first');
      await page.getByRole('checkbox', { name: 'I understand that my data cannot be restored' }).check();
      await fill(page, { Password: 'not this one' });
      await press(page, 'Delete account');
      await alert(page, 'The password is not right.');
      await fill(page, { Password: password });
      await press(page, 'Delete account');
      await status(page, 'Your account will be deleted on');
      const coming = page.waitForEvent('download');
      await press(page, 'Save receipt');
      const saved = await readFile(/** @type {string} */ (await (await coming).path()), 'utf8');
      assert.match(saved, /^ey[\w-]+\.ey[\w-]+\.[\w-]{86}$/);
      await follow(page, 'Overview');
      await onScreen(page, 'overview');
      await page.getByRole('region', { name: 'Deletion' }).getByRole('link').click();
      await onScreen(page, 'delete-account');

      const link = await openVisit(browser, server, { options });
      await link.page.goto((await mailFor(server.data, login, 'deletion-requested')).link);
      await onScreen(link.page, 'cancel-deletion');
      await press(link.page, 'Cancel deletion');
      await status(link.page, 'Deletion cancelled.');
      await link.close();
      await press(page, 'Cancel deletion');
      await status(page, 'Deletion cancelled.');
      await close();
    });
  });
}
