// @ts-check
// The portal as somebody meets it: a page of its own, or a box on another site. Each is opened and signed in to in its
// own way; all that comes then is the same.
import assert from 'node:assert/strict';
import { allowBox, boxOf, noteEvents, pressIn, tag } from './host-page.mjs';
import { signIn } from './journey.mjs';
import { keepPicture } from './painted.mjs';
import { follow, onScreen, openVisit, status } from './visit.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Frame} Frame
 * @typedef {{
 *   page: Page,
 *   seen: Page | Frame,
 *   begins: string,
 *   signIn(login: string, password: string): Promise<void>,
 *   close(): Promise<void>,
 * }} Face  `page` is what the browser shows, `seen` where the portal is in it, `begins` its first screen
 * @typedef {(browser: import('playwright-core').Browser, server: {url: string}, how: {renderer: string, width: number}) => Promise<Face>} Open
 */

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
    close,
  };
}

/** @param {import('./host-page.mjs').Host} host @returns {Open} */
export const openFrameOn = (host) => async (browser, server, { renderer, width }) => {
  const options = { viewport: { width, height: 800 } };
  const before = async (/** @type {Page} */ page) => {
    await keepPicture(page);
    await noteEvents(page);
  };
  const { page, watch, close } = await openVisit(browser, server, { before, options, isWatched: false });
  await page.goto(host.put(`/${renderer}`, `<h1>Members</h1>${tag(server, `section="subscriptions" renderer="${renderer}"`)}`));
  const seen = await (await page.waitForSelector('privacy-portal iframe')).contentFrame();
  assert.ok(seen);
  return {
    page,
    seen,
    begins: 'embed-sign-in',
    signIn: (login, password) => allowBox(page, boxOf(page), { login, password }),
    close: async () => {
      await close();
      assert.deepEqual(watch.problems.filter((each) => each !== `a request to ${host.origin}`), []);
    },
  };
};

/**
 * From signing in to signing out, with mail switched on and stopped between.
 * @param {Face} face @param {{login: string, password: string}} who @param {(sight: string) => Promise<void>} stop
 */
export async function journey(face, who, stop) {
  await onScreen(face.seen, face.begins);
  await stop('signed out');
  await face.signIn(who.login, who.password);
  await face.seen.getByRole('navigation', { name: 'Account' }).waitFor();
  await stop('signed in');
  await follow(face.seen, 'Subscriptions');
  await onScreen(face.seen, 'subscriptions');
  const software = () => face.seen.getByRole('group', { name: 'Email marketing software' });
  const news = () => software().getByRole('switch', { name: 'Company news' });
  await news().scrollIntoViewIfNeeded(); // in a frame, a switch is held until it has been in view for a moment
  await news().click();
  await status(face.seen, 'Company news is on.');
  assert.equal(await news().isChecked(), true);
  await stop('one on');
  await pressIn(face.seen, 'Stop all mail');
  await status(face.seen, 'All mail is stopped.');
  assert.equal(await news().isChecked(), false);
  await stop('stopped');
  await follow(face.seen, 'Overview');
  await onScreen(face.seen, 'overview');
  await stop('overview');
  await pressIn(face.seen, 'Sign out');
  await onScreen(face.seen, face.begins);
  await stop('signed out again');
}
