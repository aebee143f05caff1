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

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
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
export const recordingCore = `
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
