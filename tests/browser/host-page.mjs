// @ts-check
// Somebody else's page with our box in it, on another site than the portal (127.0.0.1 against localhost).
import { createServer } from 'node:http';
import { startServer } from '../node/server.mjs';
import { signIn } from './journey.mjs';
import { press } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * A site and the portal that lists it.
 * @param {{isListed?: boolean, options?: string[]}} [how]
 */
export async function startHost({ isListed = true, options = [] } = {}) {
  /** @type {Map<string, {body: string, fields: Record<string, string>}>} */
  const pages = new Map();
  const site = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...page?.fields });
    response.end(page?.body);
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (site.address());
  const origin = `http://127.0.0.1:${port}`;
  const listed = isListed ? ['--embed-origin', origin] : [];
  const portal = await startServer({ options: ['--limits', 'off', ...listed, ...options] });
  return {
    origin,
    portal,
    /** @param {string} path @param {string} body of <body> @param {Record<string, string>} [fields] */
    put: (path, body, fields = {}) => {
      const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Members</title>';
      pages.set(path, { body: `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`, fields });
      return origin + path;
    },
    stop: async () => {
      site.close();
      site.closeAllConnections();
      await portal.stop();
    },
  };
}

/** The tag as a site owner writes it. @param {{url: string}} portal @param {string} [attributes] */
export const tag = (portal, attributes = '') =>
  `<script src="${portal.url}/portal-embed.js" async></script>\n<privacy-portal src="${portal.url}/" ${attributes}></privacy-portal>`;

/** Notes each event of the tag, from before it is there. @param {Page} page */
export const noteEvents = (page) =>
  page.addInitScript(() => {
    /** @type {unknown[]} */
    const heard = [];
    Object.assign(globalThis, { heard });
    for (const name of ['ready', 'signed-in', 'signed-out', 'preference-changed', 'resize', 'needs-top-level', 'error']) {
      document.addEventListener(name, (event) => {
        if (/** @type {Element} */ (event.target).localName !== 'privacy-portal') return;
        heard.push({ name, detail: /** @type {CustomEvent} */ (event).detail });
      });
    }
  });

/** @param {Page} page @returns {Promise<{name: string, detail: any}[]>} */
export const heard = (page) => page.evaluate('heard');

/** @param {Page} page @param {string} name */
export const hears = (page, name) => page.waitForFunction((name) => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ each) => each.name === name), name);

/** The portal inside. @param {Page} page @param {number} [at] */
export const boxOf = (page, at = 0) => page.locator('privacy-portal').nth(at).frameLocator('iframe');

/** @param {import('playwright-core').FrameLocator} box @param {string} screen */
export const boxShows = (box, screen) =>
  box.locator(`html[data-screen="${screen}"][data-state="ready"]`).waitFor({ state: 'attached' });

/** A button of the box, once it does something. @param {import('playwright-core').FrameLocator} box @param {string} name */
export async function pressIn(box, name) {
  const button = box.getByRole('button', { name, exact: true });
  await button.scrollIntoViewIfNeeded();
  await button.and(box.locator(':not([data-held])')).click();
}

/**
 * Signs in at the top level and allows the box; its code and the window's are the same.
 * @param {Page} page @param {import('playwright-core').FrameLocator} box @param {string} login @param {string} password
 */
export async function allowBox(page, box, login, password) {
  await hears(page, 'ready'); // until then it moves
  await boxShows(box, 'embed-sign-in');
  const [own] = await Promise.all([
    page.context().waitForEvent('page'),
    box.getByRole('link', { name: 'Sign in in a new window', exact: true }).click(),
  ]);
  await signIn(own, login, password);
  const status = box.getByRole('status').filter({ hasText: /^Code \d{3} \d{3}\.$/ });
  const code = (await status.textContent())?.slice(5, 12) ?? '';
  await own.getByText(code, { exact: true }).waitFor();
  await own.getByText(`the box on ${new URL(page.url()).origin} shows this code`).waitFor();
  await press(own, 'Allow');
  await own.getByRole('status').filter({ hasText: 'Allowed.' }).waitFor();
  await own.close();
  await boxShows(box, 'subscriptions');
}
