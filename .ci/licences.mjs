// @ts-check
// licences.txt: the licences of what is compiled into the client, each as its authors ship it. The footer of every
// screen links to it.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{ name: string, found: string[] }} Part  the first file that is there counts */

/** @param {string} root @returns {Promise<Part[]>} */
async function parts(root) {
  const estimator = join(root, 'node_modules/@zxcvbn-ts');
  const packages = await readdir(estimator).catch(() => []);
  const emscripten = ['/usr/share/emscripten', ...(process.env.EMSDK ? [join(process.env.EMSDK, 'upstream/emscripten')] : [])];
  const imgui = join(root, 'build/sources/imgui/LICENSE.txt');
  const isPainted = await readFile(imgui).then(() => true, () => false);
  const of = (/** @type {string} */ path) => emscripten.map((folder) => join(folder, path));
  return [
    { name: 'libsodium', found: [join(root, 'build/sources/libsodium/LICENSE')] },
    ...(isPainted ? [{ name: 'Dear ImGui', found: [imgui] }] : []),
    { name: 'JSON for Modern C++', found: ['/usr/share/doc/nlohmann-json3-dev/copyright'] },
    { name: 'musl, the C library', found: of('system/lib/libc/musl/COPYRIGHT') },
    { name: 'Emscripten and libc++, the C++ library', found: ['/usr/share/doc/emscripten/copyright', ...of('LICENSE')] },
    ...packages.map((name) => ({
      name: `@zxcvbn-ts/${name}`,
      found: ['LICENSE.txt', 'LICENSE', 'LICENSE.md'].map((file) => join(estimator, name, file)),
    })),
  ];
}

/** @param {string} root @returns {Promise<string>} */
export async function licences(root) {
  const texts = [];
  for (const { name, found } of await parts(root)) {
    let text = '';
    for (const path of found) text ||= await readFile(path, 'utf8').catch(() => '');
    if (!text) throw new Error(`The licence of ${name} was not found: looked for ${found.join(', ')}.`);
    texts.push(`${name}\n${'='.repeat(name.length)}\n\n${text.trim()}\n`);
  }
  return texts.join('\n\n');
}
