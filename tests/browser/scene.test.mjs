// @ts-check
// A picture on one canvas of an HTML page, drawn by Dear ImGui from numbers.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { openBrowser } from './page.mjs';
import { keepPicture, noPainter } from './painted.mjs';
import { addressOf } from './release.mjs';
import { onScreen, openVisit } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */


describe('a picture on a canvas', { skip: noPainter }, () => {
  /** @type {import('../node/server.mjs').RunningServer} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;

  before(async () => {
    server = await startServer();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** @param {(page: Page) => Promise<void>} what @param {import('playwright-core').BrowserContextOptions} [options] */
  async function visit(what, options) {
    const { page, close } = await openVisit(browser, server, { before: keepPicture, options });
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    const opened = await page.evaluate(async (address) => {
      const { openScene } = await import(address);
      const canvas = document.createElement('canvas');
      canvas.id = 'timeline';
      Object.assign(canvas.style, { width: '700px', height: '200px' });
      document.body.prepend(canvas);
      const scene = await openScene(canvas, 'timeline');
      /** @type {any} */ (window).scene = scene;
      const day = 86_400_000;
      const numbers = [1, 0, ...Array.from({ length: 100_000 }, (_, i) => [(i * 90 * day) / 100_000, i % 2]).flat()];
      return scene?.take(Float64Array.from(numbers), ['January 2026', 'Sign-ins', 'Saves']) ?? null;
    }, addressOf('painter/scene.js'));
    assert.equal(opened, true);
    await what(page);
    await close();
  }

  const frames = (/** @type {Page} */ page) => page.evaluate(() => Number(document.getElementById('timeline')?.dataset.frames));
  const calm = (/** @type {Page} */ page) => page.waitForTimeout(200);

  /** The share of pixels that are of this custom property's colour. @param {Page} page @param {string} name */
  const shareOf = (page, name) =>
    page.evaluate((name) => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('timeline'));
      const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(canvas.width, canvas.height).getContext('2d'));
      pen.drawImage(canvas, 0, 0);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const [red, green, blue] = getComputedStyle(canvas).getPropertyValue(name).match(/[0-9a-f]{2}/gi)?.map((part) => parseInt(part, 16)) ?? [];
      let count = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) ++count;
      return count / (data.length / 4);
    }, name);

  it('is in the colours of the page, and follows them', async () => {
    await visit(async (page) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await calm(page);
      assert.ok((await shareOf(page, '--accent')) > 0.05);
      await page.emulateMedia({ colorScheme: 'dark' });
      await calm(page);
      assert.ok((await shareOf(page, '--paper')) > 0.05);
      assert.ok((await shareOf(page, '--accent')) > 0.05);
    });
  });

  it('is painted only when something has happened', async () => {
    await visit(async (page) => {
      await calm(page);
      const before = await frames(page);
      await page.waitForTimeout(2500);
      assert.equal(await frames(page), before);
      await page.evaluate(() => [0, 1, 2].forEach(() => /** @type {any} */ (window).scene.gesture('zoom', { x: 300, amount: 1.2 })));
      await calm(page);
      assert.equal(await frames(page), before + 1);
    });
  });

  it('tells what is pointed at', async () => {
    await visit(async (page) => {
      const gesture = (/** @type {string} */ kind, /** @type {object} */ how) =>
        page.evaluate(([kind, how]) => /** @type {any} */ (window).scene.gesture(kind, how), /** @type {const} */ ([kind, how]));
      assert.ok((await gesture('point', { x: 400, y: 40 })) > 10_000);
      assert.equal(await gesture('point', { x: 400, y: 190 }), -1);
      assert.equal(await gesture('first', {}), 0);
      assert.equal(await gesture('step', { amount: 3 }), 3);
      assert.equal(await gesture('last', {}), 99_999);
    });
  });

  it('is as large and as fine as it is shown', async () => {
    await visit(
      async (page) => {
        await calm(page);
        const size = () => page.evaluate(() => {
          const { width, height } = /** @type {HTMLCanvasElement} */ (document.getElementById('timeline'));
          return `${width} × ${height}`;
        });
        assert.equal(await size(), '1050 × 300');
        await page.evaluate(() => void (/** @type {HTMLElement} */ (document.getElementById('timeline')).style.width = '300px'));
        await calm(page);
        assert.equal(await size(), '450 × 300');
      },
      { deviceScaleFactor: 1.5 },
    );
  });

  it('is hidden from those who ask for other colours, and gone when its context is lost', async () => {
    await visit(async (page) => {
      const canvas = page.locator('#timeline');
      await canvas.waitFor();
      await page.emulateMedia({ forcedColors: 'active' });
      await canvas.waitFor({ state: 'hidden' });
      await page.emulateMedia({ forcedColors: 'none' });
      await canvas.waitFor();
      await canvas.evaluate((element) => /** @type {HTMLCanvasElement} */ (element).getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext());
      await canvas.waitFor({ state: 'hidden' });
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).scene.take(new Float64Array([0]), [])), false);
    });
  });

  it('keeps what it shows when it is given nonsense', async () => {
    await visit(async (page) => {
      await calm(page);
      const before = await shareOf(page, '--accent');
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).scene.take(new Float64Array([7, 1, NaN]), ['one'])), false);
      await calm(page);
      assert.equal(await shareOf(page, '--accent'), before);
    });
  });
});
