// @ts-check
// Saves of My data in a second: the endpoint, every answer waited for, against SQLite alone with the same statements.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as peer from '../interop/peer.mjs';
import { authorization, base64url, call, expectReply } from '../node/api.mjs';
import { mailFor } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { inTurn, more } from './measure.mjs';

const [rounds, seconds, blobBytes] = [5, 2, 297 + 256]; // a profile of some fields
const path = '/v1/records/write';

/** @param {number} size */
const sealed = (size) => base64url(Buffer.concat([Buffer.of(1), randomBytes(size - 1)]));

/** Somebody who saves: one record, one revision after the other. */
class Saver {
  revision = 0;
  id = base64url(randomBytes(16));
  collection = base64url(randomBytes(16));
  agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** @param {{url: string, data: string, port: number}} server @param {string} name */
  constructor(server, name) {
    this.server = server;
    this.person = { login: `${name}@example.org`, password: 'forty kites over the harbour' };
  }

  async begin() {
    const { login, password } = this.person;
    expectReply(await call(this.server, '/v1/sign-up', { login }), 202);
    await peer.signUp(this.server, (await mailFor(this.server.data, login, 'sign-up')).link.split('token=')[1], password);
    const signedIn = await peer.signIn(this.server, this.person);
    if (!signedIn) throw new Error('not signed in');
    this.session = signedIn.session;
    await this.save({ others: 0, key: { ck_version: 1, amk_version: 1, blob: sealed(73) } });
  }

  /** @param {object} [creates] */
  async save(creates) {
    const records = [{ id: this.id, revision: ++this.revision, ck_version: 1, flags: 'live', blob: sealed(blobBytes) }];
    const body = JSON.stringify({ collection: this.collection, ...(creates && { creates }), records });
    const session = /** @type {import('../node/api.mjs').MacSession} */ (this.session);
    const Authorization = authorization(session, { method: 'POST', target: path, body });
    await this.post(body, { 'Content-Type': 'application/json', Authorization });
  }

  /** @param {string} body @param {Record<string, string>} headers @returns {Promise<void>} */
  post(body, headers) {
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: this.server.port, agent: this.agent, path, method: 'POST', headers }, (answer) => {
        answer.resume().on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${answer.statusCode}`))));
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }
}

/** @param {Saver[]} savers @returns {Promise<number>} saves in a second, all of them at once */
async function load(savers) {
  const began = performance.now();
  let saves = 0;
  await Promise.all(savers.map(async (each) => {
    for (; performance.now() - began < seconds * 1000; ++saves) await each.save();
  }));
  return saves / ((performance.now() - began) / 1000);
}

/** @param {string} folder on the same disk @param {number} people */
async function alone(folder, people) {
  const file = join(mkdtempSync(join(folder, 'alone-')), 'alone.db');
  const program = fileURLToPath(new URL('saves.py', import.meta.url));
  const { stdout } = await promisify(execFile)('python3', [program, file, String(seconds), String(people), String(blobBytes)]);
  return Number(stdout);
}

/** @param {string} parent @param {string} where in words @returns {Promise<import('./measure.mjs').Entry[]>} */
async function benchIn(parent, where) {
  const folder = mkdtempSync(join(parent, 'portal-bench-'));
  const server = await startServer({ data: join(folder, 'data'), options: ['--limits', 'off'] });
  try {
    const savers = Array.from({ length: 16 }, (_, i) => new Saver(server, `saver-${i}`));
    for (const each of savers) await each.begin();
    const entries = [];
    for (const people of [1, 16]) {
      const { ours, peer: bare } = await inTurn(rounds, { ours: () => load(savers.slice(0, people)), peer: () => alone(folder, people) });
      entries.push(more(`Saves of one record, ${people} at once, ${where}`, 'saves/s', ours, 'SQLite alone, same statements and pragmas, one writer', bare));
    }
    for (const each of savers) each.agent.destroy();
    return entries;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

// In memory, where there is such a folder: the work is compared then. On a disk it is mostly its flushes, and which of
// the two has to wait longer for them says more about the neighbours of this machine.
/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export const savesBench = () => (existsSync('/dev/shm') ? benchIn('/dev/shm', 'files in memory') : benchIn(tmpdir(), 'on the disk'));
