// @ts-check
// Bytes of what a browser loads, with brotli as it goes over the wire.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import { less } from './measure.mjs';

const web = fileURLToPath(new URL('../../build/web/', import.meta.url));
/** @param {string} name */
const withoutHash = (name) => name.replace(/\.[0-9a-f]{16}(?=\.)/, '');
const require = createRequire(import.meta.url);

/** @param {Uint8Array} bytes */
const brotli = (bytes) => brotliCompressSync(bytes).length;

/** @param {string} module its ES modules, all of them together */
function sizeOfModule(module) {
  const files = {
    'libsodium-wrappers-sumo': ['libsodium-sumo', 'libsodium-wrappers-sumo'],
    '@serenity-kit/opaque': ['@serenity-kit/opaque'],
  }[module] ?? [];
  return files.map((name) => brotli(readFileSync(require.resolve(name)))).reduce((a, b) => a + b);
}

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function sizesBench() {
  const names = readdirSync(web, { recursive: true }).map(String).sort();
  const assets = names.filter((name) => !name.endsWith('.br') && statSync(join(web, name)).isFile()).map((name) => {
    const raw = statSync(join(web, name)).size;
    return { name: withoutHash(name), raw, sent: names.includes(`${name}.br`) ? statSync(join(web, `${name}.br`)).size : raw };
  });
  const sum = (/** @type {typeof assets} */ some) => some.reduce((total, { sent }) => total + sent, 0);
  const rest = assets.filter(({ name }) => !/^(strength\.js|stretch-scalar\.wasm|licences\.txt|release\.json|painter[/.].*)$/.test(name));
  const core = assets.find(({ name }) => name === 'core.wasm')?.sent ?? NaN;
  return [
    less('core.wasm: all of the client', 'bytes', core, 'libsodium-wrappers-sumo, brotli', sizeOfModule('libsodium-wrappers-sumo')),
    less('core.wasm: all of the client', 'bytes', core, '@serenity-kit/opaque, brotli', sizeOfModule('@serenity-kit/opaque')),
    less('All that a sign-in loads', 'bytes', sum(rest), 'libsodium-wrappers-sumo, brotli', sizeOfModule('libsodium-wrappers-sumo')),
    ...assets.map(({ name, raw, sent }) => less(`${name}, as it is sent`, 'bytes', sent, 'raw', raw)),
  ];
}
