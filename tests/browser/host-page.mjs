// @ts-check
// Somebody else's page with our box in it, on another site than the portal (127.0.0.1 against localhost).
import { createServer } from 'node:http';
import { startServer } from '../node/server.mjs';
import { signIn, signUp } from './journey.mjs';
import { openVisit, press } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof startHost>>} Host */

/** Who has an account. */
export const anna = { login: 'anna@example.org', password: 'seven herons watched the slow canal' };

/**
 * A site and the portal that lists it.
 * @param {{isListed?: boolean, options?: string[], name?: string}} [how] `name` of the machine: localhost is the portal's own site
 */
export async function startHost({ isListed = true, options = [], name = '127.0.0.1' } = {}) {
  /** @type {Map<string, {body: string, fields: Record<string, string>}>} */
  const pages = new Map();
  const site = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...page?.fields });
    response.end(page?.body);
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (site.address());
  const origin = `http://${name}:${port}`;
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

/** One whose portal knows Anna. @param {import('playwright-core').Browser} browser @param {Parameters<typeof startHost>[0]} [how] */
export async function startAnnasHost(browser, how) {
  const host = await startHost(how);
  const visit = await openVisit(browser, host.portal, { secrets: [anna.password] });
  await signUp(visit.page, host.portal, anna.login, anna.password);
  await visit.close();
  return host;
}

/**
 * @param {import('playwright-core').Browser} browser @param {Host} host @param {string} body
 * @param {{options?: import('playwright-core').BrowserContextOptions, before?: (page: Page) => Promise<void>}} [how]
 */
export async function visitHost(browser, host, body, { options, before } = {}) {
  const visit = await openVisit(browser, host.portal, { secrets: [anna.password], options, isWatched: false });
  await noteEvents(visit.page);
  await before?.(visit.page);
  await visit.page.goto(host.put('/members', body));
  return { ...visit, box: boxOf(visit.page) };
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

/**
 * A button of the box, once it does something.
 * @param {Page | import('playwright-core').Frame | import('playwright-core').FrameLocator} box @param {string} name
 */
export async function pressIn(box, name) {
  const button = box.getByRole('button', { name, exact: true });
  await button.scrollIntoViewIfNeeded();
  await button.and(box.locator(':not([data-held])')).click();
}

/**
 * Somebody signs in at the top level and allows the box; its code and the window's are the same.
 * @param {Page} page @param {import('playwright-core').FrameLocator} box
 * @param {{login: string, password: string} | null} [who] null: is signed in there
 */
export async function allowBox(page, box, who = anna) {
  await hears(page, 'ready'); // until then it moves
  await boxShows(box, 'embed-sign-in');
  const [own] = await Promise.all([
    page.context().waitForEvent('page'),
    box.getByRole('link', { name: 'Sign in in a new window', exact: true }).click(),
  ]);
  if (who) await signIn(own, who.login, who.password);
  const status = box.getByRole('status').filter({ hasText: /^Code \d{3} \d{3}\.$/ });
  const code = (await status.textContent())?.slice(5, 12) ?? '';
  await own.getByText(code, { exact: true }).waitFor();
  await own.getByText(`the box on ${new URL(page.url()).origin} shows this code`).waitFor();
  await press(own, 'Allow');
  await own.getByRole('status').filter({ hasText: 'Allowed.' }).waitFor();
  await own.close();
  await boxShows(box, 'subscriptions');
}

/** A choice in the box. @param {import('playwright-core').FrameLocator} box */
export const newsIn = (box) => box.getByRole('group', { name: 'Online services' }).getByRole('switch', { name: 'Company news' });
