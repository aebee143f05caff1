// @ts-check
// RFC 9807 and RFC 9497, the client's half of a login, on @noble/*: from a password and the server's answers to the
// export key and the session key. It follows the RFCs and shares no code with ours.
import { hash_to_ristretto255, RistrettoPoint } from '@noble/curves/ed25519.js';
import { expand_message_xmd } from '@noble/curves/abstract/hash-to-curve.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { base64url, bytesIn, call, expectReply } from '../node/api.mjs';
import { derive, expand, extract, hmac, join, sha512, utf8ToBytes } from './noble.mjs';

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const suite = 'OPRFV1-\0-ristretto255-SHA512';
const realm = 'localhost';

/** @param {number} size */
const random = (size) => crypto.getRandomValues(new Uint8Array(size));
/** I2OSP(len(x), 2) ‖ x @param {Uint8Array} bytes */
const sized = (bytes) => join(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes);
/** @param {Uint8Array} little */
const numberIn = (little) => BigInt(`0x${Buffer.from(little).reverse().toString('hex')}`) % order;
/** @param {Uint8Array} input @param {string} dst */
const hashToScalar = (input, dst) => numberIn(expand_message_xmd(input, utf8ToBytes(dst), 64, sha512));
/** @param {bigint} scalar */
const inverse = (scalar) => {
  let [result, base] = [1n, scalar];
  for (let power = order - 2n; power > 0n; power >>= 1n, base = (base * base) % order) {
    if (power & 1n) result = (result * base) % order;
  }
  return result;
};
/** @param {Uint8Array} bytes */
const point = (bytes) => RistrettoPoint.fromHex(bytes);
/** @param {Uint8Array} a @param {Uint8Array} b */
const xor = (a, b) => a.map((byte, i) => byte ^ b[i]);
/** @param {Uint8Array} key @param {Uint8Array} info @param {number} size */
const expand512 = (key, info, size) => expand(sha512, key, info, size);
const nothing = new Uint8Array(0);

/** RFC 9497 §3.2.1 DeriveKeyPair. @param {Uint8Array} seed */
function deriveKey(seed) {
  const input = join(seed, sized(utf8ToBytes('OPAQUE-DeriveDiffieHellmanKeyPair')), Uint8Array.of(0));
  return hashToScalar(input, `DeriveKeyPair${suite}`); // zero is as good as impossible
}

/** RFC 9807 §6.4.2 @param {Uint8Array} secret @param {string} label @param {Uint8Array} transcript */
function expandLabel(secret, label, transcript) {
  const name = utf8ToBytes(`OPAQUE-${label}`);
  return expand512(secret, join(Uint8Array.of(0, 64, name.length), name, Uint8Array.of(transcript.length), transcript), 64);
}

/** What is stretched, and what comes out. @param {Uint8Array} password @param {bigint} blind @param {Uint8Array} evaluated */
function randomizedPassword(password, blind, evaluated) {
  const unblinded = point(evaluated).multiply(inverse(blind)).toRawBytes();
  const output = sha512(join(sized(password), sized(unblinded), utf8ToBytes('Finalize')));
  const stretched = argon2id(output, new Uint8Array(16), { t: 3, m: 65_536, p: 1, dkLen: 64 });
  return extract(sha512, join(output, stretched), nothing);
}

/** @param {Uint8Array} secret @param {Uint8Array} response of the server, 192 bytes @param {string} login */
function recoverCredentials(secret, response, login) {
  const maskingNonce = response.subarray(32, 64);
  const maskingKey = expand512(secret, utf8ToBytes('MaskingKey'), 64);
  const clear = xor(response.subarray(64), expand512(maskingKey, join(maskingNonce, utf8ToBytes('CredentialResponsePad')), 128));
  const [serverKey, nonce, tag] = [clear.subarray(0, 32), clear.subarray(32, 64), clear.subarray(64)];
  const from = (/** @type {string} */ label, /** @type {number} */ size) => expand512(secret, join(nonce, utf8ToBytes(label)), size);
  const identities = join(serverKey, sized(utf8ToBytes(realm)), sized(utf8ToBytes(login)));
  if (!Buffer.from(hmac(sha512, from('AuthKey', 64), join(nonce, identities))).equals(Buffer.from(tag))) return null;
  return { serverKey, key: deriveKey(from('PrivateKey', 32)), exportKey: from('ExportKey', 64) };
}

/**
 * @param {{url: string}} server @param {{login: string, password: string}} person
 * @returns {Promise<null | {reply: any, exportKey: Uint8Array, session: import('../node/api.mjs').MacSession}>}
 *   null: the password opens nothing; throws if the server does not prove itself
 */
export async function signIn(server, { login, password }) {
  const input = utf8ToBytes(password);
  const [blind, share] = [hashToScalar(random(32), 'any'), hashToScalar(random(32), 'any')];
  const blinded = hash_to_ristretto255(input, { DST: `HashToGroup-${suite}` }).multiply(blind).toRawBytes();
  const ke1 = join(blinded, random(32), RistrettoPoint.BASE.multiply(share).toRawBytes());
  const start = { login, ke1: base64url(ke1), scope: 'full' };
  const { attempt, ke2: answer } = expectReply(await call(server, '/v1/login/start', start));
  const ke2 = bytesIn(answer);
  const secret = randomizedPassword(input, blind, ke2.subarray(0, 32));
  const found = recoverCredentials(secret, ke2.subarray(0, 192), login);
  if (!found) return null;

  // RFC 9807 §6.4.3: 3DH
  const [serverShare, serverMac] = [ke2.subarray(224, 256), ke2.subarray(256)];
  const preamble = join(utf8ToBytes('OPAQUEv1-'), sized(nothing), sized(utf8ToBytes(login)), ke1, sized(utf8ToBytes(realm)), ke2.subarray(0, 256));
  const dh = (/** @type {bigint} */ key, /** @type {Uint8Array} */ of) => point(of).multiply(key).toRawBytes();
  const prk = extract(sha512, join(dh(share, serverShare), dh(share, found.serverKey), dh(found.key, serverShare)), nothing);
  const handshake = expandLabel(prk, 'HandshakeSecret', sha512(preamble));
  const expected = hmac(sha512, expandLabel(handshake, 'ServerMAC', nothing), sha512(preamble));
  if (!Buffer.from(expected).equals(Buffer.from(serverMac))) throw new Error('The server has not proved itself.');
  const ke3 = hmac(sha512, expandLabel(handshake, 'ClientMAC', nothing), sha512(join(preamble, expected)));
  const reply = expectReply(await call(server, '/v1/login/finish', { attempt, ke3: base64url(ke3) }));
  const key = derive(expandLabel(prk, 'SessionKey', sha512(preamble)), 'session-mac');
  return { reply, exportKey: found.exportKey, session: { sid: reply.sid, key, seq: 0 } };
}
