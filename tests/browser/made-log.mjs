// @ts-check
// An activity log that nobody wrote, as long as a test wants it, in the place of the server's.
import { createHash } from 'node:crypto';

/** @typedef {import('playwright-core').Page} Page */

const types = [
  ['login.ok', { by: 'password', scope: 'full' }],
  ['login.ok', { by: 'device', scope: 'full' }],
  ['session.ended', { by: 'owner' }],
  ['preference.changed', { channel: 'portal', list: 'software', on: true, purpose: 'news' }],
  ['preference.changed', { all: false, channel: 'embed' }],
  ['login.failed', { count: 3, from: 1_700_000_000 }],
  ['credential.changed', { note: 'n' }],
  ['export.created', {}],
];
const day = 86_400_000;

/** The entry of that number of a log of so many, over three years. @param {number} number @param {number} all */
function leafOf(number, all) {
  const [type, data] = types[((number * 2_654_435_761) >>> 7) % (number % 9 === 0 ? types.length : 3)];
  const ts = 1_668_000_000_000 + Math.floor((number / all) * 1095 * day);
  const entry = Buffer.from(
    JSON.stringify({ actor: type === 'login.failed' ? 'system' : 'owner', data, salt: 'AAAAAAAAAAAAAAAAAAAAAA', seq: number, ts, type, v: 1 }),
  );
  const leaf = createHash('sha256').update(Buffer.of(0)).update(entry).digest('base64url');
  return { entry: entry.toString('base64url'), leaf };
}

/** @param {number} from @param {number} all */
export function pageOf(from, all) {
  const end = Math.min(all, from + 200);
  const entries = Array.from({ length: end - from }, (_, at) => leafOf(from + at, all));
  return { entries, ...(end < all ? { next: end } : {}) };
}

/** @param {Page} page @param {number} all */
export async function showMadeLog(page, all) {
  await page.route('**/v1/log/entries', async (route) => {
    const { from } = route.request().postDataJSON();
    await route.fulfill({ json: pageOf(from, all) });
  });
}
