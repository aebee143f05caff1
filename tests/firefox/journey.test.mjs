// @ts-check
// The main ways through the portal in Debian's Firefox, as strict as it can be set, at a wide window and a narrow one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { changePassword, signIn, signUp } from '../browser/journey.mjs';
import { fill, follow, onScreen, openVisit, press, status } from '../browser/visit.mjs';
import { startServer } from '../node/server.mjs';
import { openFirefox } from './firefox.mjs';

const password = 'seven herons watched the slow canal';
const changed = 'four badgers dug a second burrow';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-firefox-'));
  browser = await openFirefox({ downloads: folder });
  server = await startServer({ options: ['--limits', 'off'] });
});
after(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Playwright does not hear of downloads here: the next file in the folder. @returns {Promise<string>} its name */
async function downloaded() {
  for (let tries = 0; tries < 150; ++tries) {
    const [name, ...others] = await readdir(folder);
    if (name && others.length === 0 && !name.endsWith('.part')) return name;
    await pause(100);
  }
  throw new Error('No file was saved.');
}

for (const width of [1200, 375]) {
  describe(`in Firefox, at ${width} px`, () => {
    const login = `fox-${width}@example.org`;
    /** @type {import('../browser/visit.mjs').Visit} */
    let visit;
    before(async () => {
      visit = await openVisit(browser, server, { secrets: [password, changed], options: { viewport: { width, height: 800 } } });
    });

    it('an account is made from a mailed link', async () => {
      await signUp(visit.page, server, login, password);
      await status(visit.page, 'Your account is ready.');
      assert.equal(await visit.page.evaluate(() => document.documentElement.dataset.renderer), 'html');
    });

    it('nothing is wider than the window', async () => {
      assert.equal(await visit.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
    });

    it('mail is switched on, and all of it is stopped', async () => {
      await follow(visit.page, 'Subscriptions');
      await onScreen(visit.page, 'subscriptions');
      const news = visit.page.getByRole('group', { name: 'Online services' }).getByRole('switch', { name: 'Company news' });
      await news.click();
      await status(visit.page, 'Company news is on.');
      await press(visit.page, 'Stop all mail');
      await status(visit.page, 'All mail is stopped.');
      assert.equal(await news.isChecked(), false);
    });

    it('the password is changed, and the old one is out', async () => {
      await changePassword(visit.page, password, changed);
      await status(visit.page, 'Your password is changed.');
      await press(visit.page, 'Sign out');
      await status(visit.page, 'You are signed out.');
      await signIn(visit.page, login, password);
      await visit.page.getByRole('alert').filter({ hasText: 'The email address or the password is not right.' }).waitFor();
      await signIn(visit.page, login, changed);
      await onScreen(visit.page, 'overview');
    });

    it('an export is made, and others find it whole', async () => {
      await follow(visit.page, 'Export');
      await onScreen(visit.page, 'export');
      await fill(visit.page, { Password: changed });
      await press(visit.page, 'Create export');
      await status(visit.page, 'Your export is ready.');
      const name = await downloaded();
      assert.match(name, /^portal-export-\d{4}-\d\d-\d\d\.zip$/);
      execFileSync('unzip', ['-tq', join(folder, name)]);
      await rm(join(folder, name));
    });

    it('signing out leaves nothing to go back to, and no complaint of the browser', async () => {
      await press(visit.page, 'Sign out');
      await status(visit.page, 'You are signed out.');
      await visit.page.goBack().catch(() => null);
      assert.equal(await visit.page.getByText(login).count(), 0);
      await visit.close();
    });
  });
}
