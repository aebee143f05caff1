// @ts-check
// The page on a canvas: the same by role and name, painted where the page has it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { violations } from './axe.mjs';
import { letWaitsBeHurried } from './hurry.mjs';
import { openBrowser } from './page.mjs';
import { compare, frames, keepPicture, noPainter, settled, shownBy } from './painted.mjs';
import { addressOf } from './release.mjs';
import { walk } from './tour.mjs';
import { field, fill, focused, onScreen, openVisit } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const password = 'seven herons watched the slow canal';

describe('the page on a canvas', { skip: noPainter }, () => {
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

  /**
   * @param {(visit: Page, requests: string[]) => Promise<void>} what
   * @param {{before?: (page: Page) => Promise<void>, renderer?: string,
   *          options?: import('playwright-core').BrowserContextOptions}} [how]
   */
  async function visit(what, { before, renderer = 'canvas', options } = {}) {
    const { page, watch, close } = await openVisit(browser, server, { before, options });
    await page.goto(`${server.url}/?renderer=${renderer}`);
    await onScreen(page, 'sign-in');
    await what(page, watch.requests);
    await close();
  }

  const view = (/** @type {Page} */ page, /** @type {string} */ name) => field(page, 'View').selectOption(name);

  it('shows every screen, each word and each edge where the page has it', async () => {
    const { page, close } = await openVisit(browser, server, {
      before: async (page) => {
        await letWaitsBeHurried(page);
        await keepPicture(page);
      },
    });
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    await view(page, 'Canvas');
    await shownBy(page, 'canvas');
    /** @type {string[]} */
    const wrong = [];
    let [lines, edges] = [0, 0];
    await walk(page, server, 'painted@example.org', password, async (name) => {
      for (const width of [1200, 375]) {
        await page.setViewportSize({ width, height: 800 });
        await shownBy(page, 'canvas');
        await settled(page);
        const found = await compare(page);
        wrong.push(...found.wrong.map((each) => `${name}, ${width}: ${each}`));
        lines += found.lines;
        edges += found.edges;
      }
      // What is seen of the colours is on the canvas, where axe cannot look.
      const axe = await violations(page, { 'color-contrast': { enabled: false } });
      wrong.push(...axe.map((each) => `${name}: ${each}`));
      await page.setViewportSize({ width: 1200, height: 800 });
    });
    assert.deepEqual(wrong, []);
    assert.ok(lines > 4000 && edges > 500, `${lines} words and ${edges} edges were compared`);
    await close();
  });

  it('is not loaded by who reads HTML', async () => {
    await visit(
      async (page, requests) => {
        await fill(page, { 'Email address': 'anna@example.org' });
        await view(page, 'HTML');
        await page.waitForTimeout(300);
        assert.deepEqual(requests.filter((each) => each.includes('painter')), []);
        await view(page, 'Canvas');
        await shownBy(page, 'canvas');
        assert.ok(requests.includes(`GET ${addressOf('painter.wasm')}`));
      },
      { renderer: 'auto' },
    );
  });

  it('is remembered', async () => {
    await visit(
      async (page, requests) => {
        await view(page, 'Canvas');
        await shownBy(page, 'canvas');
        requests.length = 0;
        await page.goto(`${server.url}/sign-up`);
        await shownBy(page, 'canvas');
        assert.ok(requests.indexOf(`GET ${addressOf('painter.wasm')}`) < requests.indexOf('GET /v1/site'), 'it comes while the core is starting');
        await view(page, 'HTML');
        await shownBy(page, 'html');
        assert.equal(await page.locator('canvas').count(), 0);
        await page.reload();
        await onScreen(page, 'sign-up');
        await page.waitForTimeout(300);
        await shownBy(page, 'html');
        requests.length = 0;
        await page.reload();
        await onScreen(page, 'sign-up');
        assert.deepEqual(requests.filter((each) => each.includes('painter')), []);
      },
      { renderer: 'auto' },
    );
  });

  it('keeps what was typed and the focus, back and forth', async () => {
    await visit(async (page) => {
      await shownBy(page, 'canvas');
      await fill(page, { Password: 'half a pass', 'Email address': 'anna@exa' });
      for (const name of ['HTML', 'Canvas', 'HTML']) {
        await view(page, name);
        await shownBy(page, name === 'HTML' ? 'html' : 'canvas');
        assert.equal(await field(page, 'Email address').inputValue(), 'anna@exa');
        assert.equal(await field(page, 'Password').inputValue(), 'half a pass');
      }
      await field(page, 'Email address').focus();
      await page.keyboard.type('mple.org');
      await page.emulateMedia({ forcedColors: 'active' });
      await page.emulateMedia({ forcedColors: 'none' });
      assert.match(await focused(page), /Email address/);
      assert.equal(await field(page, 'Email address').inputValue(), 'anna@example.org');
    });
  });

  it('is gone through by keyboard as HTML is, with a ring around what has the focus', async () => {
    /** @type {Record<string, string[]>} */
    const ways = {};
    for (const renderer of /** @type {const} */ (['html', 'canvas'])) {
      await visit(
        async (page) => {
          await shownBy(page, renderer);
          const way = (ways[renderer] = /** @type {string[]} */ ([]));
          for (let step = 0; step < 12; ++step) {
            await page.keyboard.press('Tab');
            const ring = await page.evaluate(() => {
              const { outlineStyle, outlineWidth, outlineColor, opacity } = getComputedStyle(/** @type {Element} */ (document.activeElement));
              return [outlineStyle, outlineWidth, outlineColor, opacity].join(' ');
            });
            way.push(`${await focused(page)}, ${ring}`);
          }
        },
        { renderer },
      );
    }
    assert.deepEqual(ways.canvas, ways.html);
    assert.match(ways.canvas[0], /solid 3px/);
  });

  it('paints nothing while nothing happens, and nothing of what is written', async () => {
    await visit(async (page) => {
      await shownBy(page, 'canvas');
      await field(page, 'Password').focus();
      await settled(page);
      const before = await frames(page);
      await page.keyboard.type('a secret that stays in its field');
      await page.waitForTimeout(5000);
      assert.equal(await frames(page), before);
    });
  });

  it('shows what is under the pointer', async () => {
    await visit(async (page) => {
      await shownBy(page, 'canvas');
      await page.mouse.move(0, 0);
      await settled(page);
      const before = await frames(page);
      await page.locator('h1').hover();
      await settled(page);
      assert.equal(await frames(page), before);
      await page.getByRole('button', { name: 'Sign in', exact: true }).hover();
      await settled(page);
      assert.equal(await frames(page), before + 1);
    });
  });

  it('shows what was chosen last, however quickly', async () => {
    await visit(async (page) => {
      for (const name of ['HTML', 'Canvas', 'HTML', 'Canvas', 'Automatic', 'Canvas']) await view(page, name);
      await shownBy(page, 'canvas');
      await page.waitForTimeout(500);
      await shownBy(page, 'canvas');
      assert.equal(await page.locator('canvas').count(), 1);
      for (const name of ['HTML', 'Canvas', 'HTML']) await view(page, name);
      await page.waitForTimeout(500);
      await shownBy(page, 'html');
      assert.equal(await page.locator('canvas').count(), 0);
    });
  });

  for (const ratio of [1, 1.5, 2, 3]) {
    it(`is as fine as the screen at ${ratio} device pixels to one`, async () => {
      await visit(
        async (page) => {
          await shownBy(page, 'canvas');
          await settled(page);
          const { device, page: shown } = await page.evaluate(() => {
            const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.painted'));
            return { device: canvas.width, page: canvas.getBoundingClientRect().width };
          });
          assert.equal(device, Math.round(shown * ratio));
          assert.deepEqual((await compare(page)).wrong, []);
        },
        { before: keepPicture, options: { deviceScaleFactor: ratio, viewport: { width: 800, height: 600 } } },
      );
    });
  }
});
