// @ts-check
// Who can read what, as a picture of the account's own keys, and in words where there is none.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { noPainter } from './painted.mjs';
import { onScreen, openVisit } from './visit.mjs';

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
  visit = await openVisit(browser, server, { options: { viewport: { width: 1200, height: 900 } } });
  page = visit.page;
});
after(async () => {
  await visit.close();
  await browser.close();
  await server.stop();
});

const picture = () => page.getByRole('img', { name: 'Picture of your keys' });
const words = () => page.getByRole('list', { name: 'Which key opens what' });
const frames = () => picture().locator('canvas').evaluate((canvas) => Number(canvas.dataset.frames));
const another = (/** @type {number} */ before) =>
  page.waitForFunction((before) => Number(document.querySelector('canvas')?.dataset.frames) > before, before);

/** How many colours there are on the canvas that are neither its ground nor hardly seen. */
const colours = () =>
  picture().locator('canvas').evaluate((canvas) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext('2d'));
    pen.drawImage(/** @type {HTMLCanvasElement} */ (canvas), 0, 0);
    const pixels = new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer);
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    return [...counts.values()].filter((count) => count > 200).length;
  });

/** Keeps what was painted where it can be looked at. @param {import('playwright-core').Page} page */
const keepPainted = (page) =>
  page.addInitScript(() => {
    const open = HTMLCanvasElement.prototype.getContext;
    // @ts-expect-error: one of its many forms
    HTMLCanvasElement.prototype.getContext = function (kind, how) {
      return open.call(this, kind, kind === 'webgl2' ? { ...how, preserveDrawingBuffer: true } : how);
    };
  });

describe('who can read what', { skip: noPainter }, () => {
  it('is a picture of the account that is signed in, and the same as sentences', async () => {
    await keepPainted(page);
    await signUp(page, server, 'anna@example.org', 'seven herons watched the slow canal');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Who can read what' }).click();
    await onScreen(page, 'who-can-read');
    await picture().waitFor();
    await page.locator('.drawn[data-drawn]').waitFor();
    const sentences = await words().getByRole('listitem').allTextContents();
    assert.ok(sentences.includes('Harbour Mail can read: Your address, anna@example.org.'), sentences.join('\n'));
    assert.ok(sentences.includes('Your password opens: Copy for your password, of the master key, sealed.'));
    assert.ok(sentences.length >= 10);
    await another(0);
    assert.ok((await colours()) >= 6, `${await colours()} colours`);
  });

  it('lights up by pointer and by keys', async () => {
    let before = await frames();
    await picture().hover({ position: { x: 40, y: 90 } });
    await another(before);
    const lit = await colours();
    await picture().focus();
    before = await frames();
    await page.keyboard.press('End');
    await another(before);
    before = await frames();
    await page.keyboard.press('ArrowUp');
    await another(before);
    assert.ok(lit >= 6);
  });

  it('stands below itself on a phone', async () => {
    await page.setViewportSize({ width: 375, height: 800 });
    await page.waitForTimeout(200);
    const box = await picture().boundingBox();
    assert.ok(box && box.width < 345 && box.height > 700, JSON.stringify(box));
    await page.setViewportSize({ width: 1200, height: 900 });
  });

  it('is sentences alone for who asks for other colours', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await picture().waitFor({ state: 'hidden' });
    const size = await words().boundingBox();
    assert.ok((size?.width ?? 0) > 300);
    await page.emulateMedia({ forcedColors: 'none' });
    await picture().waitFor();
  });
});
