// @ts-check
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../node/server.mjs';
import { screenOf, sights } from '../gallery/sights.mjs';

describe('the gallery', () => {
  it('shows every screen that there is, and no other', async () => {
    const places = await readFile(join(root, 'wasm/core/place.cpp'), 'utf8');
    const screens = new Set([...places.matchAll(/\{Place::\w+, "[^"]*", "([^"]+)"/g)].map((row) => row[1]));
    assert.ok(screens.size > 20, 'the rows of wasm/core/place.cpp look different now');
    const shown = new Set(sights.map(screenOf));
    shown.delete('still-there'); // a dialog over any of them
    assert.deepEqual([...shown].sort(), [...screens].sort());
  });

  it('shows nothing twice', () => {
    assert.equal(new Set(sights).size, sights.length);
  });
});
