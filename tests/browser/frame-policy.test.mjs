// @ts-check
// The portal in a frame of another site: neither it nor the embed tag does what a policy forbids.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { openBrowser } from './page.mjs';
import { violationsIn } from './visit.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
let origin = '';

const host = createServer((request, response) => {
  response.writeHead(request.url === '/' ? 200 : 404, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; script-src ${server.url}; frame-src ${server.url}`,
  });
  response.end(`<!doctype html><script src="${server.url}/portal-embed.js" async></script>
    <privacy-portal src="${server.url}/" section="subscriptions"></privacy-portal>`);
});

before(async () => {
  await new Promise((resolve) => host.listen(0, '127.0.0.1', () => resolve(undefined)));
  origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (host.address()).port}`;
  server = await startServer({ options: ['--limits', 'off', '--embed-origin', origin] });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await server.stop();
  host.close();
});

/** @param {(frame: import('playwright-core').Frame) => Promise<unknown>} act @returns {Promise<string[]>} */
async function violationsAfter(act) {
  const context = await browser.newContext();
  const violations = await violationsIn(context);
  const page = await context.newPage();
  await page.goto(origin);
  await page.frameLocator('iframe').locator('html[data-state="ready"]').waitFor({ state: 'attached' });
  const frame = page.frames().find((each) => each.url().startsWith(server.url));
  assert.ok(frame);
  await act(frame);
  await page.waitForTimeout(300);
  await context.close();
  return violations;
}

it('a frame starts, and no policy is violated in it or around it', async () => {
  assert.deepEqual(await violationsAfter(async (frame) => {
    await frame.getByRole('heading', { level: 1 }).waitFor();
  }), []);
});

it('a violation in the frame would be noticed', async () => {
  const found = await violationsAfter((frame) => frame.evaluate(`document.body.setAttribute('style', 'color: red')`));
  assert.match(found.join('\n'), /style-src/);
});
