// @ts-check
// What the tests that kill share: the moment of a request, a server that is killed and started again, and questions to
// it that are asked anew when a connection of before the kill breaks.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as peer from '../interop/peer.mjs';
import { call, expectReply } from '../node/api.mjs';
import { isSignedIn, signIn } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';

const startPatience = 5000;

/** @typedef {import('../node/server.mjs').RunningServer} RunningServer */
/**
 * A random moment: within the whole of what is done, or `within` so many ms after somebody asked for a path, where it
 * is tight. `away`: so many ms does the server stay away, for a client to notice.
 * @typedef {{after?: string, within?: number, away?: number}} Moment
 */

/** @type {(path: string) => void} */
let hearOf = () => {};
/** @type {typeof fetch} */
export const watchedFetch = (resource, init) => {
  hearOf(new URL(String(resource)).pathname);
  return fetch(resource, init);
};

/** @param {string} wanted @returns {Promise<void>} when somebody asks for it */
const asked = (wanted) => new Promise((resolve) => (hearOf = (path) => path === wanted && resolve()));

/** One data folder, and the server on it, which never is the same for long. */
export class Mortal {
  data = mkdtempSync(join(tmpdir(), 'portal-kill-'));
  slowestStart = 0;
  kills = 0;
  /** @type {RunningServer} */
  server = /** @type {any} */ (null);

  /** @param {string[]} more options for this start */
  async start(...more) {
    const began = Date.now();
    const options = ['--limits', 'off', ...more];
    this.server = await startServer({ data: this.data, options, port: this.server?.port ?? 0, patience: startPatience });
    if (this.kills) this.slowestStart = Math.max(this.slowestStart, Date.now() - began);
  }

  /**
   * Kills the server while `work` is under way, and starts it again.
   * @param {Promise<unknown>} work @param {Moment} moment @param {number} usual how long such work takes
   */
  async killDuring(work, { after, within, away }, usual) {
    if (after) await Promise.race([asked(after), work]);
    await pause(Math.random() * (within ?? usual));
    await this.server.kill();
    this.kills += 1;
    if (away) await pause(away);
    await this.start();
    await work;
  }

  /** @param {string} question SQL, asked beside the server @returns {string[]} the rows */
  ask(question) {
    const path = join(this.data, 'portal.db');
    const text = execFileSync('sqlite3', ['-cmd', '.timeout 5000', '-readonly', path, question], { encoding: 'utf8' });
    return text.split('\n').filter(Boolean);
  }

  checkStore() {
    assert.deepEqual(this.ask('PRAGMA integrity_check'), ['ok']);
    assert.deepEqual(this.ask('PRAGMA foreign_key_check'), []);
  }

  async end() {
    await this.server?.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** @template Answer @param {() => Promise<Answer>} question throws if nobody answers @returns {Promise<Answer>} */
export async function askAgain(question) {
  for (let tries = 0; ; ++tries) {
    try {
      return await question();
    } catch (why) {
      if (tries === 2 || why instanceof assert.AssertionError) throw why;
      await pause(100); // a connection of before the kill
    }
  }
}

/** @param {{url: string}} server @param {string} login @param {string} password on a new device */
export const opens = (server, login, password) => askAgain(async () => {
  const portal = await signIn(server, login, password);
  const [opened, alert] = [isSignedIn(portal), portal.alert()];
  await portal.close();
  if (!opened && alert !== 'The email address or the password is not right.') throw new Error(`${login}: ${alert}`);
  return opened;
});

/** @param {{url: string}} server @param {string} login @param {Uint8Array} secret */
export const proves = (server, login, secret) => askAgain(async () => {
  const challenge = expectReply(await call(server, '/v1/recover/start', { login }));
  const reply = await call(server, '/v1/recover/prove', peer.proofOfRecovery(login, challenge, secret));
  if (reply.status !== 401) expectReply(reply);
  return reply.status === 200;
});

/** What only a session may ask. @param {{url: string}} server @param {peer.Person} person @param {string} path @param {unknown} [message] */
export const asOwner = (server, person, path, message) => askAgain(async () => {
  const signedIn = await peer.signIn(server, person);
  assert.ok(signedIn, `${person.login} cannot sign in`);
  return expectReply(await call(server, path, message, { session: signedIn.session }));
});
