// @ts-check
// In Firefox too a file that is another than was built does not run, the page says so, and what it must not do is noticed.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { addressOf } from '../browser/release.mjs';
import { alert, onScreen, openVisit } from '../browser/visit.mjs';
import { root, startServer } from '../node/server.mjs';
import { openFirefox } from './firefox.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
let folder = '';
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portal-firefox-'));
  browser = await openFirefox();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** A portal with another last byte in one file. @param {string} name @param {(url: string) => Promise<void>} look */
async function withDamage(name, look) {
  const assets = join(folder, name.replaceAll('/', '-'));
  cpSync(join(root, 'build/web'), assets, { recursive: true });
  const file = join(assets, addressOf(name));
  const bytes = readFileSync(file);
  bytes[bytes.length - 1] ^= 1;
  writeFileSync(file, bytes);
  rmSync(`${file}.br`);
  const server = await startServer({ options: ['--assets', assets, '--limits', 'off'] });
  try {
    await look(server.url);
  } finally {
    await server.stop();
  }
}

describe('in Firefox, a changed byte', () => {
  for (const name of ['early.js', 'portal.css', 'portal.js', 'dom/view.js', 'frame/host.js', 'workers/core.js', 'effects.js', 'core.wasm']) {
    it(`in ${name}: the page does not start, and says so`, async () => {
      await withDamage(name, async (url) => {
        const { page, close } = await openVisit(browser, { url }, { isWatched: false });
        await page.goto(url + (name === 'frame/host.js' ? '/embed' : '/'));
        await alert(page, 'This page could not start, because a part of the program that protects your data did not load');
        assert.equal(await page.locator('button:enabled').count(), 0);
        await close();
      });
    });
  }
});

describe('in Firefox', () => {
  it('the watch over all visits notices what the policy forbids', async () => {
    const server = await startServer({ options: ['--limits', 'off'] });
    const { page, watch, close } = await openVisit(browser, server, { isWatched: false });
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    assert.deepEqual(watch.problems, []);
    await page.evaluate(`document.body.setAttribute('style', 'color: red')`);
    await page.waitForTimeout(300);
    assert.match(watch.problems.join('\n'), /style-src/);
    await close();
    await server.stop();
  });
});
