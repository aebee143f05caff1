// @ts-check
// Logins in a second: OPAQUE alone against its scalar multiplications, and the whole server over HTTP.
import { execFile, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { signUp } from '../node/people.mjs';
import { root, startServer } from '../node/server.mjs';
import { median, more } from './measure.mjs';

const login = 'bench@example.org';
const password = 'forty kites over the harbour';
const programs = join(root, 'build/native/tests/bench');
const atOnce = 16;
const loginsInRound = 400;
const rounds = 5;

/** @returns {Promise<{ours: number, bare: number}>} */
async function opaqueAlone() {
  const { stdout } = await promisify(execFile)(join(programs, 'native_login'), ['400', '9']);
  const lines = stdout.trim().split('\n').map((line) => line.split(' ').map(Number));
  return { ours: median(lines.map(([ours]) => ours)), bare: median(lines.map(([, bare]) => bare)) };
}

/** The native client: asked by lines, answers in order. */
function startClient() {
  const child = spawn(join(programs, 'native_client'), ['localhost', login, password], { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {((line: string) => void)[]} */
  const waiting = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  return {
    ask: (/** @type {string} */ line) => new Promise((/** @type {(line: string) => void} */ resolve) => {
      waiting.push(resolve);
      child.stdin.write(`${line}\n`);
    }),
    end: () => child.stdin.end(),
  };
}

/** @param {number} port @param {Agent} agent @param {string} path @param {unknown} message @returns {Promise<any>} */
const post = (port, agent, path, message) => new Promise((resolve, reject) => {
  const headers = { 'Content-Type': 'application/json' };
  const asked = request({ host: '127.0.0.1', port, agent, path, method: 'POST', headers }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (piece) => (text += piece)).on('end', () =>
      answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${path}: ${answer.statusCode} ${text}`)));
  });
  asked.on('error', reject);
  asked.end(JSON.stringify(message));
});

/** Seconds of processor time until now. @param {number} pid */
function processorTime(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
}

/** Only the logins are timed; KE1s are made before. @returns {Promise<{perSecond: number, perProcessorSecond: number}>} */
async function overHttp(/** @type {import('../node/server.mjs').RunningServer} */ server) {
  const client = startClient();
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const ke1s = [];
  for (let i = 0; i <= loginsInRound; ++i) ke1s.push(await client.ask(String(i)));
  const once = async (/** @type {number} */ i) => {
    const { attempt, ke2 } = await post(server.port, agent, '/v1/login/start', { login, ke1: ke1s[i], scope: 'full' });
    await post(server.port, agent, '/v1/login/finish', { attempt, ke3: await client.ask(`${i} ${ke2}`) });
  };
  await once(loginsInRound); // this one stretches
  const [start, used] = [performance.now(), processorTime(server.pid)];
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < loginsInRound) await once(next++);
  }));
  const seconds = (performance.now() - start) / 1000;
  const processor = processorTime(server.pid) - used;
  client.end();
  agent.destroy();
  return { perSecond: loginsInRound / seconds, perProcessorSecond: loginsInRound / processor };
}

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function loginsBench() {
  const server = await startServer({ options: ['--limits', 'off'] });
  try {
    await (await signUp(server, login, password)).portal.close();
    const http = [];
    const alone = [];
    for (let round = 0; round < rounds; ++round) {
      http.push(await overHttp(server));
      alone.push(await opaqueAlone());
    }
    const bare = median(alone.map((each) => each.bare));
    const peer = 'their five scalar multiplications alone, one thread';
    return [
      more("OPAQUE's server half, one thread", 'logins/s', median(alone.map(({ ours }) => ours)), peer, bare),
      more('Whole logins over HTTP, stored, for each second of processor time', 'logins/s', median(http.map((each) => each.perProcessorSecond)), peer, bare),
      more('Whole logins over HTTP, stored, client on the same machine', 'logins/s', median(http.map((each) => each.perSecond)), peer, bare),
    ];
  } finally {
    await server.stop();
  }
}
