// @ts-check
// The known answers of ../shared/vectors/proposed that are of formats in use, and the worked examples of FORMATS.md,
// computed by noble.mjs: so that it, which checks our client in noble.test.mjs, is checked by more than our client.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { x25519 } from '@noble/curves/ed25519.js';
import { recoverySecretIn } from '../node/recovery-key.mjs';
import { root } from '../node/server.mjs';
import * as noble from './noble.mjs';

const folder = process.env.PORTAL_VECTORS ?? join(root, '../shared/vectors');
const file = join(folder, 'proposed/portal-v1-kat.json');
const isThere = existsSync(folder);
const how = isThere ? {} : { skip: `there is no folder ${folder}` };
/** @type {any} */
const known = isThere ? JSON.parse(readFileSync(file, 'utf8')).vectors : {};
const { hexToBytes: bytes, bytesToHex: hex, utf8ToBytes: utf8, sha256, ed25519, derive, u32be } = noble;
const account = bytes('00112233445566778899aabbccddeeff');
const owner = `portal.example/owner/${hex(account)}`;

/** @param {{aad: string, blob: string}} of @param {Uint8Array} key @param {Uint8Array} data @param {Uint8Array} content */
function isSealed({ aad, blob }, key, data, content) {
  assert.equal(hex(data), aad);
  const nonce = bytes(blob).subarray(1, 25);
  assert.equal(hex(noble.seal(key, data, nonce, content)), blob);
  assert.deepEqual(noble.open(key, data, bytes(blob)), content);
}

describe('the proposed known answers, by noble alone', how, () => {
  const { wrap_password: password, subkeys, collection_key_wrap: ckey, records, recovery, device } = known;
  const masterKey = () => bytes(subkeys.amk);

  it('the wrap under the password', () => {
    const kek = derive(bytes(password.export_key), 'kek-password', account);
    assert.equal(hex(kek), password.kek);
    isSealed(password, kek, noble.wrapData(1, account, 1, 7), bytes(password.amk));
  });

  it('the keys that come from the master key', () => {
    const from = (/** @type {string} */ label) => derive(masterKey(), label, account, u32be(1));
    assert.equal(hex(from('collection-wrap')), subkeys.collection_wrap);
    assert.equal(hex(from('sign-ed25519')), subkeys.sign_seed);
    assert.equal(hex(ed25519.getPublicKey(from('sign-ed25519'))), subkeys.sign_public);
    assert.equal(hex(from('box-x25519')), subkeys.box_seed);
    // libsodium's crypto_box_seed_keypair: the secret key is the first half of SHA-512 of the seed
    assert.equal(hex(x25519.getPublicKey(noble.sha512(from('box-x25519')).subarray(0, 32))), subkeys.box_public);
  });

  it('a collection’s key and its records', () => {
    const collection = bytes(ckey.collection_id);
    isSealed(ckey, bytes(subkeys.collection_wrap), noble.collectionKeyData(account, collection, 1, 1), bytes(ckey.ck));
    for (const each of records.cases) {
      const content = bytes(each.plaintext);
      assert.equal(noble.paddedSize(content.length), each.padded_len);
      const of = { id: bytes(records.record_id), revision: each.revision, ck_version: 1, flags: each.flags };
      const data = noble.recordData(account, collection, of);
      assert.equal(hex(data), each.aad);
      const blob = noble.seal(bytes(records.key), data, bytes(each.nonce), noble.pad(content));
      assert.equal(hex(sha256(blob)), each.blob_sha256);
      assert.deepEqual(noble.unpad(noble.open(bytes(records.key), data, blob)), content);
    }
  });

  it('the recovery key', () => {
    const secret = recoverySecretIn(recovery.display);
    assert.equal(hex(secret), recovery.secret);
    const kek = derive(secret, 'recovery-kek', account);
    assert.equal(hex(kek), recovery.kek);
    assert.equal(hex(noble.recoverySeed(secret)), recovery.auth_seed);
    assert.equal(hex(ed25519.getPublicKey(noble.recoverySeed(secret))), recovery.auth_public);
    isSealed(recovery, kek, noble.wrapData(2, account, 1, 1), masterKey());
    assert.equal(hex(ed25519.sign(utf8(recovery.prove.text), noble.recoverySeed(secret))), recovery.prove.sig);
  });

  it('a device that stays signed in', () => {
    const [x, share, token] = [device.x, device.share, device.token].map(bytes);
    const hash = sha256(token);
    assert.equal(hex(hash), device.token_hash);
    const unlock = derive(noble.join(x, share), 'device-unlock', account, hash);
    assert.equal(hex(unlock), device.unlock_key);
    const versions = noble.join(u32be(1), u32be(7));
    isSealed({ aad: device.amk_aad, blob: device.amk_blob }, unlock, noble.bound('portal/v1 device-amk', account, hash, versions), masterKey());
    const tokenKey = derive(x, 'device-token', account);
    assert.equal(hex(tokenKey), device.token_key);
    isSealed({ aad: device.token_aad, blob: device.token_blob }, tokenKey, noble.bound('portal/v1 device-token', account), token);
  });

  it('the MAC of a request', () => {
    const { request_mac: of } = known;
    const key = derive(bytes(of.session_key), 'session-mac');
    assert.equal(hex(key), of.k_mac);
    assert.equal(hex(noble.requestMac(key, { ...of, body: bytes(of.body) })), of.mac);
    const short = derive(bytes(of.k32), 'session-mac');
    assert.equal(hex(short), of.k32_mac);
    const bare = { method: 'GET', realm: of.realm, target: '/v1/subscriptions', seq: 1, body: new Uint8Array(0) };
    assert.equal(hex(noble.requestMac(short, bare)), of.no_body_mac_under_k32);
  });

  it('statements, leaves, suppression and minisign’s key line', () => {
    const { credential_change: change, log_leaf: leaf, suppression, minisign_key: mini } = known;
    const { statement, note } = change.before_manifests;
    assert.equal(noble.signNote(statement, owner, bytes(subkeys.sign_seed)), note);
    const twice = change.recovery;
    const second = noble.signatureLine(twice.statement, `portal.example/recovery/${hex(account)}`, bytes(recovery.auth_seed));
    assert.equal(noble.signNote(twice.statement, owner, bytes(subkeys.sign_seed)) + second, twice.note);
    assert.equal(hex(sha256(noble.join(Uint8Array.of(0), utf8(leaf.entry)))), leaf.leaf_hash);
    const mac = noble.hmac(sha256, bytes(suppression.pepper), noble.bound('portal/v1 suppress', utf8(suppression.address)));
    assert.equal(hex(mac), suppression.mac);
    assert.equal(hex(noble.minisignId(bytes(mini.owner_key))), mini.key_id);
    assert.equal(noble.keyLine(bytes(mini.owner_key)), mini.public_line);
  });
});

describe('the worked examples of FORMATS.md, by noble alone', () => {
  const formats = readFileSync(join(root, 'shared/FORMATS.md'), 'utf8').replaceAll(/\s/g, '');
  const says = (/** @type {string} */ text) => assert.ok(formats.includes(text.replaceAll(/\s/g, '')), `FORMATS.md does not say ${text}`);
  const count = (/** @type {number} */ from, /** @type {number} */ size) => Uint8Array.from({ length: size }, (_, i) => from + i);
  const seed = noble.ownerSeed(count(0x80, 32), account);

  it('the wrap, the owner’s key and the key line', () => {
    const kek = derive(count(0, 64), 'kek-password', account);
    says(`kek-password ${hex(kek)}`);
    const data = noble.wrapData(1, account, 1, 7);
    says(`AAD ${hex(data)}`);
    says(`wrap ${hex(noble.seal(kek, data, count(0, 24), count(0x80, 32)))}`);
    says(`owner's key ${hex(ed25519.getPublicKey(seed))}`);
    says(`→ ${noble.keyLine(ed25519.getPublicKey(seed))}`);
  });

  it('the collection’s key and the record', () => {
    const [collection, key] = [new Uint8Array(16).fill(0xc0), count(0x20, 32)];
    const data = noble.collectionKeyData(account, collection, 1, 1);
    says(`AAD ${hex(data)}`);
    const wrapKey = derive(count(0x80, 32), 'collection-wrap', account, u32be(1));
    says(`blob ${hex(noble.seal(wrapKey, data, count(0, 24), key))}`);
    const of = { id: new Uint8Array(16).fill(0xd1), revision: 1, ck_version: 1, flags: 0 };
    const blob = noble.seal(key, noble.recordData(account, collection, of), count(0, 24), noble.pad(utf8('{"a":1}')));
    says(`becomes ${blob.length} bytes whose SHA-256 is \`${hex(sha256(blob))}\``);
  });

  it('the statement, the proof of a recovery key and the MAC of a request', () => {
    const record = sha256(new Uint8Array(192));
    const lines = ['portal/v1 credential-change', 'portal.example', hex(account), 'password', '7 8', '1 1',
      hex(sha256(utf8('anna@example.org'))), hex(record), '-', hex(count(0, 16)), ''];
    says(noble.signNote(lines.join('\n'), owner, seed));
    const challenge = Buffer.from(count(0x60, 32)).toString('base64url');
    const text = `portal/v1 recover\nportal.example\nalice@example.org\n${challenge}\n`;
    says(hex(ed25519.sign(utf8(text), noble.recoverySeed(count(0x10, 16)))));
    const key = derive(count(0, 64), 'session-mac');
    const request = { method: 'POST', realm: 'portal.example', target: '/v1/subscriptions/stop', seq: 1, body: utf8('{}') };
    says(`seq=1, mac=${Buffer.from(noble.requestMac(key, request)).toString('base64url')}`);
  });
});
