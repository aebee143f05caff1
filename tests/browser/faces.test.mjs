// @ts-check
// One journey by role and name, on the page and in a frame, as HTML and on a canvas, wide and narrow.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { overflow, violations } from './axe.mjs';
import { journey, openFrameOn, openPage } from './faces.mjs';
import { anna, startAnnasHost } from './host-page.mjs';
import { openBrowser } from './page.mjs';
import { compare, noPainter, settled, shownBy } from './painted.mjs';

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
          await journey(face, anna, async (sight) => {
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
