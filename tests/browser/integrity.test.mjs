// @ts-check
// One byte of a file is another than was built: the page does not run it, and says so.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { askForLink, signIn } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { addressOf, filesOfRelease, plain } from './release.mjs';
import { alert, field, fill, onScreen, openVisit, press } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const password = 'nine owls shared the quiet attic';
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

const addresses = Object.keys(filesOfRelease()).filter((each) => each !== '/');
// Pictures cannot run; the embed tag is loaded by other sites; the licences are a text of its own.
const shown = /^(images\/.*|favicon\.svg|licences\.txt|portal-embed\.js)$/;
const forFrames = /^frame\/(?!sections)/;
const forPasswords = /^(workers\/stretch\.js|stretch\.wasm)$/;
const forCanvases = /^painter[./]/;
const elsewhere = /^(strength\.js|stretch-scalar\.wasm)$/;

/** The last byte is another, in every request for it. @param {Page} page @param {string} address */
async function damage(page, address) {
  await page.route((url) => url.pathname === address, async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    body[body.length - 1] ^= 1;
    await route.fulfill({ response, body });
  });
}

/** A browser writes into the console what it has refused: these visits are not watched. */
const visit = () => openVisit(browser, server, { isWatched: false });

describe('a changed byte', () => {
  for (const address of addresses) {
    const name = plain(address);
    if ([shown, forPasswords, forCanvases, elsewhere].some((each) => each.test(name))) continue;
    const start = forFrames.test(name) ? '/embed' : '/';
    it(`in ${name}: the page does not start, and says so`, async () => {
      const { page, watch, close } = await visit();
      await damage(page, address);
      await page.goto(server.url + start);
      await alert(page, 'This page could not start, because a part of the program that protects your data did not load, or is not what was published.');
      assert.equal(await page.locator('button:enabled').count(), 0);
      assert.deepEqual(watch.requests.filter((each) => !each.startsWith('GET ')), []);
      await close();
    });
  }

  for (const address of addresses.filter((each) => forCanvases.test(plain(each)) && plain(each) !== 'painter/scene.js')) {
    it(`in ${plain(address)}: there is no canvas, and the page stays HTML`, async () => {
      const { page, close } = await visit();
      await damage(page, address);
      await page.goto(`${server.url}/?renderer=canvas`);
      await page.locator('html[data-renderer="html"][data-renderer-why="not-loaded"][data-state="ready"]').waitFor({ state: 'attached' });
      await close();
    });
  }

  it('in painter/scene.js: it is not run', async () => {
    const { page, close } = await visit();
    const address = addressOf('painter/scene.js');
    await page.goto(server.url);
    await damage(page, address);
    await assert.rejects(page.evaluate((address) => import(address), address));
    await close();
  });

  for (const address of addresses.filter((each) => forPasswords.test(plain(each)))) {
    it(`in ${plain(address)}: no password is given to it`, async () => {
      const { page, close } = await visit();
      await damage(page, address);
      let workers = 0;
      page.on('worker', (worker) => void (workers += worker.url().includes('stretch') ? 1 : 0));
      await page.goto(server.url);
      await signIn(page, 'anna@example.org', password);
      await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
      assert.equal(workers, 0);
      await page.unroute(() => true).catch(() => {});
      await close();
    });
  }

  it('in a style that comes last of all: the page has waited for it, and does not start', async () => {
    const { page, close } = await visit();
    await page.route('**/portal.*.css', async (route) => {
      await page.waitForTimeout(1500);
      await route.fulfill({ contentType: 'text/css', body: 'p {}' });
    });
    await page.goto(server.url);
    await alert(page, 'This page could not start');
    await page.waitForTimeout(500);
    assert.equal(await page.locator('button:enabled').count(), 0);
    await close();
  });

  it('in strength.js: no password is judged by it, and none is accepted', async () => {
    const { page, close } = await visit();
    const link = await askForLink(page, server, 'integrity@example.org');
    await damage(page, addresses.find((each) => plain(each) === 'strength.js') ?? '');
    await page.goto(link);
    await onScreen(page, 'finish');
    await fill(page, { Password: password, 'Repeat password': password });
    await press(page, 'Continue');
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    await onScreen(page, 'finish');
    await close();
  });

  it('nowhere: the page starts', async () => {
    const { page, close } = await openVisit(browser, server);
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    await field(page, 'Password').waitFor();
    await close();
  });
});
