// @ts-check
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, sourceFiles } from './source-files.mjs';
import { wrongIncludes } from './includes.mjs';

test('each folder knows only the folders below it', async () => {
  const paths = await sourceFiles(['shared', 'wasm', 'server-stub'], /\.(h|cpp|c)$/);
  assert.ok(paths.length > 20, 'the files are found');
  const wrong = await Promise.all(paths.map(async (path) => wrongIncludes(path, await readFile(join(root, path), 'utf8'))));
  assert.deepEqual(wrong.flat(), []);
});

test('an include in the wrong direction is noticed', () => {
  const cases = [
    ['shared/base/bytes.h', '#include "shared/crypto/hkdf.h"'],
    ['shared/crypto/hkdf.cpp', '#include "wasm/core/core.h"'],
    ['wasm/core/core.cpp', '#include "server-stub/app/app.h"'],
    ['wasm/core/stories/sign_in.cpp', '#include "wasm/view/node.h"'],
    ['wasm/core/core.cpp', '#include <nlohmann/json.hpp>'],
    ['wasm/core/core.cpp', '  #  include <chrono>'],
    ['wasm/view/screens/sign_in.cpp', '#include <emscripten.h>'],
    ['server-stub/app/accounts.cpp', '#include <sqlite3.h>'],
    ['server-stub/app/accounts.cpp', '#include "server-stub/http/listener.h"'],
    ['server-stub/main/main.cpp', '#include "tests/world/device.h"'],
    ['shared/elsewhere/new.h', ''],
  ];
  for (const [path, source] of cases) assert.equal(wrongIncludes(path, source).length, 1, `${path} ${source}`);
});

test('an include in the right direction is not', () => {
  assert.deepEqual(wrongIncludes('shared/opaque/client.h', '#include "shared/crypto/hkdf.h"\n#include <sodium.h>'), []);
  assert.deepEqual(wrongIncludes('wasm/core/stories/sign_in.cpp', '#include "wasm/core/core.h"\n#include <vector>'), []);
});

test('the first line of every header says what it is for', async () => {
  const headers = await sourceFiles(['shared', 'wasm', 'server-stub'], /\.h$/);
  const mute = [];
  for (const path of headers) {
    if (!(await readFile(join(root, path), 'utf8')).startsWith('// ')) mute.push(path);
  }
  assert.deepEqual(mute, []);
});
