// @ts-check
// The timeline under fingers, as Chromium has them on a phone: a tap, a finger that moves, two that part.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { signIn, signUp } from './journey.mjs';
import { showMadeLog } from './made-log.mjs';
import { openBrowser } from './page.mjs';
import { noPainter } from './painted.mjs';
import { follow, onScreen, openVisit } from './visit.mjs';

/** @typedef {{x: number, y: number}} Place in the window */

const who = /** @type {const} */ (['anna@example.org', 'seven herons watched the slow canal']);
const all = 2500;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {import('playwright-core').Page} */
let page;
/** @type {import('playwright-core').CDPSession} */
let fingers;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  visit = await openVisit(browser, server, { options: { viewport: { width: 375, height: 760 }, hasTouch: true, isMobile: true } });
  page = visit.page;
  fingers = await page.context().newCDPSession(page);
  await signUp(page, server, ...who);
  await showMadeLog(page, all);
  await page.reload();
  await signIn(page, ...who);
  await onScreen(page, 'overview');
  await follow(page, 'Activity');
});
after(async () => {
  await browser.close();
  await server.stop();
});

const timeline = () => page.getByRole('img', { name: 'Timeline' });
const frames = () => timeline().locator('canvas').evaluate((canvas) => Number(canvas.dataset.frames));
const paintedAfter = (/** @type {number} */ before) =>
  page.waitForFunction((before) => Number(document.querySelector('canvas')?.dataset.frames) > before, before);

/** Where the timeline is now, brought into the middle of the window. */
async function middle() {
  await timeline().evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await timeline().boundingBox();
  assert.ok(box);
  return { x: box.x + box.width / 2, y: box.y + 60 };
}

/** @param {'touchStart' | 'touchMove' | 'touchEnd'} type @param {...Place} places one for each finger */
const touch = (type, ...places) =>
  fingers.send('Input.dispatchTouchEvent', { type, touchPoints: places.map((place, id) => ({ ...place, id })) });

/** Each finger from its place to another. @param {[Place, Place][]} ways */
async function move(ways) {
  await touch('touchStart', ...ways.map(([from]) => from));
  for (let step = 1; step <= 8; ++step) {
    const at = (/** @type {number} */ from, /** @type {number} */ to) => from + ((to - from) * step) / 8;
    await touch('touchMove', ...ways.map(([from, to]) => ({ x: at(from.x, to.x), y: at(from.y, to.y) })));
    await page.waitForTimeout(16);
  }
  await touch('touchEnd');
}

/** The number of the row that a tap so far from the middle leads to. @param {number} aside */
async function rowAt(aside) {
  const { x, y } = await middle();
  await page.locator('tr[aria-current]').evaluateAll((rows) => rows.forEach((row) => row.removeAttribute('aria-current')));
  await page.touchscreen.tap(x + aside, y);
  const row = page.locator('tr[aria-current=true]');
  await row.waitFor();
  return Number(await row.getAttribute('aria-rowindex'));
}

describe('the timeline under fingers', { skip: noPainter }, () => {
  it('leads from what is tapped, or nearly, to its row', async () => {
    await timeline().waitFor();
    const rows = [await rowAt(100), await rowAt(0), await rowAt(-100)];
    assert.ok(rows[0] > 2 && rows[0] < rows[1] - 300 && rows[1] < rows[2] - 300 && rows[2] < all, String(rows));
  });

  it('comes nearer between two fingers that part, and the page does not', async () => {
    const far = (await rowAt(-60)) - (await rowAt(60));
    const { x, y } = await middle();
    const before = await frames();
    await move([[{ x: x - 20, y }, { x: x - 80, y }], [{ x: x + 20, y }, { x: x + 80, y }]]);
    await paintedAfter(before);
    const near = (await rowAt(-60)) - (await rowAt(60));
    assert.ok(near > 0 && far / near > 2 && far / near < 8, `${far} rows, then ${near}`);
    assert.equal(await page.evaluate(() => visualViewport?.scale), 1);
  });

  it('goes back in time under a finger that moves to the right, and presses nothing', async () => {
    const was = await rowAt(0);
    const current = () => page.locator('tr[aria-current]').getAttribute('aria-rowindex');
    const { x, y } = await middle();
    const before = await frames();
    await move([[{ x: x - 60, y }, { x: x + 60, y }]]);
    await paintedAfter(before);
    assert.equal(await current(), String(was));
    const is = await rowAt(0);
    assert.ok(is > was + 50, `${was}, then ${is}`);
  });

  it('lets the page scroll under a finger that moves up', async () => {
    const { x, y } = await middle();
    const scrolled = () => page.evaluate(() => scrollY);
    const before = await scrolled();
    await move([[{ x, y: y + 100 }, { x, y: y - 60 }]]);
    await page.waitForFunction((before) => scrollY > before + 50, before);
    await visit.close();
  });
});
