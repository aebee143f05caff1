// @ts-check
// A walk past what people seldom meet: a server that is away or slow, a long history, links that are still good.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, expectReply } from '../node/api.mjs';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { askForLink, groupsAskedFor, signIn, signUp } from '../browser/journey.mjs';
import { showMadeLog } from '../browser/made-log.mjs';
import { holdBack } from '../browser/tour.mjs';
import { alert, field, fill, follow, onScreen, press, status } from '../browser/visit.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {(sight: string, how?: {isHtml?: boolean}) => Promise<void>} Stop  `isHtml`: whoever chose the canvas sees HTML here too */

const everything = '**/v1/**';
/** @param {Page} page */
const goAway = (page) => page.route(everything, (route) => route.abort());
/** @param {Page} page */
const comeBack = (page) => page.unroute(everything);

/**
 * @param {Page} page @param {{url: string, data: string}} server @param {string} login @param {string} password
 * @param {Stop} stop is called at each sight
 */
export async function walkRarely(page, server, login, password, stop) {
  await page.goto(`${server.url}/sign-in`);
  await onScreen(page, 'sign-in');
  await goAway(page);
  await signIn(page, login, password);
  await alert(page, 'We could not reach the server.');
  await stop('sign-in, server unreachable');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await fill(page, { 'Email address': login });
  await press(page, 'Send link');
  await alert(page, 'We could not reach the server.');
  await stop('sign-up, server unreachable');
  await comeBack(page);

  await slowServer(page, server, login, password, stop);
  await signUp(page, server, login, password);
  await follow(page, 'My data');
  await onScreen(page, 'my-data');
  await stop('my-data, empty');
  await follow(page, 'Overview');
  await goAway(page);
  await follow(page, 'My data');
  await alert(page, 'We could not reach the server.');
  await stop('my-data, server unreachable');
  await follow(page, 'Activity');
  await alert(page, 'We could not reach the server.');
  await stop('activity, server unreachable');
  await comeBack(page);

  await exportAndCheck(page, password, stop);
  await longHistory(page, stop);
  await press(page, 'Sign out');
  await status(page, 'You are signed out.');
  await notMe(page, server, login, stop);
  await resets(page, server, login, stop);
  await startsAgain(page, login, password, stop);
}

/** @param {Page} page @param {{url: string, data: string}} server @param {string} login @param {string} password @param {Stop} stop */
async function slowServer(page, server, login, password, stop) {
  const atWork = async (/** @type {string} */ where, /** @type {() => Promise<void>} */ act, /** @type {string} */ sight) => {
    const release = await holdBack(page, where);
    await Promise.all([page.waitForRequest(where), act()]);
    await page.getByRole('progressbar').waitFor();
    await stop(sight);
    await press(page, 'Cancel');
    await release();
  };
  await page.goto(`${server.url}/sign-in`);
  await atWork('**/v1/login/start', () => signIn(page, login, password), 'sign-in, at work');
  await page.goto(await askForLink(page, server, login));
  await onScreen(page, 'finish');
  await fill(page, { Password: password, 'Repeat password': password });
  await atWork('**/v1/sign-up/start', () => press(page, 'Continue'), 'finish, at work');
}

/** @param {Page} page @param {string} password @param {Stop} stop */
async function exportAndCheck(page, password, stop) {
  const folder = await mkdtemp(join(tmpdir(), 'portal-gallery-'));
  await follow(page, 'Export');
  await onScreen(page, 'export');
  await fill(page, { Password: password });
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Create export')]);
  await file.saveAs(join(folder, 'export.zip'));
  await page.getByRole('link', { name: 'Check an export' }).click();
  await onScreen(page, 'verify');
  await field(page, 'Export file').setInputFiles(join(folder, 'export.zip'));
  await press(page, 'Check');
  await status(page, 'This export');
  await stop('verify, accepted');
  await rm(folder, { recursive: true });
}

/** @param {Page} page @param {Stop} stop */
async function longHistory(page, stop) {
  await showMadeLog(page, 2000);
  await follow(page, 'Activity');
  await onScreen(page, 'activity');
  await page.locator('.drawn[data-drawn]').waitFor({ timeout: 5000 }).catch(() => {});
  await stop('activity, three years');
  await page.getByRole('img', { name: 'Timeline' }).focus();
  await page.keyboard.press('End');
  for (let steps = 0; steps < 30; ++steps) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await status(page, 'The table is at');
  await stop('activity, led to a row');
  await fill(page, { Search: 'a word that nobody wrote' });
  await onScreen(page, 'activity');
  await stop('activity, nothing found');
  await fill(page, { Search: '' });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('img', { name: 'Timeline' }).waitFor({ state: 'hidden' });
  await stop('activity, forced colours', { isHtml: true });
  await page.emulateMedia({ forcedColors: 'none' });
}

/** @param {Page} page @param {{url: string}} server @param {string} login @param {Stop} stop */
async function notMe(page, server, login, stop) {
  await page.goto(`${server.url}/not-me`);
  await onScreen(page, 'not-me');
  const next = 'nine otters crossed a frozen lake';
  await fill(page, { 'Email address': login, 'Password from before': 'never mine', 'New password': next, 'Repeat new password': next });
  await press(page, 'Get my account back');
  await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  await onScreen(page, 'not-me');
  await stop('not-me, refused');
}

/** @param {Page} page @param {{url: string, data: string}} server @param {string} login @param {Stop} stop */
async function resets(page, server, login, stop) {
  expectReply(await call(server, '/v1/reset/start', { login }), 202);
  const { link } = await mailFor(server.data, login, 'reset-requested');
  await page.goto(link);
  await onScreen(page, 'reset-confirm');
  await press(page, 'Confirm');
  await page.getByRole('status').filter({ hasText: /\S/ }).waitFor();
  await stop('reset-confirm, waiting');
  const { link: back } = await mailFor(server.data, login, 'reset-started');
  await page.goto(back);
  await onScreen(page, 'reset-cancel');
  await press(page, 'Cancel the reset');
  await status(page, 'The reset is cancelled.');
  await stop('reset-cancel, cancelled');
}

/**
 * Where nobody has to wait for an empty vault. The owner of the full one is told, and locks the account.
 * @param {Page} page @param {string} login @param {string} password @param {Stop} stop
 */
async function startsAgain(page, login, password, stop) {
  const data = await mkdtemp(join(tmpdir(), 'portal-gallery-'));
  const options = ['--limits', 'off', '--reset-delay-hours', '0'];
  const view = await field(page, 'View').inputValue();
  let server = await startServer({ data, options });
  await page.goto(server.url);
  await onScreen(page, 'sign-in');
  await field(page, 'View').selectOption(view); // each address remembers its own
  await signUp(page, server, login, password);
  await press(page, 'Sign out');
  await status(page, 'You are signed out.');
  expectReply(await call(server, '/v1/reset/start', { login }), 202);
  const { link: asked } = await mailFor(server.data, login, 'reset-requested');
  expectReply(await call(server, '/v1/reset/confirm', { token: asked.split('token=')[1] }));
  await server.stop(); // it looks when it starts, and then every minute, who has waited long enough
  server = await startServer({ data, options, port: server.port });
  await page.goto((await mailFor(server.data, login, 'reset-ready')).link);
  await onScreen(page, 'reset-finish');
  await stop('reset-finish');
  const next = 'nine otters crossed a frozen lake';
  await fill(page, { 'Email address': login, Password: next, 'Repeat password': next });
  await press(page, 'Continue');
  await onScreen(page, 'recovery-key');
  const key = await field(page, 'Recovery key').inputValue();
  await press(page, 'Continue');
  await onScreen(page, 'recovery-key-check');
  await fill(page, await groupsAskedFor(page, key));
  await press(page, 'Set up my account');
  await status(page, 'Your account is ready. Its vault is empty.');
  await stop('overview, started again');
  await page.goto((await mailFor(server.data, login, 'reset-done')).link);
  await onScreen(page, 'not-me');
  await stop('not-me, from its link');
  await press(page, 'Sign everybody out');
  await status(page, 'Everybody is signed out.');
  await stop('not-me, locked');
  await server.stop();
  await rm(data, { recursive: true });
}
