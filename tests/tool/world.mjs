// @ts-check
// A server for the tests of one file, and the people on it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { opens, signUp } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { startProxy } from './proxy.mjs';
import { changing } from './tool.mjs';

export const old = 'forty kites over the harbour';
export const next = 'nine lanterns under the bridge';
/** The change from one to the other. */
export const [changeWords, changeHow] = changing(old, next);

/** @type {import('../node/server.mjs').RunningServer} */
let running;
before(async () => {
  running = await startServer({ options: ['--limits', 'off'] });
});
after(() => running?.stop());

export const server = {
  get url() {
    return running.url;
  },
  get data() {
    return running.data;
  },
};

let accounts = 0;
/**
 * A new account of the page's making.
 * @param {{login?: string, password?: string, at?: {url: string, data: string}}} [how]
 */
export async function account({ login = `person${++accounts}@example.org`, password = old, at = server } = {}) {
  const { portal, recoveryKey } = await signUp(at, login, password);
  await portal.close();
  return { login, password, recoveryKey };
}

/**
 * Between tool and server. @param {{after: (end: () => Promise<void>) => void}} test
 * @param {Parameters<typeof startProxy>[1]} how
 */
export async function between(test, how) {
  const proxy = await startProxy(server, how);
  test.after(proxy.close);
  return proxy;
}

/** Which of the two passwords opens it; never both. @param {string} login */
export async function passwordOf(login) {
  const both = [await opens(server, login, old), await opens(server, login, next)];
  assert.notEqual(both[0], both[1], 'exactly one of the two opens it');
  return both[0] ? 'old' : 'new';
}
