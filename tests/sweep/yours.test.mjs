// @ts-check
// Nothing readable of what is an owner's own: what was typed and never saved, both recovery keys, the passphrase of an
// export, what a device keeps. It is looked for while the account lives, and after its end.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import * as noble from '../interop/noble.mjs';
import * as peer from '../interop/peer.mjs';
import { bytesIn, call, expectReply } from '../node/api.mjs';
import { isSignedIn, mailFor, signUp } from '../node/people.mjs';
import { recorder } from '../node/recorder.mjs';
import { recoverySecretIn } from '../node/recovery-key.mjs';
import { startServer } from '../node/server.mjs';
import { filesBelow } from './memory.mjs';
import { findIn, needlesOf } from './needles.mjs';
import { findInFiles, findInMemory, findInRequests, findInWords, wholeRequest } from './places.mjs';

const login = 'marker.eighteen@planted.example';
const passwords = ['M4rker of the third sweep: "old"', 'M4rker of the third sweep: "new"'];
const deviceName = 'P1anted desk, second drawer';
/** Typed, and left without a press. @type {Record<string, string>} */
const unsaved = {
  Notes: 'P1anted and never saved', Name: 'P1anted Nobody', 'Current password': 'P1anted half of a pass',
  'Recovery key': 'RK1Q-P1AN-TEDK-EYTY-PED0-NLYH-A1FW-AY00-0000', Password: 'P1anted at the door',
};
const data = mkdtempSync(join(tmpdir(), 'portal-sweep-'));
const record = recorder();
/** @type {Map<string, Uint8Array>} */
const storage = new Map();

/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** What may be nowhere. @type {import('./needles.mjs').Needle[]} */
let secrets = [];
/** What the server has to know while the account lives, and what only some requests may hold. @type {Record<'token' | 'share' | 'account', Uint8Array>} */
const known = { token: new Uint8Array(0), share: new Uint8Array(0), account: new Uint8Array(0) };
const start = async (/** @type {string[]} */ ...more) => void (server = await startServer({ data, options: ['--limits', 'off', ...more] }));

before(async () => {
  await start();
  const keys = [(await signUp(server, login, passwords[0], { storage, fetch: record.fetch }))];
  await keys[0].portal.close();
  const passphrase = await journeyOfADevice();
  const kept = { x: storage.get('device-x'), device: storage.get('device') };
  const recovered = await recover(keys[0].recoveryKey);
  secrets = await secretsOf({ passphrase, kept, recoveryKeys: [keys[0].recoveryKey, recovered] });
});
after(async () => {
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** @param {import('../../web/portal-node.mjs').Portal} portal @param {string} place @param {string[]} names */
async function typeAndLeave(portal, place, names) {
  await portal.go(place);
  for (const name of names) await portal.fill(name, unsaved[name]);
}

async function journeyOfADevice() {
  const portal = await openPortal({ server: server.url, path: '/sign-in', storage, fetch: record.fetch });
  await portal.press('Stay signed in on this device');
  await portal.fill('Email address', login);
  await portal.fill('Password', passwords[0]);
  await portal.press('Sign in');
  await portal.go('/sessions');
  await portal.wait('This device');
  await portal.fill('Name of this device', deviceName);
  await portal.press('Save');
  await typeAndLeave(portal, '/my-data', ['Notes', 'Name']);
  await typeAndLeave(portal, '/change-password', ['Current password']);
  await portal.go('/export');
  await portal.press('Protect with a passphrase');
  const passphrase = portal.value('Passphrase');
  await portal.fill('Password', passwords[0]);
  await portal.press('Create export');
  assert.equal(portal.status(), 'Your export is ready.');
  await portal.close();
  const back = await openPortal({ server: server.url, path: '/my-data', storage, fetch: record.fetch });
  await back.wait('Notes');
  await typeAndLeave(back, '/my-data', ['Notes']);
  await back.close();
  return passphrase;
}

/** @param {string} used @returns {Promise<string>} the next recovery key */
async function recover(used) {
  const portal = await openPortal({ server: server.url, path: '/sign-in', fetch: record.fetch });
  await typeAndLeave(portal, '/sign-in', ['Password']);
  await typeAndLeave(portal, '/recovery', ['Recovery key']);
  await portal.fill('Email address', login);
  await portal.fill('Recovery key', used);
  for (const name of ['New password', 'Repeat new password']) await portal.fill(name, passwords[1]);
  await portal.press('Set new password');
  const next = portal.value('Recovery key');
  await portal.press('Continue');
  for (let number = 2; number <= 9; ++number) {
    if (portal.sees(`Group ${number}`)) await portal.fill(`Group ${number}`, next.split('-')[number - 1]);
  }
  await portal.press('Set new password');
  assert.ok(isSignedIn(portal), portal.alert());
  await portal.close();
  return next;
}

/** @param {{passphrase: string, kept: {x?: Uint8Array, device?: Uint8Array}, recoveryKeys: string[]}} of */
async function secretsOf({ passphrase, kept: { x, device }, recoveryKeys }) {
  assert.ok(x && device);
  const signedIn = await peer.signIn(server, { login, password: passwords[1] });
  assert.ok(signedIn);
  const account = (known.account = bytesIn(signedIn.reply.account));
  known.token = noble.open(noble.derive(x, 'device-token', account), noble.bound('portal/v1 device-token', account), device.subarray(137, 210));
  known.share = bytesIn(record.answered('/v1/device/unlock').share);
  const found = [
    ...passwords.flatMap((each, i) => needlesOf(`password ${i}`, each)),
    ...Object.entries(unsaved).flatMap(([name, value]) => needlesOf(`unsaved: ${name}`, value)),
    ...needlesOf('passphrase', passphrase),
    ...needlesOf('passphrase, its letters', passphrase.replaceAll(/[ -]/g, '')),
    ...needlesOf('x of the device', x),
    ...needlesOf('key of the device', noble.derive(noble.join(x, known.share), 'device-unlock', account, noble.sha256(known.token))),
    ...needlesOf('key of its token', noble.derive(x, 'device-token', account)),
    ...needlesOf('master key', peer.openWrap(signedIn)),
  ];
  recoveryKeys.forEach((shown, i) => {
    const secret = recoverySecretIn(shown);
    found.push(...needlesOf(`recovery key ${i}`, shown), ...needlesOf(`recovery key ${i}, bare`, shown.replaceAll('-', '')));
    found.push(...needlesOf(`recovery key ${i}, its bytes`, secret), ...needlesOf(`recovery key ${i}, what signs`, noble.recoverySeed(secret)));
    found.push(...needlesOf(`recovery key ${i}, what wraps`, noble.derive(secret, 'recovery-kek', account)));
  });
  return found;
}

describe('what is an owner’s own', () => {
  it('would be found, each of it, in a request, a file and the log', () => {
    const request = wholeRequest(record.last('/v1/login/start'));
    const folder = mkdtempSync(join(tmpdir(), 'portal-leak-'));
    const names = [...new Set(secrets.map(({ name }) => name))];
    assert.ok(names.length > 20);
    for (const name of names) {
      const own = secrets.filter((each) => each.name === name);
      const leak = Buffer.concat([request, own[own.length - 1].bytes, Buffer.from('.')]);
      assert.notDeepEqual(findIn(leak, secrets), [], name);
      writeFileSync(join(folder, 'portal.db'), Buffer.concat([Buffer.alloc(4096), own[0].bytes, Buffer.alloc(10)]));
      assert.notDeepEqual(findInFiles(folder, secrets), [], name);
    }
    const raw = secrets.find(({ name, form }) => name === 'passphrase' && form === 'raw')?.bytes.toString();
    const talkative = /** @type {any} */ ({ stderr: () => JSON.stringify({ event: 'export', raw }), stdout: () => [] });
    assert.notDeepEqual(findInWords(talkative, secrets), []);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is in no request', () => {
    assert.ok(record.paths().includes('/v1/device/unlock') && record.paths().includes('/v1/credential/finish'));
    assert.deepEqual(findInRequests(record.exchanges, secrets), []);
  });

  it('the device’s token is in the one request that it is for, the share in none', () => {
    const found = findInRequests(record.exchanges, needlesOf('token', known.token));
    assert.ok(found.length > 0 && found.every((each) => each.startsWith('/v1/device/unlock: ')), found.join('\n'));
    assert.deepEqual(findInRequests(record.exchanges, needlesOf('share', known.share)), []);
  });

  it('is nowhere in the data folder; of the device’s token there is a hash only', () => {
    assert.deepEqual(findInFiles(data, [...secrets, ...needlesOf('token', known.token)]), []);
  });

  it('is not in the memory of the server', (t) => {
    const found = findInMemory(server, secrets, 'planted.example');
    if (!found) return t.skip('this system does not let the memory of another process be read');
    assert.deepEqual(found, []);
  });

  it('is not in what the server says; neither are device names, tokens and shares', () => {
    const more = [...needlesOf('device', deviceName), ...needlesOf('token', known.token), ...needlesOf('share', known.share)];
    assert.deepEqual(findInWords(server, [...secrets, ...more, ...needlesOf('address', login)]), []);
  });
});

describe('after the end of the account', () => {
  const database = () => filesBelow(data).filter(({ name }) => name.includes('portal.db'));
  /** What the database had to have. @type {import('./needles.mjs').Needle[]} */
  let known_then = [];

  it('nothing of it is in database and WAL: no address, device name, share, hash or id', async () => {
    known_then = [
      ...needlesOf('address', login), ...needlesOf('device', deviceName), ...needlesOf('account', known.account),
      ...needlesOf('hash of the address', createHash('sha256').update(login).digest()),
    ];
    const named = await peer.signIn(server, { login, password: passwords[1] });
    assert.ok(named);
    expectReply(await call(server, '/v1/sessions/name', { device: deviceName }, { session: named.session }));
    const before = database().flatMap(({ bytes }) => findIn(bytes, known_then));
    for (const name of ['address', 'device', 'account']) assert.ok(before.some((each) => each.startsWith(name)), `${name} was there`);

    await server.stop();
    // Three days after the recovery: before that nobody may delete the account.
    execFileSync('sqlite3', [join(data, 'portal.db'), 'PRAGMA secure_delete=ON; DELETE FROM aside; DELETE FROM disowning;']);
    await start('--erase-delay-hours', '0');
    const person = { login, password: passwords[1] };
    const signedIn = await peer.signIn(server, person);
    assert.ok(signedIn);
    const { session } = signedIn;
    expectReply(await call(server, '/v1/step-up/finish', await peer.startStepUp(server, person, session, 'erase'), { session }));
    expectReply(await call(server, '/v1/erase/request', {}, { session }));
    await server.stop();
    await start();
    await mailFor(data, login, 'deleted');
    assert.deepEqual(database().flatMap(({ name, bytes }) => findIn(bytes, known_then).map((each) => `${name}: ${each}`)), []);
    assert.deepEqual(findInFiles(data, secrets), []);
  });

  it('no secret is in the memory of the server that deleted it, or in what it says', (t) => {
    assert.deepEqual(findInWords(server, [...secrets, ...known_then]), []);
    const found = findInMemory(server, [...secrets, ...needlesOf('share', known.share)], 'localhost');
    if (!found) return t.skip('this system does not let the memory of another process be read');
    assert.deepEqual(found, []);
  });
});
