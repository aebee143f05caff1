// @ts-check
// A canvas under what people have: input methods, marked words, enlarged pages, other screens, dialogs over what they write.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openFrameOn, openPage } from './faces.mjs';
import { startHost } from './host-page.mjs';
import { openBrowser } from './page.mjs';
import { compare, frames, noPainter, settled, shownBy } from './painted.mjs';
import { field, fill, onScreen } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */


describe('a canvas', { skip: noPainter }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof startHost>>} */
  let host;

  before(async () => {
    host = await startHost();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await host?.stop();
  });

  /** @param {(page: Page) => Promise<void>} what @param {number} [width] */
  async function visit(what, width = 1200) {
    const { page, close } = await openPage(browser, host.portal, { renderer: 'canvas', width });
    await onScreen(page, 'sign-in');
    await shownBy(page, 'canvas');
    await what(page);
    await close();
  }

  const fillOf = (/** @type {Page} */ page, /** @type {string} */ name) =>
    field(page, name).evaluate((element) => getComputedStyle(element).webkitTextFillColor);
  const isSeen = (/** @type {string} */ colour) => !/^rgba.*, 0\)$|^transparent$/.test(colour);

  it('lets an input method compose in its fields', async () => {
    await visit(async (page) => {
      const session = await page.context().newCDPSession(page);
      await field(page, 'Email address').focus();
      await settled(page);
      const before = await frames(page);
      for (const text of ['k', 'か', 'かn', 'かん']) {
        await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      }
      assert.equal(await field(page, 'Email address').inputValue(), 'かん');
      assert.ok(isSeen(await fillOf(page, 'Email address')));
      await session.send('Input.insertText', { text: '缶' });
      assert.equal(await field(page, 'Email address').inputValue(), '缶');
      await settled(page);
      assert.equal(await frames(page), before);
      await shownBy(page, 'canvas');
    });
  });

  it('has words that are found and marked, and seen while they are', async () => {
    await visit(async (page) => {
      const found = await page.evaluate(() => {
        const isThere = /** @type {any} */ (window).find('Stay signed in on this device');
        const label = /** @type {Element} */ (document.getSelection()?.anchorNode?.parentElement);
        const looks = ['::selection', '::search-text'].map((name) => getComputedStyle(label, name));
        return { isThere, looks: looks.map(({ webkitTextFillColor, backgroundColor }) => ({ webkitTextFillColor, backgroundColor })) };
      });
      assert.equal(found.isThere, true);
      for (const { webkitTextFillColor, backgroundColor } of found.looks) {
        assert.ok(isSeen(webkitTextFillColor), webkitTextFillColor);
        assert.match(backgroundColor, /0\.99\)$/, 'an opaque ground is made half clear, and shows what is painted below it');
      }
    });
  });

  it('shows what was written behind an open dialog, and the dialog over it', async () => {
    await visit(async (page) => {
      await fill(page, { 'Email address': 'anna@example.org' });
      await page.evaluate(() => {
        const dialog = document.createElement('dialog');
        dialog.append(Object.assign(document.createElement('h2'), { textContent: 'Still there?' }));
        dialog.append(Object.assign(document.createElement('button'), { textContent: 'Stay signed in', className: 'look-primary' }));
        document.querySelector('#portal')?.append(dialog);
        dialog.showModal();
      });
      await page.locator('dialog > canvas.painted').waitFor();
      await settled(page);
      assert.ok(isSeen(await fillOf(page, 'Email address')));
      assert.deepEqual((await compare(page)).wrong, []);
      const before = await frames(page);
      await page.waitForTimeout(1000);
      assert.equal(await frames(page), before);
      await page.evaluate(() => document.querySelector('dialog')?.close());
      await page.locator('dialog > canvas.painted').waitFor({ state: 'detached' });
    });
  });

  it('is right at 400 % and with reduced motion', async () => {
    await visit(async (page) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setDeviceMetricsOverride', { width: 320, height: 256, deviceScaleFactor: 4, mobile: false });
      await page.waitForFunction(() => /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.painted')).width === 1280);
      await settled(page);
      await shownBy(page, 'canvas');
      assert.deepEqual((await compare(page)).wrong, []);
    });
  });

  it('is painted whole or not at all, also where the browser makes it smaller without a word', async () => {
    await visit(async (page) => {
      await page.evaluate(() => {
        const clamped = { get: /** @this {WebGL2RenderingContext} */ function () { return Math.min(4096, this.canvas.height); } };
        Object.defineProperty(WebGL2RenderingContext.prototype, 'drawingBufferHeight', clamped);
      });
      for (const [height, renderer] of /** @type {const} */ ([[3000, 'canvas'], [5000, 'html'], [4000, 'canvas'], [17000, 'html']])) {
        await page.locator('#portal').evaluate((element, height) => void (element.style.minHeight = `${height}px`), height);
        await shownBy(page, renderer);
        await settled(page);
        await shownBy(page, renderer);
      }
    });
  });

  it("has its host's colours in a frame", async () => {
    const face = await openFrameOn(host)(browser, host.portal, { renderer: 'canvas', width: 800 });
    await onScreen(face.seen, face.begins);
    await shownBy(face.seen, 'canvas');
    for (const accent of ['#7a1fa2', '#006644']) {
      await face.page.evaluate((accent) => document.querySelector('privacy-portal')?.setAttribute('accent', accent), accent);
      await face.seen.waitForFunction((accent) => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.painted'));
        const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(canvas.width, canvas.height).getContext('2d'));
        pen.drawImage(canvas, 0, 0);
        const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        const [red, green, blue] = [1, 3, 5].map((at) => parseInt(accent.slice(at, at + 2), 16));
        for (let at = 0; at < data.length; at += 4) if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) return true;
        return false;
      }, accent);
    }
    await face.close();
  });

  /** Another screen under the page; what a host enlarges is one for the frame, and no event tells of it. */
  const moves = {
    page: async (/** @type {import('./faces.mjs').Face} */ { page }, /** @type {number} */ deviceScaleFactor) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setDeviceMetricsOverride', { width: 800, height: 800, deviceScaleFactor, mobile: false });
    },
    frame: (/** @type {import('./faces.mjs').Face} */ { page }, /** @type {number} */ ratio) =>
      page.evaluate((ratio) => {
        const { style } = /** @type {HTMLElement} */ (document.querySelector('privacy-portal'));
        Object.assign(style, { display: 'block', width: '784px', zoom: String(ratio) });
      }, ratio),
  };

  for (const where of /** @type {const} */ (['page', 'frame'])) {
    it(`becomes as fine as another screen that the ${where} is moved to`, async () => {
      const open = where === 'page' ? openPage : openFrameOn(host);
      const face = await open(browser, host.portal, { renderer: 'canvas', width: 800 });
      await onScreen(face.seen, face.begins);
      await shownBy(face.seen, 'canvas');
      await settled(face.seen);
      for (const ratio of [2, 1.25]) {
        await moves[where](face, ratio);
        await face.seen.waitForFunction((ratio) => {
          const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.painted'));
          return devicePixelRatio === ratio && canvas.width === Math.round(document.documentElement.clientWidth * ratio);
        }, ratio);
        await settled(face.seen);
        assert.deepEqual((await compare(face.seen)).wrong, []);
      }
      await face.close();
    });
  }
});
