// @ts-check
// Sessions and the end of an account in Node, on the real server: another device is ended, the account is deleted, and
// the receipts are checked by somebody else's cryptography.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { isSignedIn, mailFor, opens, placeIn, signIn, signUp } from './people.mjs';
import { startServer } from './server.mjs';

const login = 'anna@example.org';
const password = 'nine swans left before the frost';
const data = mkdtempSync(join(tmpdir(), 'portal-deletion-'));

/** @type {import('./server.mjs').RunningServer} */
let server;
/** @type {import('../../web/portal-node.mjs').Portal} */
let portal;

before(async () => {
  server = await startServer({ data, options: ['--limits', 'off'] });
  portal = (await signUp(server, login, password)).portal;
});
after(async () => {
  await portal?.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Checks a receipt with Node's own cryptography. @param {string} jws @returns {Promise<any>} what it says */
async function read(jws) {
  const [header, payload, signature] = jws.split('.');
  const trust = await (await fetch(`${server.url}/trust.json`)).json();
  const jwk = { crv: 'Ed25519', kty: 'OKP', x: trust.receipt[0].key };
  const kid = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');
  assert.deepEqual(JSON.parse(Buffer.from(header, 'base64url').toString()), { alg: 'EdDSA', kid, typ: 'erase-receipt+json' });
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  assert.ok(verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')));
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

describe('the list of sessions', () => {
  it('shows this device and the other one, and ends that', async () => {
    const other = await signIn(server, login, password);
    assert.equal((await mailFor(data, login, 'new-device')).subject, 'Sign-in from a new device');
    await portal.go('/sessions');
    await portal.wait('This device');
    await portal.press('End session', { within: 'Node on Linux (2)' });
    assert.equal(portal.status(), 'Session ended.');
    await other.go('/subscriptions');
    await other.press('Company news', { within: 'Online services' });
    assert.equal(other.status(), 'You are signed out.');
    await other.close();
  });

  it('takes a name for this device, and ends all others', async () => {
    await portal.fill('Name of this device', 'The machine under the desk');
    await portal.press('Save');
    assert.equal(portal.status(), 'The name is saved.');
    assert.ok(portal.sees('The machine under the desk'));
    await portal.press('End all other sessions');
    assert.equal(portal.status(), 'All other sessions are ended.');
    assert.ok(isSignedIn(portal));
  });
});

describe('deleting the account', () => {
  /** @param {string} [word] */
  async function ask(word = password) {
    await portal.go('/delete-account');
    await portal.fill('Password', word);
    await portal.press('I understand that my data cannot be restored');
    await portal.press('Delete account', { role: 'button' });
  }

  it('needs the password, and gives a receipt that anybody can check', async () => {
    await ask('not this one');
    assert.equal(portal.alert(), 'The password is not right.');
    await portal.go('/');
    await ask();
    assert.match(portal.status(), /^Your account will be deleted on \d+ \w+ \d{4}\.$/);
    await portal.press('Save receipt');
    const [file] = portal.files();
    assert.equal(file.name, 'deletion-receipt.jws');
    const receipt = await read(new TextDecoder().decode(file.bytes));
    assert.equal(receipt.login, login);
    assert.equal(receipt.state, 'requested');
    assert.equal(receipt.due - receipt.iat, 72 * 3600);
  });

  it('is cancelled by the mailed link, signed out', async () => {
    const { link } = await mailFor(data, login, 'deletion-requested');
    const stranger = await openPortal({ server: server.url, path: placeIn(link) });
    assert.equal(stranger.heading(), 'Keep your account');
    await stranger.press('Cancel deletion');
    assert.equal(stranger.status(), 'Deletion cancelled.');
    await stranger.close();
    await portal.go('/');
    await portal.go('/delete-account');
    assert.ok(!portal.sees('Waiting to be deleted'));
  });

  it('is cancelled in a session', async () => {
    await ask();
    assert.match(portal.status(), /^Your account will be deleted/);
    await portal.press('Cancel deletion');
    assert.equal(portal.status(), 'Deletion cancelled.');
  });

  it('happens when its time has come: nothing of the account is left in the files', async () => {
    await portal.close();
    await server.stop();
    server = await startServer({ data, options: ['--limits', 'off', '--erase-delay-hours', '0'] });
    portal = await signIn(server, login, password);
    await ask();
    await portal.close();
    await server.stop();
    server = await startServer({ data, options: ['--limits', 'off'] });
    const farewell = await mailFor(data, login, 'deleted');
    const receipt = await read(/^(ey[\w.-]+)$/m.exec(farewell.text)?.[1] ?? '');
    assert.equal(receipt.state, 'erased');
    assert.equal(receipt.login, login);
    assert.equal(await opens(server, login, password), false);
    await server.stop();
    const files = readdirSync(data).filter((name) => name.startsWith('portal.db'));
    for (const name of files) {
      const bytes = readFileSync(join(data, name));
      for (const marker of [Buffer.from(login), Buffer.from(receipt.account, 'base64url')]) {
        assert.equal(bytes.indexOf(marker), -1, name);
      }
    }
    server = await startServer({ data, options: ['--limits', 'off'] });
    portal = (await signUp(server, 'berta@example.org', password)).portal;
  });
});
