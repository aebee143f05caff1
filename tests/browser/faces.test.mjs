// @ts-check
// One journey by role and name, on the page and in a frame, as HTML and on a canvas, wide and narrow.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { overflow, violations } from './axe.mjs';
import { openFrameOn, openPage } from './faces.mjs';
import { anna, pressIn, startAnnasHost } from './host-page.mjs';
import { openBrowser } from './page.mjs';
import { compare, noPainter, settled, shownBy } from './painted.mjs';
import { follow, onScreen, status } from './visit.mjs';

/** @typedef {import('./faces.mjs').Face} Face */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./host-page.mjs').Host} */
let host;

before(async () => {
  browser = await openBrowser();
  host = await startAnnasHost(browser);
});
after(async () => {
  await browser.close();
  await host.stop();
});

/**
 * From signing in to signing out, with mail switched on and stopped between.
 * @param {Face} face @param {(sight: string) => Promise<void>} stop
 */
async function journey(face, stop) {
  await onScreen(face.seen, face.begins);
  await stop('signed out');
  await face.signIn(anna.login, anna.password);
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

for (const [where, open] of /** @type {const} */ ([
  ['on the page', () => openPage],
  ['in a frame', () => openFrameOn(host)],
])) {
  for (const renderer of /** @type {const} */ (['html', 'canvas'])) {
    describe(`the journey ${where}, ${renderer}`, { skip: renderer === 'canvas' && noPainter }, () => {
      for (const width of [1200, 375]) {
        it(`goes through at ${width} px, with nothing for axe to find`, async () => {
          const face = await open()(browser, host.portal, { renderer, width });
          /** @type {string[]} */
          const wrong = [];
          let lines = 0;
          await journey(face, async (sight) => {
            await shownBy(face.seen, renderer);
            const found = [...(await overflow(face.seen))];
            const rules = { 'color-contrast': { enabled: renderer === 'html' } };
            found.push(...(await violations(face.seen, rules)));
            if (renderer === 'canvas') {
              await settled(face.seen);
              const painted = await compare(face.seen);
              lines += painted.lines;
              found.push(...painted.wrong);
            }
            wrong.push(...found.map((each) => `${sight}: ${each}`));
          });
          await face.close();
          assert.deepEqual(wrong, []);
          assert.ok(renderer === 'html' || lines > 150, `${lines} words were compared`);
        });
      }
    });
  }
}
