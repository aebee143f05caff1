// @ts-check
// An export in Chromium, against the real server: what is downloaded opens and verifies with other people's programs,
// and the page itself says whether a file is whole.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, field, fill, follow, onScreen, openVisit, press, status } from './visit.mjs';

const login = 'anna@example.org';
const password = 'seven herons watched the slow canal';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {import('playwright-core').Page} */
let page;
let folder = '';
let keyLine = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-export-'));
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  visit = await openVisit(browser, server, { secrets: [password] });
  page = visit.page;
  await signUp(page, server, login, password);
});
after(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** @param {string} name @param {string[]} args @param {string} [cwd] */
const run = (name, args, cwd = folder) => execFileSync(name, args, { cwd, encoding: 'utf8', stdio: 'pipe' });

async function download() {
  const coming = page.waitForEvent('download');
  await fill(page, { Password: password });
  await press(page, 'Create export');
  const file = await coming;
  await status(page, 'Your export is ready.');
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

describe('an export', () => {
  it('is a file of today that unzip, sha256sum and minisign find whole', async () => {
    await follow(page, 'Export');
    await onScreen(page, 'export');
    keyLine = await field(page, 'Key line').inputValue();
    assert.match(keyLine, /^RW[A-Za-z0-9+/]{54}$/);
    const path = await download();
    assert.equal(path, join(folder, `portal-export-${new Date().toISOString().slice(0, 10)}.zip`));
    run('unzip', ['-tq', path]);
    run('unzip', ['-q', path, '-d', 'out']);
    const out = join(folder, 'out');
    run('sha256sum', ['--strict', '-c', 'SHA256SUMS'], out);
    const said = run('minisign', ['-Vm', 'SHA256SUMS', '-P', keyLine], out);
    assert.match(said, /portal\/v1 export realm=\S+ account=[0-9a-f]{32} manifest=- log=- time=\d+/);
    const profile = JSON.parse(await readFile(join(out, 'account/profile.json'), 'utf8'));
    assert.equal(profile.email, login);
    assert.equal(profile.owner_key, keyLine);
    const log = (await readFile(join(out, 'activity/entries.ndjson'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(log.map(({ seq }) => seq), log.map((_, i) => i));
    assert.equal(log.at(-1).type, 'export.created');
    for (const name of ['manifest.json', 'preferences.json', 'account/article15.json']) JSON.parse(await readFile(join(out, name), 'utf8'));
  });

  it('can be read as a page, without scripts', async () => {
    const reading = await page.context().newPage();
    await reading.goto(`file://${join(folder, 'out/index.html')}`);
    assert.equal(await reading.getByRole('heading', { level: 1 }).textContent(), `Export of ${login}`);
    assert.equal(await reading.locator('script').count(), 0);
    await reading.close();
  });

  it('is not made for a wrong password', async () => {
    await fill(page, { Password: 'not this one' });
    await press(page, 'Create export');
    await alert(page, 'The password is not right.');
    await onScreen(page, 'export');
  });

  it('can be checked on the page, and a changed one is told', async () => {
    const path = join(folder, `portal-export-${new Date().toISOString().slice(0, 10)}.zip`);
    await page.getByRole('link', { name: 'Check an export' }).click();
    await onScreen(page, 'verify');
    await field(page, 'Export file').setInputFiles(path);
    await press(page, 'Check');
    await status(page, 'This export is whole, and the expected key has signed it.');
    const changed = await readFile(path);
    changed[100] ^= 1;
    await writeFile(join(folder, 'changed.zip'), changed);
    await field(page, 'Export file').setInputFiles(join(folder, 'changed.zip'));
    await press(page, 'Check');
    await alert(page, 'This is not an export, or it was changed.');
  });

  it('with a passphrase opens with it alone, here and by age', async () => {
    await follow(page, 'Export');
    await onScreen(page, 'export');
    await field(page, 'Protect with a passphrase').check();
    const passphrase = await field(page, 'Passphrase').inputValue();
    assert.match(passphrase, /^[0-9a-hjkmnp-tv-z]{26}$/);
    const path = await download();
    assert.match(path, /\.zip\.age$/);
    const inTerminal = `import os,pty,sys
child,t=pty.fork()
if child==0: os.execvp('age',['age','-d','-o','opened.zip',sys.argv[1]])
os.read(t,1000); os.write(t,sys.argv[2].encode()+b'\\n')
try:
  while os.read(t,1000): pass
except OSError: pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child,0)[1]))`;
    run('python3', ['-c', inTerminal, path, passphrase]);
    run('unzip', ['-tq', 'opened.zip']);

    await page.getByRole('link', { name: 'Check an export' }).click();
    await onScreen(page, 'verify');
    await field(page, 'Export file').setInputFiles(path);
    await fill(page, { Passphrase: 'another one' });
    await press(page, 'Check');
    await alert(page, 'The passphrase is not right.');
    await fill(page, { Passphrase: passphrase });
    await press(page, 'Check');
    await status(page, 'This export is whole, and the expected key has signed it.');
  });

  it('can be checked by somebody who is not signed in', async () => {
    const other = await openVisit(browser, server);
    await other.page.goto(`${server.url}/verify`);
    await onScreen(other.page, 'verify');
    await field(other.page, 'Export file').setInputFiles(join(folder, `portal-export-${new Date().toISOString().slice(0, 10)}.zip`));
    await fill(other.page, { 'Key line': keyLine });
    await press(other.page, 'Check');
    await status(other.page, 'This export is whole, and the expected key has signed it.');
    await other.close();
    await visit.close();
  });
});
