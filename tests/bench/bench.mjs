// @ts-check
// All benches, or the named ones: a table for people, and build/bench.json. Read ratios; times are this machine's.
// node tests/bench/bench.mjs [activity|archive|argon2|sign-in|sizes|first-screen|logins|reads|recovery|renderers|saves]…
import { writeFileSync } from 'node:fs';
import { activityBench } from './activity.mjs';
import { archiveBench } from './archive.mjs';
import { argon2Bench } from './argon2.mjs';
import { firstScreenBench } from './first_screen.mjs';
import { loginsBench } from './logins.mjs';
import { readsBench } from './reads.mjs';
import { recoveryBench } from './recovery.mjs';
import { renderersBench } from './renderers.mjs';
import { savesBench } from './saves.mjs';
import { signInBench } from './sign_in.mjs';
import { sizesBench } from './sizes.mjs';

/** @typedef {import('./measure.mjs').Entry} Entry */

/** @type {Record<string, () => Promise<Entry[]>>} */
const benches = {
  activity: activityBench,
  sizes: sizesBench,
  archive: archiveBench,
  argon2: argon2Bench,
  'sign-in': signInBench,
  recovery: recoveryBench,
  'first-screen': firstScreenBench,
  renderers: renderersBench,
  logins: loginsBench,
  reads: readsBench,
  saves: savesBench,
};

/** @param {number} value */
const short = (value) => value.toLocaleString('en', { maximumSignificantDigits: 4 });

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in benches));
if (unknown.length) throw new Error(`no bench ${unknown}; there are ${Object.keys(benches)}`);

/** @type {Entry[]} */
const all = [];
for (const name of named.length ? named : Object.keys(benches)) {
  console.log(`-- ${name}`);
  for (const entry of await benches[name]()) {
    all.push(entry);
    const { ratio, unit, ours, peer, peer_name } = entry;
    console.log(`${ratio.toFixed(2).padStart(7)} ×  ${entry.name}: ${short(ours)} ${unit}; ${peer_name}: ${short(peer)}`);
  }
}
if (!named.length) writeFileSync(new URL('../../build/bench.json', import.meta.url), `${JSON.stringify(all, null, 1)}\n`);
