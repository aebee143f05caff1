// @ts-check
// Reads in a second against nginx with files of the same sizes, and the memory of both afterwards. Load: wrk.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startServer } from '../node/server.mjs';
import { inTurn, less, more } from './measure.mjs';
import { addressOf } from '../browser/release.mjs';

const rounds = 5;
const seconds = 2;
const connections = 64;
const targets = ['/v1/site', '/healthz', addressOf('portal.css')];

/** @returns {Promise<number>} */
const freePort = () => new Promise((resolve) => {
  const listener = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (listener.address());
    listener.close(() => resolve(port));
  });
});

/** nginx as Debian ships it: a worker for each processor. @param {Record<string, Uint8Array>} files by target */
async function startNginx(files) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'));
  const port = await freePort();
  for (const [target, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, target, '..'), { recursive: true });
    writeFileSync(join(folder, target), bytes, { mode: 0o644 });
  }
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(join(folder, 'nginx.conf'), `${user} worker_processes auto; daemon off; pid ${folder}/pid; error_log ${folder}/errors;
    events { worker_connections 768; }
    http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
      server { listen 127.0.0.1:${port}; root ${folder}; } }`);
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100 && !(await fetch(url).catch(() => null)); ++tries) await pause(50);
  return {
    url,
    pid: /** @type {number} */ (child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} url @returns {Promise<number>} requests in a second */
async function load(url) {
  const { stdout } = await promisify(execFile)('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, url]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`${url}: ${stdout}`);
  return Number(/Requests\/sec: *([\d.]+)/.exec(stdout)?.[1]);
}

/** The program's and its children's own memory, shared pages in proportion. @param {number} pid @returns {number} KiB */
function memoryOf(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  const own = Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
  return children.reduce((sum, child) => sum + memoryOf(Number(child)), own);
}

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function readsBench() {
  const server = await startServer({ options: ['--limits', 'off'] });
  const fresh = memoryOf(server.pid);
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  for (const target of targets) files[target] = new Uint8Array(await (await fetch(server.url + target)).arrayBuffer());
  const nginx = await startNginx(files);
  try {
    const entries = [];
    for (const target of targets) {
      const { ours, peer } = await inTurn(rounds, { ours: () => load(`${server.url.replace('localhost', '127.0.0.1')}${target}`), peer: () => load(nginx.url + target) });
      entries.push(more(`GET ${target}, ${files[target].length} bytes`, 'requests/s', ours, 'nginx, a file of that size', peer));
    }
    const name = 'Memory of the server (PSS)';
    return [
      ...entries,
      less(`${name}, after its start`, 'KiB', fresh, 'nginx after the load', memoryOf(nginx.pid)),
      less(`${name}, after the load`, 'KiB', memoryOf(server.pid), 'nginx after the load', memoryOf(nginx.pid)),
    ];
  } finally {
    await nginx.stop();
    await server.stop();
  }
}
