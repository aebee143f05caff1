#!/usr/bin/env node
// @ts-check
// Compares what a portal serves with a release: node web/verify-portal.mjs https://portal.example release.json
// Check the signature of that release.json first, with minisign, and take the key from elsewhere than from the portal.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const [site, file] = process.argv.slice(2);
if (!site || !file) {
  console.error('Usage: node verify-portal.mjs https://portal.example release.json');
  process.exit(2);
}

/** @param {string} path @param {string} coding @returns {Promise<Uint8Array | string>} or why there is nothing */
async function served(path, coding) {
  try {
    const answer = await fetch(new URL(path, site), { redirect: 'error', headers: { 'Accept-Encoding': coding } });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : `is answered with ${answer.status}`;
  } catch {
    return 'cannot be reached';
  }
}

/** @param {Uint8Array} bytes */
const hashOf = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** @type {{v: number, version: string, files: Record<string, string>}} */
const { v, version, files } = JSON.parse(await readFile(file, 'utf8'));
if (v !== 1 || !files['/']) {
  console.error(`${file} is no release that this program understands.`);
  process.exit(2);
}
// The page has many addresses; what runs on them is one document.
const asked = [...Object.entries(files), ...['/sign-in', '/sign-up', '/embed'].map((path) => [path, files['/']])];
let bad = 0;
for (const [path, hash] of asked) {
  const complaints = [];
  for (const coding of ['identity', 'br']) {
    const content = await served(path, coding);
    if (typeof content === 'string') complaints.push(content);
    else if (hashOf(content) !== hash) complaints.push('is not what was published');
  }
  if (complaints.length === 0) continue;
  bad += 1;
  console.log(`${path} ${complaints[0]}`);
}
console.log(bad === 0 ? `All ${asked.length} addresses serve what release ${version} says.` : `${bad} of ${asked.length} differ.`);
process.exit(bad === 0 ? 0 : 1);
