// @ts-check
// What a canvas shows, against what the page that lies over it says.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../node/server.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Page | import('playwright-core').Frame} Shown */

/** Why tests of a canvas are skipped, or false. */
export const noPainter = existsSync(join(root, 'build/wasm/wasm/painter/painter.wasm')) ? false : 'there is no source of Dear ImGui';

/** Before the page loads: the canvas keeps its picture, so that it can be looked at. @param {Page} page */
export const keepPicture = (page) =>
  page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = /** @type {any} */ (
      /** @this {HTMLCanvasElement} @param {string} kind @param {any} how */
      function (kind, how) {
        return getContext.call(this, kind, { ...how, preserveDrawingBuffer: true });
      }
    );
  });

/** @param {Shown} page @param {'html' | 'canvas'} renderer */
export const shownBy = (page, renderer) =>
  page.locator(`html[data-renderer="${renderer}"]`).waitFor({ state: 'attached' });

/** @param {Shown} page */
export const frames = (page) =>
  page.evaluate(() => Number(/** @type {HTMLElement} */ (document.querySelector('canvas.painted')).dataset.frames));

/** Until that time has passed in which nothing was painted. @param {Shown} page @param {number} [quiet] ms */
export async function settled(page, quiet = 300) {
  for (let before = -1, now = await frames(page); before !== now; now = await frames(page)) {
    before = now;
    await page.waitForTimeout(quiet);
  }
}

/**
 * The share of the pixels of an element that the window shows otherwise than they are painted: something lies over them, or the
 * browser has left them out.
 * @param {Page} page @param {string} selector of what is in view
 * @returns {Promise<number>} from 0 to 1
 */
export async function hiddenShare(page, selector) {
  const shot = (await page.screenshot()).toString('base64');
  return await page.evaluate(async ({ shot, selector }) => {
    const bytes = Uint8Array.from(atob(shot), (each) => each.charCodeAt(0));
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.painted'));
    const { left, top, width, height } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
    const pixels = (/** @type {CanvasImageSource} */ from, x = 0, y = 0) => {
      const copy = new OffscreenCanvas(Math.floor(width), Math.floor(height));
      const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
      pen.drawImage(from, -Math.ceil(left) - x, -Math.ceil(top) - y);
      return new Uint32Array(pen.getImageData(0, 0, copy.width, copy.height).data.buffer);
    };
    const seen = pixels(await createImageBitmap(new Blob([bytes], { type: 'image/png' })));
    const painted = pixels(canvas, scrollX, scrollY);
    return seen.filter((pixel, at) => pixel !== painted[at]).length / seen.length;
  }, { shot, selector });
}

/**
 * Every line of text, and every edge of a control, that is not within two pixels of where the page has it.
 * @param {Shown} page
 * @returns {Promise<{lines: number, edges: number, wrong: string[]}>}
 */
export const compare = (page) =>
  page.evaluate(() => {
    const near = 2;
    const ratio = devicePixelRatio;
    const look = (/** @type {HTMLCanvasElement} */ canvas) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d', { willReadFrequently: true }));
      pen.drawImage(canvas, 0, 0);
      const { left, top } = canvas.getBoundingClientRect();
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      return { canvas, data, left: Math.round((left + scrollX) * ratio), top: Math.round((top + scrollY) * ratio) };
    };
    const [page, dialog] = [...document.querySelectorAll('canvas.painted')].map((each) => look(/** @type {HTMLCanvasElement} */ (each)));
    let on = page; // what is looked at: a dialog has a canvas of its own
    const at = (/** @type {number} */ x, /** @type {number} */ y) => ((y - on.top) * on.canvas.width + x - on.left) * 4;
    const colour = (/** @type {number} */ x, /** @type {number} */ y) =>
      (on.data[at(x, y)] << 16) | (on.data[at(x, y) + 1] << 8) | on.data[at(x, y) + 2];
    const apart = (/** @type {number} */ one, /** @type {number} */ other) =>
      Math.abs((one >> 16) - (other >> 16)) + Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)) + Math.abs((one & 255) - (other & 255));
    const result = { lines: 0, edges: 0, wrong: /** @type {string[]} */ ([]) };
    const turnTo = (/** @type {Element} */ element) => void (on = element.closest('dialog') ? dialog : page);

    // A long table stays HTML; the twin of a drawing is for those who listen.
    const isHidden = (/** @type {Element} */ element) => !element.checkVisibility({ visibilityProperty: true }) ||
      Boolean(element.closest('option, noscript, .long-table, [data-drawn] .look-twin')) || parseFloat(getComputedStyle(element).fontSize) === 0 ||
      [element, element.parentElement, element.parentElement?.parentElement].some((each) => each && getComputedStyle(each).clipPath.startsWith('inset(50%'));

    const sticky = [...document.querySelectorAll('.live')].filter((each) => getComputedStyle(each).position === 'sticky');
    const isUnder = (/** @type {DOMRect} */ { left, right, top, bottom }, /** @type {Element} */ element) =>
      sticky.some((each) => {
        const over = each.getBoundingClientRect();
        return !each.contains(element) && over.left < right && over.right > left && over.top < bottom && over.bottom > top;
      });

    /** @param {DOMRect} rect @param {string} words */
    const line = (rect, words) => {
      const [left, right] = [Math.round((rect.left + scrollX) * ratio), Math.round((rect.right + scrollX) * ratio)];
      const [top, bottom] = [Math.round((rect.top + scrollY) * ratio), Math.round((rect.bottom + scrollY) * ratio)];
      /** @type {Map<number, number>} */
      const often = new Map();
      for (let y = top; y < bottom; ++y) {
        for (let x = left - near; x < right + near; ++x) often.set(colour(x, y), (often.get(colour(x, y)) ?? 0) + 1);
      }
      const [[ground]] = [...often].sort((one, other) => other[1] - one[1]);
      let [first, last] = [Infinity, -Infinity];
      for (let y = top; y < bottom; ++y) {
        for (let x = left - near; x < right + near; ++x) {
          if (apart(colour(x, y), ground) < 60) continue;
          first = Math.min(first, x);
          last = Math.max(last, x);
        }
      }
      ++result.lines;
      const bearing = 4 * ratio; // between a letter's place and its ink
      if (!(first - left <= bearing && right - last <= bearing)) result.wrong.push(`"${words}": ${left} to ${right}, painted ${first} to ${last}`);
    };

    const texts = document.createTreeWalker(/** @type {Node} */ (document.getElementById('portal')), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = /** @type {Text} */ (texts.currentNode);
      const parent = /** @type {Element} */ (node.parentElement);
      if (!/\S/.test(node.data) || isHidden(parent)) continue;
      turnTo(parent);
      const range = document.createRange();
      for (const match of node.data.matchAll(/\S+/g)) {
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const rect = range.getBoundingClientRect();
        if (range.getClientRects().length === 1 && !isUnder(rect, parent)) line(rect, match[0]);
      }
    }

    for (const control of document.querySelectorAll('#portal :is(input:not([type=checkbox]), select, textarea, button.look-primary)')) {
      if (isHidden(control)) continue;
      turnTo(control);
      const rect = control.getBoundingClientRect();
      if (isUnder(rect, control)) continue;
      const y = Math.round((rect.top + rect.height / 2 + scrollY) * ratio);
      const x = Math.round((rect.left + 24 + scrollX) * ratio);
      const edge = (/** @type {number} */ place, /** @type {(at: number) => number} */ look) => {
        const expected = Math.round(place);
        let [best, change] = [Infinity, 8];
        for (let each = expected - 6; each <= expected + 6; ++each) {
          const difference = apart(look(each - 1), look(each));
          if (difference > change && Math.abs(each - expected) < Math.abs(best - expected)) best = each;
        }
        ++result.edges;
        if (Math.abs(best - expected) > near) result.wrong.push(`an edge of ${control.localName} at ${expected}, painted at ${best}`);
      };
      edge((rect.left + scrollX) * ratio, (each) => colour(each, y));
      edge((rect.right + scrollX) * ratio, (each) => colour(each, y));
      edge((rect.top + scrollY) * ratio, (each) => colour(x, each));
      edge((rect.bottom + scrollY) * ratio, (each) => colour(x, each));
    }
    return result;
  });
