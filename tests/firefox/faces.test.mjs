// @ts-check
// The journey of the browser group once more, in Firefox: on the page and in a box on another site, as HTML and on a canvas.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { overflow } from '../browser/axe.mjs';
import { journey, openFrameOn, openPage } from '../browser/faces.mjs';
import { anna, startAnnasHost } from '../browser/host-page.mjs';
import { compare, noPainter, settled, shownBy } from '../browser/painted.mjs';
import { openFirefox } from './firefox.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../browser/host-page.mjs').Host} */
let host;

before(async () => {
  browser = await openFirefox({ inOneProcess: true });
  host = await startAnnasHost(browser);
});
after(async () => {
  await browser.close();
  await host.stop();
});

// In one process, Firefox leaves a box at one frame a second once a window that it opened is closed; in processes of their own it
// does not.
const frame = 1200;

for (const [where, open] of /** @type {const} */ ([
  ['on the page', () => openPage],
  ['in a box', () => openFrameOn(host)],
])) {
  for (const renderer of /** @type {const} */ (['html', 'canvas'])) {
    describe(`in Firefox, the journey ${where}, ${renderer}`, { skip: renderer === 'canvas' && noPainter }, () => {
      for (const width of [1200, 375]) {
        it(`goes through at ${width} px`, async () => {
          const face = await open()(browser, host.portal, { renderer, width });
          /** @type {string[]} */
          const wrong = [];
          await journey(face, anna, async (sight) => {
            await shownBy(face.seen, renderer);
            const found = [...(await overflow(face.seen))];
            if (renderer === 'canvas') {
              await settled(face.seen, frame);
              found.push(...(await compare(face.seen)).wrong);
            }
            wrong.push(...found.map((each) => `${sight}: ${each}`));
          });
          await face.close();
          assert.deepEqual(wrong, []);
        });
      }
    });
  }
}
