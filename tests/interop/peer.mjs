// @ts-check
// A client made of other people's parts: OPAQUE by @serenity-kit/opaque (opaque-ke), keys and wraps by
// libsodium-wrappers-sumo, HKDF by Node. It follows shared/PROTOCOL.md and shares no code with ours.
import { createHash, hkdfSync } from 'node:crypto';
import sodium from 'libsodium-wrappers-sumo';
import * as opaque from '@serenity-kit/opaque';
import { base64url, bytesIn, call, expectReply } from '../node/api.mjs';

/** @typedef {{url: string}} Server */
/** @typedef {{login: string, password: string}} Person */

await opaque.ready;
await sodium.ready;

export const realm = 'localhost';
/** @type {any} */
export const keyStretching = { 'argon2id-custom': { iterations: 3, memory: 65536, parallelism: 1 } };
/** @param {string} login */
export const identifiersOf = (login) => ({ client: login, server: realm });

/** @param {number} number */
export function u32be(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** @param {Uint8Array} key @param {string} label @param {Uint8Array} context */
export const derive = (key, label, context) =>
  new Uint8Array(hkdfSync('sha512', key, 'portal/v1', Buffer.concat([Buffer.from(label), Buffer.from([0]), context]), 32));

/** @typedef {{type: 1 | 2, account: Uint8Array, amk: number, version: number}} Binding */

/** @param {Binding} of */
const wrapData = ({ type, account, amk, version }) =>
  new Uint8Array(Buffer.concat([Buffer.from('portal/v1 wrap\0'), Buffer.from([type]), account, u32be(amk), u32be(version)]));

/** @param {Uint8Array} kek @param {Uint8Array} masterKey @param {Binding} of */
export function wrap(kek, masterKey, of) {
  const nonce = sodium.randombytes_buf(24);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(masterKey, wrapData(of), null, nonce, kek);
  return new Uint8Array([1, ...nonce, ...sealed]);
}

/** @param {Uint8Array} kek @param {Uint8Array} blob @param {Binding} of throws if it does not open */
export function unwrap(kek, blob, of) {
  if (blob.length !== 73 || blob[0] !== 1) throw new Error('This is no wrap.');
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, blob.subarray(25), wrapData(of), blob.subarray(1, 25), kek);
}

/** @param {Uint8Array} masterKey @param {Uint8Array} account */
export const ownerKeyOf = (masterKey, account, amk = 1) =>
  sodium.crypto_sign_seed_keypair(derive(masterKey, 'sign-ed25519', new Uint8Array([...account, ...u32be(amk)])));

/**
 * The whole sign-up after the mail.
 * @param {Server} server @param {string} token @param {string} password
 * @param {(finish: any) => void | Promise<void>} [spoil] may change the last message
 */
export async function signUp(server, token, password, spoil = () => {}) {
  const { clientRegistrationState, registrationRequest } = opaque.client.startRegistration({ password });
  const started = expectReply(await call(server, '/v1/sign-up/start', { token, request: registrationRequest }));
  const registered = opaque.client.finishRegistration({
    clientRegistrationState,
    registrationResponse: started.response,
    password,
    keyStretching,
    identifiers: identifiersOf(started.login),
  });
  const account = bytesIn(started.account);
  const masterKey = sodium.randombytes_buf(32);
  const recoverySecret = sodium.randombytes_buf(16);
  const passwordKek = derive(bytesIn(registered.exportKey), 'kek-password', account);
  const recoveryKek = derive(recoverySecret, 'recovery-kek', account);
  const recoverySeed = derive(recoverySecret, 'recovery-auth', new Uint8Array(0));
  const finish = {
    token,
    record: registered.registrationRecord,
    wrap: base64url(wrap(passwordKek, masterKey, { type: 1, account, amk: 1, version: 1 })),
    recovery_wrap: base64url(wrap(recoveryKek, masterKey, { type: 2, account, amk: 1, version: 1 })),
    recovery_key: base64url(sodium.crypto_sign_seed_keypair(recoverySeed).publicKey),
    owner_key: base64url(ownerKeyOf(masterKey, account).publicKey),
  };
  await spoil(finish);
  expectReply(await call(server, '/v1/sign-up/finish', finish), 201);
  return { account, masterKey, recoverySecret, started, finish };
}

/**
 * @param {Person} person @param {any} challenge @param {string} clientLoginState
 * @returns the proof, or undefined: the password does not open what the server answered
 */
const prove = ({ login, password }, challenge, clientLoginState) =>
  opaque.client.finishLogin({
    clientLoginState,
    loginResponse: challenge.ke2,
    password,
    keyStretching,
    identifiers: identifiersOf(login),
  });

/** @param {Server} server @param {Person} person @param {'full' | 'previous'} scope */
async function challengeFor(server, person, scope = 'full') {
  const { clientLoginState, startLoginRequest } = opaque.client.startLogin(person);
  const start = { login: person.login, ke1: startLoginRequest, scope };
  const challenge = expectReply(await call(server, '/v1/login/start', start));
  return { challenge, proof: prove(person, challenge, clientLoginState) };
}

/** @param {Server} server @param {Person} person @returns {Promise<{attempt: string, ke3: string}>} the finish to send */
export async function startSignIn(server, person) {
  const { challenge, proof } = await challengeFor(server, person);
  if (!proof) throw new Error('The password is wrong.');
  return { attempt: challenge.attempt, ke3: proof.finishLoginRequest };
}

/** Likewise. @param {Server} server @param {Person} person @param {import('../node/api.mjs').MacSession} session */
export async function startStepUp(server, person, session, op = 'credential') {
  const { clientLoginState, startLoginRequest } = opaque.client.startLogin(person);
  const start = { op, ke1: startLoginRequest };
  const challenge = expectReply(await call(server, '/v1/step-up/start', start, { session }));
  const proof = prove(person, challenge, clientLoginState);
  if (!proof) throw new Error('The password is wrong.');
  return { attempt: challenge.attempt, ke3: proof.finishLoginRequest };
}

/**
 * @param {Server} server @param {Person} person @param {'full' | 'previous'} [scope]
 * @returns {Promise<null | {reply: any, exportKey: Uint8Array, session: import('../node/api.mjs').MacSession}>}
 *   null: the password does not open what the server answered
 */
export async function signIn(server, person, scope) {
  const { challenge, proof } = await challengeFor(server, person, scope);
  if (!proof) return null;
  const finish = { attempt: challenge.attempt, ke3: proof.finishLoginRequest };
  const reply = expectReply(await call(server, '/v1/login/finish', finish));
  const key = derive(bytesIn(proof.sessionKey), 'session-mac', new Uint8Array(0));
  return { reply, exportKey: bytesIn(proof.exportKey), session: { sid: reply.sid, key, seq: 0 } };
}

/** The master key, out of what a sign-in got. @param {{reply: any, exportKey: Uint8Array}} signedIn */
export function openWrap({ reply, exportKey }) {
  const account = bytesIn(reply.account);
  const of = { type: /** @type {1} */ (1), account, amk: reply.amk_version, version: reply.credential_version };
  return unwrap(derive(exportKey, 'kek-password', account), bytesIn(reply.wrap), of);
}

/** @param {string | Uint8Array} bytes */
export const sha256hex = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * A C2SP signed note with one Ed25519 line.
 * @param {string} note @param {string} name @param {Uint8Array} publicKey
 * @returns {string} its text; throws if the signature is not by that key
 */
export function verifyNote(note, name, publicKey) {
  const split = note.indexOf('\n\n');
  const text = note.slice(0, split + 1);
  const line = /^— (\S+) (\S+)\n$/.exec(note.slice(split + 2));
  const signature = Buffer.from(line?.[2] ?? '', 'base64');
  const hash = createHash('sha256').update(`${name}\n`).update(new Uint8Array([1, ...publicKey])).digest().subarray(0, 4);
  const isGood =
    line?.[1] === name &&
    signature.subarray(0, 4).equals(hash) &&
    sodium.crypto_sign_verify_detached(new Uint8Array(signature.subarray(4)), Buffer.from(text), publicKey);
  if (!isGood) throw new Error('This note is not signed by that key.');
  return text;
}

/** @param {Uint8Array} secret of the recovery key */
export const recoveryKeyOf = (secret) => sodium.crypto_sign_seed_keypair(derive(secret, 'recovery-auth', new Uint8Array(0)));

/** The proof to send for a challenge. @param {string} login @param {any} challenge @param {Uint8Array} secret */
export function proofOfRecovery(login, { id, challenge }, secret) {
  const text = `portal/v1 recover\n${realm}\n${login}\n${challenge}\n`;
  return { id, sig: base64url(sodium.crypto_sign_detached(Buffer.from(text), recoveryKeyOf(secret).privateKey)) };
}

/** @param {Server} server @param {string} login @param {Uint8Array} secret */
export async function recover(server, login, secret) {
  const challenge = expectReply(await call(server, '/v1/recover/start', { login }));
  const reply = expectReply(await call(server, '/v1/recover/prove', proofOfRecovery(login, challenge, secret)));
  const key = derive(bytesIn(reply.k32), 'session-mac', new Uint8Array(0));
  const account = bytesIn(reply.account);
  const of = { type: /** @type {2} */ (2), account, amk: reply.amk_version, version: reply.recovery_version };
  const masterKey = unwrap(derive(secret, 'recovery-kek', account), bytesIn(reply.wrap), of);
  return { reply, masterKey, session: { sid: reply.sid, key, seq: 0 } };
}

/** @param {string} text @param {string} name @param {{publicKey: Uint8Array, privateKey: Uint8Array}} key */
export function signNote(text, name, { publicKey, privateKey }) {
  const hash = createHash('sha256').update(`${name}\n`).update(new Uint8Array([1, ...publicKey])).digest().subarray(0, 4);
  const signature = sodium.crypto_sign_detached(Buffer.from(text), privateKey);
  return `${text}\n— ${name} ${Buffer.concat([hash, signature]).toString('base64')}\n`;
}

/**
 * Step-up and start of a change of password.
 * @param {Server} server @param {Person} person @param {NonNullable<Awaited<ReturnType<typeof signIn>>>} signedIn
 * @param {string} newPassword
 * @returns {Promise<any>} the finish that would make it happen
 */
export async function prepareChange(server, person, signedIn, newPassword) {
  const { session, reply } = signedIn;
  const ask = async (/** @type {string} */ path, /** @type {unknown} */ message) =>
    expectReply(await call(server, path, message, { session }));
  await ask('/v1/step-up/finish', await startStepUp(server, person, session));

  return register(person, { ...reply, masterKey: openWrap(signedIn), reason: 'password' }, newPassword, ask);
}

/**
 * Likewise after the proof of a recovery key.
 * @param {Server} server @param {Person} person @param {Awaited<ReturnType<typeof recover>>} recovered
 * @param {{password: string, used: Uint8Array, next: Uint8Array}} keys
 * @returns {Promise<any>}
 */
export async function prepareRecovery(server, person, { session, reply, masterKey }, { password, used, next }) {
  const ask = async (/** @type {string} */ path, /** @type {unknown} */ message) =>
    expectReply(await call(server, path, message, { session }));
  const finish = await register(person, { ...reply, masterKey, reason: 'recovery' }, password, ask);
  const account = bytesIn(reply.account);
  const [text] = finish.note.split('\n\n');
  const second = signNote(`${text}\n`, `${realm}/recovery/${Buffer.from(account).toString('hex')}`, recoveryKeyOf(used));
  const of = { type: /** @type {2} */ (2), account, amk: 1, version: reply.recovery_version + 1 };
  return {
    ...finish,
    note: finish.note + second.split('\n\n')[1],
    recovery_wrap: base64url(wrap(derive(next, 'recovery-kek', account), masterKey, of)),
    recovery_key: base64url(recoveryKeyOf(next).publicKey),
  };
}

/**
 * The way back into a frozen account, after a sign-in with scope `previous`.
 * @param {Server} server @param {Person} person @param {NonNullable<Awaited<ReturnType<typeof signIn>>>} signedIn
 * @param {{password: string, next: Uint8Array}} keys
 * @returns {Promise<any>}
 */
export async function prepareUnfreeze(server, person, signedIn, { password, next }) {
  const { session, reply } = signedIn;
  const ask = async (/** @type {string} */ path, /** @type {unknown} */ message) =>
    expectReply(await call(server, path, message, { session }));
  const masterKey = openWrap(signedIn);
  const { newest_credential_version: base, newest_recovery_version: version } = reply;
  const finish = await register(person, { ...reply, credential_version: base, masterKey, reason: 'unfreeze' }, password, ask);
  const account = bytesIn(reply.account);
  const of = { type: /** @type {2} */ (2), account, amk: 1, version: version + 1 };
  return {
    ...finish,
    recovery_wrap: base64url(wrap(derive(next, 'recovery-kek', account), masterKey, of)),
    recovery_key: base64url(recoveryKeyOf(next).publicKey),
  };
}

/**
 * @param {Person} person @param {any} of account, credential_version, masterKey, reason
 * @param {string} newPassword @param {(path: string, message: unknown) => Promise<any>} ask
 */
async function register(person, { account: id, credential_version: base, masterKey, reason }, newPassword, ask) {
  const { clientRegistrationState, registrationRequest } = opaque.client.startRegistration({ password: newPassword });
  const started = await ask('/v1/credential/start', { reason, base, request: registrationRequest });
  const registered = opaque.client.finishRegistration({
    clientRegistrationState,
    registrationResponse: started.response,
    password: newPassword,
    keyStretching,
    identifiers: identifiersOf(person.login),
  });
  const account = bytesIn(id);
  const hex = Buffer.from(account).toString('hex');
  const kek = derive(bytesIn(registered.exportKey), 'kek-password', account);
  const newWrap = wrap(kek, masterKey, { type: 1, account, amk: 1, version: base + 1 });
  const recordHash = sha256hex(bytesIn(registered.registrationRecord));
  const changeId = Buffer.from(started.change_id, 'base64url').toString('hex');
  const lines = ['portal/v1 credential-change', realm, hex, reason, `${base} ${base + 1}`, '1 1'];
  lines.push(sha256hex(person.login), recordHash, '-', changeId);
  const note = signNote(`${lines.join('\n')}\n`, `${realm}/owner/${hex}`, ownerKeyOf(masterKey, account));
  return { change_id: started.change_id, base, record: registered.registrationRecord, wrap: base64url(newWrap), note };
}
