// @ts-check
// Data, subscriptions and exports: what one program wrote, the other reads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { signIn } from '../node/people.mjs';
import { atTerminal, folderFor, run, runJson } from './tool.mjs';
import { account, old, server } from './world.mjs';

const password = old;

describe('my data', () => {
  const login = 'fay@example.org';
  before(() => account({ login }));
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
  before(() => account({ login }));
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
  before(() => account({ login }));
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
    const other = await account({ login: 'ida@example.org' });
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
