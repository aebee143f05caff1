// @ts-check
// What people do, in Node, with the client that the page has: sign up, sign in, change the password, read their mail.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPortal } from '../../web/portal-node.mjs';

/** @typedef {import('../../web/portal-node.mjs').Portal} Portal */
/** @typedef {{to: string, subject: string, kind: string, link: string, text: string}} Mail */
/** @typedef {Partial<import('../../web/portal-node.mjs').Options>} More */

/** @param {string} data the server's data folder @returns {Mail[]} oldest first */
export function mailsIn(data) {
  const folder = join(data, 'mail/new');
  const files = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort();
  return files.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const field = (/** @type {string} */ wanted) => new RegExp(`^${wanted}: (.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
    const link = /^(https?:\S+)\r?$/m.exec(text)?.[1] ?? '';
    return { to: field('To').replace(/[<>]/g, ''), subject: field('Subject'), kind: field('X-Portal-Kind'), link, text };
  });
}

/** @param {string} data @param {string} address @param {string} kind @returns {Promise<Mail>} the newest */
export async function mailFor(data, address, kind, patience = 5000) {
  for (const began = Date.now(); Date.now() - began < patience; await pause(20)) {
    const mail = mailsIn(data).findLast((each) => each.to === address && each.kind === kind);
    if (mail) return mail;
  }
  throw new Error(`no mail "${kind}" came for that address`);
}

/** @param {string} link @returns {string} what openPortal and go take */
export const placeIn = (link) => link.replace(/^https?:\/\/[^/]+/, '');

/**
 * From the address to the Overview.
 * @param {{url: string, data: string}} server
 * @param {string} login
 * @param {string} password
 * @param {More} [more]
 * @returns {Promise<{portal: Portal, recoveryKey: string}>}
 */
export async function signUp(server, login, password, more) {
  const portal = await openPortal({ server: server.url, path: '/sign-up', ...more });
  await portal.fill('Email address', login);
  await portal.press('Send link');
  await portal.go(placeIn((await mailFor(server.data, login, 'sign-up')).link));
  return { portal, recoveryKey: await finishSignUp(portal, password) };
}

/** @param {Portal} portal on "Choose a password" @param {string} password @returns {Promise<string>} the recovery key */
export async function finishSignUp(portal, password) {
  await portal.fill('Password', password);
  await portal.fill('Repeat password', password);
  await portal.press('Continue');
  if (portal.heading() !== 'Your recovery key') throw new Error(`${portal.heading()}: ${portal.alert()}`);
  const key = portal.value('Recovery key');
  await portal.press('Continue');
  for (let number = 2; number <= 9; ++number) {
    if (portal.sees(`Group ${number}`)) await portal.fill(`Group ${number}`, key.split('-')[number - 1]);
  }
  await portal.press('Create account');
  return key;
}

/** @param {{url: string}} server @param {string} login @param {string} password @param {More} [more] */
export async function signIn(server, login, password, more) {
  const portal = await openPortal({ server: server.url, path: '/sign-in', ...more });
  await portal.fill('Email address', login);
  await portal.fill('Password', password);
  await portal.press('Sign in');
  return portal;
}

/** @param {Portal} portal */
export const isSignedIn = (portal) => portal.sees('Sign out');

/** @param {{url: string}} server @param {string} login @param {string} password @param {More} [more] */
export async function opens(server, login, password, more) {
  const portal = await signIn(server, login, password, more);
  const opened = isSignedIn(portal);
  if (opened) await portal.press('Sign out');
  await portal.close();
  return opened;
}

/** @param {Portal} portal @param {string} from @param {string} to */
export async function changePassword(portal, from, to) {
  await portal.go('/change-password');
  await portal.fill('Current password', from);
  await portal.fill('New password', to);
  await portal.fill('Repeat new password', to);
  await portal.press('Change password', { role: 'button' });
}
