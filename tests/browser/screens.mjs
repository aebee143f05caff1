// @ts-check
// Pictures of every screen for the eye: node tests/browser/screens.mjs [FOLDER]
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../node/server.mjs';
import { letWaitsBeHurried } from './hurry.mjs';
import { openBrowser } from './page.mjs';
import { smallPng } from './small-png.mjs';
import { walk } from './tour.mjs';
import { openVisit } from './visit.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('screens', import.meta.url));
await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) if (/\.png$/.test(name)) await rm(join(folder, name));

const server = await startServer({ options: ['--limits', 'off'] });
const browser = await openBrowser();
const { page, close } = await openVisit(browser, server, { before: letWaitsBeHurried });
await walk(page, server, 'anna@example.org', 'seven herons watched the slow canal', async (name) => {
  await page.mouse.move(0, 0);
  for (const width of [1200, 375]) {
    await page.setViewportSize({ width, height: width === 375 ? 760 : 800 });
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const file = `${name.replace(/\W+/g, '-')}-${width}-${colorScheme}.png`;
      const fullPage = (await page.getByRole('dialog').count()) === 0; // a dialog lies over the window, not the page
      await writeFile(join(folder, file), smallPng(await page.screenshot({ fullPage })));
    }
  }
});
await close();
await browser.close();
await server.stop();
