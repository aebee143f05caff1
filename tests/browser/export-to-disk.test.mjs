// @ts-check
// An export straight to the disk, where the browser can: the picker's handle is one of the page's own file system,
// because nothing can press in the real picker.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, fill, follow, onScreen, openVisit, press, status } from './visit.mjs';

const login = 'anna@example.org';
const password = 'seven herons watched the slow canal';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('playwright-core').Page} */
let page;
let folder = '';
let downloads = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-disk-'));
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  ({ page } = await openVisit(browser, server, { secrets: [password] }));
  page.on('download', () => ++downloads);
  await signUp(page, server, login, password);
  await follow(page, 'Export');
  await onScreen(page, 'export');
});
after(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => pick('file'));

/** What the picker does from now on. @param {'file' | 'refused' | 'forbidden' | 'slow'} how */
const pick = (how) =>
  page.evaluate((how) => {
    /** @type {any} */ (window).picks = 0;
    /** @type {any} */ (window).showSaveFilePicker = async (/** @type {{suggestedName: string}} */ { suggestedName }) => {
      /** @type {any} */ (window).picks += 1;
      if (!navigator.userActivation.isActive) throw new DOMException('no press', 'SecurityError');
      if (how === 'refused') throw new DOMException('', 'AbortError');
      if (how === 'forbidden') throw new DOMException('', 'SecurityError');
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle(suggestedName, { create: true });
      if (how === 'slow') {
        const create = handle.createWritable.bind(handle);
        handle.createWritable = async () => {
          const stream = await create();
          const close = stream.close.bind(stream);
          stream.write = () => {
            /** @type {any} */ (window).writes = true;
            return new Promise(() => {});
          };
          return Object.assign(stream, { close });
        };
      }
      return handle;
    };
  }, how);

/** @returns {Promise<Record<string, number[]>>} */
const onDisk = () =>
  page.evaluate(async () => {
    /** @type {Record<string, number[]>} */
    const found = {};
    const root = /** @type {any} */ (await navigator.storage.getDirectory());
    for await (const [name, handle] of root.entries()) {
      found[name] = [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
      await root.removeEntry(name);
    }
    return found;
  });

describe('an export to the disk', () => {
  it('is a whole file there, asked for once, and nothing is downloaded', async () => {
    await fill(page, { Password: password });
    await press(page, 'Create export');
    await status(page, 'Your export is ready.');
    const found = await onDisk();
    const [name] = Object.keys(found);
    assert.match(name, /^portal-export-\d{4}-\d\d-\d\d\.zip$/);
    await writeFile(join(folder, name), Uint8Array.from(found[name]));
    execFileSync('unzip', ['-tq', join(folder, name)], { stdio: 'pipe' });
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).picks), 1);
    assert.equal(downloads, 0);
  });

  it('leaves no file after a wrong password', async () => {
    await fill(page, { Password: 'not this one at all' });
    await press(page, 'Create export');
    await alert(page, 'The password is not right.');
    assert.deepEqual(await onDisk(), {});
  });

  it('leaves no file after Cancel', async () => {
    await pick('slow');
    await fill(page, { Password: password });
    await press(page, 'Create export');
    await page.waitForFunction(() => /** @type {any} */ (window).writes);
    await press(page, 'Cancel');
    await status(page, 'Cancelled.');
    await page.waitForTimeout(300);
    assert.deepEqual(await onDisk(), {});
  });

  it('ends quietly if its owner refuses to say where', async () => {
    await pick('refused');
    await fill(page, { Password: password });
    await press(page, 'Create export');
    await page.waitForFunction(() => /** @type {any} */ (window).picks === 1);
    await page.getByRole('button', { name: 'Create export' }).waitFor();
    await page.waitForFunction(() => !document.querySelector('progress, [role=progressbar]'));
    assert.equal((await page.getByRole('alert').textContent()) ?? '', '');
    assert.equal(downloads, 0);
  });

  it('is downloaded where the browser may not ask', async () => {
    await pick('forbidden');
    const coming = page.waitForEvent('download');
    await fill(page, { Password: password });
    await press(page, 'Create export');
    await coming;
    await status(page, 'Your export is ready.');
  });
});
