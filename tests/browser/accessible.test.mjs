// @ts-check
// Every screen and its errors, with axe and a ruler: light and dark, wide, narrow and much enlarged.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { overflow, violations } from './axe.mjs';
import { letWaitsBeHurried } from './hurry.mjs';
import { openBrowser } from './page.mjs';
import { walk } from './tour.mjs';
import { onScreen, openVisit } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

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

describe('every screen', () => {
  it('has no axe violation at 1200 and 375 px, light and dark', async () => {
    const { page, close } = await openVisit(browser, server, { before: letWaitsBeHurried, isWatched: false });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    /** @type {string[]} */
    const found = [];
    const seen = new Set();
    await walk(page, server, 'axe@example.org', password, async (name) => {
      seen.add(name);
      for (const width of [1200, 375]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await violations(page)).map((each) => `${name}, ${width} px, ${colorScheme}: ${each}`));
        }
      }
    });
    await close();
    assert.ok(seen.size >= 21, `${seen.size} sights`);
    assert.deepEqual(found, []);
  });

  it('fits into 320 px, and into the quarter of a screen that 400 % leaves', async () => {
    const { page, close } = await openVisit(browser, server, { before: letWaitsBeHurried });
    /** @type {string[]} */
    const found = [];
    await walk(page, server, `a-rather-long-address-for-a-narrow-page-${'x'.repeat(20)}@example.org`, password, async (name) => {
      for (const height of [800, 256]) {
        await page.setViewportSize({ width: 320, height });
        found.push(...(await overflow(page)).map((each) => `${name}, 320 × ${height}: ${each}`));
      }
    });
    await close();
    assert.deepEqual(found, []);
  });
});

describe('the tests above', () => {
  it('see low contrast, one that cannot be decided, a field without a label and what is too wide', async () => {
    const { page, close } = await openVisit(browser, server, { isWatched: false });
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    await page.evaluate(() => {
      const pale = document.createElement('p');
      pale.textContent = 'Pale words that nobody can read, in a line that never breaks '.repeat(3);
      pale.style.cssText = 'color: #ccc; background: #fff; white-space: nowrap; max-width: none';
      const unknown = document.createElement('p');
      unknown.textContent = 'Words on a picture';
      unknown.style.backgroundImage = 'linear-gradient(white, black)';
      document.querySelector('main')?.append(pale, unknown, document.createElement('input'));
    });
    const found = (await violations(page)).join('\n');
    assert.match(found, /^color-contrast:/m);
    assert.match(found, /^color-contrast, undecided: .*Words on a picture/m);
    assert.match(found, /^label/m);
    assert.ok((await overflow(page)).length > 0);
    await close();
  });
});
