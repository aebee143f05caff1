// @ts-check
// Chromium's own password manager, not a copy of its rules: when it would ask to save, what it takes for address and
// password, and what it fills. Nobody can press its bubble without a screen, so what is kept is put into its database.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { opens, signUp as signUpInNode } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { askForLink, changePassword, choosePassword, proveRecoveryKey, signIn } from './journey.mjs';
import { noPainter, shownBy } from './painted.mjs';
import { alert, field, follow, onScreen, press, status, violationsIn } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const login = 'anna@example.org';
const password = 'seven herons watched the slow canal';
const newPassword = 'the eighth heron read a newspaper';
const profile = mkdtempSync(join(tmpdir(), 'portal-profile-'));

/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('playwright-core').BrowserContext} */
let browser;
/** chrome://password-manager-internals: what the manager says to itself. @type {Page} */
let diary;
/** @type {Page} */
let page;
/** @type {string[][]} */
const violations = [];

/** A profile as a person has it: not one of automation, which saves nothing. */
async function open() {
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: ['--headless=new', '--password-store=basic', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  violations.push(await violationsIn(browser));
  diary = await browser.newPage();
  await diary.goto('chrome://password-manager-internals');
  page = await browser.newPage();
  page.setDefaultTimeout(15_000);
}

before(async () => {
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({ credentials_enable_service: true }));
  server = await startServer({ options: ['--limits', 'off'] });
  await (await signUpInNode(server, login, password)).portal.close();
  await open();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(profile, { recursive: true, force: true });
  assert.deepEqual(violations.flat(), []);
});

/** What it has written since the last look, once that matches. @param {RegExp} wanted @returns {Promise<string>} */
async function diaryWith(wanted, patience = 8000) {
  for (const began = Date.now(); ; await page.waitForTimeout(100)) {
    const text = await diary.evaluate(() => document.body.innerText);
    if (wanted.test(text) || Date.now() - began > patience) {
      await diary.reload();
      return text;
    }
  }
}

const asks = /Decision: +ASK the user/;

/** Of the last form that it looked at. @param {string} text @param {string} what */
const elementIn = (text, what) => [...text.matchAll(new RegExp(`^\\s*${what} : +(\\S*) ,?`, 'gm'))].at(-1)?.[1];

/** Puts a login where the manager keeps them, as `--password-store=basic` seals it. @param {string} kept */
async function keep(kept) {
  await browser.close();
  const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
  const sealed = Buffer.concat([Buffer.from('v10'), cipher.update(kept), cipher.final()]).toString('hex');
  const columns = ['origin_url', 'signon_realm', 'username_value', 'password_value', 'action_url', 'username_element', 'password_element',
    'submit_element', 'date_created', 'blacklisted_by_user', 'scheme', 'password_type', 'times_used'];
  const values = [`'${server.url}/'`, `'${server.url}/'`, `'${login}'`, `x'${sealed}'`, "''", "''", "''", "''", '13400000000000000', 0, 0, 0, 1];
  execFileSync('sqlite3', [join(profile, 'Default/Login Data'), `INSERT INTO logins(${columns}) VALUES(${values})`]);
  await open();
}

/** @param {string} name */
const isFilled = (name) => page.waitForFunction((label) => [...document.querySelectorAll('label')].some((each) =>
  each.textContent === label && each.control?.matches(':autofill')), name);

describe('with an empty memory', () => {
  it('it does not ask to save what was refused', async () => {
    await page.goto(`${server.url}/sign-in`);
    await signIn(page, login, 'not the right one at all');
    await alert(page, 'The email address or the password is not right.');
    assert.doesNotMatch(await diaryWith(asks, 1500), asks);
  });

  it('it asks to save after a sign-in, with address and password', async () => {
    await page.goto(`${server.url}/sign-in`);
    await signIn(page, login, password);
    await onScreen(page, 'overview');
    const text = await diaryWith(asks);
    assert.match(text, asks);
    assert.equal(elementIn(text, 'Username element'), 'email');
    assert.equal(elementIn(text, 'Password element'), 'password');
  });

  it('it asks to save after a sign-up, with the address that the link is for', async () => {
    await press(page, 'Sign out');
    await page.goto(await askForLink(page, server, 'bert@example.org'));
    const key = await choosePassword(page, newPassword);
    const text = await diaryWith(asks);
    await proveRecoveryKey(page, key);
    const later = await diaryWith(asks, 3000);
    assert.match(text + later, asks);
    assert.match(text + later, /New password element : +\S+ ,/);
    assert.match(text + later, /Username element : +\S+ ,/);
  });
});

describe('with a login in memory', () => {
  it('it fills the form of the sign-in, and one press is enough', async () => {
    await keep(password);
    await page.goto(`${server.url}/sign-in`);
    await onScreen(page, 'sign-in');
    for (const name of ['Email address', 'Password']) await isFilled(name);
    await press(page, 'Sign in');
    await onScreen(page, 'overview');
  });

  it('it fills a form on a canvas as well', { skip: noPainter }, async () => {
    await press(page, 'Sign out');
    await page.goto(`${server.url}/sign-in?renderer=canvas`);
    await onScreen(page, 'sign-in');
    await shownBy(page, 'canvas');
    for (const name of ['Email address', 'Password']) await isFilled(name);
    await shownBy(page, 'canvas');
    await press(page, 'Sign in');
    await onScreen(page, 'overview');
  });

  it('it fills the current password of a change, no other, and asks to update what it keeps', async () => {
    await follow(page, 'Change password');
    await onScreen(page, 'change-password');
    await isFilled('Current password');
    for (const name of ['New password', 'Repeat new password']) assert.equal(await field(page, name).inputValue(), '');
    await diaryWith(/./, 0);
    await changePassword(page, password, newPassword);
    await status(page, 'Your password is changed.');
    const text = await diaryWith(asks);
    assert.match(text, asks);
    assert.match(text, /New password element : +\S+ ,/);
    assert.equal(await opens(server, login, newPassword), true);
  });
});
