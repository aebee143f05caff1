// @ts-check
// What the page must never do, and that the watch over it would see it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { askForLink, choosePassword, proveRecoveryKey, signIn } from './journey.mjs';
import { openBrowser, policy, withoutHashes } from './page.mjs';
import { field, fill, follow, onScreen, openVisit, press } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

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

describe('password fields', () => {
  /** @param {Page} page @param {Record<string, string>} tokens autocomplete by the names of all fields of the form */
  async function check(page, tokens) {
    assert.deepEqual(
      Object.fromEntries(await page.locator('main form input:not([type=checkbox])').evaluateAll((all) =>
        all.map((each) => [/** @type {HTMLInputElement} */ (each).labels?.[0]?.textContent, each.getAttribute('autocomplete')]))),
      tokens,
    );
    assert.equal(await page.locator('input[name], form[action]').count(), 0);
    for (const name of Object.keys(tokens).filter((each) => /password/i.test(each))) {
      const input = field(page, name);
      const toggle = page.getByRole('button', { name: `Show ${name.toLowerCase()}`, exact: true });
      await input.fill('look at me');
      assert.equal(await input.getAttribute('type'), 'password');
      await toggle.click();
      await page.getByRole('button', { name: `Show ${name.toLowerCase()}`, exact: true, pressed: true }).waitFor();
      assert.equal(await input.getAttribute('type'), 'text');
      assert.equal((await page.content()).includes('look at me'), false);
      await toggle.click();
      await page.getByRole('button', { name: `Show ${name.toLowerCase()}`, exact: true, pressed: false }).waitFor();
      assert.equal(await input.getAttribute('type'), 'password');
      assert.equal(await input.inputValue(), 'look at me');
      const { width, height } = (await input.boundingBox()) ?? { width: 0, height: 0 };
      assert.ok(width >= 200 && height >= 42, `${width} × ${height}`);
    }
  }

  it('say to password managers what they are, can be looked at, and have no name', async () => {
    const { page, close } = await openVisit(browser, server, { secrets: [password, 'look at me'] });
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    await check(page, { 'Email address': 'username', Password: 'current-password' });
    await page.goto(await askForLink(page, server, 'fields@example.org'));
    await onScreen(page, 'finish');
    await check(page, { 'Email address': 'username', Password: 'new-password', 'Repeat password': 'new-password' });
    await proveRecoveryKey(page, await choosePassword(page, password));
    await follow(page, 'Change password');
    await onScreen(page, 'change-password');
    await check(page, {
      'Email address': 'username', 'Current password': 'current-password',
      'New password': 'new-password', 'Repeat new password': 'new-password',
      'Your password': 'current-password', // for a new recovery key, in a form of its own
    });
    await close();
  });
});

describe('with scripts blocked', () => {
  it('nothing that is typed or pressed sends the password', async () => {
    const { page, watch, close } = await openVisit(browser, server, { secrets: [password], options: { javaScriptEnabled: false } });
    await page.goto(server.url);
    await page.getByLabel('Email address').fill('anna@example.org');
    await page.getByLabel('Password').fill(password);
    for (const each of await page.locator('input, button, a').all()) {
      await each.press('Enter', { timeout: 300 }).catch(() => {});
      await each.click({ timeout: 300, force: true }).catch(() => {});
    }
    assert.deepEqual(watch.requests.filter((each) => !each.startsWith('GET ')), []);
    assert.equal(watch.requests.filter((each) => each === 'GET /').length, 1);
    await close();
  });
});

describe('the policy of the page', () => {
  it('is the one that the tests of the view run under', async () => {
    const answer = await fetch(server.url);
    assert.equal(withoutHashes(answer.headers.get('content-security-policy')), policy);
  });

  /** What the watch finds when the page does that. @param {(page: Page) => Promise<unknown>} evil */
  async function foundAfter(evil) {
    const { page, watch } = await openVisit(browser, server, { secrets: [password] });
    await page.goto(server.url);
    await onScreen(page, 'sign-in');
    assert.deepEqual(watch.problems, []);
    await evil(page).catch(() => {});
    await page.waitForTimeout(200);
    await page.context().close();
    return watch.problems.join('\n');
  }

  it('and the watch notices markup from text, inline styles and scripts, foreign requests and a leaking password', async () => {
    const evil = (/** @type {string} */ script) => foundAfter((page) => page.evaluate(script));
    assert.match(await evil(`document.body.innerHTML = '<b>x</b>'`), /Trusted|TrustedHTML|require-trusted-types-for/);
    assert.match(await evil(`document.body.setAttribute('style', 'color: red')`), /style-src/);
    assert.match(await evil(`document.head.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))`), /style-src/);
    assert.match(await evil(`fetch('https://elsewhere.example/')`), /connect-src|a request to https:\/\/elsewhere/);
    assert.match(await evil(`fetch('/healthz?p=' + encodeURIComponent('${password}'))`), /a secret goes to \/healthz/);
    assert.match(await evil(`fetch('/v1/login/start', { method: 'POST', body: btoa('${password}') })`), /a secret goes to \/v1\/login\/start/);
  });

  it('and a cookie is noticed', async () => {
    const { page, close } = await openVisit(browser, server);
    await page.goto(server.url);
    await page.evaluate(`document.cookie = 'a=b'`);
    await page.waitForFunction(`document.cookie === 'a=b'`);
    await assert.rejects(close());
  });
});

describe('a device that somebody else uses next', () => {
  it('has no password, address or key in its storage after signing out', async () => {
    const { page, close } = await openVisit(browser, server, { secrets: [password] });
    await page.goto(server.url);
    await signIn(page, 'fields@example.org', password);
    await onScreen(page, 'overview');
    await press(page, 'Sign out');
    await onScreen(page, 'sign-in');
    const kept = await page.evaluate(async () => {
      const opened = indexedDB.open('portal', 1);
      await new Promise((done) => (opened.onsuccess = done));
      const store = opened.result.transaction('kept').objectStore('kept');
      const [names, values] = [store.getAllKeys(), store.getAll()];
      await new Promise((done) => (values.onsuccess = done));
      const texts = values.result.map((each) => new TextDecoder().decode(each));
      return JSON.stringify([names.result, texts, { ...localStorage }, { ...sessionStorage }]);
    });
    assert.equal(kept.includes(password), false);
    assert.equal(await field(page, 'Password').inputValue(), '');
    await page.goBack().catch(() => null);
    assert.equal(await page.getByText('fields@example.org').count(), 0);
    await close();
  });
});
