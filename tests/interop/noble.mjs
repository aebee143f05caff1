// @ts-check
// shared/FORMATS.md once more, from its words alone, on @noble/*: no code of ours, none of libsodium's.
import { chacha20poly1305, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { expand, extract, hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export { blake2b, bytesToHex, concatBytes as join, ed25519, expand, extract, hexToBytes, hmac, sha256, sha512, utf8ToBytes };

/** @param {number} number @param {number} size */
function bigEndian(number, size) {
  const bytes = new Uint8Array(size);
  for (let at = size - 1, rest = number; at >= 0; --at, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
}
/** @param {number} number */
export const u32be = (number) => bigEndian(number, 4);
/** @param {number} number */
export const u64be = (number) => bigEndian(number, 8);

/** A label, 00, and what it is bound to. @param {string} label @param {...Uint8Array} parts */
export const bound = (label, ...parts) => concatBytes(utf8ToBytes(label), Uint8Array.of(0), ...parts);

/** @param {Uint8Array} key @param {string} label @param {...Uint8Array} context */
export const derive = (key, label, ...context) => hkdf(sha512, key, utf8ToBytes('portal/v1'), bound(label, ...context), 32);

// "Sealed bytes"
/** @param {Uint8Array} key @param {Uint8Array} data @param {Uint8Array} blob @returns {Uint8Array} throws if it does not open */
export function open(key, data, blob) {
  if (blob.length < 41 || blob[0] !== 1) throw new Error('These are no sealed bytes.');
  return xchacha20poly1305(key, blob.subarray(1, 25), data).decrypt(blob.subarray(25));
}
/** @param {Uint8Array} key @param {Uint8Array} data @param {Uint8Array} nonce @param {Uint8Array} content */
export const seal = (key, data, nonce, content) =>
  concatBytes(Uint8Array.of(1), nonce, xchacha20poly1305(key, nonce, data).encrypt(content));

/** @param {number} type @param {Uint8Array} account @param {number} amk @param {number} version */
export const wrapData = (type, account, amk, version) =>
  bound('portal/v1 wrap', Uint8Array.of(type), account, u32be(amk), u32be(version));
/** @param {Uint8Array} account @param {Uint8Array} collection @param {number} key @param {number} amk */
export const collectionKeyData = (account, collection, key, amk) =>
  bound('portal/v1 ckey', account, collection, u32be(key), u32be(amk));
/** @param {Uint8Array} account @param {Uint8Array} collection @param {any} record id, revision, ck_version, flags (a number) */
export const recordData = (account, collection, { id, revision, ck_version: key, flags }) =>
  bound('portal/v1 record', account, collection, id, u64be(revision), u32be(key), Uint8Array.of(flags));

// "Records": the padding
/** @param {number} size */
export function padme(size) {
  if (size < 2) return size;
  const e = Math.floor(Math.log2(size));
  const m = 2 ** (e - Math.floor(Math.log2(e)) - 1) - 1;
  return Math.ceil(size / (m + 1)) * (m + 1);
}
/** @param {number} size of the content */
export const paddedSize = (size) => Math.max(256, padme(size + 1));
/** @param {Uint8Array} content */
export function pad(content) {
  const padded = new Uint8Array(paddedSize(content.length));
  padded.set(content);
  padded[content.length] = 0x80;
  return padded;
}
/** @param {Uint8Array} padded throws if it is not the one padding of its content */
export function unpad(padded) {
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 0x80 || padded.length !== paddedSize(end)) throw new Error('This is another padding.');
  return padded.subarray(0, end);
}

// Keys of signatures
/** @param {Uint8Array} masterKey @param {Uint8Array} account */
export const ownerSeed = (masterKey, account, amk = 1) => derive(masterKey, 'sign-ed25519', account, u32be(amk));
/** @param {Uint8Array} secret */
export const recoverySeed = (secret) => derive(secret, 'recovery-auth');

// "Signed notes"
/** @param {string} name @param {Uint8Array} key public */
export const noteKeyId = (name, key) => sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(1), key)).subarray(0, 4);
/** One line. @param {string} text @param {string} name @param {Uint8Array} seed */
export function signatureLine(text, name, seed) {
  const bytes = concatBytes(noteKeyId(name, ed25519.getPublicKey(seed)), ed25519.sign(utf8ToBytes(text), seed));
  return `— ${name} ${Buffer.from(bytes).toString('base64')}\n`;
}
/** @param {string} text @param {string} name @param {Uint8Array} seed */
export const signNote = (text, name, seed) => `${text}\n${signatureLine(text, name, seed)}`;

// "Request text"
/** @param {Uint8Array} key @param {{method: string, realm: string, target: string, seq: number, body: Uint8Array}} request */
export function requestMac(key, { method, realm, target, seq, body }) {
  const text = `portal/v1 request\n${method}\n${realm}\n${target}\n${seq}\n${bytesToHex(sha256(body))}\n`;
  return hmac(sha512, key, utf8ToBytes(text)).subarray(0, 32);
}

// "Export": what minisign checks
/** @param {Uint8Array} key public */
export const minisignId = (key) => sha256(key).subarray(0, 8);
/** @param {Uint8Array} key public */
export const keyLine = (key) => Buffer.from(concatBytes(utf8ToBytes('Ed'), minisignId(key), key)).toString('base64');

/** age-encryption.org/v1 with one scrypt stanza. @param {Uint8Array} file @param {string} passphrase @returns {Uint8Array} */
export function openAge(file, passphrase) {
  const text = Buffer.from(file).toString('latin1');
  const found = /^age-encryption\.org\/v1\n-> scrypt (\S{22}) (\d+)\n(\S{43})\n---/.exec(text);
  if (!found) throw new Error('This is no such file.');
  const [head, salt, factor, body] = found;
  const bytes = (/** @type {string} */ coded) => new Uint8Array(Buffer.from(coded, 'base64'));
  const wrapKey = scrypt(utf8ToBytes(passphrase), concatBytes(utf8ToBytes('age-encryption.org/v1/scrypt'), bytes(salt)),
    { N: 2 ** Number(factor), r: 8, p: 1, dkLen: 32 });
  const fileKey = chacha20poly1305(wrapKey, new Uint8Array(12)).decrypt(bytes(body));
  const end = text.indexOf('\n', head.length);
  const mac = hmac(sha256, hkdf(sha256, fileKey, undefined, utf8ToBytes('header'), 32), utf8ToBytes(head));
  if (text.slice(head.length + 1, end) !== Buffer.from(mac).toString('base64').replaceAll('=', '')) throw new Error('Its head was changed.');
  const nonce = file.subarray(end + 1, end + 17);
  return openStream(hkdf(sha256, fileKey, nonce, utf8ToBytes('payload'), 32), file.subarray(end + 17));
}

/** @param {Uint8Array} key @param {Uint8Array} payload */
function openStream(key, payload) {
  const size = 65_536 + 16;
  /** @type {Uint8Array[]} */
  const parts = [];
  for (let at = 0, number = 0; at < payload.length; at += size, ++number) {
    const isLast = at + size >= payload.length;
    const nonce = concatBytes(bigEndian(number, 11), Uint8Array.of(isLast ? 1 : 0));
    parts.push(chacha20poly1305(key, nonce).decrypt(payload.subarray(at, at + size)));
  }
  return concatBytes(...parts);
}
