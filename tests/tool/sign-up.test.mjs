// @ts-check
// Signing up at the command line, with the real server and its mails.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { mailFor, opens } from '../node/people.mjs';
import { atTerminal, folderFor, run } from './tool.mjs';
import { old, server } from './world.mjs';

const password = old;

/** @param {string} login */
const linkFor = async (login) => (await mailFor(server.data, login, 'sign-up')).link;

describe('signing up', () => {
  it('takes the mailed link, and writes the recovery key for its owner alone', async (t) => {
    const folder = folderFor(t);
    const login = 'bea@example.org';
    const asked = await run(server, ['sign-up', login]);
    assert.deepEqual([asked.code, asked.stdout], [0, 'Check your email.\n']);
    const finish = ['sign-up', '--finish', '--link-fd', '0', '--new-password-fd', '4', '--recovery-key-out', 'key.txt'];
    const made = await run(server, finish, { folder, give: { 0: await linkFor(login), 4: `${password}\n` } });
    assert.deepEqual([made.code, made.stdout, made.stderr], [0, 'Your account is ready.\n', '']);
    const file = join(folder, 'key.txt');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, 'utf8'), /^Recovery key for bea@example.org\n[^]*\n(RK1Q(-[0-9A-Z]{4}){8})\n/);
    assert.ok(await opens(server, login, password), 'the page opens it');
    assert.equal((await run(server, finish, { folder })).code, 9, 'a file that is there is left alone');
  });

  it('asks at the terminal, shows the key, and asks two groups of it back', async () => {
    const login = 'tia@example.org';
    await run(server, ['sign-up', login]);
    const link = await linkFor(login);
    const group = (/** @type {RegExpExecArray} */ seen, /** @type {string} */ all) =>
      /RK1Q(-[0-9A-Z]{4}){8}/.exec(all)?.[0].split('-')[Number(seen[1]) - 1] ?? '';
    const end = await atTerminal(server, ['sign-up', '--finish'], [
      [/The link from the mail: /, () => link],
      [/New password: /, () => password],
      [/Repeat new password: /, () => password],
      [/Group (\d): /, group],
      [/Group (\d): /, group],
    ]);
    assert.equal(end.code, 0, end.screen);
    assert.match(end.screen, /Your recovery key/);
    assert.match(end.screen, /Your account is ready\./);
    assert.ok(!end.screen.includes(password) && !end.screen.includes(link), 'what was typed is not echoed');
    assert.ok(await opens(server, login, password));
  });

  it('makes nothing of a wrong group, a weak password, another portal’s link or a used one', async (t) => {
    const folder = folderFor(t);
    const login = 'ulf@example.org';
    await run(server, ['sign-up', login]);
    const link = await linkFor(login);
    const wrong = await atTerminal(server, ['sign-up', '--finish'], [
      [/mail: /, () => link], [/New password: /, () => password], [/Repeat new password: /, () => password],
      [/Group \d: /, () => 'QQQQ'], [/Group \d: /, () => 'QQQQ'],
    ]);
    assert.equal(wrong.code, 3, wrong.screen);
    assert.match(wrong.screen, /Group \d does not match\./);
    const differ = await atTerminal(server, ['sign-up', '--finish'], [
      [/mail: /, () => link], [/New password: /, () => password], [/Repeat new password: /, () => 'another'],
    ]);
    assert.match(differ.screen, /The passwords differ\./);
    const finish = ['sign-up', '--finish', '--link-fd', '0', '--new-password-fd', '4', '--recovery-key-out', 'key.txt'];
    const by = (/** @type {string} */ url, secret = password) => run(server, finish, { folder, give: { 0: url, 4: secret } });
    for (const [secret, says] of [['password1', /too common|less predictable/], ['qwertyuiop', /too common/]]) {
      const weak = await by(link, /** @type {string} */ (secret));
      assert.equal(weak.code, 3);
      assert.match(weak.stderr, /** @type {RegExp} */ (says));
    }
    assert.equal((await by(link.replace(/^http:\/\/[^/]+/, 'https://other.example'))).code, 4);
    assert.equal((await by(link.replace(/token=.*/, `token=${'A'.repeat(22)}`))).code, 4);
    assert.deepEqual(readdirSync(folder), []);
    assert.equal((await by(link)).code, 0, 'the link is still good');
    assert.ok(existsSync(join(folder, 'key.txt')));
  });
});
