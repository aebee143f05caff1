// @ts-check
// Signing in at the command line, beside the page's own client: one account, two programs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { opens, signIn } from '../node/people.mjs';
import { atTerminal, changing, run, runJson, start } from './tool.mjs';
import { account, between, old, server } from './world.mjs';

const password = old;
const composed = 'caf\u00e9 \u00fcber dem Hafen am Abend';
const decomposed = composed.normalize('NFD');

describe('signing in', () => {
  it('says what is known about the account', async () => {
    const { login } = await account({ login: 'anna@example.org' });
    const end = await run(server, ['sign-in'], { login, password });
    assert.equal(end.code, 0, end.stderr);
    assert.match(end.stdout, /^Overview\n/);
    assert.match(end.stdout, /\nVersions: password 1, keys 1, recovery key 1\nKey line: RW/);
    const { json } = await runJson(server, ['sign-in'], { login, password });
    assert.equal(json.outcome, 'done');
    assert.equal(json.account.login, login);
    assert.equal(json.account.realm, 'localhost');
    assert.equal(json.account.credential_version, 1);
    const page = await signIn(server, login, password);
    await page.go('/export');
    assert.equal(json.account.key_line, page.value('Key line'));
    await page.go('/sessions');
    assert.ok(!page.sees('The command line on Linux'), 'its session has ended');
    await page.close();
  });

  it('refuses a wrong password, and says which', async () => {
    const { login } = await account({ login: 'ben@example.org' });
    const end = await run(server, ['sign-in'], { login, password: 'not this one' });
    assert.deepEqual([end.code, end.stdout], [4, '']);
    assert.equal(end.stderr, 'portal: The email address or the password is not right.\n');
    const { code, json } = await runJson(server, ['sign-in'], { login, password: 'not this one' });
    assert.deepEqual([code, json], [
      4,
      { outcome: 'wrong-proof', exit: 4, says: 'The email address or the password is not right.' },
    ]);
  });

  it('takes a password with accents in both of its spellings, as the page does', async () => {
    const { login } = await account({ login: 'cleo@example.org', password: decomposed });
    for (const each of [composed, decomposed]) {
      assert.equal((await run(server, ['sign-in'], { login, password: each })).code, 0);
    }
    const next = 'pâté à la crème brûlée nouvelle';
    const [words, how] = changing(composed, next.normalize('NFD'));
    assert.equal((await run(server, words, { ...how, login })).code, 0);
    assert.ok(await opens(server, login, next.normalize('NFC')));
  });

  it('asks at the terminal, without an echo; Ctrl-C there changes nothing', async () => {
    const { login } = await account({ login: 'dan@example.org' });
    const end = await atTerminal(server, ['sign-in'], [
      [/Email address: /, () => login],
      [/Password: /, () => password],
    ]);
    assert.equal(end.code, 0, end.screen);
    assert.ok(!end.screen.includes(password));
    const stopped = await atTerminal(server, ['sign-in'], [[/Email address: /, () => login], [/Password: /, () => '\x03']]);
    assert.equal(stopped.code, 130, stopped.screen);
    assert.match(stopped.screen, /Stopped\. Nothing was changed\./);
  });

  it('needs a terminal or a descriptor, a server, and a server that may be asked', async () => {
    const login = 'dan@example.org';
    const blind = await run(server, ['sign-in'], { login });
    assert.equal(blind.code, 2);
    assert.match(blind.stderr, /There is no terminal to ask on \(Password\): give --password-fd N\./);
    assert.equal((await run(null, ['sign-in'], { login, password })).code, 2);
    for (const url of ['http://portal.example', 'ftp://localhost', 'https://portal.example/path']) {
      assert.equal((await run({ url }, ['sign-in'], { login, password })).code, 2, url);
    }
    const nobody = await run({ url: 'http://127.0.0.1:9' }, ['sign-in'], { login, password });
    assert.deepEqual([nobody.code, nobody.stderr], [6, 'portal: We could not reach the server.\n']);
  });

  it('shows a password to nobody: not in its arguments, its environment or what it says', async (t) => {
    const { login } = await account({ login: 'eve@example.org' });
    /** @type {(name: string) => string} */
    let of = () => '';
    let seen = '';
    let limits = '';
    const proxy = await between(t, {
      before: (asked) => {
        if (asked !== '/v1/login/start') return;
        seen = of('cmdline') + of('environ');
        limits = of('limits');
      },
    });
    const running = start(proxy, ['sign-in'], { login, password });
    of = (name) => readFileSync(`/proc/${running.pid}/${name}`, 'utf8');
    const end = await running.ended;
    assert.match(seen, /sign-in[^]*PORTAL_LOGIN/);
    assert.match(limits, /^Max core file size +0 +0 /m);
    assert.equal(end.code, 0);
    assert.ok(!(seen + end.stdout + end.stderr).includes(password));
    const refused = await run(server, ['sign-in', `--password=${password}`], { login });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /A secret is never an argument/);
    assert.ok(!refused.stderr.includes(password));
  });
});
