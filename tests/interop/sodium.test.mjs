// @ts-check
// What our core has sealed and signed, opened and verified by libsodium-wrappers-sumo and Node alone.
// (The reverse, our client on what sumo has sealed, is in serenity-client.test.mjs.)
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import sodium from 'libsodium-wrappers-sumo';
import { base64url, bytesIn, call, expectReply } from '../node/api.mjs';
import { changePassword, signUp } from '../node/people.mjs';
import { recorder } from '../node/recorder.mjs';
import { recoverySecretIn } from '../node/recovery-key.mjs';
import { startServer } from '../node/server.mjs';
import { derive, openWrap, ownerKeyOf, realm, sha256hex, signIn, unwrap, verifyNote } from './peer.mjs';

const login = 'sodium@example.org';
const password = 'eleven herons by the weir';
const newPassword = 'a twelfth heron came today';

/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('../../web/portal-node.mjs').Portal} */
let portal;
let recoveryKey = '';
const record = recorder();
const nothing = new Uint8Array(0);

before(async () => {
  server = await startServer();
  ({ portal, recoveryKey } = await signUp(server, login, password, { fetch: record.fetch }));
});
after(async () => {
  await portal?.close();
  await server?.stop();
});

/** @param {string} password */
async function signInAsPeer(password) {
  const signedIn = await signIn(server, { login, password });
  assert.ok(signedIn, 'the password is right');
  return signedIn;
}

describe('what our core seals', () => {
  it('is opened by the password, and gives the owner key that was registered', async () => {
    const signedIn = await signInAsPeer(password);
    const masterKey = openWrap(signedIn);
    assert.equal(masterKey.length, 32);
    const { publicKey } = ownerKeyOf(masterKey, bytesIn(signedIn.reply.account));
    assert.equal(base64url(publicKey), record.sent('/v1/sign-up/finish').owner_key);
  });

  it('is opened by the recovery key too, whose own key was registered', async () => {
    const { recovery_wrap: blob, recovery_key: registered } = record.sent('/v1/sign-up/finish');
    const signedIn = await signInAsPeer(password);
    const account = bytesIn(signedIn.reply.account);
    const secret = recoverySecretIn(recoveryKey);
    const opened = unwrap(derive(secret, 'recovery-kek', account), bytesIn(blob), { type: 2, account, amk: 1, version: 1 });
    assert.deepEqual(opened, openWrap(signedIn));
    const { publicKey } = sodium.crypto_sign_seed_keypair(derive(secret, 'recovery-auth', nothing));
    assert.equal(base64url(publicKey), registered);
  });

  it('opens for nothing else', async () => {
    const signedIn = await signInAsPeer(password);
    const account = bytesIn(signedIn.reply.account);
    const kek = derive(signedIn.exportKey, 'kek-password', account);
    const good = /** @type {const} */ ({ type: 1, account, amk: 1, version: 1 });
    const blob = bytesIn(signedIn.reply.wrap);
    assert.equal(unwrap(kek, blob, good).length, 32);
    assert.throws(() => unwrap(kek, blob, { ...good, version: 2 }));
    assert.throws(() => unwrap(kek, blob, { ...good, amk: 2 }));
    assert.throws(() => unwrap(kek, blob, { ...good, type: 2 }));
    assert.throws(() => unwrap(derive(signedIn.exportKey, 'recovery-kek', account), blob, good));
    for (let at = 0; at < blob.length; ++at) {
      const flipped = blob.slice();
      flipped[at] ^= 1;
      assert.throws(() => unwrap(kek, flipped, good), `byte ${at}`);
    }
  });
});

describe('a change of password by our core', () => {
  it('is signed by the owner, to the letter', async () => {
    const before = await signInAsPeer(password);
    const masterKey = openWrap(before);
    await changePassword(portal, password, newPassword);
    assert.equal(portal.status(), 'Your password is changed.');

    const sent = record.sent('/v1/credential/finish');
    const account = Buffer.from(before.reply.account, 'base64url').toString('hex');
    const changeId = Buffer.from(sent.change_id, 'base64url').toString('hex');
    const recordHash = sha256hex(bytesIn(sent.record));
    const lines = [
      'portal/v1 credential-change', realm, account, 'password', '1 2', '1 1', sha256hex(login), recordHash, '-', changeId, '',
    ];
    const { publicKey } = ownerKeyOf(masterKey, bytesIn(before.reply.account));
    const name = `${realm}/owner/${account}`;
    assert.equal(verifyNote(sent.note, name, publicKey), lines.join('\n'));
    assert.throws(() => verifyNote(sent.note.replace('password', 'rotation'), name, publicKey));
    assert.throws(() => verifyNote(sent.note, name, ownerKeyOf(masterKey, bytesIn(before.reply.account), 2).publicKey));
  });

  it('keeps the master key, under the new password only', async () => {
    const signedIn = await signInAsPeer(newPassword);
    assert.equal(signedIn.reply.credential_version, 2);
    const { publicKey } = ownerKeyOf(openWrap(signedIn), bytesIn(signedIn.reply.account));
    assert.equal(base64url(publicKey), record.sent('/v1/sign-up/finish').owner_key);
    assert.equal(await signIn(server, { login, password }), null);
    expectReply(await call(server, '/v1/account', undefined, { session: signedIn.session }));
  });
});
