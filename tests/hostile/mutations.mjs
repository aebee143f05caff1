// @ts-check
// Every message of the API, and every way in which one can be wrong, as text or bytes to send.
import { randomBytes } from 'node:crypto';

/**
 * @typedef {{bytes: number, points?: number[]}} BytesKind `points`: where they begin
 * @typedef {{[name: string]: Kind}} Members
 * @typedef {BytesKind | {members: Members} | {list: Kind} | 'text' | 'integer' | 'boolean' | string[]} Kind
 */
/** @typedef {{path: string, session?: boolean, fields: Record<string, Kind>, optional?: string[]}} Description */

const hash = { bytes: 32 };
const id = { bytes: 16 };
const ke1 = { bytes: 96, points: [0, 64] };
const request = { bytes: 32, points: [0] };
const record = { bytes: 192, points: [0] };
const wrap = { bytes: 73 };
/** @type {Kind} */
const newCollection = { members: { others: 'integer', key: { members: { ck_version: 'integer', amk_version: 'integer', blob: wrap } } } };
/** @type {Kind} */
const sealedRecord = {
  members: { id, revision: 'integer', ck_version: 'integer', flags: ['live', 'tombstone'], blob: { bytes: 297 } },
};

/** @type {Description[]} */
export const messages = [
  { path: '/v1/sign-up', fields: { login: 'text' } },
  { path: '/v1/sign-up/show', fields: { token: id } },
  { path: '/v1/sign-up/start', fields: { token: id, request } },
  {
    path: '/v1/sign-up/finish',
    fields: { token: id, record, wrap, recovery_wrap: wrap, recovery_key: hash, owner_key: hash, known: hash },
    optional: ['known'],
  },
  { path: '/v1/login/start', fields: { login: 'text', ke1, scope: ['full', 'embedded', 'previous'], known: hash }, optional: ['known'] },
  { path: '/v1/login/finish', fields: { attempt: id, ke3: { bytes: 64 }, known: hash, device: 'text' }, optional: ['known', 'device'] },
  { path: '/v1/step-up/start', session: true, fields: { op: ['credential', 'erase', 'recovery', 'export', 'device'], ke1 } },
  { path: '/v1/step-up/finish', session: true, fields: { attempt: id, ke3: { bytes: 64 } } },
  { path: '/v1/credential/start', session: true, fields: { reason: ['password', 'recovery', 'unfreeze'], base: 'integer', request } },
  {
    path: '/v1/credential/finish',
    session: true,
    fields: {
      change_id: id,
      base: 'integer',
      record,
      wrap,
      note: 'text',
      known: hash,
      recovery_wrap: wrap,
      recovery_key: hash,
    },
    optional: ['known', 'recovery_wrap', 'recovery_key'],
  },
  { path: '/v1/credential/cancel', fields: { change_id: id } },
  { path: '/v1/recover/start', fields: { login: 'text', previous: 'boolean' }, optional: ['previous'] },
  { path: '/v1/recover/prove', fields: { id, sig: { bytes: 64 } } },
  { path: '/v1/recovery/disown', fields: { token: id } },
  { path: '/v1/recovery/renew', session: true, fields: { base: 'integer', recovery_wrap: wrap, recovery_key: hash } },
  { path: '/v1/reset/start', fields: { login: 'text' } },
  { path: '/v1/reset/confirm', fields: { token: id } },
  { path: '/v1/reset/cancel', session: true, fields: {} },
  { path: '/v1/reset/cancel-by-link', fields: { token: id } },
  { path: '/v1/reset/show', fields: { token: id } },
  { path: '/v1/reset/begin', fields: { token: id, request } },
  {
    path: '/v1/reset/finish',
    fields: { token: id, record, wrap, recovery_wrap: wrap, recovery_key: hash, owner_key: hash, known: hash },
    optional: ['known'],
  },
  { path: '/v1/device/enrol', session: true, fields: { token_hash: hash } },
  { path: '/v1/device/unlock', fields: { token: hash } },
  { path: '/v1/pair/start', fields: { key: hash, secret_hash: hash, site: 'text' } },
  { path: '/v1/pair/show', session: true, fields: { pair: id } },
  { path: '/v1/pair/allow', session: true, fields: { pair: id, key: hash, code: 'text' } },
  { path: '/v1/pair/deny', session: true, fields: { pair: id } },
  { path: '/v1/pair/poll', fields: { pair: id, secret: id } },
  { path: '/v1/account/reminder', session: true, fields: { remind_months: 'integer' } },
  { path: '/v1/session/end', session: true, fields: {} },
  { path: '/v1/sessions/end', session: true, fields: { sid: id } },
  { path: '/v1/sessions/end-device', session: true, fields: { token_hash: hash } },
  { path: '/v1/sessions/end-others', session: true, fields: {} },
  { path: '/v1/sessions/name', session: true, fields: { device: 'text' } },
  { path: '/v1/sessions/mail', session: true, fields: { new_device: 'boolean' } },
  { path: '/v1/erase/request', session: true, fields: {} },
  { path: '/v1/erase/cancel', session: true, fields: {} },
  { path: '/v1/erase/cancel-by-link', fields: { token: id } },
  {
    path: '/v1/subscriptions/set',
    session: true,
    fields: { list: 'text', purpose: ['follow-up', 'news', 'marketing'], on: 'boolean' },
  },
  { path: '/v1/subscriptions/stop', session: true, fields: {} },
  { path: '/v1/subscriptions/undo', session: true, fields: { undo: id } },
  { path: '/v1/records/show', session: true, fields: { collection: id, after: id }, optional: ['after'] },
  { path: '/v1/records/write', session: true, fields: { collection: id, creates: newCollection, records: { list: sealedRecord } }, optional: ['creates'] },
  { path: '/v1/log/entries', session: true, fields: { from: 'integer' } },
  { path: '/v1/export/note', session: true, fields: {} },
];

// A valid point for where one must be: the base point of ristretto255, RFC 9496 A.1.
const basePoint = Buffer.from('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76', 'hex');

/** Encodings that decode to no point that may be used, RFC 9496 A.2. */
export const badPoints = {
  identity: '00'.repeat(32),
  'the field prime': `ed${'ff'.repeat(30)}7f`,
  'one more than the field prime': `ee${'ff'.repeat(30)}7f`,
  'all ones': 'ff'.repeat(32),
  negative: `01${'00'.repeat(31)}`,
  'no square': '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
  'high bit set': `${basePoint.toString('hex').slice(0, 62)}f6`,
};

/** @param {Kind} kind @returns {any} */
function goodValue(kind) {
  if (kind === 'text') return 'software';
  if (kind === 'integer') return 1;
  if (kind === 'boolean') return true;
  if (Array.isArray(kind)) return kind[0];
  if ('list' in kind) return [goodValue(kind.list)];
  if ('members' in kind) return goodMembers(kind.members);
  const value = randomBytes(kind.bytes);
  for (const at of kind.points ?? []) basePoint.copy(value, at);
  return value.toString('base64url');
}

/** @param {Members} members @returns {any} */
const goodMembers = (members) =>
  Object.fromEntries(Object.entries(members).map(([name, kind]) => [name, goodValue(kind)]));

/** @param {Description} message */
export const goodMessage = ({ fields }) => goodMembers(fields);

/** @param {Kind} kind @param {any} good @returns {[string, string][]} what, and the value as JSON text */
function wrongValues(kind, good) {
  if (typeof kind === 'object' && 'list' in kind) return wrongLists(kind.list, good);
  if (typeof kind === 'object' && 'members' in kind) return wrongMembers(kind.members, good);
  /** @type {[string, unknown][]} */
  const wrong = [['null', null], ['an object', {}], ['an array', [good]]];
  if (kind === 'integer') wrong.push(['text', '1'], ['a boolean', true]);
  else if (kind === 'boolean') wrong.push(['a number', 1], ['text', 'true']);
  else wrong.push(['a number', 7], ['a boolean', true]);
  if (Array.isArray(kind)) wrong.push(['another word', 'else'], ['upper case', good.toUpperCase()], ['nothing', '']);
  if (typeof kind === 'object' && 'bytes' in kind) wrong.push(...wrongBytes(kind, Buffer.from(good, 'base64url')));
  /** @type {[string, string][]} */
  const texts = wrong.map(([what, value]) => [what, JSON.stringify(value)]);
  const numbers = ['-1', '-0', '1.0', '1e0', '01', '+1', '4294967296', '9007199254740992'];
  if (kind === 'integer') texts.push(...numbers.map((text) => /** @type {[string, string]} */ ([text, text])));
  return texts;
}

/** @param {Kind} kind @param {any[]} good @returns {[string, string][]} */
function wrongLists(kind, good) {
  const inner = wrongValues(kind, good[0]).map(([what, text]) => /** @type {[string, string]} */ ([`in it, ${what}`, `[${text}]`]));
  return [['null', 'null'], ['an object', '{}'], ['text', '"x"'], ['nothing in it', '[]'], ...inner];
}

/** @param {Members} members @param {any} good @returns {[string, string][]} */
function wrongMembers(members, good) {
  /** @type {[string, string][]} */
  const wrong = [['null', 'null'], ['an array', '[]'], ['text', '"x"'], ['more in it', JSON.stringify({ ...good, more: 1 })]];
  for (const [name, kind] of Object.entries(members)) {
    const { [name]: value, ...others } = good;
    wrong.push([`without ${name}`, JSON.stringify(others)]);
    for (const [what, text] of wrongValues(kind, value)) {
      wrong.push([`${name}: ${what}`, JSON.stringify({ ...good, [name]: '?' }).replace('"?"', () => text)]);
    }
  }
  return wrong;
}

/** @param {BytesKind} kind @param {Buffer} good @returns {[string, string][]} */
function wrongBytes({ bytes, points = [] }, good) {
  const text = good.toString('base64url');
  /** @type {[string, string][]} */
  const wrong = [
    ['a byte less', good.subarray(1).toString('base64url')],
    ['a byte more', Buffer.concat([good, Buffer.of(0)]).toString('base64url')],
    ['no bytes', ''],
    ['padding', `${text}=`],
    ['another alphabet', `+${text.slice(1)}`],
    ['a space', ` ${text}`],
    ['hex', good.toString('hex')],
  ];
  const unused = (text.length * 6) % 8; // bits of the last letter that must be 0
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  if (unused > 0 && bytes > 0) wrong.push(['a second spelling', text.slice(0, -1) + alphabet[alphabet.indexOf(text.slice(-1)) + 1]]);
  for (const at of points) {
    for (const [what, hex] of Object.entries(badPoints)) {
      const bad = Buffer.from(good);
      Buffer.from(hex, 'hex').copy(bad, at);
      wrong.push([`a bad point at ${at}: ${what}`, bad.toString('base64url')]);
    }
  }
  return wrong;
}

/** @param {[string, string][]} members */
const objectOf = (members) => `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;

/**
 * @param {Description} description @param {any} [good]
 * @returns {[string, string | Uint8Array][]}
 */
export function mutationsOf(description, good = goodMessage(description)) {
  const names = Object.keys(good);
  const members = names.map((name) => /** @type {[string, string]} */ ([name, JSON.stringify(good[name])]));
  /** @type {[string, string | Uint8Array][]} */
  const all = [['an unknown member', objectOf([...members, ['extra', '1']])]];
  names.forEach((name, i) => {
    const others = members.filter((_, j) => j !== i);
    for (const [what, text] of wrongValues(description.fields[name], good[name])) {
      all.push([`${name}: ${what}`, objectOf([...others, [name, text]])]);
    }
    if (!description.optional?.includes(name)) all.push([`${name}: missing`, objectOf(others)]);
    all.push([`${name}: twice`, objectOf([...members, members[i]])]);
    all.push([`${name}: another case`, objectOf([...others, [name.toUpperCase(), members[i][1]]])]);
  });
  return all.concat(wrongTexts(objectOf(members)));
}

/** @param {string} good @returns {[string, string | Uint8Array][]} what is no message at all */
function wrongTexts(good) {
  const bytes = (/** @type {number[]} */ ...values) => Buffer.from(values);
  return [
    ['nothing', ''],
    ['null', 'null'],
    ['an array', `[${good}]`],
    ['text', JSON.stringify(good)],
    ['half of it', good.slice(0, -1)],
    ['two of it', good + good],
    ['something behind it', `${good}x`],
    ['a comma too many', good.replace(/\}$/, ',}')],
    ['single quotes', `{'a':1}`],
    ['a comment', `/**/${good}`],
    ['a byte order mark', `\ufeff${good}`],
    ['UTF-16', Buffer.from(good, 'utf16le')],
    ['a NUL behind it', `${good}\0`],
    ['deep arrays', '['.repeat(100_000)],
    ['deep objects', '{"a":'.repeat(50_000)],
    ['deep and closed', `${'['.repeat(17)}${']'.repeat(17)}`],
    ['a lone surrogate', '{"login":"\\ud800"}'],
    ['a bad escape', '{"login":"\\x41"}'],
    ['a raw control character', '{"login":"a\u0001"}'],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"login":"'), bytes(0xff, 0xfe), Buffer.from('"}')])],
    ['an overlong slash', Buffer.concat([Buffer.from('{"login":"'), bytes(0xc0, 0xaf), Buffer.from('"}')])],
    ['a member name that is no UTF-8', Buffer.concat([Buffer.from('{"'), bytes(0xed, 0xa0, 0x80), Buffer.from('":1}')])],
    ['a huge number', `{"base":${'9'.repeat(10_000)}}`],
    ['NaN', '{"base":NaN}'],
  ];
}
