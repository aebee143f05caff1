// @ts-check
// Nothing readable: after whole journeys, passwords, recovery key and all that is derived from them are looked for, in
// every clothing, in each request, in the data folder, in the log and in the server's memory.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stretches } from './stretches.mjs'; // before the client
import { derive, openWrap, ownerKeyOf, signIn as signInAsPeer } from '../interop/peer.mjs';
import { bytesIn, call } from '../node/api.mjs';
import { changePassword, isSignedIn, mailFor, signIn, signUp } from '../node/people.mjs';
import { recorder } from '../node/recorder.mjs';
import { recoverySecretIn } from '../node/recovery-key.mjs';
import { startServer } from '../node/server.mjs';
import { filesBelow } from './memory.mjs';
import { findIn, needlesOf } from './needles.mjs';
import { findInFiles, findInMemory, findInRequests, findInWords, wholeRequest } from './places.mjs';

const login = 'marker.seventeen+sweep@planted.example';
const passwords = ['M4rker/Köpfe "of" the 1st sweep', 'M4rker\\Zöpfe of the 2nd sweep?', 'M4rker, never the right one: 3'];
const record = recorder();
/** What the owner writes under My data: each value is looked for as passwords are. @type {Record<string, string>} */
const planted = {
  Name: 'P1anted Näme', Phone: '+49 30 p1anted', 'Street address': 'P1anted Straße 7\nrear "house"', City: 'P1antedstadt',
  Region: 'P1anted/Region', 'Postal code': 'P1anted-10115', Country: 'P1antedland', 'Billing name': 'P1anted & Söhne',
  Company: 'P1anted Company', 'Tax number': 'DE-P1anted-99', 'Billing address': 'P1anted Platz 9\nback', Notes: 'P1anted notes, never seen',
};
const changed = 'P1anted note of later';

/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./needles.mjs').Needle[]} */
let secrets = [];
let token = '';

before(async () => {
  server = await startServer();
  const recoveryKey = await wholeJourney();
  secrets = await secretsOf(recoveryKey);
});
after(async () => void (await server?.stop()));

async function wholeJourney() {
  const { portal, recoveryKey } = await signUp(server, login, passwords[0], { fetch: record.fetch });
  token = (await mailFor(server.data, login, 'sign-up')).link.split('token=')[1];
  await portal.go('/subscriptions');
  await portal.press('Company news', { within: 'Online services' });
  await portal.press('Stop all mail');
  await portal.press('Undo');
  await portal.go('/my-data');
  for (const [name, value] of Object.entries(planted)) await portal.fill(name, value);
  await portal.press('Save');
  assert.equal(portal.status(), 'Saved.');
  await portal.fill('Notes', changed);
  await portal.press('Save');
  await portal.press('Delete phone');
  await portal.press('Undo');
  assert.equal(portal.status(), 'Undone.');
  await changePassword(portal, passwords[2], passwords[1]);
  await changePassword(portal, passwords[0], passwords[1]);
  assert.equal(portal.status(), 'Your password is changed.');
  await portal.press('Sign out');
  await portal.close();
  const wrong = await signIn(server, login, passwords[2], { fetch: record.fetch });
  assert.equal(isSignedIn(wrong), false);
  await wrong.close();
  const right = await signIn(server, login, passwords[1], { fetch: record.fetch });
  assert.ok(isSignedIn(right));
  await right.close();
  return recoveryKey;
}

/** @param {string} recoveryKey */
async function secretsOf(recoveryKey) {
  const found = passwords.flatMap((password, i) => needlesOf(`password ${i + 1}`, password));
  const bare = recoveryKey.replaceAll('-', '');
  for (const [name, value] of Object.entries(planted)) found.push(...needlesOf(name, value));
  found.push(...needlesOf('Notes', changed));
  for (const text of [recoveryKey, bare]) found.push(...needlesOf('recovery key', text));
  found.push(...needlesOf('recovery key, its 16 bytes', recoverySecretIn(recoveryKey)));
  assert.ok(stretches.length >= 7, 'the workers were watched');
  stretches.forEach(({ input, output }, i) => {
    found.push(...needlesOf(`OPRF output ${i}`, input), ...needlesOf(`Argon2 output ${i}`, output));
  });

  const signedIn = await signInAsPeer(server, { login, password: passwords[1] });
  assert.ok(signedIn);
  const account = bytesIn(signedIn.reply.account);
  const masterKey = openWrap(signedIn);
  found.push(...needlesOf('export key', signedIn.exportKey), ...needlesOf('master key', masterKey));
  const context = Buffer.concat([account, Buffer.from([0, 0, 0, 1])]);
  found.push(...needlesOf('key of the collections', derive(masterKey, 'collection-wrap', context)));
  found.push(...needlesOf('key of the wrap', derive(signedIn.exportKey, 'kek-password', account)));
  found.push(...needlesOf('owner key', ownerKeyOf(masterKey, account).privateKey.subarray(0, 32)));
  return found;
}

describe('secrets', () => {
  it('are in no request', () => {
    assert.ok(record.exchanges.length > 20);
    assert.ok(findIn(wholeRequest(record.last('/v1/login/start')), needlesOf('address', login)).length > 0);
    assert.deepEqual(findInRequests(record.exchanges, secrets), []);
  });

  it('are nowhere in the data folder: not in database, WAL, spool or secrets', () => {
    const names = filesBelow(server.data).map(({ name }) => name.slice(server.data.length + 1));
    for (const name of ['portal.db', 'portal.db-wal', 'secrets.json']) assert.ok(names.includes(name), name);
    assert.ok(names.some((name) => name.startsWith('mail/new/')));
    assert.deepEqual(findInFiles(server.data, secrets), []);
  });

  it('are not in the memory of the server', (t) => {
    const found = findInMemory(server, secrets, 'planted.example'); // the address may be there
    if (!found) return t.skip('this system does not let the memory of another process be read');
    assert.deepEqual(found, []);
  });

  it('of the server and of links are not in the database', () => {
    const text = readFileSync(join(server.data, 'secrets.json'), 'utf8');
    const kept = [...text.matchAll(/"([\w-]{43,})"/g)].map(([, key]) => key);
    assert.ok(kept.length >= 5, `${kept.length} keys`);
    const needles = [...needlesOf('token', token), ...needlesOf('token, its bytes', bytesIn(token))];
    kept.forEach((key, i) => needles.push(...needlesOf(`key ${i}`, bytesIn(key))));
    const database = filesBelow(server.data).filter(({ name }) => name.includes('portal.db'));
    assert.deepEqual(database.flatMap(({ bytes }) => findIn(bytes, needles)), []);
  });

  it('are not in what the server says; neither are addresses, tokens and keys', async () => {
    // From here on for the log only: somebody who puts things where they do not belong.
    for (const path of [`/v1/${login}`, `/sign-in?login=${login}&password=${encodeURIComponent(passwords[0])}`]) {
      await call(server, path, undefined, { fields: { 'User-Agent': login, 'X-Forwarded-For': login } });
    }
    await call(server, '/v1/login/start', { login, ke1: passwords[0], scope: login });
    const keys = readFileSync(join(server.data, 'mailer.key'), 'utf8').trim();
    const all = [...secrets, ...needlesOf('address', login), ...needlesOf('token', token), ...needlesOf('mailer key', keys)];
    assert.ok(server.stdout().includes('Ready'));
    assert.deepEqual(findInWords(server, all), []);
  });
});
