// @ts-check
// Every screen in every state, as HTML and on a canvas, wide and narrow, light and dark: pictures, and a page that shows them.
//
//   node tests/gallery/gallery.mjs [FOLDER]    all of it, in build/gallery/index.html
//   node tests/gallery/gallery.mjs --readme    only the pictures of the README files, in tests/gallery/pictures
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { letWaitsBeHurried } from '../browser/hurry.mjs';
import { openBrowser } from '../browser/page.mjs';
import { keepPicture, noPainter, settled, shownBy } from '../browser/painted.mjs';
import { walk } from '../browser/tour.mjs';
import { field, onScreen, openVisit } from '../browser/visit.mjs';
import { root, startServer } from '../node/server.mjs';
import { galleryPage } from './gallery-page.mjs';
import { difference } from './difference.mjs';
import { walkInBox } from './in-a-box.mjs';
import { walkRarely } from './rarely.mjs';
import { sights } from './sights.mjs';
import { smallPng } from './small-png.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Page | import('playwright-core').Frame} Shown */
/** @typedef {'html' | 'canvas'} Renderer */
/** @typedef {{width: number, scheme: 'light' | 'dark'}} Way */

const password = 'seven herons watched the slow canal';
const forReadme = process.argv[2] === '--readme';
const folder = forReadme ? fileURLToPath(new URL('pictures', import.meta.url)) : (process.argv[2] ?? join(root, 'build/gallery'));
/** What the README files show. @type {Record<string, Way[]>} */
const readme = {
  overview: [{ width: 1200, scheme: 'light' }, { width: 1200, scheme: 'dark' }],
  subscriptions: [{ width: 375, scheme: 'light' }],
  'activity, three years': [{ width: 1200, scheme: 'light' }],
  'subscriptions, in a box': [{ width: 1200, scheme: 'light' }],
};
/** @type {Way[]} */
const everyWay = [1200, 375].flatMap((width) => /** @type {Way[]} */ ([{ width, scheme: 'light' }, { width, scheme: 'dark' }]));

/** @type {Map<string, Buffer>} */
const pictures = new Map();
const seen = new Set();

/** @param {string} sight @param {Way} way @param {Renderer} renderer */
const nameOf = (sight, { width, scheme }, renderer) =>
  `${sight.replace(/\W+/g, '-')}-${width}-${scheme}${forReadme ? '' : `-${renderer}`}.png`;

/** @param {Renderer} renderer */
const takeAs = (renderer) => async (/** @type {string} */ sight, /** @type {Page} */ page, /** @type {Shown | null} */ portal, isHtml = renderer === 'html') => {
  if (!sights.includes(sight)) throw new Error(`"${sight}" is not in sights.mjs`);
  const before = page.viewportSize() ?? { width: 1200, height: 800 };
  for (const way of forReadme ? (readme[sight] ?? []) : everyWay) {
    await page.mouse.move(0, 0);
    await page.setViewportSize({ width: way.width, height: way.width === 375 ? 760 : 800 });
    await page.emulateMedia({ colorScheme: way.scheme, reducedMotion: 'reduce' });
    await page.evaluate(() => scrollTo(0, 0)); // what was above the window may not be painted yet
    // A frame paints little more than the window shows of it.
    const height = portal === page ? 0 : await page.evaluate(() => document.documentElement.scrollHeight);
    if (height > 0) await page.setViewportSize({ width: way.width, height });
    if (portal && !isHtml) {
      await shownBy(portal, 'canvas');
      await settled(portal);
    } else await page.waitForTimeout(250);
    const fullPage = (await page.getByRole('dialog').count()) === 0; // a dialog lies over the window, not the page
    const picture = await page.screenshot({ fullPage, timeout: 60_000 });
    pictures.set(nameOf(sight, way, renderer), picture);
    await writeFile(join(folder, nameOf(sight, way, renderer)), forReadme ? smallPng(picture) : picture);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  seen.add(sight);
  console.log(`${renderer}: ${sight}`);
};

/** @param {import('playwright-core').Browser} browser @param {Renderer} renderer */
async function takeAll(browser, renderer) {
  const take = takeAs(renderer);
  for (const goes of [walk, walkRarely]) {
    const server = await startServer({ options: ['--limits', 'off'] });
    const before = async (/** @type {Page} */ page) => {
      if (goes === walk) await letWaitsBeHurried(page);
      await keepPicture(page);
    };
    const { page } = await openVisit(browser, server, { before, isWatched: false });
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    if (renderer === 'canvas') await field(page, 'View').selectOption('Canvas');
    await shownBy(page, renderer);
    await goes(page, server, 'anna@example.org', password, (sight, how = {}) => take(sight, page, page, how.isHtml));
    await page.context().close();
    await server.stop();
  }
  await walkInBox(browser, renderer, take);
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
await takeAll(browser, 'html');
if (noPainter) console.log(`no canvas: ${noPainter}`);
else if (!forReadme) await takeAll(browser, 'canvas');
await browser.close();

const missed = sights.filter((sight) => !seen.has(sight));
if (missed.length > 0) {
  console.error(`never reached: ${missed.join('; ')}`);
  process.exitCode = 1;
}
if (!forReadme) {
  const rows = sights.flatMap((sight) => everyWay.map((way) => {
    const [html, canvas] = [nameOf(sight, way, 'html'), nameOf(sight, way, 'canvas')];
    const both = [pictures.get(html), pictures.get(canvas)];
    return { sight, ...way, html, canvas: both[1] ? canvas : null, differs: both[0] && both[1] ? difference(both[0], both[1]) : null };
  }));
  await writeFile(join(folder, 'index.html'), galleryPage(rows));
  const most = rows.reduce((worst, row) => ((row.differs ?? 0) > (worst.differs ?? 0) ? row : worst));
  console.log(`${pictures.size} pictures in ${join(folder, 'index.html')}`);
  console.log(`most pixels differ in ${most.html}: ${((most.differs ?? 0) * 100).toFixed(3)} %`);
}
