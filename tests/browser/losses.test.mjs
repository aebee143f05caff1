// @ts-check
// What a person reads when something that the page needs does not come, and that it goes on when it does.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { askForLink, signIn, signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, field, fill, onScreen, openVisit, press, status } from './visit.mjs';

const password = 'seven herons watched the slow canal';
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

describe('a program that does not come', () => {
  /** @type {Record<string, (route: import('playwright-core').Route) => Promise<void>>} */
  const ways = {
    'is not there': (route) => route.fulfill({ status: 404, body: '' }),
    'is cut off': (route) => route.abort(),
    'is not wasm': (route) => route.fulfill({ contentType: 'application/wasm', body: 'no' }),
  };
  for (const [what, answer] of Object.entries(ways)) {
    it(`core.wasm ${what}: a sentence, and a form that stays shut`, async () => {
      const { page, watch, close } = await openVisit(browser, server, { secrets: [password] });
      await page.route('**/core.*.wasm', answer);
      await page.goto(server.url);
      await alert(page, 'This page could not start');
      assert.equal(await page.getByRole('button', { name: 'Sign in' }).isDisabled(), true);
      await fill(page, { 'Email address': 'anna@example.org', Password: password });
      await field(page, 'Password').press('Enter');
      assert.deepEqual(watch.requests.filter((each) => !each.startsWith('GET ')), []);
      await close();
    });
  }

  it('the Worker that protects passwords breaks as it starts: a sentence, and the next try is a real one', async () => {
    const { page, watch, close } = await openVisit(browser, server, { isWatched: false });
    const where = '**/workers/stretch.*.js';
    let broken = 0;
    await page.route(where, async (route) => {
      if (route.request().resourceType() === 'fetch') return await route.continue(); // the look at whether it is what was built
      ++broken;
      await route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("This Worker is broken");' });
    });
    await page.goto(server.url);
    await signIn(page, 'anna@example.org', password);
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    assert.ok(broken > 0);
    assert.doesNotMatch((await page.getByRole('alert').textContent()) ?? '', /memory|password is not right/);
    assert.equal(watch.requests.includes('POST /v1/login/finish'), false);
    await page.unroute(where);
    await signIn(page, 'anna@example.org', password);
    await alert(page, 'The email address or the password is not right.');
    await close();
  });

  it('the wasm that protects passwords is missing: a sentence, and the next try is a real one', async () => {
    const { page, close } = await openVisit(browser, server);
    await page.route('**/stretch*.wasm', (route) => route.abort());
    await page.goto(server.url);
    await signIn(page, 'anna@example.org', password);
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    assert.doesNotMatch((await page.getByRole('alert').textContent()) ?? '', /memory|password is not right/);
    await page.unroute('**/stretch*.wasm');
    await signIn(page, 'anna@example.org', password);
    await alert(page, 'The email address or the password is not right.');
    await close();
  });

  it('the strength estimator is missing: a sentence, no account, and then it goes on', async () => {
    const { page, close } = await openVisit(browser, server);
    const link = await askForLink(page, server, 'estimator@example.org');
    await page.route('**/strength.*.js', (route) => route.abort());
    await page.goto(link);
    await onScreen(page, 'finish');
    await fill(page, { Password: password, 'Repeat password': password });
    await press(page, 'Continue');
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    await onScreen(page, 'finish');
    await page.unroute('**/strength.*.js');
    await page.reload();
    await onScreen(page, 'finish');
    await fill(page, { Password: password, 'Repeat password': password });
    await press(page, 'Continue');
    await onScreen(page, 'recovery-key');
    await close();
  });
});

describe('a server that goes away', () => {
  it('is told, and nothing that was typed is lost; when it is back, all goes on', async () => {
    const data = await mkdtemp(join(tmpdir(), 'portal-test-'));
    const own = await startServer({ data, options: ['--limits', 'off'] });
    const again = () => startServer({ data: own.data, port: own.port, options: ['--limits', 'off'] });
    const { page, close } = await openVisit(browser, own, { secrets: [password] });
    await signUp(page, own, 'away@example.org', password);
    await page.goto(`${own.url}/subscriptions`);
    await onScreen(page, 'sign-in');
    await own.kill();
    await signIn(page, 'away@example.org', password);
    await alert(page, 'We could not reach the server.');
    await onScreen(page, 'sign-in');
    assert.equal(await field(page, 'Email address').inputValue(), 'away@example.org');

    const second = await again();
    await signIn(page, 'away@example.org', password);
    await onScreen(page, 'subscriptions');
    await second.kill();
    const first = page.getByRole('switch').first();
    await first.click();
    await alert(page, 'We could not reach the server.');

    const third = await again();
    await page.reload();
    await signIn(page, 'away@example.org', password);
    await onScreen(page, 'subscriptions');
    assert.equal(await first.isChecked(), false);
    await first.click();
    await status(page, 'is on.');
    await third.stop();
    await close();
    await rm(data, { recursive: true, force: true });
  });
});
