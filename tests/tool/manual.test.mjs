// @ts-check
// The manual and the help say what the program does.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../node/server.mjs';
import { run } from './tool.mjs';

const path = join(root, 'wasm/cli/portal.1');
const manual = readFileSync(path, 'utf8').replaceAll('\\-', '-');

/** @param {string[]} words */
const helpOf = async (...words) => {
  const end = await run(null, [...words, '--help'], {});
  assert.equal(end.code, 0, end.stderr);
  return end.stdout;
};

/** @param {string} help */
const commandsIn = (help) => [...(help.split('\nSubcommands:\n')[1] ?? '').split('\n\n')[0].matchAll(/^ {2}([a-z-]+) /gm)].map((match) => match[1]);

/** @param {string[]} words @returns {Promise<string[][]>} each command that there is */
async function allCommands(words = []) {
  const under = commandsIn(await helpOf(...words));
  const deeper = await Promise.all(under.map((name) => allCommands([...words, name])));
  return [...(words.length > 0 ? [words] : []), ...deeper.flat()];
}

describe('the manual', () => {
  const hasMan = spawnSync('man', ['--version']).status === 0 && spawnSync('groff', ['--version']).status === 0;

  it('is typeset without a warning', { skip: hasMan ? false : 'no man and groff' }, () => {
    const typeset = spawnSync('groff', ['-ww', '-man', '-Tutf8', path], { encoding: 'utf8' });
    assert.equal(typeset.stderr, '');
    assert.match(execFileSync('man', ['-l', path], { encoding: 'utf8', env: { ...process.env, MANWIDTH: '100' } }), /EXIT STATUS/);
  });

  it('has each command and each option that the program has', async () => {
    const commands = await allCommands();
    assert.ok(commands.length >= 14, String(commands));
    for (const words of commands) {
      assert.ok(manual.includes(words.join(' ')), words.join(' '));
      for (const [option] of (await helpOf(...words)).matchAll(/(?<=^ {2})--[a-z-]+/gm)) {
        assert.ok(manual.includes(option), `${words.join(' ')} ${option}`);
      }
    }
  });

  it('has a short form in --help, where each command teaches by an example', async () => {
    const commands = await allCommands();
    assert.ok(commands.length >= 14, String(commands));
    for (const words of commands) assert.match(await helpOf(...words), new RegExp(`\n  portal ${words[0]}`));
  });
});
