// @ts-check
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root, sourceFiles } from './source-files.mjs';

const run = promisify(execFile);

/** @param {string} program @param {string[]} args */
const complaintsOf = (program, args) =>
  run(program, args, { cwd: root, maxBuffer: 1 << 24 }).then(
    () => '',
    (error) => `${error.stdout ?? ''}${error.stderr ?? ''}` || String(error),
  );

test('C and C++ are formatted as .clang-format says', async () => {
  const paths = await sourceFiles(['shared', 'wasm', 'server-stub', 'tests'], /\.(h|cpp|c)$/);
  const complaints = await complaintsOf('clang-format', ['--dry-run', '-Werror', ...paths]);
  const files = [...new Set([...complaints.matchAll(/^(\S+?):\d+:\d+: error/gm)].map((match) => match[1]))];
  assert.equal(complaints, '', `clang-format -i ${files.join(' ')}`);
});

test('the JavaScript of web/ has the types that its comments promise', async () => {
  assert.equal(await complaintsOf('node_modules/.bin/tsc', ['--noEmit', '--pretty', 'false', '-p', 'web']), '');
});

test('shell scripts can be parsed', async () => {
  for (const path of ['run', 'test', '.ci/run', '.ci/build', '.ci/install', '.ci/sources', '.ci/reproducible']) {
    assert.equal(await complaintsOf('bash', ['-n', `./${path}`]), '', path);
  }
});
