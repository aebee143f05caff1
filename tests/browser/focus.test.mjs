// @ts-check
// What is read aloud, and where the focus is, when what is on the page changes.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openBrowser, openRecordingPage, serveRecordingPage } from './page.mjs';
import { node, page as screen, signInForm } from './trees.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveRecordingPage>>} */
let site;

before(async () => {
  browser = await openBrowser();
  site = await serveRecordingPage();
});
after(async () => {
  await browser.close();
  await site.close();
});

const open = () => openRecordingPage(browser, site);

describe('what is read aloud', () => {
  it('stands in regions that are there before their words', async () => {
    const { page, show } = await open();
    await show(screen([signInForm()]));
    await page.evaluate(() => {
      /** @type {any} */ (window).regions = [...document.querySelectorAll('[role=status], [role=alert]')];
    });
    await show(
      screen([signInForm()], { status: 'You are signed out.', alert: 'We could not reach the server.' }),
      0,
      'another',
    );
    assert.equal(await page.getByRole('status').textContent(), 'You are signed out.');
    assert.equal(await page.getByRole('alert').textContent(), 'We could not reach the server.');
    assert.equal(
      await page.evaluate(() =>
        /** @type {any} */ (window).regions.every((/** @type {Element} */ each) => each.isConnected),
      ),
      true,
    );
    await page.close();
  });

  it('goes on at the heading of a new screen', async () => {
    const { page, show, focused, email } = await open();
    await show(screen([signInForm()]));
    await email.focus();
    await show(screen([node('paragraph', 'Words.')], { title: 'Create an account' }), 0, 'sign-up');
    assert.equal(await focused(), 'Create an account');
    await page.close();
  });

  it('goes on at a field that is found wrong', async () => {
    const { page, show, focused, password } = await open();
    await show(screen([signInForm()]));
    await password.fill('x');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await show(
      screen([signInForm({ email: { disabled: true }, password: { disabled: true }, button: { disabled: true } })]),
    );
    await show(
      screen([signInForm({ password: { invalid: true } })], {
        alert: 'The email address or the password is not right.',
      }),
    );
    assert.equal(await focused(), 'password');
    assert.equal(await password.getAttribute('aria-invalid'), 'true');
    await page.close();
  });

  it('comes back to a button that was disabled for a while', async () => {
    const { page, show, focused } = await open();
    await show(screen([signInForm()]));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await show(screen([signInForm({ button: { disabled: true } })]));
    await page.waitForTimeout(100);
    await show(screen([signInForm()]));
    assert.equal(await focused(), 'Sign in');
    await page.close();
  });

  it('goes on at the heading when what had the focus is gone', async () => {
    const { page, show, focused } = await open();
    await show(screen([signInForm(), node('button', 'Undo')]));
    await page.getByRole('button', { name: 'Undo' }).focus();
    await show(screen([signInForm()]));
    assert.equal(await focused(), 'Sign in');
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'h1');
    await page.close();
  });

  it('goes back to the field that is wrong again in the same way', async () => {
    const { page, show, focused } = await open();
    const wrong = screen([signInForm({ password: { invalid: true } })], { alert: 'The email address or the password is not right.' });
    await show(wrong);
    await page.getByRole('button', { name: 'Sign in' }).focus();
    await show(null);
    assert.equal(await focused(), 'Sign in');
    await page.getByRole('button', { name: 'Sign in' }).press('Enter');
    await show(null);
    assert.equal(await focused(), 'password');
    await page.close();
  });

  it('stays on a button that does not do anything for a while', async () => {
    const { page, show, told, focused, email } = await open();
    await show(screen([signInForm(), node('button', 'Undo')]));
    await page.getByRole('button', { name: 'Undo' }).click();
    await told();
    await show(screen([signInForm({ button: { disabled: true } }), node('button', 'Undo', { disabled: true })]));
    assert.equal(await focused(), 'Undo');
    assert.equal(await page.getByRole('button', { name: 'Undo' }).isDisabled(), true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Sign in' }).click({ force: true });
    await email.press('Enter');
    assert.deepEqual(await told(), []);
    await page.close();
  });
});
