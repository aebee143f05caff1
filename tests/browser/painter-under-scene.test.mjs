// @ts-check
// On a canvas, with the timeline's own canvas over it: what is painted is what the window shows, wherever the page goes.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { signIn, signUp } from './journey.mjs';
import { showMadeLog } from './made-log.mjs';
import { openBrowser } from './page.mjs';
import { hiddenShare, keepPicture, noPainter, settled, shownBy } from './painted.mjs';
import { fill, follow, onScreen, openVisit, status } from './visit.mjs';

const who = /** @type {const} */ (['anna@example.org', 'seven herons watched the slow canal']);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
});
after(async () => {
  await browser.close();
  await server.stop();
});

describe('a page on a canvas with a picture in it', { skip: noPainter }, () => {
  it('is seen whole when the page has become shorter under the picture', async () => {
    const { page, close } = await openVisit(browser, server, { before: keepPicture, options: { viewport: { width: 1200, height: 800 } } });
    await page.goto(`${server.url}/sign-up`);
    await signUp(page, server, ...who);
    await showMadeLog(page, 2000);
    await page.goto(`${server.url}/sign-in?renderer=canvas`);
    await signIn(page, ...who);
    await onScreen(page, 'overview');
    await follow(page, 'Activity');
    const timeline = page.getByRole('img', { name: 'Timeline' });
    await timeline.waitFor();
    await shownBy(page, 'canvas');
    await settled(page);
    assert.ok((await hiddenShare(page, '.plot .in-words')) < 0.01, 'at first');
    await timeline.focus();
    await page.keyboard.press('End');
    for (let steps = 0; steps < 30; ++steps) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await status(page, 'The table is at');
    await fill(page, { Search: 'a word that nobody wrote' });
    await page.getByText('Nothing of 2,000 entries fits.').waitFor();
    await settled(page);
    assert.ok((await hiddenShare(page, '.plot .in-words')) < 0.01, 'when it is shorter');
    assert.ok((await hiddenShare(page, '.plot > .drawing')) > 0.01, 'the picture itself lies over what is painted');
    await close();
  });
});
