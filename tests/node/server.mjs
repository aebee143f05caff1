// @ts-check
// Starts the server program for a test: a data folder of its own, a free port, and a way to stop it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The program under test; PORTAL_SERVER names another build of it. */
export const serverProgram =
  process.env.PORTAL_SERVER ?? join(root, 'build/native/server-stub/portal-server');

/**
 * @typedef {object} RunningServer
 * @property {string} url without a slash at its end
 * @property {number} port
 * @property {string} data absolute path of the data folder
 * @property {number} pid
 * @property {() => Promise<{code: number | null, signal: string | null}>} stop SIGTERM, then wait for the end
 * @property {() => Promise<{code: number | null, signal: string | null}>} kill SIGKILL, then wait for the end
 * @property {Promise<{code: number | null, signal: string | null}>} ended
 * @property {() => string} stderr all of it until now
 * @property {() => string[]} stdout its lines until now
 * @property {() => number} residentKilobytes of the server's memory
 */

/**
 * Resolves when the server has said `Ready`; rejects if it ends or says nothing for `patience` milliseconds.
 * A data folder that was made here is removed by `stop` and `kill`; one that was given stays.
 *
 * @param {{program?: string, data?: string, port?: number, options?: string[], patience?: number,
 *          before?: string[], environment?: Record<string, string>}} [how] `before`: a command that runs the program
 * @returns {Promise<RunningServer>}
 */
export async function startServer(how = {}) {
  const isOwnData = how.data === undefined;
  const data = how.data ?? mkdtempSync(join(tmpdir(), 'portal-test-'));
  const [command, ...words] = [
    ...(how.before ?? []), how.program ?? serverProgram,
    '--port', String(how.port ?? 0), '--data', data, '--watch-parent', ...(how.options ?? []),
  ];
  const child = spawn(command, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...how.environment },
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  /** @type {string[]} */
  const lines = [];
  /** @type {Promise<{code: number | null, signal: string | null}>} */
  const ended = new Promise((done) => {
    child.on('error', (error) => {
      errors += error.message;
      done({ code: null, signal: null });
    });
    child.on('close', (code, signal) => done({ code, signal }));
  });
  const end = (/** @type {NodeJS.Signals} */ signal) => async () => {
    child.kill(signal);
    const how = await ended;
    if (isOwnData) rmSync(data, { recursive: true, force: true });
    return how;
  };

  const ready = new Promise((done) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line === 'Ready') done(true);
    });
  });
  let timer;
  const tooLong = new Promise((done) => (timer = setTimeout(() => done(false), how.patience ?? 20_000)));
  const isReady = await Promise.race([ready, ended.then(() => false), tooLong]);
  clearTimeout(timer);
  if (!isReady) {
    await end('SIGKILL')();
    throw new Error(`${command} did not get ready: ${errors || 'it said nothing'}`);
  }

  const url = /^Portal: (.*?)\/?$/m.exec(lines.join('\n'))?.[1] ?? '';
  return {
    url,
    port: Number(new URL(url).port),
    data,
    pid: /** @type {number} */ (child.pid),
    stop: end('SIGTERM'),
    kill: end('SIGKILL'),
    ended,
    stderr: () => errors,
    stdout: () => [...lines],
    residentKilobytes: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? NaN),
  };
}
