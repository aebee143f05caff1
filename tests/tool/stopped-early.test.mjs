// @ts-check
// Stopped where nothing, or little, was under way.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { signIn } from '../node/people.mjs';
import { atTerminal, run, start } from './tool.mjs';
import { account, between, old, server } from './world.mjs';

describe('a switch', () => {
  it('that is stopped on its way is unclear, for it may be there', async (t) => {
    const { login } = await account();
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      change: async (asked, answer) => {
        if (asked !== '/v1/subscriptions/set') return answer;
        interrupt();
        await pause(500);
        return null;
      },
    });
    const running = start(proxy, ['subscriptions', 'set', 'software', 'news', 'on'], { login, password: old });
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.equal(end.code, 7, end.stderr);
    const shown = await run(server, ['subscriptions'], { login, password: old });
    assert.match(shown.stdout, /\[on\]  Company news/, 'in this case it is');
  });

  it('that is stopped before anything was sent changed nothing', async (t) => {
    const { login } = await account();
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      before: async (asked) => {
        if (asked !== '/v1/subscriptions') return;
        interrupt();
        await pause(500);
      },
    });
    const running = start(proxy, ['subscriptions', 'set', 'software', 'news', 'on'], { login, password: old });
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.deepEqual([end.code, end.stderr], [130, 'portal: Stopped. Nothing was changed.\n']);
  });
});

describe('a sign-in', () => {
  it('that is stopped says so', async (t) => {
    const { login } = await account();
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      before: async (asked) => {
        if (asked !== '/v1/login/start') return;
        interrupt();
        await pause(300);
      },
    });
    const running = start(proxy, ['data', 'show'], { login, password: old });
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.deepEqual([end.code, end.stdout, end.stderr], [130, '', 'portal: Stopped. Nothing was changed.\n']);
  });
});

describe('Ctrl-C at a question', () => {
  it('ends the session that was opened', async () => {
    const { login } = await account();
    const end = await atTerminal(server, ['change-password'], [
      [/Password: /, () => old], [/New password: /, () => '\x03'],
    ], { login });
    assert.equal(end.code, 130, end.screen);
    const page = await signIn(server, login, old);
    await page.go('/sessions');
    assert.ok(!page.sees('The command line on Linux'));
    await page.close();
  });
});
