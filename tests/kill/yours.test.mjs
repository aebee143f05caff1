// @ts-check
// The real server is killed at 40 random moments, and the client at 20, while people save, recover, decide to leave,
// export and enrol a device.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Mortal } from './killing.mjs';
import { Deciding, Exporting, print, read, Recovering, Saving, Staying } from './yours.mjs';

/** @typedef {import('./story.mjs').Story} Story */

const [ofServer, ofClient] = [40, 20];
const mortal = new Mortal();
const stories = [
  new Saving(mortal, 'sara'), new Recovering(mortal, 'rita'), new Deciding(mortal, 'dora'),
  new Exporting(mortal, 'ella'), new Staying(mortal, 'stan'),
];
/** How long each takes here. @type {Map<Story, number>} */
const usual = new Map();

before(async () => {
  await mortal.start();
  for (const story of stories) {
    await story.begin();
    const began = Date.now();
    await story.act();
    usual.set(story, Date.now() - began);
    await story.check();
  }
});
after(async () => {
  for (const story of stories) await story.end();
  await mortal.end();
});

/**
 * @param {number} rounds @param {(story: Story, turn: number) => Promise<void>} kill
 * @returns {Promise<string[]>} what was found, counted
 */
async function roundsOf(rounds, kill) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (let round = 0; round < rounds; ++round) {
    const story = stories[round % stories.length];
    await kill(story, Math.floor(round / stories.length));
    const state = await story.check();
    mortal.checkStore();
    const found = `${state} (${story.said || 'nothing was said'})`;
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].sort().map(([found, count]) => `${count} × ${found}`);
}

/** @param {Story} story @param {(line: string) => void} hear */
function startClient(story, hear) {
  const words = [fileURLToPath(new URL('client.mjs', import.meta.url)), story.constructor.name, mortal.server.url, print(story)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = /** @type {string} */ (lines.pop());
    lines.forEach(hear);
  });
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) };
}

/** @param {Story} story killed somewhere between its first word and its end */
async function killClient(story) {
  await story.portal?.close();
  story.portal = null;
  story.said = '';
  let begun = () => {};
  const beginning = new Promise((resolve) => (begun = () => resolve(true)));
  const { child, ended } = startClient(story, (line) => {
    begun();
    if (line !== 'done') read(story, line);
  });
  await Promise.race([beginning, ended]);
  await pause(Math.random() * 1.5 * (usual.get(story) ?? 0)); // more: the other process has colder code
  child.kill('SIGKILL');
  await ended;
}

describe('there is one state with a name, and all that was acknowledged', () => {
  it(`after each of ${ofServer} kills of the server`, async (t) => {
    const found = await roundsOf(ofServer, (story, turn) =>
      mortal.killDuring(story.act(), story.moments[turn % story.moments.length], usual.get(story) ?? 0));
    for (const line of found) t.diagnostic(line);
    t.diagnostic(`the slowest start took ${mortal.slowestStart} ms`);
    for (const each of ['the new password', 'as wanted', 'file and note', 'the new one is kept']) {
      assert.ok(found.some((line) => line.includes(each)), `no round ended with "${each}"`);
    }
    assert.ok(found.some((line) => line.includes('We could not reach the server.')), 'no kill was noticed');
  });

  it(`after each of ${ofClient} kills of the client`, async (t) => {
    const found = await roundsOf(ofClient, killClient);
    for (const line of found) t.diagnostic(line);
    assert.ok(found.some((line) => line.includes('nothing was said')), 'no client was killed in time');
    assert.ok(found.some((line) => /the old|as before|no file|is asked for/.test(line)), 'no kill came early');
  });
});
