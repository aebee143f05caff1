// @ts-check
// Everything that our client seals, signs and keeps, computed again on @noble/* from the password, the recovery key and
// what the server answers: by FORMATS.md and the RFCs, not by our code or libsodium.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { base64url, bytesIn, call, expectReply } from '../node/api.mjs';
import { changePassword, signUp } from '../node/people.mjs';
import { recorder } from '../node/recorder.mjs';
import { recoverySecretIn } from '../node/recovery-key.mjs';
import { startServer } from '../node/server.mjs';
import { openPortal } from '../../web/portal-node.mjs';
import * as noble from './noble.mjs';
import { signIn } from './noble-opaque.mjs';

const person = { login: 'noble@example.org', password: 'Fünf gases, and none of them reacts' };
const notes = `first line\n${'so much to remember. '.repeat(40)}`;
const record = recorder();
/** @type {Map<string, Uint8Array>} */
const storage = new Map();

/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('../../web/portal-node.mjs').Portal} */
let portal;
/** @type {NonNullable<Awaited<ReturnType<typeof signIn>>>} */
let signedIn;
/** @type {Uint8Array} */
let account;
/** @type {Uint8Array} */
let masterKey;
let recoveryKey = '';

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  const made = await signUp(server, person.login, person.password, { storage, fetch: record.fetch });
  recoveryKey = made.recoveryKey;
  await made.portal.close();
  portal = await openPortal({ server: server.url, path: '/sign-in', storage, fetch: record.fetch });
  await portal.press('Stay signed in on this device');
  await portal.fill('Email address', person.login);
  await portal.fill('Password', person.password);
  await portal.press('Sign in');
  await portal.go('/my-data');
  await portal.fill('City', 'Kiel');
  await portal.fill('Notes', notes);
  await portal.press('Save');
  assert.equal(portal.status(), 'Saved.');
});
after(async () => {
  await portal?.close();
  await server?.stop();
});

/** @param {string} path @param {unknown} [message] as the owner, with the MAC of FORMATS.md by noble */
async function ask(path, message) {
  const { session } = signedIn;
  const [method, body] = message === undefined ? ['GET', ''] : ['POST', JSON.stringify(message)];
  const seq = ++session.seq;
  const mac = noble.requestMac(session.key, { method, realm: 'localhost', target: path, seq, body: noble.utf8ToBytes(body) });
  const Authorization = `Portal-MAC sid=${session.sid}, seq=${seq}, mac=${base64url(mac)}`;
  return expectReply(await call(server, path, message === undefined ? undefined : body, { fields: { Authorization } }));
}

describe('from the password', () => {
  it('an OPAQUE client of noble parts alone signs in; with another password it opens nothing', async () => {
    assert.equal(await signIn(server, { ...person, password: 'Sechs gases' }), null);
    const done = await signIn(server, person);
    assert.ok(done);
    signedIn = done;
    account = bytesIn(done.reply.account);
  });

  it('the session’s MAC', async () => assert.equal((await ask('/v1/account')).login, person.login));

  it('the key that wraps, and the master key', () => {
    const { reply, exportKey } = signedIn;
    const kek = noble.derive(exportKey, 'kek-password', account);
    masterKey = noble.open(kek, noble.wrapData(1, account, reply.amk_version, reply.credential_version), bytesIn(reply.wrap));
    assert.equal(masterKey.length, 32);
    assert.throws(() => noble.open(kek, noble.wrapData(1, account, 1, 2), bytesIn(reply.wrap)));
    assert.throws(() => noble.open(kek, noble.wrapData(2, account, 1, 1), bytesIn(reply.wrap)));
  });

  it('the owner’s key that was registered', () => {
    const { owner_key: registered } = record.sent('/v1/sign-up/finish');
    assert.equal(base64url(noble.ed25519.getPublicKey(noble.ownerSeed(masterKey, account))), registered);
  });
});

describe('from the recovery key', () => {
  it('the master key and the key that proves it', () => {
    const secret = recoverySecretIn(recoveryKey);
    const { recovery_wrap: wrap, recovery_key: registered } = record.sent('/v1/sign-up/finish');
    const kek = noble.derive(secret, 'recovery-kek', account);
    assert.deepEqual(noble.open(kek, noble.wrapData(2, account, 1, 1), bytesIn(wrap)), masterKey);
    assert.equal(base64url(noble.ed25519.getPublicKey(noble.recoverySeed(secret))), registered);
  });

  it('a proof that the server takes, and the session that comes with it', async () => {
    const seed = noble.recoverySeed(recoverySecretIn(recoveryKey));
    const { id, challenge } = expectReply(await call(server, '/v1/recover/start', { login: person.login }));
    const text = `portal/v1 recover\nlocalhost\n${person.login}\n${challenge}\n`;
    const sig = base64url(noble.ed25519.sign(noble.utf8ToBytes(text), seed));
    const reply = expectReply(await call(server, '/v1/recover/prove', { id, sig }));
    const session = { sid: reply.sid, key: noble.derive(bytesIn(reply.k32), 'session-mac'), seq: 0 };
    assert.equal((await call(server, '/v1/sessions', undefined, { session })).status, 403); // and not 401
  });
});

describe('what is kept here', () => {
  it('My data: its collection’s key, its record with all that it is bound to, and its padding', async () => {
    const { collections } = await ask('/v1/collections');
    assert.equal(collections.length, 1);
    const [{ id, keys: [key] }] = collections;
    const collection = bytesIn(id);
    const wrapKey = noble.derive(masterKey, 'collection-wrap', account, noble.u32be(key.amk_version));
    const data = noble.collectionKeyData(account, collection, key.ck_version, key.amk_version);
    const collectionKey = noble.open(wrapKey, data, bytesIn(key.blob));
    const { records: [shown] } = await ask('/v1/records/show', { collection: id });
    const bindings = { ...shown, id: bytesIn(shown.id), flags: 0 };
    const blob = bytesIn(shown.blob);
    const padded = noble.open(collectionKey, noble.recordData(account, collection, bindings), blob);
    const content = noble.unpad(padded);
    assert.deepEqual(noble.pad(content), padded);
    const { kind, v, items } = JSON.parse(Buffer.from(content).toString());
    assert.deepEqual([kind, v, items.city.value, items.notes.value, items.city.source], ['profile', 1, 'Kiel', notes.trim(), 'web']);
    for (const other of [{ revision: shown.revision + 1 }, { ck_version: 2 }, { flags: 1 }, { id: collection }]) {
      assert.throws(() => noble.open(collectionKey, noble.recordData(account, collection, { ...bindings, ...other }), blob));
    }
    assert.throws(() => noble.open(collectionKey, noble.recordData(collection, collection, bindings), blob));
  });

  it('the log: each leaf is the hash of its entry', async () => {
    const { entries } = await ask('/v1/log/entries', { from: 0 });
    assert.ok(entries.length >= 2);
    for (const { entry, leaf } of entries) {
      assert.equal(base64url(noble.sha256(noble.join(Uint8Array.of(0), bytesIn(entry)))), leaf);
    }
  });

  it('"Stay signed in": token and master key, under the device’s x and the server’s share', async () => {
    const [kept, x] = [storage.get('device'), storage.get('device-x')];
    assert.ok(kept && x && x.length === 32);
    const tokenHash = kept.subarray(16, 48);
    const versions = kept.subarray(48, 56);
    assert.deepEqual(new Uint8Array(kept.subarray(0, 16)), account);
    assert.deepEqual(new Uint8Array(versions), noble.join(noble.u32be(1), noble.u32be(1)));
    assert.equal(Buffer.from(kept.subarray(210)).toString(), person.login);
    const tokenKey = noble.derive(x, 'device-token', account);
    const token = noble.open(tokenKey, noble.bound('portal/v1 device-token', account), kept.subarray(137, 210));
    assert.deepEqual(noble.sha256(token), new Uint8Array(tokenHash));
    const answer = expectReply(await call(server, '/v1/device/unlock', { token: base64url(token) }));
    const unlockKey = noble.derive(noble.join(x, bytesIn(answer.share)), 'device-unlock', account, tokenHash);
    const data = noble.bound('portal/v1 device-amk', account, tokenHash, versions);
    assert.deepEqual(noble.open(unlockKey, data, kept.subarray(64, 137)), masterKey);
    const session = { sid: answer.sid, key: noble.derive(bytesIn(answer.k32), 'session-mac'), seq: 0 };
    assert.equal(expectReply(await call(server, '/v1/account', undefined, { session })).login, person.login);
  });
});

/** Entries one after the other, as FORMATS.md has them. @param {Uint8Array} zip @returns {Map<string, Buffer>} */
function filesIn(zip) {
  const bytes = Buffer.from(zip);
  const files = new Map();
  const directory = bytes.readUInt32LE(bytes.length - 6);
  for (let at = directory; bytes.readUInt32LE(at) === 0x02014b50;) {
    const [size, name, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + name;
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), inflateRawSync(bytes.subarray(start, start + size)));
    at += 46 + name;
  }
  return files;
}

describe('an export', () => {
  /** @type {Uint8Array} */
  let zip;
  let shownLine = '';

  /** @returns {Promise<{bytes: Uint8Array, passphrase: string}>} */
  async function create(isProtected = false) {
    await portal.go('/');
    await portal.go('/export');
    if (isProtected) await portal.press('Protect with a passphrase');
    const passphrase = isProtected ? portal.value('Passphrase') : '';
    shownLine = portal.value('Key line');
    await portal.fill('Password', person.password);
    await portal.press('Create export');
    assert.equal(portal.status(), 'Your export is ready.');
    return { bytes: /** @type {any} */ (portal.files().at(-1)).bytes, passphrase };
  }

  it('has the sums of its files, signed by the owner’s key as minisign does', async () => {
    zip = (await create()).bytes;
    const files = filesIn(zip);
    const sums = /** @type {Buffer} */ (files.get('SHA256SUMS'));
    const lines = sums.toString().trimEnd().split('\n');
    assert.equal(lines.length, files.size - 2);
    for (const line of lines) {
      const [sum, name] = line.split('  ');
      assert.equal(noble.bytesToHex(noble.sha256(new Uint8Array(/** @type {Buffer} */ (files.get(name))))), sum, name);
    }
    const publicKey = noble.ed25519.getPublicKey(noble.ownerSeed(masterKey, account));
    assert.equal(shownLine, noble.keyLine(publicKey));
    const [, coded, trusted, global] = String(files.get('SHA256SUMS.minisig')).split('\n');
    const signed = new Uint8Array(Buffer.from(coded, 'base64'));
    assert.equal(Buffer.from(signed.subarray(0, 2)).toString(), 'ED');
    assert.deepEqual(signed.slice(2, 10), noble.minisignId(publicKey).slice());
    const signature = signed.slice(10);
    assert.ok(noble.ed25519.verify(signature, noble.blake2b(new Uint8Array(sums), { dkLen: 64 }), publicKey));
    const comment = trusted.replace('trusted comment: ', '');
    assert.match(comment, new RegExp(`^portal/v1 export realm=localhost account=${noble.bytesToHex(account)} manifest=- log=- time=\\d+$`));
    const over = noble.join(signature, noble.utf8ToBytes(comment));
    assert.ok(noble.ed25519.verify(new Uint8Array(Buffer.from(global, 'base64')), over, publicKey));
    assert.ok(!noble.ed25519.verify(new Uint8Array(Buffer.from(global, 'base64')), noble.join(over, Uint8Array.of(32)), publicKey));
  });

  it('with a passphrase is an age file of the same', async () => {
    const { bytes, passphrase } = await create(true);
    assert.match(passphrase.replaceAll(/[ -]/g, ''), /^[0-9a-hjkmnp-tv-z]{26}$/);
    const opened = filesIn(noble.openAge(bytes, passphrase));
    assert.deepEqual([...opened.keys()], [...filesIn(zip).keys()]);
    assert.ok(String(opened.get('account/profile.json')).includes('"Kiel"'));
    assert.throws(() => noble.openAge(bytes, `${passphrase}0`));
  });
});

describe('a change of the password', () => {
  it('has the note that the owner’s key makes of it, byte by byte', async () => {
    await changePassword(portal, person.password, 'Acht gases, says somebody else');
    assert.equal(portal.status(), 'Your password is changed.');
    const sent = record.sent('/v1/credential/finish');
    const hex = noble.bytesToHex(account);
    const hash = (/** @type {Uint8Array} */ bytes) => noble.bytesToHex(noble.sha256(bytes));
    const text = ['portal/v1 credential-change', 'localhost', hex, 'password', '1 2', '1 1', hash(noble.utf8ToBytes(person.login)),
      hash(bytesIn(sent.record)), '-', noble.bytesToHex(bytesIn(sent.change_id)), ''].join('\n');
    assert.equal(sent.note, noble.signNote(text, `localhost/owner/${hex}`, noble.ownerSeed(masterKey, account)));
  });
});
