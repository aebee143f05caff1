// @ts-check
// A secret in every clothing that it may leave in, and a search for all of them, in gzip and zlib streams too.
import { constants, inflateRawSync, inflateSync } from 'node:zlib';

/** @typedef {{name: string, form: string, bytes: Buffer}} Needle */

/**
 * @param {string} name
 * @param {string | Uint8Array} secret text, or bytes that are no text
 * @returns {Needle[]}
 */
export function needlesOf(name, secret) {
  const bytes = Buffer.from(/** @type {any} */ (secret));
  const forms = typeof secret === 'string' ? { ...formsOfText(secret), ...formsOfBytes(bytes) } : formsOfBytes(bytes);
  return Object.entries(forms).map(([form, text]) => ({ name, form, bytes: Buffer.from(/** @type {any} */ (text)) }));
}

/** @param {Buffer} bytes @returns {Record<string, Buffer | string>} */
function formsOfBytes(bytes) {
  /** @type {Record<string, Buffer | string>} */
  const forms = {
    raw: bytes,
    'hex, lower case': bytes.toString('hex'),
    'hex, upper case': bytes.toString('hex').toUpperCase(),
    'URL-escaped to the last byte, lower case': bytes.toString('hex').replace(/../g, '%$&'),
    'URL-escaped to the last byte, upper case': bytes.toString('hex').toUpperCase().replace(/../g, '%$&'),
    'an array of numbers': [...bytes].join(','),
  };
  for (const offset of [0, 1, 2]) {
    const text = innerBase64(bytes, offset);
    forms[`base64 at offset ${offset}`] = text;
    forms[`base64url at offset ${offset}`] = text.replaceAll('+', '-').replaceAll('/', '_');
  }
  return forms;
}

/** @param {string} text @returns {Record<string, Buffer | string>} */
function formsOfText(text) {
  const little = Buffer.from(text, 'utf16le');
  const units = little.toString('hex').match(/..../g) ?? [];
  const swapped = units.map((unit) => unit.slice(2) + unit.slice(0, 2));
  return {
    'UTF-16, little end first': little,
    'UTF-16, big end first': Buffer.from(little).swap16(),
    'URL-escaped': encodeURIComponent(text),
    'URL-escaped as a form': new URLSearchParams({ x: text }).toString().slice(2),
    'JSON-escaped': JSON.stringify(text).slice(1, -1),
    'JSON-escaped with slashes': JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
    'JSON-escaped to the last letter': swapped.map((unit) => `\\u${unit}`).join(''),
    'in upper case': text.toUpperCase(),
    'in lower case': text.toLowerCase(),
  };
}

// The letters that depend on the secret alone, whatever stands before and after it.
/** @param {Buffer} bytes @param {number} offset */
function innerBase64(bytes, offset) {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64').replaceAll('=', '');
  const whole = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((offset * 8) / 6), whole);
}

/**
 * @param {Uint8Array} hay
 * @param {Needle[]} needles
 * @returns {string[]} what was found, never the secret itself
 */
export function findIn(hay, needles, depth = 0) {
  const bytes = Buffer.from(hay.buffer, hay.byteOffset, hay.length);
  const found = needles.filter((needle) => bytes.includes(needle.bytes)).map(({ name, form }) => `${name} (${form})`);
  if (depth < 2) {
    for (const inner of streamsIn(bytes)) {
      found.push(...findIn(inner, needles, depth + 1).map((each) => `${each} in a compressed stream`));
    }
  }
  return [...new Set(found)];
}

const limits = { maxOutputLength: 1 << 24, finishFlush: constants.Z_SYNC_FLUSH };

// RFC 1952 §2.3. Not gunzipSync: it refuses what has anything behind it.
/** @param {Buffer} bytes @param {import('node:zlib').ZlibOptions} options */
function gunzip(bytes, options) {
  const flags = bytes[3];
  let at = 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  if (flags & 2) at += 2;
  return inflateRawSync(bytes.subarray(at), options);
}

/** @param {Buffer} bytes */
function* streamsIn(bytes) {
  for (const [start, unpack] of /** @type {const} */ ([
    ['1f8b08', gunzip],
    ['7801', inflateSync],
    ['785e', inflateSync],
    ['789c', inflateSync],
    ['78da', inflateSync],
  ])) {
    const mark = Buffer.from(start, 'hex');
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
      try {
        yield unpack(bytes.subarray(at, at + (1 << 20)), limits);
      } catch {
        // It was none.
      }
    }
  }
}
