// @ts-check
// A log of 100,000 entries: what a frame takes while its table is scrolled and its timeline is moved, and what a search takes.
import { signUp } from '../browser/journey.mjs';
import { showMadeLog } from '../browser/made-log.mjs';
import { openBrowser } from '../browser/page.mjs';
import { field, follow } from '../browser/visit.mjs';
import { startServer } from '../node/server.mjs';
import { less, median } from './measure.mjs';

const all = 100_000;
const frames = 180;
const frameOfScreen = 1000 / 60;

/** How long frames took while something was done in each. @param {import('playwright-core').Page} page @param {string} what */
const framesOf = (page, what) =>
  page.evaluate(
    async ([what, frames]) => {
      const table = /** @type {HTMLElement} */ (document.querySelector('.long-table'));
      const plot = /** @type {HTMLElement} */ (document.querySelector('.plot .drawing'));
      const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 232 });
      document.body.append(canvas);
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const key = (/** @type {string} */ key) => plot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      /** @type {Record<string, (at: number) => void>} */
      const acts = {
        table: (at) => void (table.scrollTop = at * 160),
        leaps: (at) => void (table.scrollTop = ((at * 7919) % 100) * 50_000),
        zoom: (at) => void key(at % 120 < 60 ? '+' : '-'),
        pan: (at) => void key(at % 60 < 30 ? 'ArrowLeft' : 'ArrowRight'),
        rectangles: (at) => {
          pen.clearRect(0, 0, 800, 232);
          for (let i = 0; i < 100_000; ++i) pen.fillRect(((i * 0.008 + at) % 800), 20, 2, 20 + (i % 20));
        },
      };
      const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
      /** @type {number[]} */
      const took = [];
      let before = await next();
      for (let at = 0; at < frames; ++at) {
        acts[what](at);
        const now = await next();
        took.push(now - before);
        before = now;
      }
      canvas.remove();
      return took;
    },
    /** @type {const} */ ([what, frames]),
  );

/** @param {number[]} values */
const worst = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)];

/** @param {import('playwright-core').Page} page @param {string} word @returns {Promise<number>} */
async function search(page, word) {
  await field(page, 'Search').focus();
  return page.evaluate(
    (word) =>
      new Promise((resolve) => {
        const input = /** @type {HTMLInputElement} */ (document.activeElement);
        const start = performance.now();
        const seen = new MutationObserver(() => {
          if (document.documentElement.dataset.state !== 'ready') return;
          seen.disconnect();
          resolve(performance.now() - start);
        });
        seen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-state'] });
        input.value = word;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }),
    word,
  );
}

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function activityBench() {
  const server = await startServer({ options: ['--limits', 'off'] });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await signUp(page, server, 'anna@example.org', 'seven herons watched the slow canal');
    await showMadeLog(page, all);
    await follow(page, 'Activity');
    await page.getByText('100,000 entries', { exact: true }).waitFor({ timeout: 120_000 });
    await page.waitForTimeout(1000);
    const table = worst(await framesOf(page, 'table'));
    const leaps = worst(await framesOf(page, 'leaps'));
    const isDrawn = (await page.locator('.plot[data-drawn]').count()) > 0;
    const zoom = isDrawn ? worst(await framesOf(page, 'zoom')) : NaN;
    const pan = isDrawn ? worst(await framesOf(page, 'pan')) : NaN;
    const rectangles = worst(await framesOf(page, 'rectangles'));
    /** @type {number[]} */
    const searches = [];
    for (const word of ['november', 'november export', 'password', 'signed 2024', 'nothing like it'])
      searches.push(await search(page, word));
    const screen = 'a frame of a screen at 60 Hz';
    return [
      less('Frame while a table of 100,000 entries is scrolled, 95 of 100', 'ms', table, screen, frameOfScreen),
      less('Frame while that table is leapt through, 95 of 100', 'ms', leaps, screen, frameOfScreen),
      ...(isDrawn
        ? [
            less('Frame while a timeline of 100,000 entries is zoomed, 95 of 100', 'ms', zoom, '100,000 rectangles by Canvas2D', rectangles),
            less('Frame while that timeline is moved, 95 of 100', 'ms', pan, '100,000 rectangles by Canvas2D', rectangles),
          ]
        : []),
      less('Search in 100,000 entries, from the key to the page', 'ms', median(searches), 'what feels immediate', 100),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}
