// @ts-check
// Where a canvas would be worse than HTML, or is not to be had, HTML is shown, and the page says so.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { startServer } from '../node/server.mjs';
import { openBrowser } from './page.mjs';
import { noPainter, shownBy } from './painted.mjs';
import { field, fill, focused, onScreen, openVisit } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */


describe('a canvas that stands aside', { skip: noPainter }, () => {
  /** @type {import('../node/server.mjs').RunningServer} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;

  before(async () => {
    server = await startServer({ options: ['--limits', 'off'] });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** @param {(visit: Page) => Promise<void>} what @param {{before?: (page: Page) => Promise<void>}} [how] */
  async function visit(what, { before } = {}) {
    const { page, close } = await openVisit(browser, server, { before });
    await page.goto(`${server.url}/?renderer=canvas`);
    await onScreen(page, 'sign-in');
    await what(page);
    await close();
  }

  const why = (/** @type {Page} */ page) => page.evaluate(() => document.documentElement.dataset.rendererWhy);
  const view = (/** @type {Page} */ page, /** @type {string} */ name) => field(page, 'View').selectOption(name);

  it('hands over to HTML when the context is lost', async () => {
    await visit(async (page) => {
      await shownBy(page, 'canvas');
      await fill(page, { 'Email address': 'anna@example.org' });
      await page.evaluate(() => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.painted'));
        canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
      });
      await shownBy(page, 'html');
      assert.equal(await why(page), 'context-lost');
      assert.equal(await page.locator('canvas').count(), 0);
      assert.equal(await field(page, 'Email address').inputValue(), 'anna@example.org');
      assert.match(await focused(page), /Email address/);
      await view(page, 'HTML');
      await view(page, 'Canvas');
      await shownBy(page, 'canvas');
      assert.equal(await why(page), undefined);
    });
  });

  it('hands over to HTML when painting fails', async () => {
    await visit(async (page) => {
      await shownBy(page, 'canvas');
      await page.evaluate(() => {
        WebGL2RenderingContext.prototype.drawElements = () => {
          throw new Error('no more');
        };
      });
      await page.getByRole('button', { name: 'Sign in', exact: true }).hover();
      await shownBy(page, 'html');
      assert.equal(await why(page), 'failed');
      assert.equal(await page.locator('html[data-painted], html[data-measured], canvas').count(), 0);
    });
  });

  it('is HTML in a browser without WebGL', async () => {
    const args = ['--disable-3d-apis', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const other = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
    const page = await other.newPage();
    await page.goto(`${server.url}/?renderer=canvas`);
    await page.locator('html[data-renderer-why="no-webgl"][data-renderer="html"]').waitFor({ state: 'attached' });
    await fill(page, { 'Email address': 'anna@example.org' });
    await other.close();
  });

  it('is HTML where Canvas2D answers with noise', async () => {
    const before = (/** @type {Page} */ page) =>
      page.addInitScript(() => {
        const { prototype } = OffscreenCanvasRenderingContext2D;
        prototype.getImageData = (x, y, width, height) => {
          const noise = new ImageData(width, height);
          crypto.getRandomValues(noise.data.subarray(0, 65536));
          return noise;
        };
      });
    await visit(
      async (page) => {
        await page.locator('html[data-renderer-why="glyphs"]').waitFor({ state: 'attached' });
        await shownBy(page, 'html');
      },
      { before },
    );
  });

  it('is HTML where its module does not come', async () => {
    await visit(
      async (page) => {
        await page.locator('html[data-renderer-why="not-loaded"]').waitFor({ state: 'attached' });
        await shownBy(page, 'html');
        await fill(page, { 'Email address': 'anna@example.org' });
      },
      { before: (page) => page.route('**/painter.*.wasm', (route) => route.abort()) },
    );
  });

  for (const [name, wanted, usual, reason] of /** @type {const} */ ([
    ['forced colours', { forcedColors: 'active' }, { forcedColors: 'none' }, 'forced-colors'],
    ['more contrast', { contrast: 'more' }, { contrast: 'no-preference' }, 'contrast'],
    ['print', { media: 'print' }, { media: 'screen' }, 'print'],
  ])) {
    it(`stands aside for ${name}`, async () => {
      await visit(async (page) => {
        await shownBy(page, 'canvas');
        await page.emulateMedia(/** @type {any} */ (wanted));
        await shownBy(page, 'html');
        assert.equal(await why(page), reason);
        await page.emulateMedia(/** @type {any} */ (usual));
        await shownBy(page, 'canvas');
        assert.equal(await why(page), undefined);
      });
    });
  }

  for (const [name, text] of [['Arabic', 'مرحبا'], ['Hebrew', 'שלום'], ['Devanagari', 'नमस्ते'], ['Thai', 'สวัสดี'], ['an accent of its own', 'Ame\u0301lie'], ['an emoji', 'family 👨‍👩‍👧']]) {
    it(`stands aside for ${name}, which it would not draw as it should be`, async () => {
      await visit(async (page) => {
        await shownBy(page, 'canvas');
        const heading = page.locator('h1');
        await heading.evaluate((element, text) => void (element.textContent = text), text);
        await shownBy(page, 'html');
        assert.equal(await why(page), 'shaping');
        await heading.evaluate((element) => void (element.textContent = 'Sign in'));
        await shownBy(page, 'canvas');
      });
    });
  }

  it('stands aside when the page is taller than a canvas can be', async () => {
    await visit(async (page) => {
      await shownBy(page, 'canvas');
      const height = (/** @type {string} */ height) =>
        page.locator('#portal').evaluate((element, height) => void (element.style.minHeight = height), height);
      await height('40000px');
      await shownBy(page, 'html');
      assert.equal(await why(page), 'too-tall');
      await height('');
      await shownBy(page, 'canvas');
    });
  });
});
