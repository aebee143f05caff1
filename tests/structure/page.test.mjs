// @ts-check
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, sourceFiles } from './source-files.mjs';

test('the page writes no markup from text', async () => {
  const paths = await sourceFiles(['web'], /\.m?js$/);
  const found = [];
  for (const path of paths) {
    const source = await readFile(join(root, path), 'utf8');
    for (const word of ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function']) {
      if (source.includes(word)) found.push(`${path}: ${word}`);
    }
  }
  assert.deepEqual(found, []);
});

test('the lock file names no host', async () => {
  assert.doesNotMatch(await readFile(join(root, 'package-lock.json'), 'utf8'), /https?:\/\//);
});

test('no Worker starts another', async () => {
  const makers = [];
  for (const path of await sourceFiles(['web'], /\.m?js$/)) {
    if (/^(?!\s*(\/\/|\*)).*\bnew Worker\(/m.test(await readFile(join(root, path), 'utf8'))) makers.push(path);
  }
  assert.deepEqual(makers, ['web/portal-node.stretch.js', 'web/trusted.js']);
  for (const path of await sourceFiles(['web/workers'], /\.js$/)) {
    assert.doesNotMatch(await readFile(join(root, path), 'utf8'), /trusted\.js/, path);
  }
});
