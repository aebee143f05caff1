// @ts-check
// The sweep itself: whoever leaks on purpose is caught, in every clothing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { openPortal } from '../../web/portal-node.mjs';
import { signUp } from '../node/people.mjs';
import { recorder } from '../node/recorder.mjs';
import { startServer } from '../node/server.mjs';
import { filesBelow, readMemory } from './memory.mjs';
import { findIn, needlesOf } from './needles.mjs';
import { findInRequests } from './places.mjs';

const secret = 'Zwölf "rote" Hähne/12';
const needles = needlesOf('secret', secret);
const bytes = Buffer.from(secret);
const noise = () => randomBytes(1000);

describe('the search', () => {
  const base64 = (/** @type {number} */ before) => Buffer.concat([randomBytes(before), bytes, randomBytes(1)]).toString('base64');
  /** @type {[string, string | Buffer][]} */
  const leaks = [
    ['as it is', secret],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(secret, 'utf16le').swap16()],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['base64, alone', bytes.toString('base64')],
    ['base64, after 3 bytes', base64(3)],
    ['base64, after 4 bytes', base64(4)],
    ['base64, after 5 bytes', base64(5)],
    ['base64url', base64(1).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
    ['in a URL', `?q=${encodeURIComponent(secret)}`],
    ['in a form', `q=${new URLSearchParams({ secret })}`],
    ['in JSON', JSON.stringify({ secret })],
    ['in JSON, each letter escaped', [...secret].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['as numbers', JSON.stringify([...bytes])],
    ['gzip', gzipSync(`before ${secret} after`)],
    ['zlib', deflateSync(Buffer.concat([noise(), bytes]))],
    ['gzip in gzip', gzipSync(gzipSync(secret))],
    ['base64 in gzip', gzipSync(base64(2))],
  ];
  for (const [what, leak] of leaks) {
    it(`finds it ${what}`, () => {
      assert.deepEqual(findIn(noise(), needles), []);
      assert.notDeepEqual(findIn(Buffer.concat([noise(), Buffer.from(/** @type {any} */ (leak)), noise()]), needles), []);
    });
  }

  it('finds bytes that are no text', () => {
    const key = randomBytes(16);
    const found = (/** @type {any} */ leak) => findIn(Buffer.from(leak), needlesOf('key', key)).length > 0;
    assert.ok(found(Buffer.concat([noise(), key])) && found(key.toString('hex')) && found(`"${key.toString('base64url')}"`));
    assert.ok(!found(randomBytes(16)));
  });
});

describe('a client that leaks', () => {
  /** @type {[string, (init: RequestInit) => RequestInit][]} */
  const mutants = [
    ['in a header', (init) => ({ ...init, headers: { ...init.headers, 'X-Trace': Buffer.from(`x${secret}`).toString('base64url') } })],
    ['in the body', (init) => ({ ...init, body: new Uint8Array(gzipSync(JSON.stringify({ secret }))) })],
  ];
  for (const [where, change] of mutants) {
    it(`is caught: ${where}`, async () => {
      const server = await startServer();
      try {
        const record = recorder();
        const leaky = (/** @type {any} */ resource, /** @type {any} */ init) =>
          record.fetch(resource, init?.body ? change(init) : init);
        const portal = await openPortal({ server: server.url, path: '/sign-up', fetch: leaky });
        await portal.fill('Email address', 'anybody@example.org');
        await portal.press('Send link');
        await portal.close();
        const sent = record.exchanges.map(({ fields, body }) => Buffer.concat([Buffer.from(JSON.stringify(fields)), body]));
        assert.notDeepEqual(sent.flatMap((each) => findIn(each, needles)), []);
      } finally {
        await server.stop();
      }
    });
  }
});

describe('a client that leaks what a device keeps', () => {
  for (const name of ['device-x', 'device']) {
    it(`is caught: ${name}`, async () => {
      const server = await startServer({ options: ['--limits', 'off'] });
      try {
        const storage = new Map();
        const login = 'leaky@example.org';
        const password = 'a bucket with exactly one hole';
        await (await signUp(server, login, password, { storage })).portal.close();
        const record = recorder();
        const leaky = (/** @type {any} */ resource, /** @type {any} */ init) => {
          const kept = storage.get(name);
          return record.fetch(resource, kept ? { ...init, headers: { ...init?.headers, 'X-Trace': Buffer.from(kept).toString('hex') } } : init);
        };
        const portal = await openPortal({ server: server.url, path: '/sign-in', storage, fetch: leaky });
        await portal.press('Stay signed in on this device');
        await portal.fill('Email address', login);
        await portal.fill('Password', password);
        await portal.press('Sign in');
        await portal.go('/sessions');
        await portal.close();
        const kept = storage.get(name);
        assert.ok(kept);
        assert.notDeepEqual(findInRequests(record.exchanges, needlesOf(name, kept)), []);
      } finally {
        await server.stop();
      }
    });
  }
});

describe('a server that leaks', () => {
  it('is caught in its data folder', () => {
    const data = mkdtempSync(join(tmpdir(), 'portal-leak-'));
    try {
      writeFileSync(join(data, 'portal.db-wal'), Buffer.concat([noise(), gzipSync(`{"password":"${secret}"}`), noise()]));
      assert.notDeepEqual(filesBelow(data).flatMap((file) => findIn(file.bytes, needles)), []);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

  it('is caught in its memory', async (t) => {
    const code = 'const kept = Buffer.from(process.argv[1], "hex"); console.log("ready"); setInterval(() => kept, 1000)';
    const child = spawn(process.execPath, ['-e', code, bytes.toString('hex')], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await new Promise((ready) => child.stdout.once('data', ready));
      let found = false;
      readMemory(/** @type {number} */ (child.pid), (piece) => (found ||= Buffer.from(piece).includes(bytes)));
      assert.ok(found);
    } catch (why) {
      if (!['EACCES', 'EPERM'].includes(/** @type {any} */ (why).code)) throw why;
      t.skip('this system does not let the memory of another process be read');
    } finally {
      child.kill('SIGKILL');
    }
  });
});
