// @ts-check
// The DOM view against given trees, in Chromium, under the real policy.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readFile } from 'node:fs/promises';
import { openBrowser, openRecordingPage, serveRecordingPage, serveWeb } from './page.mjs';
import { node, page as screen, signInForm } from './trees.mjs';

/** @typedef {import('../../web/portal-node.mjs').Node} Node */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveWeb>>} */
let site;

before(async () => {
  browser = await openBrowser();
  site = await serveRecordingPage();
});
after(async () => {
  await browser.close();
  await site.close();
});

/** @param {(page: import('playwright-core').Page) => Promise<void>} [first] */
const open = (first) => openRecordingPage(browser, site, first);

describe('the form that came with the page', () => {
  it('is adopted, not replaced: same fields, same focus, what was typed is told', async () => {
    const { page, show, told, email, password, focused } = await open();
    await email.fill('early@example.org');
    await password.fill('typed early');
    await page.evaluate(() => {
      for (const field of document.querySelectorAll('input, form, main')) /** @type {any} */ (field).isTheSame = true;
    });
    await show(screen([signInForm()]));
    assert.deepEqual(await told(), [
      ['type', 'Email address', 'early@example.org'],
      ['type', 'Password', 'typed early'],
    ]);
    assert.equal(
      await page.evaluate(() =>
        [...document.querySelectorAll('input, form, main')].every((each) => /** @type {any} */ (each).isTheSame),
      ),
      true,
    );
    assert.equal(await page.locator('input').count(), 2);
    assert.equal(await email.inputValue(), 'early@example.org');
    assert.equal(await focused(), 'password');
    assert.equal(await page.locator('[data-node]').count(), 0);
    await page.close();
  });

  it('is gone on a screen that has no such form', async () => {
    const { page, show } = await open();
    await show(screen([node('paragraph', 'Nothing to fill in.')], { title: 'Create an account' }), 0, 'sign-up');
    assert.equal(await page.locator('form, input').count(), 0);
    assert.equal(await page.locator('h1').textContent(), 'Create an account');
    await page.close();
  });

  it('lets nobody press its button until the core has answered', async () => {
    const { page, show, told, password } = await open();
    await password.fill('too early');
    await password.press('Enter');
    assert.deepEqual(await told(), []);
    await show(screen([signInForm()]));
    await told();
    await password.press('Enter');
    assert.deepEqual(await told(), [['press', 'Sign in']]);
    await page.close();
  });
});

describe('a password and the network', () => {
  const secret = 'tell-nobody-4711';

  /** Types the secret, presses Enter on everything, and clicks. @param {string} origin @returns {Promise<string[]>} requests */
  async function tryToSubmit(origin) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    page.setDefaultTimeout(3000);
    /** @type {string[]} */
    const requests = [];
    page.on('request', (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
    await page.goto(origin);
    await page.getByLabel('Email address').fill('anna@example.org');
    await page.getByLabel('Password').fill(secret);
    for (const field of await page.locator('input, button, select, a').all()) {
      await field.press('Enter', { timeout: 500 }).catch(() => {});
      await field.click({ timeout: 500, force: true }).catch(() => {});
      await page.waitForLoadState();
    }
    await context.close();
    return requests;
  }

  it('with scripts blocked, Enter everywhere sends nothing with the password', async () => {
    const requests = await tryToSubmit(site.origin);
    assert.ok(requests.length > 0);
    assert.deepEqual(
      requests.filter((each) => each.includes(secret)),
      [],
    );
    assert.deepEqual(
      requests.filter((each) => !each.startsWith('GET ')),
      [],
    );
  });

  it('a form that could be submitted is noticed by the same test', async () => {
    const html = await readFile(new URL('../../web/index.html', import.meta.url), 'utf8');
    const leaky = html
      .replace('method="dialog"', 'method="get"')
      .replace(' disabled data-node', ' data-node')
      .replace('id="password"', 'id="password" name="p"');
    const mutant = await serveWeb({ '/index.html': leaky }, '');
    const requests = await tryToSubmit(mutant.origin);
    await mutant.close();
    assert.ok(requests.some((each) => each.includes(secret)));
  });

  it('says so when its program cannot be loaded, and stays shut', async () => {
    const page = await browser.newPage();
    await page.goto(site.origin); // there is no core.wasm here
    await page.getByRole('alert').filter({ hasText: 'This page could not start' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Sign in' }).isDisabled(), true);
    await page.close();
  });

  it('has no name and no value in the page', async () => {
    const { page, show, password } = await open();
    await show(screen([signInForm()]));
    await password.fill(secret);
    assert.equal(await password.getAttribute('name'), null);
    assert.equal((await page.content()).includes(secret), false);
    await page.close();
  });
});

describe('what somebody is typing', () => {
  it('keeps its place when an alert and a field appear before it', async () => {
    const { page, show, email } = await open();
    await show(screen([signInForm()]));
    await email.fill('anna@example.org');
    await email.evaluate((field) => field.setAttribute('type', 'text'));
    await email.evaluate((field) => /** @type {HTMLInputElement} */ (field).setSelectionRange(2, 4));
    const value = { value: 'anna@example.org', input: 'text' };
    await show(
      screen([signInForm({ email: value, before: [node('textbox', 'Code', {})] })], {
        alert: 'Something is not right.',
      }),
    );
    const at = await page.evaluate(() => {
      const field = /** @type {HTMLInputElement} */ (document.activeElement);
      return [field.id, field.selectionStart, field.selectionEnd];
    });
    assert.deepEqual(at, ['email', 2, 4]);
    await page.close();
  });

  it('is not overwritten by an answer to an earlier key', async () => {
    const { page, show, email } = await open();
    await show(screen([signInForm()]));
    await email.pressSequentially('abc');
    await show(screen([signInForm({ email: { value: 'a' } })]), 1);
    assert.equal(await email.inputValue(), 'abc');
    await show(screen([signInForm({ email: { value: 'set by the core' } })]), 3);
    assert.equal(await email.inputValue(), 'set by the core');
    await page.close();
  });

  it('stays as typed when the core knows it in another spelling', async () => {
    const { page, show, email } = await open(async (page) =>
      page.evaluate(() => {
        /** @type {any} */ (window).asSent = () => 'anna@xn--bcher-kva.example';
      }),
    );
    await show(screen([signInForm({ email: { input: 'text' } })]));
    await email.fill('anna@bücher.example');
    await show(screen([signInForm({ email: { input: 'text', value: 'anna@xn--bcher-kva.example' } })]));
    assert.equal(await email.inputValue(), 'anna@bücher.example');
    await page.close();
  });

  it('is emptied when the core says so, and only then', async () => {
    const { page, show, password } = await open();
    await show(screen([signInForm()]));
    await password.fill('once');
    await show(screen([signInForm({ password: { filled: true } })]));
    assert.equal(await password.inputValue(), 'once');
    await show(screen([signInForm({ password: { cleared: 1 } })]));
    assert.equal(await password.inputValue(), '');
    await page.close();
  });

  it('is told as empty when its field is new and the core still has an earlier one', async () => {
    const { page, show, told } = await open();
    await show(screen([signInForm({ password: { filled: true } })]));
    assert.deepEqual(await told(), [['type', 'Password', '']]);
    await page.close();
  });

  it('can be seen, and hidden again, without being typed anew', async () => {
    const { page, show, told, password } = await open();
    await show(screen([signInForm()]));
    await password.fill('look at me');
    await told();
    const toggle = page.getByRole('button', { name: 'Show password' });
    await toggle.click();
    assert.deepEqual(await told(), [['press', 'Show password']]);
    await show(screen([signInForm({ password: { input: 'text', filled: true } })]));
    assert.equal(await password.getAttribute('type'), 'text');
    assert.equal(await password.inputValue(), 'look at me');
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
    await page.close();
  });
});

describe('controls', () => {
  const list = (/** @type {Partial<Node>} */ more) =>
    screen(
      [
        node('group', 'Online services', {
          look: 'card',
          children: [node('switch', 'Company news', { description: 'A few times a year.', ...more })],
        }),
        node('combobox', 'Theme', { children: [node('option', 'System', { selected: true }), node('option', 'Dark')] }),
        node('link', 'Overview', { href: '/' }),
        node('link', 'Privacy policy', { href: 'https://example.org/privacy', new_window: true }),
      ],
      { title: 'Subscriptions' },
    );

  it('a switch is a switch, and the core has the last word', async () => {
    const { page, show, told } = await open();
    await show(list({}));
    const toggle = page.getByRole('group', { name: 'Online services' }).getByRole('switch', { name: 'Company news' });
    assert.equal(await toggle.isChecked(), false);
    await toggle.click();
    assert.deepEqual(await told(), [['press', 'Company news']]);
    await show(null);
    assert.equal(await toggle.isChecked(), false);
    await show(list({ checked: true }));
    assert.equal(await toggle.isChecked(), true);
    await page.close();
  });

  it("a choice is told by its name, a link of ours is pressed, another is the browser's", async () => {
    const { page, show, told } = await open();
    await show(list({}));
    await page.getByLabel('Theme').selectOption('Dark');
    await page.getByRole('link', { name: 'Overview' }).click();
    assert.deepEqual(await told(), [
      ['choose', 'Theme', 'Dark'],
      ['press', 'Overview'],
    ]);
    assert.equal(await page.getByRole('link', { name: 'Privacy policy' }).getAttribute('target'), '_blank');
    await page.close();
  });

  it('a dialog takes the focus, Esc is its default answer, and the core closes it', async () => {
    const { page, show, told, focused, email } = await open();
    const dialog = node('dialog', 'Still there?', {
      children: [
        node('paragraph', 'You will be signed out.'),
        node('button', 'Stay signed in', { look: 'primary' }),
        node('button', 'Sign out'),
      ],
    });
    await show(screen([signInForm()]));
    await email.focus();
    await show(screen([signInForm()], { dialog }));
    assert.equal(await page.locator('dialog:modal').count(), 1);
    assert.equal(await focused(), 'Stay signed in');
    await page.keyboard.press('Escape');
    assert.deepEqual(await told(), [['press', 'Stay signed in']]);
    assert.equal(await page.locator('dialog:modal').count(), 1);
    await show(screen([signInForm()]));
    assert.equal(await page.locator('dialog').count(), 0);
    assert.equal(await focused(), 'email');
    await page.close();
  });

  it('an unchanged tree costs next to nothing', async () => {
    const { page, show } = await open();
    const rows = Array.from({ length: 40 }, (_, at) =>
      node('switch', `Switch ${at}`, { description: 'Words.', checked: at % 2 === 0 }),
    );
    const tree = screen(rows);
    await show(tree);
    const perShow = await page.evaluate((tree) => {
      const begin = performance.now();
      for (let i = 0; i < 200; ++i) /** @type {any} */ (window).show(tree);
      return (performance.now() - begin) / 200;
    }, tree);
    assert.ok(perShow < 4, `${perShow} ms`);
    await page.close();
  });
});
