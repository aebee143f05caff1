// @ts-check
// Somebody with an account and a device, whom a kill interrupts.
import { isSignedIn, signIn, signUp } from '../node/people.mjs';
import { askAgain, watchedFetch } from './killing.mjs';

/** @typedef {import('../../web/portal-node.mjs').Portal} Portal */
/** @typedef {import('./killing.mjs').Mortal} Mortal */
/** @typedef {import('./killing.mjs').Moment} Moment */

/** What is said of something that may or may not have happened; nothing, if the client was killed. */
export const unanswered = [
  '',
  'We could not reach the server.',
  'The server could not do this. Try again in a minute.',
];

/** What was done, and else what went wrong: an alert may come beside it, of the screen that follows. @param {Portal} portal */
export const saidBy = (portal) => portal.status() || portal.alert();

/** Somebody with an account and a device, and what they do. */
export class Story {
  said = '';
  round = 0;
  /** @type {Moment[]} */
  moments = [{}];
  /** @type {Portal | null} */
  portal = null;

  /** @param {Mortal} mortal @param {string} name */
  constructor(mortal, name) {
    this.mortal = mortal;
    this.login = `${name}@example.org`;
    this.password = `${name} found four old umbrellas`;
    this.recoveryKey = '';
  }

  get server() {
    return this.mortal.server;
  }

  async begin() {
    const { portal, recoveryKey } = await signUp(this.server, this.login, this.password, { fetch: watchedFetch });
    this.recoveryKey = recoveryKey;
    this.portal = portal;
  }

  /** A device that is signed in, whatever the kill did to the last one. @returns {Promise<Portal>} */
  async device() {
    if (this.portal && isSignedIn(this.portal)) return this.portal;
    await this.portal?.close();
    this.portal = await askAgain(async () => {
      const portal = await signIn(this.server, this.login, this.password, { fetch: watchedFetch });
      if (!isSignedIn(portal)) throw new Error(portal.alert());
      return portal;
    });
    return this.portal;
  }

  /** Called whenever there is something that has to be known if this process ends now. */
  tell() {}

  async act() {}
  /** @returns {Promise<string>} the state that was found, by its name */
  async check() {
    return '';
  }
  async end() {
    await this.portal?.close();
  }
}
