// @ts-check
// Dear ImGui's source may be out of reach: everything else is built, and nobody can overlook it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'portal-scripts-'));
after(() => rmSync(place, { recursive: true, force: true }));

/** @param {string} name @param {string} text */
function put(name, text) {
  mkdirSync(dirname(join(place, name)), { recursive: true });
  writeFileSync(join(place, name), text);
  if (!name.includes('.')) chmodSync(join(place, name), 0o755);
}

// The real scripts, in a project whose tools do nothing.
for (const name of ['test', '.ci/run', '.ci/build']) {
  mkdirSync(dirname(join(place, name)), { recursive: true });
  copyFileSync(join(root, name), join(place, name));
}
put('.ci/install', '#!/bin/sh\n');
for (const tool of ['cmake', 'ninja']) put(`bin/${tool}`, '#!/bin/sh\necho no work to do\n');
put('.ci/web.mjs', '');
chmodSync(join(place, '.ci/install'), 0o755);

/** @param {string} command @param {string[]} words @param {Record<string, string>} [environment] */
function call(command, words, environment = {}) {
  const env = { ...process.env, PATH: `${place}/bin:${process.env.PATH}`, NODE_TEST_CONTEXT: undefined, ...environment };
  const { status, stdout, stderr } = spawnSync(join(place, command), words, { cwd: place, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

describe('without the source of Dear ImGui', () => {
  it('all else is built, and a line says what is not', () => {
    put('build/native/build.ninja', '');
    put('build/wasm/build.ninja', 'build wasm/core.wasm: link');
    const without = call('.ci/build', []);
    assert.equal(without.status, 0, without.stderr);
    assert.match(without.stderr, /^No source of Dear ImGui: .*every page is HTML$/m);
    put('build/wasm/build.ninja', 'build wasm/painter/painter.wasm: link');
    assert.doesNotMatch(call('.ci/build', []).stderr, /Dear ImGui/);
  });

  it('./test names what it skips and counts it, and continuous integration fails', () => {
    put('build/wasm/build.ninja', 'build wasm/core.wasm: link');
    put('tests/structure/one.test.mjs', `
      import { describe, it } from 'node:test';
      describe('the page on a canvas', { skip: 'there is no source of Dear ImGui' }, () => { it('paints', () => {}); });
      it('goes on', () => {});
    `);
    const { status, stdout } = call('test', ['structure']);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^skipped: the page on a canvas: there is no source of Dear ImGui$/m);
    assert.equal(stdout.trim().split('\n').at(-1), '1 passed, 0 failed, 1 skipped');
    assert.equal(call('.ci/run', ['structure']).status, 1);
  });

  it('continuous integration allows what has no published vectors, and only where there are none', () => {
    put('tests/structure/one.test.mjs', `
      import { it } from 'node:test';
      it('opens vectors', { skip: 'there is no folder of vectors' }, () => {});
    `);
    assert.equal(call('.ci/run', ['structure'], { PORTAL_VECTORS: join(place, 'nowhere') }).status, 0);
    assert.equal(call('.ci/run', ['structure'], { PORTAL_VECTORS: place }).status, 1);
  });
});
