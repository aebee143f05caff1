// @ts-check
// Assembles build/web, the files that the server serves: web/ as it is, its styles as one file, the wasm
// modules, the strength estimator bundled into one file, and a brotli twin beside each. What has not changed is left alone.
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

import { licences } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'build/web');

// Not for browsers.
const kept = /^(demo|strength|style|embed)\/|^portal-node\.|(\.d\.ts|\.md|\.json)$|(^|\/)\./;
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

/** @param {string} name @param {Uint8Array} bytes */
async function put(name, bytes) {
  const path = join(target, name);
  const twin = `${path}.br`;
  const before = await readIfThere(path);
  const isSame = before !== null && before.equals(bytes);
  if (!isSame) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  written.add(name);
  if (!compressible.test(name)) return;
  written.add(`${name}.br`);
  if (isSame && (await readIfThere(twin)) !== null) return;
  const options = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(twin, brotliCompressSync(bytes, { params: options }));
}

/** Bundling takes a second: only when the entry or the installed packages are newer. */
async function strength() {
  const entry = join(root, 'web/strength/entry.mjs');
  const bundle = join(target, 'strength.js');
  const since = (/** @type {string} */ path) => stat(path).then((s) => s.mtimeMs, () => 0);
  const newest = Math.max(await since(entry), await since(join(root, 'node_modules/.installed')), await since(fileURLToPath(import.meta.url)));
  const before = await readIfThere(bundle);
  if (before !== null && (await since(`${bundle}.br`)) > newest) return before;
  await rm(`${bundle}.br`, { force: true });
  const { build } = await import('esbuild');
  const built = await build({
    entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8',
    legalComments: 'inline', write: false, logLevel: 'warning',
    banner: { js: '// @zxcvbn-ts, (c) its authors, MIT licence' },
  });
  return built.outputFiles[0].contents;
}

const wasm = {
  'core.wasm': 'build/wasm/wasm/core.wasm',
  'stretch.wasm': 'build/wasm/wasm/stretch/stretch.wasm',
  'stretch-scalar.wasm': 'build/wasm/wasm/stretch/stretch-scalar.wasm',
};

/** @type {Set<string>} */
const written = new Set();
for (const path of await filesIn(join(root, 'web'))) {
  const name = relative(join(root, 'web'), path);
  if (!kept.test(name)) await put(name, await readFile(path));
}
for (const [name, path] of Object.entries(wasm)) {
  await put(name, await readFile(join(root, path)));
}
await put('portal-embed.js', await readFile(join(root, 'web/embed/portal-embed.js')));
// Without the source of Dear ImGui there is none, and the page stays HTML.
const painter = await readIfThere(join(root, 'build/wasm/wasm/painter/painter.wasm'));
if (painter) await put('painter.wasm', painter);
const styles = (await filesIn(join(root, 'web/style'))).filter((path) => path.endsWith('.css'));
await put('portal.css', Buffer.concat(await Promise.all(styles.map((path) => readFile(path)))));
await put('strength.js', await strength());
await put('licences.txt', Buffer.from(await licences(root)));
for (const path of await filesIn(target)) {
  if (!written.has(relative(target, path))) await rm(path);
}
