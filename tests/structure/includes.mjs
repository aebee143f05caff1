// @ts-check
// Who may know whom (the picture is in README.md, "Map"), and which folder may use which library.

/** Folder → the folders whose headers it may include, besides its own. A name stands for its subfolders too.
 * @type {Record<string, string[]>} */
export const mayKnow = {
  'shared/base': [],
  'shared/crypto': ['shared/base'],
  'shared/opaque': ['shared/base', 'shared/crypto'],
  'shared/wire': ['shared/base'],
  'shared/log': ['shared/base', 'shared/crypto', 'shared/wire'],
  'shared/archive': ['shared/base', 'shared/crypto'],
  'shared/consent': ['shared/base', 'shared/crypto', 'shared/wire'],
  'wasm/core': ['shared'],
  'wasm/view': ['shared', 'wasm/core'],
  'wasm/shell': ['shared', 'wasm/core', 'wasm/view'],
  'wasm/painter': [],
  'wasm/cli': ['shared', 'wasm/core', 'wasm/view'],
  'wasm/stretch': ['shared/base'],
  'wasm/sodium': [],
  'server-stub/store': ['shared'],
  'server-stub/app': ['shared', 'server-stub/store'],
  'server-stub/files': ['shared', 'server-stub/app'],
  'server-stub/http': ['shared', 'server-stub/app'],
  'server-stub/mail': ['shared', 'server-stub/app', 'server-stub/files', 'server-stub/store'],
  'server-stub/main': ['shared', 'server-stub'],
};

/** Header of a library → the only folders that may include it.
 * @type {[library: RegExp, folders: string[]][]} */
export const onlyIn = [
  [/^sqlite3/, ['server-stub/store']],
  [/^libpq|^postgresql/, ['server-stub/store']],
  [/^boost\//, ['server-stub/http']],
  [/^curl\//, ['server-stub/mail', 'wasm/cli']],
  [/^CLI\/|^zxcvbn|^utf8proc|^termios/, ['wasm/cli']],
  [/^emscripten/, ['wasm/shell', 'wasm/painter']],
  [/^imgui/, ['wasm/painter']],
  [/^wasm_simd128/, ['wasm/stretch']],
  [/^nlohmann\//, ['shared/wire', 'shared/log', 'wasm/shell', 'server-stub']],
  // The client's own rooms do no I/O, know no clock and make no keys by hand.
  [/^(sodium|sys\/|unistd|chrono|thread|fstream|iostream|filesystem|ctime|time\.h)/, ['shared/base', 'shared/crypto', 'shared/opaque', 'shared/archive', 'wasm/shell', 'wasm/sodium', 'wasm/stretch', 'wasm/cli', 'server-stub']],
];

/** @param {string} folder @param {string} room */
const isWithin = (folder, room) => folder === room || folder.startsWith(`${room}/`);

/** @param {string} path */
const folderOf = (path) => path.slice(0, path.lastIndexOf('/'));

/** @param {string} folder */
const roomOf = (folder) => Object.keys(mayKnow).find((room) => isWithin(folder, room));

/**
 * What is wrong with the includes of one file, each as a sentence.
 * @param {string} path from the project's root @param {string} source
 * @returns {string[]}
 */
export function wrongIncludes(path, source) {
  const folder = folderOf(path);
  const room = roomOf(folder);
  if (!room) return [`${path}: no rule for the folder ${folder} in tests/structure/includes.mjs`];
  /** @type {string[]} */
  const wrong = [];
  for (const [, bracket, name] of source.matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)) {
    const isOurs = bracket === '"' && /^(shared|wasm|server-stub|tests|web)\//.test(name);
    if (isOurs) {
      const allowed = [room, ...mayKnow[room]];
      if (!allowed.some((known) => isWithin(folderOf(name), known))) wrong.push(`${path} may not know ${name}`);
    }
    for (const [library, folders] of onlyIn) {
      if (library.test(name) && !folders.some((known) => isWithin(folder, known))) wrong.push(`${path} may not use <${name}>`);
    }
  }
  return wrong;
}
