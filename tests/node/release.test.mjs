// @ts-check
// release.json, and the program that compares a portal with it from outside.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { after, before, it } from 'node:test';
import { root, startServer } from './server.mjs';

const built = join(root, 'build/web');
const release = join(built, 'release.json');
/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-release-'));
});
after(() => rmSync(folder, { recursive: true }));

/** @param {string} url @returns {Promise<{code: number, text: string}>} */
const verify = (url) =>
  new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'web/verify-portal.mjs'), url, release], (error, text) =>
      resolve({ code: error ? Number(error.code) : 0, text }));
  });

/** A portal with a copy of what was built, changed. @param {(assets: string) => void} change @param {(url: string) => Promise<void>} look */
async function withAssets(change, look) {
  const assets = join(folder, `assets-${Math.random()}`);
  cpSync(built, assets, { recursive: true });
  change(assets);
  const server = await startServer({ options: ['--assets', assets] });
  try {
    await look(server.url);
  } finally {
    await server.stop();
  }
}

it('a release names every file that is served, in order', () => {
  const { files } = JSON.parse(readFileSync(release, 'utf8'));
  const names = Object.keys(files);
  assert.deepEqual(names, [...names].sort());
  const served = readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.br$|^release\.json|^index\.html$/.test(entry.name))
    .map((entry) => `${entry.path ?? entry.parentPath}/${entry.name}`.slice(built.length));
  assert.deepEqual(names, ['/', ...served].sort());
  const fixed = names.filter((name) => !/\.[0-9a-f]{16}\.\w+$/.test(name));
  assert.deepEqual(fixed, ['/', '/licences.txt', '/portal-embed.js']);
});

it('what was built is served, can be kept for ever by its name, and is found to be the release', async () => {
  await withAssets(
    (assets) => writeFileSync(join(assets, 'release.json.minisig'), 'untrusted comment: a test\n'),
    async (url) => {
      assert.deepEqual(await verify(url), { code: 0, text: (await verify(url)).text });
      const { files } = JSON.parse(await (await fetch(`${url}/release.json`)).text());
      const name = Object.keys(files).find((each) => /^\/core\..*wasm$/.test(each));
      assert.equal((await fetch(url + name)).headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.equal((await fetch(url)).headers.get('cache-control'), 'no-store');
      assert.equal((await fetch(`${url}/release.json`)).headers.get('cache-control'), 'no-cache');
      assert.match(await (await fetch(`${url}/release.json.minisig`)).text(), /^untrusted comment/);
    },
  );
});

it('another byte in the page or in a file, and a file that is missing, are found', async () => {
  const { files } = JSON.parse(readFileSync(release, 'utf8'));
  const [core] = Object.keys(files).filter((each) => /^\/core\..*wasm$/.test(each));
  await withAssets((assets) => appendFileSync(join(assets, 'index.html'), ' '), async (url) => {
    const { code, text } = await verify(url);
    assert.equal(code, 1);
    assert.match(text, /^\/ is not what was published$/m);
    assert.match(text, /^\/embed is not what was published$/m);
  });
  await withAssets((assets) => writeFileSync(join(assets, `${core}.br`), brotliCompressSync('another')), async (url) => {
    const { code, text } = await verify(url);
    assert.deepEqual([code, text.split('\n')[0]], [1, `${core} is not what was published`]);
  });
  await withAssets((assets) => rmSync(join(assets, core)), async (url) => {
    const { code, text } = await verify(url);
    assert.deepEqual([code, text.split('\n')[0]], [1, `${core} is answered with 404`]);
  });
});
