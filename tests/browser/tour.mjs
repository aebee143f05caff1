// @ts-check
// A walk past every screen, and past the states of it that look different: errors, work under way, an open dialog.
import { call, expectReply } from '../node/api.mjs';
import { mailFor } from '../node/people.mjs';
import { hurry, hurryUntilAsked } from './hurry.mjs';
import { askForLink, choosePassword, groupsAskedFor, signIn } from './journey.mjs';
import { alert, fill, follow, onScreen, press, status } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {Page} page one whose waits can be hurried
 * @param {{url: string, data: string}} server
 * @param {string} login @param {string} password
 * @param {(name: string) => Promise<void>} stop is called at each sight
 */
export async function walk(page, server, login, password, stop) {
  await page.goto(server.url);
  await onScreen(page, 'sign-in');
  await stop('sign-in');
  await signIn(page, 'nobody@example.org', password);
  await alert(page, 'The email address or the password is not right.');
  await onScreen(page, 'sign-in');
  await stop('sign-in, refused');
  await page.getByRole('link', { name: 'Forgotten password?' }).click();
  await onScreen(page, 'recovery');
  await stop('recovery');
  await fill(page, { 'Email address': login, 'Recovery key': 'RK1Q-ZQG3' });
  await press(page, 'Set new password');
  await alert(page, 'This is not a complete recovery key.');
  await stop('recovery, refused');

  await page.getByRole('link', { name: 'I have no recovery key' }).click();
  await onScreen(page, 'reset');
  await stop('reset');
  for (const [place, button] of [['confirm', 'Confirm'], ['cancel', 'Cancel the reset']]) {
    await page.goto(`${server.url}/reset/${place}#token=${'A'.repeat(22)}`);
    await onScreen(page, `reset-${place}`);
    await stop(`reset-${place}`);
    await press(page, button);
    await alert(page, 'This link is no longer valid.');
    await stop(`reset-${place}, refused`);
  }
  await page.goto(`${server.url}/reset/finish#token=${'A'.repeat(22)}`);
  await alert(page, 'This link is no longer valid.');
  await onScreen(page, 'reset-finish');
  await stop('reset-finish, refused');
  await page.goto(`${server.url}/not-me`);
  await onScreen(page, 'not-me');
  await stop('not-me');

  await page.goto(`${server.url}/delete-account/cancel#token=${'A'.repeat(22)}`);
  await onScreen(page, 'cancel-deletion');
  await stop('cancel-deletion');
  await press(page, 'Cancel deletion');
  await alert(page, 'This link is no longer valid.');
  await stop('cancel-deletion, refused');

  await page.goto(`${server.url}/sign-up`);
  await onScreen(page, 'sign-up');
  await stop('sign-up');
  await fill(page, { 'Email address': 'not an address' });
  await press(page, 'Send link');
  await alert(page, 'This is not an email address.');
  await stop('sign-up, refused');
  const link = await askForLink(page, server, login);
  await stop('sign-up, sent');

  await page.goto(link);
  await onScreen(page, 'finish');
  await stop('finish');
  await fill(page, { Password: '123456789012', 'Repeat password': '123456789012' });
  await press(page, 'Continue');
  await alert(page, 'This password is too common.');
  await onScreen(page, 'finish');
  await stop('finish, refused');
  const key = await choosePassword(page, password);
  await stop('recovery-key');
  await press(page, 'Continue');
  await onScreen(page, 'recovery-key-check');
  await stop('recovery-key-check');
  const groups = await groupsAskedFor(page, key);
  await fill(page, Object.fromEntries(Object.keys(groups).map((name) => [name, 'xxxx'])));
  await press(page, 'Create account');
  await page.getByRole('alert').filter({ hasText: 'does not match.' }).waitFor();
  await stop('recovery-key-check, refused');
  await fill(page, groups);
  await press(page, 'Create account');
  await onScreen(page, 'overview');
  await stop('overview');

  await follow(page, 'Subscriptions');
  await onScreen(page, 'subscriptions');
  await stop('subscriptions');
  await page.getByRole('switch', { name: 'Company news' }).first().click();
  await status(page, 'Company news is on.');
  await stop('subscriptions, one on');
  await press(page, 'Stop all mail');
  await status(page, 'All mail is stopped.');
  await stop('subscriptions, stopped');

  await follow(page, 'My data');
  await onScreen(page, 'my-data');
  await fill(page, { Name: 'Anna Grau', 'Street address': '7 Quay Street' });
  await press(page, 'Save');
  await status(page, 'Saved.');
  await press(page, 'Who can read name?');
  await stop('my-data');
  await fill(page, { Company: '4111 1111 1111 1111' });
  await press(page, 'Save');
  await alert(page, 'This looks like a card number.');
  await stop('my-data, refused');
  await page.getByRole('link', { name: 'Who can read what' }).click();
  await onScreen(page, 'who-can-read');
  await drawn(page);
  await stop('who-can-read');

  await follow(page, 'Sessions');
  await onScreen(page, 'sessions');
  await page.getByRole('row', { name: 'Chrome on Linux' }).waitFor();
  await stop('sessions');
  await press(page, 'End all other sessions');
  await status(page, 'All other sessions are ended.');
  await stop('sessions, others ended');

  await follow(page, 'Activity');
  await onScreen(page, 'activity');
  await page.getByRole('table', { name: 'Activity', exact: true }).waitFor();
  await drawn(page);
  await stop('activity');

  await follow(page, 'Delete account');
  await onScreen(page, 'delete-account');
  await stop('delete-account');
  await press(page, 'Delete account');
  await alert(page, 'Tick the box first');
  await stop('delete-account, refused');
  await fill(page, { Password: password });
  await page.getByRole('checkbox').check();
  await press(page, 'Delete account');
  await status(page, 'Your account will be deleted on');
  await onScreen(page, 'delete-account');
  await stop('delete-account, waiting');
  await follow(page, 'Overview');
  await onScreen(page, 'overview');
  await stop('overview, to be deleted');
  await follow(page, 'Delete account');
  await onScreen(page, 'delete-account');
  await press(page, 'Cancel deletion');
  await status(page, 'Deletion cancelled.');

  await follow(page, 'Change password');
  await onScreen(page, 'change-password');
  await stop('change-password');
  const next = { 'New password': `${password} 2`, 'Repeat new password': `${password} 2` };
  const release = await holdBack(page, '**/v1/credential/start');
  await fill(page, { 'Current password': password, ...next });
  await press(page, 'Change password');
  await page.locator('[role=progressbar][aria-valuenow="35"]').waitFor();
  await stop('change-password, at work');
  await press(page, 'Cancel');
  await release();
  await alert(page, 'Nothing was changed.');
  await fill(page, { 'Current password': 'a wrong one', ...next });
  await press(page, 'Change password');
  await alert(page, 'The current password is not right. Nothing was changed.');
  await onScreen(page, 'change-password');
  await stop('change-password, refused');

  await follow(page, 'Export');
  await onScreen(page, 'export');
  await stop('export');
  await page.getByLabel('Protect with a passphrase').check();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  await stop('export, with a passphrase');
  const releaseNote = await holdBack(page, '**/v1/export/note');
  await fill(page, { Password: password });
  await press(page, 'Create export');
  await page.locator('[role=progressbar][aria-valuenow="30"]').waitFor();
  await stop('export, at work');
  await press(page, 'Cancel');
  await releaseNote();
  await status(page, 'Cancelled.');
  await page.getByRole('link', { name: 'Check an export' }).click();
  await onScreen(page, 'verify');
  await press(page, 'Check');
  await alert(page, 'Choose a file.');
  await onScreen(page, 'verify');
  await stop('verify, refused');

  await askForReset(server, login);
  await hurryUntilAsked(page);
  await stop('still-there');
  await press(page, 'Stay signed in');
  await page.getByRole('button', { name: 'Cancel the reset' }).waitFor();
  await follow(page, 'Overview');
  await onScreen(page, 'overview');
  await stop('overview, to be emptied');
  await press(page, 'Cancel the reset');
  await status(page, 'The reset is cancelled.');

  await hurryUntilAsked(page);
  await hurry(page);
  await status(page, 'You are signed out.');
  await onScreen(page, 'sign-in');
  await stop('sign-in, signed out');
}

/** Somebody reads the mail and asks for an empty vault. @param {{url: string, data: string}} server @param {string} login */
async function askForReset(server, login) {
  expectReply(await call(server, '/v1/reset/start', { login }), 202);
  const { link } = await mailFor(server.data, login, 'reset-requested');
  expectReply(await call(server, '/v1/reset/confirm', { token: link.split('token=')[1] }));
}

/** Requests to there wait until the returned function is called. @param {Page} page @param {string} where @returns {Promise<() => Promise<void>>} */
export async function holdBack(page, where) {
  /** @type {() => void} */
  let go = () => {};
  const released = new Promise((resolve) => (go = () => resolve(undefined)));
  await page.route(where, async (route) => {
    await released;
    await route.continue().catch(() => {}); // whoever asked may have gone away
  });
  return async () => {
    go();
    await page.unroute(where);
  };
}

// A drawing comes when the painter is loaded, if there is one.
/** @param {Page} page */
const drawn = (page) => page.locator('.drawn[data-drawn]').waitFor({ timeout: 5000 }).catch(() => {});
