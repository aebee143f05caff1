// @ts-check
// The portal as somebody meets it: a page of its own, or a box on another site. Each is opened and signed in to in its
// own way; all that comes then is the same.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { signIn } from './journey.mjs';
import { keepPicture } from './painted.mjs';
import { onScreen, openVisit, press } from './visit.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Frame} Frame
 * @typedef {{
 *   page: Page,
 *   seen: Page | Frame,
 *   begins: string,
 *   signIn(login: string, password: string): Promise<void>,
 *   reload(): Promise<void>,
 *   close(): Promise<void>,
 * }} Face  `page` is what the browser shows, `seen` where the portal is in it, `begins` its first screen
 * @typedef {(browser: import('playwright-core').Browser, server: {url: string}, how: {renderer: string, width: number}) => Promise<Face>} Open
 */

/** A site with the box on it, on another origin than the portal: the server is started with it. */
export async function startHost() {
  /** @type {{portal: string}} */
  const told = { portal: '' };
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const renderer = searchParams.get('renderer') ?? 'auto';
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><title>Members</title><h1>Members</h1>
      <script src="${told.portal}/portal-embed.js" async></script>
      <privacy-portal src="${told.portal}/" section="subscriptions" renderer="${renderer}"></privacy-portal></html>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    /** @param {string} portal */
    show: (portal) => void (told.portal = portal),
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}

/** @type {Open} */
export async function openPage(browser, server, { renderer, width }) {
  const options = { viewport: { width, height: 800 } };
  const { page, close } = await openVisit(browser, server, { before: keepPicture, options });
  await page.goto(`${server.url}/sign-in?renderer=${renderer}`);
  return {
    page,
    seen: page,
    begins: 'sign-in',
    signIn: (login, password) => signIn(page, login, password),
    reload: async () => void (await page.reload()),
    close,
  };
}

/** @param {{origin: string}} host @returns {Open} */
export const openFrameOn = (host) => async (browser, server, { renderer, width }) => {
  const options = { viewport: { width, height: 800 } };
  const visit = await openVisit(browser, server, { before: keepPicture, options, isWatched: false });
  const { page } = visit;
  const frame = async () => {
    await page.goto(`${host.origin}/?renderer=${renderer}`);
    const found = await (await page.waitForSelector('privacy-portal iframe')).contentFrame();
    assert.ok(found);
    return found;
  };
  const face = {
    page,
    seen: await frame(),
    begins: 'embed-sign-in',
    signIn: async (/** @type {string} */ login, /** @type {string} */ password) => {
      const coming = page.waitForEvent('popup');
      await face.seen.getByRole('link', { name: 'Sign in in a new window' }).click();
      const own = await coming;
      await signIn(own, login, password);
      await onScreen(own, 'pair');
      await press(own, 'Allow');
      await own.getByText('goes on by itself').waitFor();
      await own.close();
    },
    reload: async () => void (face.seen = await frame()),
    close: async () => {
      await visit.close();
      // The tag says hello until it is heard, also to a frame that is still empty.
      const isOfHost = (/** @type {string} */ each) => each === `a request to ${host.origin}` || each.includes("'postMessage'");
      assert.deepEqual(visit.watch.problems.filter((each) => !isOfHost(each)), []);
    },
  };
  return face;
};
