// @ts-check
// Puts hashes into what is served: the name of each file has that of its content, and who uses a file says its name and hash
// (PROTOCOL.md, "Integrity"). A file is known by its hash only when all that it names is: they go in the order of their imports.
import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/**
 * @typedef {object} Pinned
 * @property {string} name with the hash in it
 * @property {Uint8Array} bytes
 * @property {string} hash as `integrity` takes it
 * @property {Set<string>} imports source names of what it imports, and what that imports
 * @property {Set<string>} later of what it may import later
 *
 * @typedef {(name: string) => Pinned} Pin
 */

/** @param {Uint8Array} bytes */
export const hashOf = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** @param {string} name @param {string} hash */
const nameWith = (name, hash) => {
  const { dir, name: stem, ext } = posix.parse(name);
  return posix.join(dir, `${stem}.${Buffer.from(hash.slice(7), 'base64').toString('hex', 0, 8)}${ext}`);
};

/**
 * @param {Map<string, Uint8Array>} sources by their names
 * @param {RegExp} kept names that stay as they are
 * @returns {Pin}
 */
export function pinsOf(sources, kept) {
  /** @type {Map<string, Pinned | null>} */
  const done = new Map();
  /** @type {Pin} */
  const pin = (name) => {
    const known = done.get(name);
    if (known) return known;
    if (known === null) throw new Error(`${name} needs itself, by way of what it imports.`);
    done.set(name, null);
    const bytes = sources.get(name);
    if (!bytes) throw new Error(`${name} is imported, and is not there.`);
    const pinned = { bytes, imports: new Set(), later: new Set(), ...rewritten(name, bytes, pin) };
    const hash = hashOf(pinned.bytes);
    const whole = { ...pinned, hash, name: kept.test(name) ? name : nameWith(name, hash) };
    done.set(name, whole);
    return whole;
  };
  return pin;
}

/** @param {string} name @param {Uint8Array} bytes @param {Pin} pin */
function rewritten(name, bytes, pin) {
  const text = () => Buffer.from(bytes).toString('utf8');
  if (name.endsWith('.js')) return script(name, text(), pin);
  if (name.endsWith('.css')) return { bytes: Buffer.from(style(text(), pin)) };
  return {};
}

// A comment or a string that names no file is left alone; the rest are the forms in which a file is named.
const inScript =
  /\/\*[^]*?\*\/|(?<=^|\s)\/\/[^\n]*|(?<from>\b(?:from|import)\s+)'(?<it>\.[^']*)'|(?<later>\bimport\()'(?<lazy>\.[^']*)'|\basset\('(?<file>[^']*)', import\.meta\.url\)|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** @param {string} name @param {string} text @param {Pin} pin */
function script(name, text, pin) {
  const folder = posix.dirname(name);
  const at = (/** @type {string} */ specifier) => posix.join(folder, specifier);
  const to = (/** @type {string} */ target) => {
    const path = posix.relative(folder, pin(target).name);
    return path.startsWith('.') ? path : `./${path}`;
  };
  const imports = new Set();
  const later = new Set();
  const result = text.replace(inScript, (whole, ...rest) => {
    const { from, it, later: dynamic, lazy, file } = rest.at(-1);
    if (it) {
      for (const each of [at(it), ...pin(at(it)).imports]) imports.add(each);
      for (const each of pin(at(it)).later) later.add(each);
      return `${from}'${to(at(it))}'`;
    }
    if (lazy) {
      for (const each of [at(lazy), ...pin(at(lazy)).imports, ...pin(at(lazy)).later]) later.add(each);
      return `${dynamic}'${to(at(lazy))}'`;
    }
    if (!file) return whole;
    const { imports: all, later: more } = pin(at(file));
    if (more.size > 0) throw new Error(`${file}: where no import map holds, what it imports later needs checkAsset(asset(…)).`);
    const pins = Object.fromEntries([at(file), ...all].map((each) => [to(each), pin(each).hash]));
    return `asset('${to(at(file))}', import.meta.url, ${JSON.stringify(pins)})`;
  });
  return { bytes: Buffer.from(result), imports, later };
}

/** @param {string} text @param {Pin} pin */
const style = (text, pin) => text.replace(/url\("([^":]+)"\)/g, (_, file) => `url("${pin(file).name}")`);

/**
 * Its scripts and styles with their hashes, and those of all modules: the import map binds the browser, the preloads are for speed.
 * @param {string} text of a document @param {Pin} pin
 */
export function document(text, pin) {
  const entry = text.match(/<script type="module" src="\/([^"]+)"/)?.[1] ?? '';
  const { imports, later } = pin(entry);
  const address = (/** @type {string} */ name) => `/${pin(name).name}`;
  const first = [...imports].sort();
  const map = Object.fromEntries([...new Set([entry, ...first, ...later])].sort().map((name) => [address(name), pin(name).hash]));
  const preloads = first.map((name) => `  <link rel="modulepreload" href="${address(name)}" integrity="${pin(name).hash}">\n`);
  return text
    .replace(/<(?:link|script)\b[^>]*>/g, (tag) =>
      tag.replace(/(href|src)="\/([^"]+)"/, (_, attribute, name) => {
        const integrity = /rel="icon"/.test(tag) ? '' : ` integrity="${pin(name).hash}"`;
        return `${attribute}="${address(name)}"${integrity}`;
      }))
    .replace(/^(?= *<script)/m, () => `  <script type="importmap">${JSON.stringify({ integrity: map })}</script>\n`)
    .replace(/^(?= *<script type="module")/m, () => preloads.join(''));
}
