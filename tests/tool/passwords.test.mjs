// @ts-check
// New passwords, recovery and deletion at the command line.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isSignedIn, opens, signIn } from '../node/people.mjs';
import { atTerminal, changing, folderFor, run, runJson } from './tool.mjs';
import { account, old, server } from './world.mjs';

const password = old;

describe('passwords', () => {
  it('are changed with the old one, and the new one is proved', async () => {
    const { login } = await account({ login: 'kim@example.org' });
    const next = 'nine lanterns under the bridge';
    const [words, how] = changing(password, next);
    const end = await run(server, words, { ...how, login });
    assert.deepEqual([end.code, end.stdout, end.stderr], [0, 'Your password is changed.\n', '']);
    assert.ok(await opens(server, login, next));
    assert.ok(!(await opens(server, login, password)));
    const both = ['change-password', '--password-fd', '0', '--new-password-fd', '0'];
    const third = 'seven rivers behind the hill';
    assert.equal((await run(server, both, { login, give: { 0: `${next}\n${third}\n` } })).code, 0, 'one after the other');
    assert.equal((await run(server, both, { login, give: { 0: `${third}\n${next}` } })).code, 0);
    const weak = changing(next, 'password1');
    assert.equal((await run(server, weak[0], { ...weak[1], login })).code, 3);
    const wrong = changing('not this one', 'seven rivers behind the hill');
    assert.equal((await run(server, wrong[0], { ...wrong[1], login })).code, 4);
    assert.ok(await opens(server, login, next));
  });

  it('are given back by the recovery key, which is used up', async (t) => {
    const folder = folderFor(t);
    const { login, recoveryKey } = await account({ login: 'lea@example.org' });
    const next = 'nine lanterns under the bridge';
    const words = ['recover', '--recovery-key-fd', '3', '--new-password-fd', '4', '--recovery-key-out', 'next.txt'];
    const by = (/** @type {string} */ key) => run(server, words, { folder, login, give: { 3: key, 4: next } });
    assert.equal((await by('RK1Q-AAAA')).code, 3);
    const other = await account({ login: 'max@example.org' });
    assert.equal((await by(other.recoveryKey)).code, 4);
    assert.deepEqual(readdirSync(folder), []);
    const end = await by(recoveryKey);
    assert.deepEqual([end.code, end.stdout], [0, 'Your password is changed.\n']);
    assert.ok(await opens(server, login, next));
    assert.equal((await run(server, [...words.slice(0, -1), 'third.txt'], { folder, login, give: { 3: recoveryKey, 4: next } })).code, 4);
    assert.match(readFileSync(join(folder, 'next.txt'), 'utf8'), /RK1Q(-[0-9A-Z]{4}){8}/);
  });
});

describe('deleting', () => {
  it('asks for the address, tells the day, and can be cancelled', async () => {
    const { login } = await account({ login: 'nia@example.org' });
    const as = { login, password };
    const slip = await atTerminal(server, ['delete'], [
      [/Password: /, () => password], [/Type your email address to go on: /, () => 'other@example.org'],
    ], { login });
    assert.equal(slip.code, 3, slip.screen);
    assert.equal((await run(server, ['delete', '--cancel'], as)).code, 1);
    const end = await runJson(server, ['delete', '--yes'], as);
    assert.equal(end.code, 0, end.stderr);
    assert.match(end.json.says, /^Your account will be deleted on \d+ \w+ \d{4}\.$/);
    assert.ok(end.json.delete_due > Date.now() / 1000);
    const page = await signIn(server, login, password);
    assert.ok(isSignedIn(page) && page.sees('Your account will be deleted on'));
    await page.close();
    assert.equal((await run(server, ['delete', '--cancel'], as)).stdout, 'Deletion cancelled.\n');
    const { json } = await runJson(server, ['sign-in'], as);
    assert.equal(json.account.delete_due, undefined);
  });
});
