// @ts-check
// The closed list of what a refusal may be.
import assert from 'node:assert/strict';

/** @type {Record<string, number>} */
const faults = {
  malformed: 400,
  unauthenticated: 401,
  'session-ended': 401,
  'step-up-needed': 403,
  'out-of-scope': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'wrong-type': 415,
  'slow-down': 429,
};

/** @param {import('../node/api.mjs').Reply} reply @param {string} what @param {number} [status] */
export function assertRefused(reply, what, status) {
  const fault = reply.body?.fault;
  assert.equal(reply.text, JSON.stringify({ fault }), `${what}: ${reply.status} ${reply.text.slice(0, 100)}`);
  assert.equal(reply.status, faults[fault], `${what}: ${reply.text}`);
  if (status) assert.equal(reply.status, status, `${what}: ${reply.text}`);
}
