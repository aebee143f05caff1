// @ts-check
// Assembles build/web, the files that the server serves: web/, its styles as one file, the wasm modules and the strength estimator
// bundled into one file, all by names with their hashes, a brotli twin beside each, and release.json, which lists them. Node takes
// what is built from build/client. What has not changed is left alone.
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

import { licences } from './licences.mjs';
import { document, hashOf, pinsOf } from './pins.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'build/web');
const client = join(root, 'build/client');

// Not for browsers.
const kept = /^(demo|strength|style|embed)\/|^portal-node\.|(\.mjs|\.d\.ts|\.md|\.json)$|(^|\/)\./;
// Addresses that others know.
const fixed = /^(portal-embed\.js|licences\.txt)$/;
const compressible = /\.(html|js|css|json|wasm|svg|txt)$/;

/** @param {string} folder @returns {Promise<string[]>} */
async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)])),
  );
  return found.flat().sort();
}

/** @param {string} path */
const readIfThere = (path) => readFile(path).catch(() => null);

/** @param {string} path @param {Uint8Array} bytes */
async function write(path, bytes) {
  if ((await readIfThere(path))?.equals(bytes)) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return true;
}

/** @type {Set<string>} */
const written = new Set();

/** @param {string} name @param {Uint8Array} bytes */
async function serve(name, bytes) {
  const isNew = await write(join(target, name), bytes);
  written.add(name);
  if (!compressible.test(name)) return;
  const twin = join(target, `${name}.br`);
  written.add(`${name}.br`);
  if (!isNew && (await readIfThere(twin)) !== null) return;
  const options = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(twin, brotliCompressSync(bytes, { params: options }));
}

/** Bundling takes a second: only when the entry or the installed packages are newer. */
async function strength() {
  const entry = join(root, 'web/strength/entry.mjs');
  const bundle = join(client, 'strength.js');
  const since = (/** @type {string} */ path) => stat(path).then((s) => s.mtimeMs, () => 0);
  const newest = Math.max(await since(entry), await since(join(root, 'node_modules/.installed')), await since(fileURLToPath(import.meta.url)));
  const before = await readIfThere(bundle);
  if (before !== null && (await since(bundle)) > newest) return before;
  await rm(bundle, { force: true });
  const { build } = await import('esbuild');
  const built = await build({
    absWorkingDir: root, entryPoints: ['web/strength/entry.mjs'], bundle: true, minify: true, format: 'esm', target: 'es2022',
    charset: 'utf8', legalComments: 'inline', write: false, logLevel: 'warning',
    banner: { js: '// @zxcvbn-ts, (c) its authors, MIT licence' },
  });
  return Buffer.from(built.outputFiles[0].contents);
}

const wasm = {
  'core.wasm': 'build/wasm/wasm/core.wasm',
  'stretch.wasm': 'build/wasm/wasm/stretch/stretch.wasm',
  'stretch-scalar.wasm': 'build/wasm/wasm/stretch/stretch-scalar.wasm',
};

/** Everything that is served, by its name without hash. */
async function sources() {
  /** @type {Map<string, Uint8Array>} */
  const all = new Map();
  for (const path of await filesIn(join(root, 'web'))) {
    const name = relative(join(root, 'web'), path);
    if (!kept.test(name)) all.set(name, await readFile(path));
  }
  const built = new Map([['strength.js', await strength()]]);
  for (const [name, path] of Object.entries(wasm)) built.set(name, await readFile(join(root, path)));
  // Without the source of Dear ImGui its module is empty, and the page stays HTML.
  all.set('painter.wasm', (await readIfThere(join(root, 'build/wasm/wasm/painter/painter.wasm'))) ?? Buffer.alloc(0));
  for (const [name, bytes] of built) {
    await write(join(client, name), bytes);
    all.set(name, bytes);
  }
  all.set('portal-embed.js', await readFile(join(root, 'web/embed/portal-embed.js')));
  const styles = (await filesIn(join(root, 'web/style'))).filter((path) => path.endsWith('.css'));
  all.set('portal.css', Buffer.concat(await Promise.all(styles.map((path) => readFile(path)))));
  all.set('licences.txt', Buffer.from(await licences(root)));
  return all;
}

const all = await sources();
const pin = pinsOf(all, fixed);
const page = Buffer.from(document(Buffer.from(all.get('index.html') ?? '').toString('utf8'), pin));
await serve('index.html', page);
/** @type {Record<string, string>} */
const files = { '/': hashOf(page) };
for (const each of [...all.keys()].filter((name) => name !== 'index.html').sort()) {
  const { name, bytes, hash } = pin(each);
  await serve(name, bytes);
  files[`/${name}`] = hash;
}

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
const release = Buffer.from(`${JSON.stringify({ v: 1, version, files: sorted }, null, 1)}\n`);
// A signature of this release stays, and one of another goes.
if ((await readIfThere(join(target, 'release.json')))?.equals(release)) written.add('release.json.minisig');
await serve('release.json', release);
for (const path of await filesIn(target)) {
  if (!written.has(relative(target, path))) await rm(path);
}
