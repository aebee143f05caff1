// @ts-check
// From a cold start to the first usable screen in Chromium, against a page without a script that has as many bytes.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { openBrowser } from '../browser/page.mjs';
import { root, startServer } from '../node/server.mjs';
import { inTurn, less } from './measure.mjs';

const rounds = 11;

/** @param {import('playwright-core').Browser} browser @param {string} url @param {(page: import('playwright-core').Page) => Promise<number>} measure */
async function inNewContext(browser, url, measure) {
  const context = await browser.newContext(); // its cache is empty
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const isReady = () => document.documentElement?.dataset.state === 'ready';
      const note = () => requestAnimationFrame(() => (/** @type {any} */ (window).readyAfter ??= performance.now()));
      new MutationObserver(() => isReady() && note()).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-state'] });
      addEventListener('DOMContentLoaded', () => isReady() && note());
    });
    await page.goto(url);
    return await measure(page);
  } finally {
    await context.close();
  }
}

/** @param {import('playwright-core').Page} page @returns {Promise<number>} */
async function readyAfter(page) {
  await page.waitForFunction(() => 'readyAfter' in window);
  return page.evaluate(() => /** @type {any} */ (window).readyAfter);
}

/** What the page loads until it is ready, with brotli. @param {string} assets */
function sizeOfPage(assets) {
  return readdirSync(assets, { recursive: true }).map(String)
    .filter((name) => name.endsWith('.br') && !/strength|stretch|images|licences|painter/.test(name))
    .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
}

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function firstScreenBench() {
  const assets = mkdtempSync(join(tmpdir(), 'portal-bench-'));
  cpSync(join(root, 'build/web'), assets, { recursive: true });
  const page = `<!doctype html><html lang="en" data-state="ready"><title>Static</title><h1>Sign in</h1><!-- ${
    randomBytes(Math.ceil(sizeOfPage(assets) * 0.97)).toString('base64')} -->\n<p>End</p></html>`;
  writeFileSync(join(assets, 'static.html'), page);
  writeFileSync(join(assets, 'static.html.br'), brotliCompressSync(page));
  const server = await startServer({ options: ['--assets', assets] });
  const browser = await openBrowser();
  try {
    const { ours, peer } = await inTurn(rounds, {
      ours: () => inNewContext(browser, `${server.url}/sign-in`, readyAfter),
      peer: () => inNewContext(browser, `${server.url}/static.html`, readyAfter),
    });
    return [less('First usable screen in Chromium, nothing cached', 'ms', ours, 'a static page of as many bytes', peer)];
  } finally {
    await browser.close();
    await server.stop();
    rmSync(assets, { recursive: true, force: true });
  }
}
