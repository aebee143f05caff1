// @ts-check
// A walk past what is seen in a box on somebody else's page, and in the window in which its owner allows it.
import { field, openVisit, press, status } from '../browser/visit.mjs';
import { anna, boxOf, boxShows, hears, newsIn, noteEvents, pressIn, startAnnasHost, startHost, tag } from '../browser/host-page.mjs';
import { signIn } from '../browser/journey.mjs';
import { keepPicture } from '../browser/painted.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Frame} Frame
 * @typedef {(sight: string, page: Page, portal: Page | Frame | null) => Promise<void>} Stop  `portal`: where it is in that page
 */

const text = '<meta name="color-scheme" content="light dark"><h1>Members</h1><p>Your campaigns, your lists, your reports.</p>';

/**
 * @param {import('playwright-core').Browser} browser @param {string} renderer @param {Stop} stop is called at each sight
 */
export async function walkInBox(browser, renderer, stop) {
  /** @param {import('../browser/host-page.mjs').Host} host */
  const openOn = async (host) => {
    const before = async (/** @type {Page} */ page) => {
      await keepPicture(page);
      await noteEvents(page);
    };
    const visit = await openVisit(browser, host.portal, { before, isWatched: false });
    await visit.page.goto(host.put('/members', text + tag(host.portal, `section="subscriptions" renderer="${renderer}"`)));
    return { page: visit.page, box: boxOf(visit.page) };
  };
  const portalIn = async (/** @type {Page} */ page) => (await page.waitForSelector('privacy-portal iframe')).contentFrame();

  const host = await startAnnasHost(browser);
  const { page, box } = await openOn(host);
  await hears(page, 'ready');
  await boxShows(box, 'embed-sign-in');
  const portal = await portalIn(page);
  await stop('embed-sign-in', page, portal);
  const [own] = await Promise.all([
    page.context().waitForEvent('page'),
    box.getByRole('link', { name: 'Sign in in a new window', exact: true }).click(),
  ]);
  await signIn(own, anna.login, anna.password);
  if (renderer === 'canvas') await field(own, 'View').selectOption('Canvas');
  await box.getByRole('status').filter({ hasText: /^Code \d{3} \d{3}\.$/ }).waitFor();
  await own.getByRole('button', { name: 'Allow', exact: true }).waitFor();
  await stop('pair', own, own);
  await page.bringToFront();
  await stop('embed-sign-in, code', page, portal);
  await own.bringToFront();
  await press(own, 'Allow');
  await status(own, 'Allowed.');
  await stop('pair, allowed', own, own);
  await own.close();
  await boxShows(box, 'subscriptions');
  await newsIn(box).click();
  await box.getByRole('status').filter({ hasText: 'Company news is on.' }).waitFor();
  await stop('subscriptions, in a box', page, portal);
  await pressIn(box, 'Stop all mail');
  await box.getByRole('status').filter({ hasText: 'All mail is stopped.' }).waitFor();
  await stop('subscriptions, in a box, stopped', page, portal);
  await box.getByRole('link', { name: 'Overview', exact: true }).click();
  await boxShows(box, 'overview');
  await stop('overview, in a box', page, portal);
  await page.context().close();
  await host.stop();

  const alone = await startHost({ isListed: false });
  const refused = await openOn(alone);
  await refused.page.getByText('The privacy portal cannot be shown inside this page.').waitFor();
  await stop('embed-sign-in, refused by the portal', refused.page, null);
  await refused.page.context().close();
  await alone.stop();

  const open = await startAnnasHost(browser, { options: ['--embed-password'] });
  const form = await openOn(open);
  await hears(form.page, 'ready');
  await boxShows(form.box, 'embed-sign-in');
  await stop('embed-sign-in, with a form', form.page, await portalIn(form.page));
  await form.page.context().close();
  await open.stop();
}
