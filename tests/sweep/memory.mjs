// @ts-check
// What a core dump of a process would hold: all of its memory that it can write to, read while it stands still.
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

const piece = 16 << 20;
const overlap = 4096; // so that nothing hides on the edge between two pieces

/**
 * @param {number} pid
 * @param {(bytes: Uint8Array) => void} look
 * @returns {number} how many bytes were read; throws if the system does not allow it
 */
export function readMemory(pid, look) {
  process.kill(pid, 'SIGSTOP');
  const file = openSync(`/proc/${pid}/mem`, 'r');
  let total = 0;
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      if (from) total += readRange(file, Number(`0x${from}`), Number(`0x${to}`), look);
    }
  } finally {
    closeSync(file);
    process.kill(pid, 'SIGCONT');
  }
  return total;
}

/** @param {number} file @param {number} from @param {number} to @param {(bytes: Uint8Array) => void} look */
function readRange(file, from, to, look) {
  let total = 0;
  for (let at = from; at < to; at += piece) {
    const buffer = Buffer.alloc(Math.min(piece + overlap, to - at));
    try {
      const size = readSync(file, buffer, 0, buffer.length, at);
      look(buffer.subarray(0, size));
      total += Math.min(size, piece);
    } catch {
      // A region that is reserved and not there, or a device's.
    }
  }
  return total;
}

/** @param {string} folder @returns {{name: string, bytes: Buffer}[]} every file below it */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [{ name: path, bytes: readFileSync(path) }];
  });
}
