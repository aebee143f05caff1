// @ts-check
// The ways through the page that several tests go.
import { mailFor } from '../node/people.mjs';
import { field, fill, follow, onScreen, press, status } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** From the address to the mail and its link. @param {Page} page @param {{url: string, data: string}} server @param {string} login */
export async function askForLink(page, server, login) {
  await page.goto(`${server.url}/sign-up`);
  await onScreen(page, 'sign-up');
  await fill(page, { 'Email address': login });
  await press(page, 'Send link');
  await status(page, 'Check your email.');
  return (await mailFor(server.data, login, 'sign-up')).link;
}

/** @param {Page} page on "Choose a password" @param {string} password @returns {Promise<string>} the recovery key */
export async function choosePassword(page, password) {
  await onScreen(page, 'finish');
  await fill(page, { Password: password, 'Repeat password': password });
  await press(page, 'Continue');
  await onScreen(page, 'recovery-key');
  return await field(page, 'Recovery key').inputValue();
}

/** The two groups that are asked for. @param {Page} page on "Check your recovery key" @param {string} key */
export async function groupsAskedFor(page, key) {
  const names = await page.locator('main label').allTextContents();
  const groups = key.split('-');
  return Object.fromEntries(names.map((name) => [name, groups[Number(name.split(' ')[1]) - 1]]));
}

/** @param {Page} page @param {string} key */
export async function proveRecoveryKey(page, key) {
  await press(page, 'Continue');
  await onScreen(page, 'recovery-key-check');
  await fill(page, await groupsAskedFor(page, key));
  await press(page, 'Create account');
  await onScreen(page, 'overview');
}

/** @param {Page} page @param {{url: string, data: string}} server @param {string} login @param {string} password */
export async function signUp(page, server, login, password) {
  await page.goto(await askForLink(page, server, login));
  await proveRecoveryKey(page, await choosePassword(page, password));
}

/** On whatever shows the sign-in form. @param {Page} page @param {string} login @param {string} password */
export async function signIn(page, login, password) {
  await onScreen(page, 'sign-in');
  await fill(page, { 'Email address': login, Password: password });
  await press(page, 'Sign in');
}

/** @param {Page} page @param {string} from @param {string} to */
export async function changePassword(page, from, to) {
  await follow(page, 'Change password');
  await onScreen(page, 'change-password');
  await fill(page, { 'Current password': from, 'New password': to, 'Repeat new password': to });
  await press(page, 'Change password');
}
