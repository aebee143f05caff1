// @ts-check
// The program `portal` as scripts and people use it: secrets by file descriptors, or typed at a terminal.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../node/server.mjs';

/** The program under test; PORTAL_TOOL names another build of it. */
export const toolProgram = process.env.PORTAL_TOOL ?? join(root, 'build/native/wasm/cli/portal');

/**
 * @typedef {{code: number | null, signal: string | null, stdout: string, stderr: string}} End
 * @typedef {object} How
 * @property {Record<number, string>} [give] what can be read at each file descriptor; 0 is standard input
 * @property {string} [state] the folder of what was seen; none: --no-state
 * @property {string} [folder] the working directory
 * @property {string} [login]
 * @property {string} [password] is given at descriptor 3
 */

/** A folder for a test, gone at the end. @param {{after: (end: () => void) => void}} test */
export function folderFor(test) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-tool-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param {{url: string} | null} server @param {How} how */
function environmentOf(server, how) {
  const { PORTAL_SERVER: _server, PORTAL_LOGIN: _login, ...others } = process.env;
  return { ...others, ...(server && { PORTAL_SERVER: server.url }), ...(how.login && { PORTAL_LOGIN: how.login }) };
}

/** @param {string[]} words @param {How} how */
const wordsOf = (words, how) => [
  ...words,
  ...(words.includes('--state') ? [] : how.state ? ['--state', how.state] : ['--no-state']),
  ...(how.password === undefined ? [] : ['--password-fd', '3']),
];

/**
 * Without a terminal. @param {{url: string} | null} server @param {string[]} words @param {How} [how]
 */
export function start(server, words, how = {}) {
  const give = { ...(how.password !== undefined && { 3: `${how.password}\n` }), ...how.give };
  const child = spawn(toolProgram, wordsOf(words, how), {
    cwd: how.folder,
    detached: true,
    env: environmentOf(server, how),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  for (const number of [0, 3, 4, 5]) {
    const to = /** @type {import('node:stream').Writable} */ (child.stdio[number]);
    to.on('error', () => {}); // it may end without reading
    to.end(give[number] ?? '');
  }
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  /** @type {Promise<End>} */
  const ended = new Promise((done) =>
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, stdout, stderr });
    }),
  );
  return { pid: /** @type {number} */ (child.pid), kill: (/** @type {NodeJS.Signals} */ signal) => child.kill(signal), ended };
}

/** @param {{url: string} | null} server @param {string[]} words @param {How} [how] @returns {Promise<End>} */
export const run = (server, words, how) => start(server, words, how).ended;

/**
 * With --json. @param {{url: string} | null} server @param {string[]} words @param {How} [how]
 * @returns {Promise<End & {json: any}>}
 */
export async function runJson(server, words, how) {
  const end = await run(server, [...words, '--json'], how);
  return { ...end, json: JSON.parse(end.stdout) };
}

/** The whole change, with both passwords given. @param {string} from @param {string} to @returns {[string[], How]} */
export const changing = (from, to) => [
  ['change-password', '--new-password-fd', '4'],
  { password: from, give: { 4: `${to}\n` } },
];

/**
 * At a terminal: each answer is typed when its prompt is there.
 * @param {{url: string}} server @param {string[]} words
 * @param {[prompt: RegExp, answer: (seen: RegExpExecArray, all: string) => string][]} dialogue
 * @param {How} [how]
 * @returns {Promise<{code: number | null, screen: string}>}
 */
export function atTerminal(server, words, dialogue, how = {}) {
  const line = [toolProgram, ...wordsOf(words, how)].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd: how.folder,
    env: { ...environmentOf(server, how), SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let read = 0;
  const left = [...dialogue];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    screen += text;
    const seen = left.length > 0 ? left[0][0].exec(screen.slice(read)) : null;
    if (!seen) return;
    const [, answer] = /** @type {NonNullable<(typeof left)[0]>} */ (left.shift());
    const typed = answer(seen, screen);
    read = screen.length;
    child.stdin.write(typed.length === 1 && typed < ' ' ? typed : `${typed}\n`);
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  return new Promise((done) =>
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code, screen });
    }),
  );
}
