// @ts-check
// "Stay signed in on this device", in Chromium: what is kept, and what it is good for.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { signIn, signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { onScreen, openVisit, press } from './visit.mjs';

const login = 'stays@example.org';
const password = 'five boats, and the sixth is a swan';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  visit = await openVisit(browser, server, { secrets: [password] });
  page = visit.page;
  await signUp(page, server, login, password);
});
after(async () => {
  await browser.close();
  await server.stop();
});

const stay = () => page.getByRole('checkbox', { name: 'Stay signed in on this device' });

/** What the database of the page holds, by name: bytes, or what stands for them. */
const kept = () =>
  page.evaluate(async () => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('portal', 1);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const store = database.transaction('kept').objectStore('kept');
    const [names, values] = [store.getAllKeys(), store.getAll()];
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    database.close();
    const kind = (/** @type {any} */ value) =>
      value instanceof CryptoKey ? `key, extractable: ${value.extractable}` : value instanceof Uint8Array ? 'bytes' : 'sealed';
    return Object.fromEntries(names.result.map((name, at) => [name, kind(values.result[at])]));
  });

describe('staying signed in', () => {
  it('is off, and without it a page that is loaded anew asks again and says why', async () => {
    await page.goto(`${server.url}/`);
    await onScreen(page, 'sign-in');
    await page.getByText('You are asked again because').waitFor();
    assert.equal(await stay().isChecked(), false);
    assert.equal((await kept())['device-x'], undefined);
  });

  it('keeps its secret under a key that cannot be taken out of the browser', async () => {
    await stay().click();
    await signIn(page, login, password);
    await page.getByText('This device stays signed in until').waitFor();
    const there = await kept();
    assert.equal(there['device-x'], 'sealed');
    assert.equal(there['/key'], 'key, extractable: false');
  });

  it('opens a page that is loaded anew, on the screen that was asked for', async () => {
    await page.goto(`${server.url}/subscriptions`);
    await onScreen(page, 'subscriptions');
    await page.reload();
    await onScreen(page, 'subscriptions');
  });

  it('ends with sign-out', async () => {
    await press(page, 'Sign out');
    await onScreen(page, 'sign-in');
    await page.reload();
    await onScreen(page, 'sign-in');
    assert.equal((await kept())['device-x'], undefined);
    await visit.close();
  });
});
