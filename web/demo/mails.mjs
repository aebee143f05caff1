// @ts-check
// The mails of the spool folder, as contract.md ("Data folder") describes them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{name: string, at: Date, to: string, subject: string, kind: string, text: string}} Mail */

const most = 100;

/**
 * Newest first.
 * @param {string} data the data folder
 * @returns {Promise<Mail[]>}
 */
export async function readMails(data) {
  const folder = join(data, 'mail', 'new');
  const names = await readdir(folder).catch(() => /** @type {string[]} */ ([]));
  const newest = names
    .map((name) => ({ name, order: /^(\d{1,15})-(\d{1,9})\.eml$/.exec(name) }))
    .flatMap(({ name, order }) => (order ? [{ name, at: Number(order[1]), n: Number(order[2]) }] : []))
    .sort((a, b) => b.at - a.at || b.n - a.n)
    .slice(0, most);
  const mails = await Promise.all(
    newest.map(async ({ name, at }) => {
      const source = await readFile(join(folder, name), 'utf8').catch(() => null); // sent and gone in between
      return source === null ? null : parseMail(name, new Date(at), source);
    }),
  );
  return mails.flatMap((mail) => (mail ? [mail] : []));
}

/**
 * @param {string} name @param {Date} at @param {string} source
 * @returns {Mail}
 */
function parseMail(name, at, source) {
  const text = source.replace(/\r\n/g, '\n');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const fields = new Map(
    head
      .replace(/\n[ \t]+/g, ' ')
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return {
    name,
    at,
    to: fields.get('to') ?? '',
    subject: fields.get('subject') ?? '',
    kind: fields.get('x-portal-kind') ?? '',
    text: end < 0 ? '' : text.slice(end + 2).trim(),
  };
}
