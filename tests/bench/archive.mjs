// @ts-check
// Writing an export: signed ZIP against `zip -0`, the age file against Debian's age, in MB/s; ours natively and as wasm.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../node/server.mjs';
import { inTurn, less, more, timed } from './measure.mjs';

const mib = 128;
const megabytes = mib * 1.048576;

/** @param {string} name @param {string[]} args @param {string} [cwd] */
const run = (name, args, cwd) => execFileSync(name, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function archiveBench() {
  const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'));
  try {
    writeFileSync(join(folder, 'x'), randomBytes(mib << 20));
    const recipient = /age1\w+/.exec(run('sh', ['-c', 'age-keygen 2>/dev/null'], folder))?.[0] ?? '';
    const peer = (/** @type {string} */ command) => async () =>
      megabytes / ((await timed(() => run('sh', ['-c', command], folder))) / 1000);
    const ours = (/** @type {string[]} */ command, /** @type {number} */ which) => () =>
      Number(run(command[0], [...command.slice(1), String(mib)]).split(' ')[which]);
    const peak = (/** @type {string} */ name, /** @type {string[]} */ args) => async () => {
      const child = spawn(name, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
      let highest = 0;
      const look = () => {
        const [, kib] = /VmHWM:\s+(\d+)/.exec(existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '') ?? [];
        highest = Math.max(highest, Number(kib ?? 0));
      };
      for await (const part of child.stdout) if (part.length) look();
      return highest / 1024;
    };
    const native = [join(root, 'build/native/tests/bench/archive')];
    const wasm = [process.execPath, join(root, 'tests/node/run-wasm.cjs'), join(root, 'build/wasm/tests/bench/archive.js')];
    const found = await inTurn(3, {
      zip: peer('zip -q -0 - x > /dev/null'),
      age: peer(`age -r ${recipient} x > /dev/null`),
      nativeZip: ours(native, 0),
      nativeAge: ours(native, 1),
      wasmZip: ours(wasm, 0),
      wasmAge: ours(wasm, 1),
      nativePeak: ours(native, 2),
      wasmPeak: ours(wasm, 2),
      zipPeak: peak('zip', ['-q', '-0', '-', 'x']),
      agePeak: peak('age', ['-r', recipient, 'x']),
    });
    return [
      more('export, signed ZIP, native', 'MB/s', found.nativeZip, 'zip -0', found.zip),
      more('export, signed ZIP, wasm', 'MB/s', found.wasmZip, 'zip -0', found.zip),
      more('export, age, native', 'MB/s', found.nativeAge, 'age', found.age),
      more('export, age, wasm', 'MB/s', found.wasmAge, 'age', found.age),
      less('export, memory at its highest, native', 'MiB', found.nativePeak, 'zip -0', found.zipPeak),
      less('export, memory at its highest, wasm', 'MiB', found.wasmPeak, 'age', found.agePeak),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
