// @ts-check
// What the tests in a browser stand on: Debian's Chromium, and web/ served with the policy that the real server sends.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const web = fileURLToPath(new URL('../../web/', import.meta.url));

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
  "style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-src 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types portal";

/** @param {string[]} [more] switches */
export const openBrowser = (more = []) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...more],
  });

/**
 * @param {Record<string, string>} [instead] contents for paths, instead of or beside the files of web/
 * @param {string} [csp]
 */
export async function serveWeb(instead = {}, csp = policy) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' || pathname === '/sign-up' ? '/index.html' : normalize(pathname);
    const body = instead[path] ?? (await readFile(join(web, path)).catch(() => null));
    response.writeHead(body === null ? 404 : 200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      ...(csp ? { 'Content-Security-Policy': csp } : {}),
    });
    response.end(body ?? '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

// The page with a core that only writes down what it is told: window.told, and window.show(tree, heard, screen).
const recordingCore = `
  import { DomView } from '/dom/view.js';
  window.told = [];
  let said = 0;
  const note = (what) => (node, value) => void told.push(value === undefined ? [what, node.name] : [what, node.name, value]);
  const view = new DomView(document.getElementById('portal'), {
    type: (node, text) => (told.push(['type', node.name, text]), { said: ++said, sent: window.asSent?.(text) ?? text }),
    choose: note('choose'), press: note('press'), warm: () => void told.push(['warm']),
  });
  window.show = (tree, heard = said, screen = 'sign-in') => view.show(tree, heard, screen);
  window.isReady = true;
`;

export async function serveRecordingPage() {
  const html = await readFile(join(web, 'index.html'), 'utf8');
  return await serveWeb({ '/view.html': html.replace('/portal.js', '/recording.js'), '/recording.js': recordingCore });
}

/**
 * A page whose view has shown nothing yet.
 * @param {import('playwright-core').Browser} browser
 * @param {{origin: string}} site
 * @param {(page: import('playwright-core').Page) => Promise<void>} [first]
 */
export async function openRecordingPage(browser, site, first) {
  const page = await browser.newPage();
  page.setDefaultTimeout(5000);
  await page.goto(`${site.origin}/view.html`);
  await page.waitForFunction('window.isReady');
  await first?.(page);
  /** @param {import('../../web/portal-node.mjs').Node | null} tree @param {number} [heard] @param {string} [name] */
  const show = (tree, heard, name) =>
    page.evaluate(
      ([tree, heard, name]) => /** @type {any} */ (window).show(tree, heard ?? undefined, name ?? undefined),
      /** @type {const} */ ([tree, heard ?? null, name ?? null]),
    );
  const told = () =>
    page.evaluate(() =>
      /** @type {any} */ (window).told.splice(0).filter((/** @type {string[]} */ [what]) => what !== 'warm'),
    );
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
  return {
    page,
    show,
    told,
    focused,
    email: page.getByLabel('Email address'),
    password: page.getByLabel('Password', { exact: true }),
  };
}
