// @ts-check
// What a canvas costs beside HTML: bytes until the first screen, the time until then, also on a processor four times slower,
// and the memory of the browser's process that shows the page and of the one that draws for it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHost, tag } from '../browser/host-page.mjs';
import { openBrowser } from '../browser/page.mjs';
import { root } from '../node/server.mjs';
import { inTurn, less } from './measure.mjs';

/** @typedef {'html' | 'canvas'} Renderer */

const rounds = 9;
const isOn = { html: 'html[data-state="ready"]', canvas: 'html[data-state="ready"][data-renderer="canvas"]' };

/** @param {import('playwright-core').Page} page @param {Renderer} renderer notes when the first usable screen is to be seen */
const noteReady = (page, renderer) =>
  page.addInitScript((wanted) => {
    const look = () => {
      if (document.documentElement?.matches(wanted)) requestAnimationFrame(() => (/** @type {any} */ (window).readyAfter ??= performance.now()));
    };
    new MutationObserver(look).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-state', 'data-renderer'] });
    addEventListener('DOMContentLoaded', look);
  }, isOn[renderer]);

/**
 * A first visit, with nothing cached.
 * @param {import('playwright-core').Browser} browser @param {string} url @param {Renderer} renderer
 * @param {number} [slower] how many times slower the processor is
 * @returns {Promise<{ms: number, bytes: number}>}
 */
async function visit(browser, url, renderer, slower = 1) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    let bytes = 0;
    page.on('response', (response) => (bytes += Number(response.headers()['content-length'] ?? 0)));
    await noteReady(page, renderer);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(`${url}/sign-in?renderer=${renderer}`);
    await page.waitForFunction(() => 'readyAfter' in window);
    return { ms: await page.evaluate(() => /** @type {any} */ (window).readyAfter), bytes };
  } finally {
    await context.close();
  }
}

/**
 * The box on somebody else's page, from the opening of that page until the box has been heard of.
 * @param {import('playwright-core').Browser} browser @param {string} url
 */
async function visitHost(browser, url) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(() =>
      document.addEventListener('ready', () => requestAnimationFrame(() => (/** @type {any} */ (window).readyAfter ??= performance.now()))));
    await page.goto(url);
    await page.waitForFunction(() => 'readyAfter' in window);
    return await page.evaluate(() => /** @type {any} */ (window).readyAfter);
  } finally {
    await context.close();
  }
}

/** Proportional set size in MiB. @param {number} pid */
const memoryOf = (pid) => Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;

/** Of a browser of its own, so that nothing else is in it. @param {string} url @param {Renderer} renderer */
async function memory(url, renderer) {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await noteReady(page, renderer);
    await page.goto(`${url}/sign-in?renderer=${renderer}`);
    await page.waitForFunction(() => 'readyAfter' in window);
    await page.waitForTimeout(1000);
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const sum = (/** @type {string} */ type) =>
      processInfo.filter((each) => each.type === type).reduce((total, { id }) => total + memoryOf(id), 0);
    return { page: sum('renderer'), drawing: sum('GPU') };
  } finally {
    await browser.close();
  }
}

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function renderersBench() {
  if (!existsSync(join(root, 'build/wasm/wasm/painter/painter.wasm'))) throw new Error('there is no source of Dear ImGui');
  const host = await startHost();
  const server = host.portal;
  const box = host.put('/', tag(server));
  const browser = await openBrowser();
  const time = (/** @type {Renderer} */ renderer, /** @type {number} */ slower) => async () =>
    (await visit(browser, server.url, renderer, slower)).ms;
  try {
    const { bytes: html } = await visit(browser, server.url, 'html');
    const { bytes: canvas } = await visit(browser, server.url, 'canvas');
    const quick = await inTurn(rounds, { canvas: time('canvas', 1), html: time('html', 1), frame: () => visitHost(browser, box) });
    const slow = await inTurn(rounds, { canvas: time('canvas', 4), html: time('html', 4) });
    const used = { canvas: await memory(server.url, 'canvas'), html: await memory(server.url, 'html') };
    return [
      less('Bytes of a first visit on a canvas', 'bytes', canvas, 'as HTML', html),
      less('First usable screen on a canvas', 'ms', quick.canvas, 'as HTML', quick.html),
      less("First usable screen of the box on another site's page", 'ms', quick.frame, 'the page itself', quick.html),
      less('First usable screen on a canvas, 4 × slower processor', 'ms', slow.canvas, 'as HTML, 4 × slower', slow.html),
      less('Memory of the process with the page on a canvas', 'MiB', used.canvas.page, 'as HTML', used.html.page),
      less('Memory of the process that draws it', 'MiB', used.canvas.drawing, 'as HTML', used.html.drawing),
    ];
  } finally {
    await browser.close();
    await host.stop();
  }
}
