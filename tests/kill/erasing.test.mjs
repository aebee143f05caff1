// @ts-check
// The real server is killed while it deletes accounts whose time has come. Each account is there as a whole, or nothing
// of it is left: no row in any table, and in the end no byte in the files.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import * as peer from '../interop/peer.mjs';
import { base64url, call, expectReply } from '../node/api.mjs';
import { mailFor, mailsIn } from '../node/people.mjs';
import { serverProgram } from '../node/server.mjs';
import { Mortal } from './killing.mjs';

const accounts = 10;
const mostKills = 60;
const mortal = new Mortal();
before(() => mortal.start('--erase-delay-hours', '0'));
after(() => mortal.end());

/** @typedef {{login: string, id: string, log: string, rows: number}} Account the ids in hex */

/** @param {number} number @returns {Promise<Account>} with a record, an open session and all mail stopped */
async function makeAccount(number) {
  const person = { login: `leaver.${number}@example.org`, password: `suitcase number ${number} is packed` };
  expectReply(await call(mortal.server, '/v1/sign-up', { login: person.login }), 202);
  await peer.signUp(mortal.server, (await mailFor(mortal.data, person.login, 'sign-up')).link.split('token=')[1], person.password);
  const signedIn = await peer.signIn(mortal.server, person);
  assert.ok(signedIn);
  const { session } = signedIn;
  const random = (/** @type {number} */ size) => base64url(crypto.getRandomValues(new Uint8Array(size)));
  const sealed = (/** @type {number} */ size) => base64url(Uint8Array.of(1, ...crypto.getRandomValues(new Uint8Array(size - 1))));
  const records = [{ id: random(16), revision: 1, ck_version: 1, flags: 'live', blob: sealed(297) }];
  const creates = { others: 0, key: { ck_version: 1, amk_version: 1, blob: sealed(73) } };
  expectReply(await call(mortal.server, '/v1/records/write', { collection: random(16), creates, records }, { session }));
  expectReply(await call(mortal.server, '/v1/subscriptions/set', { list: 'software', purpose: 'news', on: true }, { session }));
  expectReply(await call(mortal.server, '/v1/subscriptions/stop', {}, { session }));
  const { attempt, ke3 } = await peer.startStepUp(mortal.server, person, session, 'erase');
  expectReply(await call(mortal.server, '/v1/step-up/finish', { attempt, ke3 }, { session }));
  expectReply(await call(mortal.server, '/v1/erase/request', {}, { session }));
  const [row] = mortal.ask(`SELECT hex(id)||' '||hex(log_id) FROM account WHERE login='${person.login}'`);
  const [id, log] = row.split(' ');
  return { login: person.login, id, log, rows: 0 };
}

/** Every column that names an account, in whatever table: found in the schema, so that no table is forgotten. */
const columns = () => mortal.ask(`SELECT m.name||' '||c.name FROM sqlite_schema m, pragma_table_info(m.name) c
  WHERE m.type='table' AND (c.name IN ('account','login','log_id') OR (m.name='account' AND c.name='id'))`);

/** @param {Account} account @returns {number} how many rows are left of it */
function rowsOf({ login, id, log }) {
  /** @type {Record<string, string>} */
  const wanted = { login: `'${login}'`, account: `x'${id}'`, id: `x'${id}'`, log_id: `x'${log}'` };
  const counts = columns().map((each) => {
    const [table, column] = each.split(' ');
    return `SELECT count(*) FROM "${table}" WHERE "${column}"=${wanted[column]}`;
  });
  return mortal.ask(counts.join(' UNION ALL ')).reduce((sum, count) => sum + Number(count), 0);
}

/** Starts the server and kills it so many ms later, ready or not. @param {number} ms */
async function startAndKill(ms) {
  const words = ['--port', '0', '--data', mortal.data, '--limits', 'off', '--watch-parent'];
  const child = spawn(serverProgram, words, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await pause(ms);
  child.kill('SIGKILL');
  await ended;
}

it('a kill while accounts are deleted leaves each whole or nothing of it', async (t) => {
  /** @type {Account[]} */
  const all = [];
  for (let number = 0; number < accounts; ++number) all.push(await makeAccount(number));
  await mortal.server.kill();
  for (const account of all) {
    account.rows = rowsOf(account);
    assert.ok(account.rows > 15, `${account.rows} rows`);
  }
  let [left, kills, parted] = [accounts, 0, 0];
  for (; left > 0 && kills < mostKills; ++kills) {
    await startAndKill(5 + Math.random() * (20 + 2 * kills));
    mortal.checkStore();
    const rows = all.map(rowsOf);
    rows.forEach((count, i) => assert.ok(count === 0 || count === all[i].rows, `${count} of ${all[i].rows} rows are left`));
    const now = rows.filter((count) => count > 0).length;
    if (now > 0 && now < left) ++parted;
    assert.ok(now <= left, 'an account came back');
    left = now;
  }
  t.diagnostic(`${kills} kills until all were deleted; ${parted} of them came between two accounts`);
  await mortal.start();
  for (const account of all) {
    assert.equal(rowsOf(account), 0);
    await mailFor(mortal.data, account.login, 'deleted');
  }
  assert.equal(mortal.ask('SELECT count(*) FROM suppression')[0], String(accounts));
  assert.ok(mailsIn(mortal.data).length > accounts);
  await mortal.server.stop();
  for (const name of readdirSync(mortal.data).filter((each) => each.startsWith('portal.db'))) {
    const bytes = readFileSync(join(mortal.data, name));
    for (const { login, id, log } of all) {
      for (const marker of [Buffer.from(login), Buffer.from(id, 'hex'), Buffer.from(log, 'hex')]) {
        assert.equal(bytes.indexOf(marker), -1, `${name} still has something of ${login}`);
      }
    }
  }
});
