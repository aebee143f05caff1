// @ts-check
// The command line against the real server, and beside the page's own client: one account, two programs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { isSignedIn, mailFor, opens, signIn, signUp } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { startProxy } from './proxy.mjs';
import { atTerminal, changing, folderFor, run, runJson, start } from './tool.mjs';

const password = 'forty kites over the harbour';
const composed = 'caf\u00e9 \u00fcber dem Hafen am Abend';
const decomposed = composed.normalize('NFD');

/** @type {import('../node/server.mjs').RunningServer} */
let server;
before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
});
after(() => server?.stop());

/** An account of the page's making. @param {string} login @param {string} [secret] */
async function account(login, secret = password) {
  const { portal, recoveryKey } = await signUp(server, login, secret);
  await portal.close();
  return { login, password: secret, recoveryKey };
}

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

describe('signing in', () => {
  it('says what is known about the account', async () => {
    const { login } = await account('anna@example.org');
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
    const { login } = await account('ben@example.org');
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
    const { login } = await account('cleo@example.org', decomposed);
    for (const each of [composed, decomposed]) {
      assert.equal((await run(server, ['sign-in'], { login, password: each })).code, 0);
    }
    const next = 'pâté à la crème brûlée nouvelle';
    const [words, how] = changing(composed, next.normalize('NFD'));
    assert.equal((await run(server, words, { ...how, login })).code, 0);
    assert.ok(await opens(server, login, next.normalize('NFC')));
  });

  it('asks at the terminal, without an echo; Ctrl-C there changes nothing', async () => {
    const { login } = await account('dan@example.org');
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
    const { login } = await account('eve@example.org');
    /** @type {(name: string) => string} */
    let of = () => '';
    let seen = '';
    let limits = '';
    const proxy = await startProxy(server, {
      before: (asked) => {
        if (asked !== '/v1/login/start') return;
        seen = of('cmdline') + of('environ');
        limits = of('limits');
      },
    });
    t.after(proxy.close);
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

describe('my data', () => {
  const login = 'fay@example.org';
  before(() => account(login));
  const as = { login, password };

  it('is what the page wrote, and the page sees what was written here', async () => {
    const page = await signIn(server, login, password);
    await page.go('/my-data');
    await page.fill('Name', 'Fay Grau');
    await page.press('Save');
    assert.equal((await run(server, ['data', 'show', 'name'], as)).stdout, 'Fay Grau\n');
    const notes = 'first line\nsecond line\n';
    const set = await run(server, ['data', 'set', 'notes'], { ...as, give: { 0: notes } });
    assert.deepEqual([set.code, set.stdout], [0, 'Saved.\n']);
    assert.equal((await run(server, ['data', 'set', 'city', '--value', 'Zürich'], as)).code, 0);
    await page.go('/');
    await page.go('/my-data');
    assert.equal(page.value('Notes'), 'first line\nsecond line');
    assert.equal(page.value('City'), 'Zürich');
    await page.close();
    const all = await run(server, ['data', 'show'], as);
    assert.match(all.stdout, /\nName: Fay Grau\n(?:.*\n)*City: Zürich\n/);
  });

  it('is listed in JSON with where each value is from', async () => {
    const { json } = await runJson(server, ['data', 'show'], as);
    assert.deepEqual(json.data.map((/** @type {any} */ each) => [each.field, each.source]), [
      ['name', 'web'], ['city', 'web'], ['notes', 'web'],
    ]);
    assert.ok(Number.isInteger(json.data[0].changed));
  });

  it('refuses what the page refuses, and changes nothing then', async () => {
    const end = await run(server, ['data', 'set', 'notes', '--value', '4111 1111 1111 1111'], as);
    assert.deepEqual([end.code, end.stderr], [3, 'portal: This looks like a card number.\n']);
    const long = await run(server, ['data', 'set', 'city'], { ...as, give: { 0: 'x'.repeat(5000) } });
    assert.deepEqual([long.code, long.stderr], [3, 'portal: This is too long.\n']);
    assert.equal((await run(server, ['data', 'show', 'city'], as)).stdout, 'Zürich\n');
  });

  it('is deleted one by one, and all that is voluntary', async () => {
    assert.equal((await run(server, ['data', 'clear', 'city'], as)).stdout, 'City is deleted.\n');
    const none = await run(server, ['data', 'show', 'city'], as);
    assert.deepEqual([none.code, none.stdout], [0, 'Nothing is kept there.\n']);
    assert.equal((await run(server, ['data', 'clear', '--voluntary'], as)).code, 0);
    const { json } = await runJson(server, ['data', 'show'], as);
    assert.deepEqual(json.data.map((/** @type {any} */ each) => each.field), ['name']);
  });

  it('does not let a value speak to the terminal', async () => {
    await run(server, ['data', 'set', 'notes', '--value', 'a\u009b2Jb'], as);
    const shown = await run(server, ['data', 'show', 'notes'], as);
    assert.ok(!/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(shown.stdout));
  });
});

describe('subscriptions', () => {
  const login = 'gil@example.org';
  before(() => account(login));
  const as = { login, password };

  it('are switched one by one, stopped at once, and asking twice is no second switch', async () => {
    assert.match((await run(server, ['subscriptions'], as)).stdout, /\[off\] Company news/);
    for (const says of ['Company news is on.\n', '']) {
      const set = await run(server, ['subscriptions', 'set', 'software', 'news', 'on'], as);
      assert.deepEqual([set.code, set.stdout], [0, says]);
    }
    const { json } = await runJson(server, ['subscriptions'], as);
    const software = json.subscriptions.lists.find((/** @type {any} */ list) => list.id === 'software');
    assert.equal(software.purposes.find((/** @type {any} */ each) => each.id === 'news').on, true);
    const page = await signIn(server, login, password);
    await page.go('/subscriptions');
    assert.ok(page.is('Company news', 'on', { within: software.name }));
    await page.close();
    assert.equal((await run(server, ['subscriptions', 'stop-all'], as)).stdout, 'All mail is stopped.\n');
    assert.ok((await runJson(server, ['subscriptions'], as)).json.subscriptions.stopped > 0);
    const none = await run(server, ['subscriptions', 'set', 'gossip', 'news', 'on'], as);
    assert.equal(none.code, 3);
  });
});

describe('exports', () => {
  const login = 'hal@example.org';
  before(() => account(login));
  const as = { login, password };

  it('are whole for the page, for this program, and for other people’s', async (t) => {
    const folder = folderFor(t);
    const made = await runJson(server, ['export', '-o', 'all.zip'], { ...as, folder });
    assert.equal(made.code, 0, made.stderr);
    assert.deepEqual([made.json.file, made.json.says], ['all.zip', 'Your export is ready.']);
    assert.deepEqual(readdirSync(folder), ['all.zip']);
    const bytes = readFileSync(join(folder, 'all.zip'));
    execFileSync('unzip', ['-tq', join(folder, 'all.zip')]);
    const page = await openPortal({ server: server.url, path: '/verify' });
    await page.pick('Export file', { name: 'all.zip', bytes: new Uint8Array(bytes) });
    await page.press('Check');
    assert.match(page.status(), /This export is whole/);
    await page.close();
    const key = (await runJson(server, ['sign-in'], as)).json.account.key_line;
    const checked = await runJson(null, ['verify', 'all.zip', '--key', key], { folder });
    assert.deepEqual([checked.code, checked.json.says], [0, 'This export is whole, and the expected key has signed it.']);
    assert.deepEqual([checked.json.archive.key_line, checked.json.archive.realm], [key, 'localhost']);
    const unknown = await run(null, ['verify', 'all.zip'], { folder });
    assert.equal(unknown.code, 0);
    assert.match(unknown.stdout, /Signed by the key/);
    const other = await account('ida@example.org');
    const foreign = (await runJson(server, ['sign-in'], other)).json.account.key_line;
    const another = await run(null, ['verify', 'all.zip', '--key', foreign], { folder });
    assert.deepEqual([another.code, another.stderr], [10, 'portal: This export is whole, but another key has signed it.\n']);
    for (const at of [10, bytes.length >> 1, bytes.length - 40]) {
      const broken = Buffer.from(bytes);
      broken[at] ^= 1;
      writeFileSync(join(folder, 'broken.zip'), broken);
      assert.equal((await run(null, ['verify', 'broken.zip'], { folder })).code, 10, `a bit of byte ${at}`);
    }
    assert.equal((await run(null, ['verify', 'nothing.zip'], { folder })).code, 9);
    assert.equal((await run(null, ['verify', '.'], { folder })).code, 9);
    assert.equal((await run(null, ['verify', 'all.zip', '--key', 'RW'], { folder })).code, 3);
  });

  it('that the page made are whole here', async (t) => {
    const folder = folderFor(t);
    const page = await signIn(server, login, password);
    await page.go('/export');
    await page.fill('Password', password);
    await page.press('Create export');
    const key = page.value('Key line');
    writeFileSync(join(folder, 'page.zip'), page.files()[0].bytes);
    await page.close();
    assert.equal((await run(null, ['verify', 'page.zip', '--key', key], { folder })).code, 0);
  });

  it('can be sealed with a passphrase, which opens them here and only if it is right', async (t) => {
    const folder = folderFor(t);
    const { json } = await runJson(server, ['export', '--passphrase', '-o', 'all.zip.age'], { ...as, folder });
    assert.match(json.passphrase, /^\S+$/);
    const verify = ['verify', 'all.zip.age', '--passphrase-fd', '4'];
    assert.equal((await run(null, verify, { folder, give: { 4: json.passphrase } })).code, 0);
    const wrong = await run(null, verify, { folder, give: { 4: 'not-this-one' } });
    assert.deepEqual([wrong.code, wrong.stderr], [4, 'portal: The passphrase is not right.\n']);
    const none = await run(null, ['verify', 'all.zip.age'], { folder });
    assert.equal(none.code, 2);
    const asked = await atTerminal(server, ['verify', 'all.zip.age'], [[/Passphrase: /, () => json.passphrase]], { folder });
    assert.equal(asked.code, 0, asked.screen);
  });

  it('have a name of their own, and replace nothing unless that is wanted', async (t) => {
    const folder = folderFor(t);
    assert.equal((await run(server, ['export'], { ...as, folder })).code, 0);
    const [name] = readdirSync(folder);
    assert.match(name, /\d{4}-\d\d-\d\d\.zip$/);
    writeFileSync(join(folder, 'mine'), 'mine');
    assert.equal((await run(server, ['export', '-o', 'mine'], { ...as, folder })).code, 9);
    assert.equal(readFileSync(join(folder, 'mine'), 'utf8'), 'mine');
    assert.equal((await run(server, ['export', '-o', 'mine', '--force'], { ...as, folder })).code, 0);
    assert.equal((await run(null, ['verify', 'mine'], { folder })).code, 0);
    const nowhere = await run(server, ['export', '-o', 'no/such/folder.zip'], { ...as, folder });
    assert.equal(nowhere.code, 9);
    assert.match(nowhere.stderr, /The file could not be saved\./);
  });
});

describe('passwords', () => {
  it('are changed with the old one, and the new one is proved', async () => {
    const { login } = await account('kim@example.org');
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
    const { login, recoveryKey } = await account('lea@example.org');
    const next = 'nine lanterns under the bridge';
    const words = ['recover', '--recovery-key-fd', '3', '--new-password-fd', '4', '--recovery-key-out', 'next.txt'];
    const by = (/** @type {string} */ key) => run(server, words, { folder, login, give: { 3: key, 4: next } });
    assert.equal((await by('RK1Q-AAAA')).code, 3);
    const other = await account('max@example.org');
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
    const { login } = await account('nia@example.org');
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
