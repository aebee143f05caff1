// @ts-check
// The portal's HTTP API for tests that speak it themselves: JSON out and back, and requests signed as a session's.
import { createHash, createHmac } from 'node:crypto';

/** @typedef {{status: number, fields: Headers, text: string, body: any}} Reply */
/** @typedef {{sid: string, key: Uint8Array, seq: number}} MacSession `key` is that of the MACs */

/** @param {Uint8Array} bytes */
export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

/** @param {string} text */
export const bytesIn = (text) => new Uint8Array(Buffer.from(text, 'base64url'));

/**
 * @param {MacSession} session its `seq` is used up
 * @param {{method: string, target: string, body: string | Uint8Array, realm?: string, seq?: number}} request
 */
export function authorization(session, { method, target, body, realm = 'localhost', seq = ++session.seq }) {
  const hash = createHash('sha256').update(body).digest('hex');
  const text = `portal/v1 request\n${method}\n${realm}\n${target}\n${seq}\n${hash}\n`;
  const mac = createHmac('sha512', session.key).update(text).digest().subarray(0, 32);
  return `Portal-MAC sid=${session.sid}, seq=${seq}, mac=${mac.toString('base64url')}`;
}

/**
 * @param {{url: string}} server
 * @param {string} path
 * @param {unknown} [message] an object becomes JSON, text and bytes go as they are; none: a GET
 * @param {{session?: MacSession, fields?: Record<string, string>, seq?: number, method?: string, patience?: number}} [how]
 * @returns {Promise<Reply>}
 */
export async function call(server, path, message, how = {}) {
  const isRaw = typeof message === 'string' || message instanceof Uint8Array;
  const body = message === undefined ? '' : isRaw ? message : JSON.stringify(message);
  const method = how.method ?? (message === undefined ? 'GET' : 'POST');
  /** @type {Record<string, string>} */
  const fields = message === undefined ? {} : { 'Content-Type': 'application/json' };
  if (how.session) fields.Authorization = authorization(how.session, { method, target: path, body, seq: how.seq });
  const answer = await fetch(server.url + path, {
    method,
    headers: { ...fields, ...how.fields },
    body: message === undefined ? undefined : /** @type {BodyInit} */ (body),
    signal: AbortSignal.timeout(how.patience ?? 10_000),
  });
  const text = await answer.text();
  let parsed = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // an answer that is no JSON says so itself
  }
  return { status: answer.status, fields: answer.headers, text, body: parsed };
}

/** @param {Reply} reply @param {number} [status] @returns {any} its body */
export function expectReply(reply, status = 200) {
  if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${reply.text}`);
  return reply.body;
}
