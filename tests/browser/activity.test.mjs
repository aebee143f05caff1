// @ts-check
// The activity in Chromium: a long table by wheel and keys, search and kinds, and the timeline where it can be drawn.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { overflow, violations } from './axe.mjs';
import { signUp } from './journey.mjs';
import { showMadeLog } from './made-log.mjs';
import { openBrowser } from './page.mjs';
import { noPainter } from './painted.mjs';
import { field, follow, onScreen, openVisit } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const all = 2500;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {Page} */
let page;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  visit = await openVisit(browser, server, { options: { viewport: { width: 1200, height: 800 } } });
  page = visit.page;
  await signUp(page, server, 'anna@example.org', 'seven herons watched the slow canal');
});
after(async () => {
  await browser.close();
  await server.stop();
});

const table = () => page.getByRole('table', { name: 'Activity', exact: true });
const scroller = () => page.getByRole('group', { name: 'Activity, scrollable' });
const numbers = () => table().getByRole('row').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));

/** Waits until what is in view has rows. */
const covered = () =>
  page.waitForFunction(() => {
    const box = document.querySelector('.long-table');
    if (!box) return false;
    const { top, bottom } = box.getBoundingClientRect();
    const rows = [...box.querySelectorAll('tr:not(.head)')].map((row) => row.getBoundingClientRect());
    return rows[0]?.top <= top + 50 && (rows.at(-1)?.bottom ?? 0) >= bottom - 2;
  });

describe('the activity', () => {
  it('is reached from the navigation and tells what happened', async () => {
    await follow(page, 'Activity');
    await onScreen(page, 'activity');
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    const cells = await table().getByRole('row').nth(1).getByRole('cell').allTextContents();
    assert.equal(cells[1], 'Signed in');
    assert.equal(cells[2], 'You');
    assert.equal(cells[3], 'Your password');
    assert.deepEqual(await table().getByRole('columnheader').allTextContents(), ['When', 'What', 'Who', 'From']);
  });

  it('is a long table of which only a part is on the page', async () => {
    await follow(page, 'Overview');
    await onScreen(page, 'overview');
    await showMadeLog(page, all);
    await page.reload();
    const { signIn } = await import('./journey.mjs');
    await signIn(page, 'anna@example.org', 'seven herons watched the slow canal');
    await onScreen(page, 'overview');
    await follow(page, 'Activity');
    await page.getByText('2,500 entries', { exact: true }).waitFor();
    assert.equal(await table().getAttribute('aria-rowcount'), String(all + 1));
    assert.ok((await numbers()).length < 80);
    assert.deepEqual((await numbers()).slice(0, 3), [1, 2, 3]);
    const height = await scroller().evaluate((box) => box.scrollHeight);
    assert.ok(height > all * 50, `${height} px`);
  });

  it('has the rows that somebody scrolls to, by wheel and by keys', async () => {
    if (!noPainter) await page.locator('.plot[data-drawn]').waitFor(); // what is above moves what is below
    await scroller().hover();
    await page.mouse.wheel(0, 40_000);
    await page.waitForFunction(() => (document.querySelector('.long-table')?.scrollTop ?? 0) >= 39_999);
    await covered();
    const seen = await numbers();
    assert.ok(seen[1] > 500 && seen.length < 80, String(seen));
    assert.equal(seen.at(-1), seen[1] + seen.length - 2);
    await scroller().focus();
    await page.keyboard.press('End');
    await table().locator(`tr[aria-rowindex="${all + 1}"]`).waitFor();
    await covered();
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.querySelector('.long-table')?.scrollTop === 0);
    await covered();
    assert.equal((await numbers())[1], 2);
  });

  it('has the rows in view when somebody scrolls back before those of another place have come', async () => {
    for (let i = 0; i < 5; ++i) {
      await scroller().evaluate((box) => {
        box.scrollTo({ top: 60_000, behavior: 'instant' });
        box.dispatchEvent(new Event('scroll')); // asks
        box.scrollTo({ top: 0, behavior: 'instant' });
      });
      await page.waitForTimeout(100);
      await covered();
    }
  });

  it('has its last rows, from wherever somebody leaps to the end', async () => {
    /** @param {number} rows before the end, so many that none of those that are there now are needed, or few */
    const leap = async (rows) => {
      await scroller().evaluate((box, rows) => box.scrollTo({ top: box.scrollHeight - box.clientHeight - rows * 56, behavior: 'instant' }), rows);
      await covered();
    };
    for (let rows = 44; rows >= 20; rows -= 2) {
      await leap(1000);
      await leap(rows);
      await leap(0);
      assert.equal((await numbers()).at(-1), all + 1);
    }
    await leap(all);
  });

  it('finds what is searched for, and shows one kind alone', async () => {
    await scroller().evaluate((box) => box.scrollTo(0, 50_000));
    await covered();
    await field(page, 'Search').fill('november export');
    await page.getByText(/^\d+ of 2,500 entries$/).waitFor();
    assert.equal(await scroller().evaluate((box) => box.scrollTop), 0);
    const whats = await table().getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => row.children[1].textContent));
    assert.ok(whats.length > 0 && whats.every((what) => what === 'Export created'), String(whats));
    await field(page, 'Search').fill('');
    await field(page, 'Kind').selectOption('Mail choices');
    await page.getByText(/^\d+ of 2,500 entries$/).waitFor();
    assert.match((await table().getByRole('row').nth(1).getByRole('cell').nth(1).textContent()) ?? '', /mail|switched/i);
    await field(page, 'Search').fill('no such thing');
    await page.getByText('Nothing of 2,500 entries fits.').waitFor();
    await field(page, 'Search').fill('');
    await field(page, 'Kind').selectOption('Everything');
    await page.getByText('2,500 entries', { exact: true }).waitFor();
  });

  it('is cards on a phone, fits everywhere and offends no rule', async () => {
    for (const [width, colorScheme] of /** @type {const} */ ([[1200, 'light'], [1200, 'dark'], [375, 'light'], [375, 'dark'], [320, 'light']])) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await covered();
      assert.deepEqual(await overflow(page), [], `${width}`);
      if (width > 320) assert.deepEqual(await violations(page), [], `${width} ${colorScheme}`);
    }
    await scroller().evaluate((box) => box.scrollTo(0, 100_000));
    await covered();
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
  });
});

describe('the timeline', { skip: noPainter }, () => {
  const timeline = () => page.getByRole('img', { name: 'Timeline' });
  const frames = () => timeline().locator('canvas').evaluate((canvas) => Number(canvas.dataset.frames));
  const told = () => page.locator('.plot p').textContent();

  it('is drawn inside the page, with its months as a table for those who listen', async () => {
    await timeline().waitFor();
    await page.waitForFunction(() => Number(document.querySelector('canvas')?.dataset.frames) > 0);
    const months = page.getByRole('table', { name: 'Months' });
    assert.ok((await months.getByRole('row').count()) > 30);
    assert.equal(await months.getByRole('row').nth(1).getByRole('cell').nth(0).textContent(), 'November 2025');
    const size = await months.boundingBox();
    assert.ok((size?.width ?? 0) <= 4, 'it is not seen beside the drawing');
  });

  it('is walked through by keys, which are told what is there', async () => {
    await timeline().focus();
    await page.keyboard.press('Home');
    await page.getByText(/^\d+ November 2022, .*UTC · .+ · (You|The portal)/).waitFor();
    const first = await told();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((before) => document.querySelector('.plot p')?.textContent !== before, first);
    await page.keyboard.press('End');
    await page.getByText(/^\d+ November 2025, .*UTC · /).waitFor();
    for (const key of ['+', '+', 'ArrowLeft', '-', '0']) {
      const before = await frames();
      await page.keyboard.press(key);
      await page.waitForFunction((before) => Number(document.querySelector('canvas')?.dataset.frames) > before, before);
    }
  });

  it('tells what the pointer is at, and moves by dragging and by buttons', async () => {
    const box = await timeline().boundingBox();
    assert.ok(box);
    for (let x = 200; x < box.width; x += 40) await page.mouse.move(box.x + x, box.y + 30);
    await page.getByText(/UTC · /).waitFor();
    for (const name of ['Zoom in', 'Earlier', 'Later', 'Zoom out', 'Show all']) {
      const before = await frames();
      await page.getByRole('button', { name, exact: true }).click();
      await page.waitForFunction((before) => Number(document.querySelector('canvas')?.dataset.frames) > before, before);
    }
    const before = await frames();
    await page.mouse.move(box.x + 400, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 100, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction((before) => Number(document.querySelector('canvas')?.dataset.frames) > before, before);
  });

  it('leads to the row of what is pressed or chosen by Enter, which has the focus of the table', async () => {
    const led = async () => {
      const row = table().locator('tr[aria-current=true]');
      await row.waitFor();
      await page.getByRole('status').filter({ hasText: /^The table is at / }).waitFor();
      await page.waitForFunction(() => document.activeElement?.classList.contains('long-table'));
      const [inner, outer] = [await row.boundingBox(), await scroller().boundingBox()];
      assert.ok(inner && outer && inner.y >= outer.y && inner.y < outer.y + outer.height);
      return Number(await row.getAttribute('aria-rowindex'));
    };
    await timeline().focus();
    await page.keyboard.press('Home');
    await page.getByText(/^\d+ November 2022, .*UTC · /).waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await led(), all + 1);
    await page.getByRole('button', { name: 'Show all' }).click();
    await timeline().click({ position: { x: 600, y: 30 } });
    await page.waitForFunction((all) => document.querySelector('tr[aria-current]')?.getAttribute('aria-rowindex') !== String(all + 1), all);
    const row = await led();
    assert.ok(row > 500 && row < 2000, String(row));
  });

  it('is a table where it is not drawn', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await timeline().waitFor({ state: 'hidden' });
    const size = await page.getByRole('table', { name: 'Months' }).boundingBox();
    assert.ok((size?.width ?? 0) > 300);
    await page.emulateMedia({ forcedColors: 'none' });
    await timeline().waitFor();
  });

  it('is let go of when its screen is left', async () => {
    await follow(page, 'Overview');
    await onScreen(page, 'overview');
    assert.equal(await page.locator('canvas').count(), 0);
    await visit.close();
  });
});
