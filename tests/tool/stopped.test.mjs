// @ts-check
// Killed, stopped or not heard in the middle: what the command line says is true of the account.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { mailFor, opens } from '../node/people.mjs';
import { folderFor, run, start } from './tool.mjs';
import { account, between, changeHow, changeWords, next, old, passwordOf, server } from './world.mjs';

describe('a change of the password', () => {
  for (const [when, path, isChanged] of /** @type {[string, string, string][]} */ ([
    ['before', '/v1/credential/start', 'old'],
    ['before', '/v1/credential/finish', 'old'],
    ['after', '/v1/credential/start', 'old'],
    ['after', '/v1/credential/finish', 'new'],
  ])) {
    it(`killed ${when} ${path} leaves an account that opens with the ${isChanged} password`, async (t) => {
      const { login } = await account();
      /** @type {() => void} */
      let kill = () => {};
      const proxy = await between(t, {
        before: (asked) => (when === 'before' && asked === path ? (kill(), 'lose') : undefined),
        change: (asked, answer) => (when === 'after' && asked === path ? (kill(), null) : answer),
      });
      const running = start(proxy, changeWords, { ...changeHow, login });
      kill = () => running.kill('SIGKILL');
      assert.equal((await running.ended).signal, 'SIGKILL');
      assert.equal(await passwordOf(login), isChanged);
    });
  }

  it('stopped before it was sent changes nothing, and says so', async (t) => {
    const { login } = await account();
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      before: async (asked) => {
        if (asked !== '/v1/credential/start') return;
        interrupt();
        await pause(300);
      },
    });
    const running = start(proxy, changeWords, { ...changeHow, login });
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.deepEqual([end.code, end.stdout, end.stderr], [130, '', 'portal: Nothing was changed.\n']);
    assert.equal(await passwordOf(login), 'old');
  });

  it('stopped while its answer is on the way says which password is in place', async (t) => {
    const { login } = await account();
    /** @type {() => void} */
    let interrupt = () => {};
    let cancels = 0;
    const proxy = await between(t, {
      change: async (asked, answer) => {
        if (asked === '/v1/credential/cancel') ++cancels;
        if (asked !== '/v1/credential/finish') return answer;
        interrupt();
        await pause(1000);
        return null;
      },
    });
    const running = start(proxy, changeWords, { ...changeHow, login });
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.equal(cancels, 1, 'the server was asked to cancel it');
    assert.deepEqual([end.code, end.stdout], [0, 'Your password is changed.\n']);
    assert.equal(await passwordOf(login), 'new');
  });

  it('whose request is lost at first is sent again', async (t) => {
    const { login } = await account();
    let losses = 2;
    const proxy = await between(t, {
      before: (asked) => (asked === '/v1/credential/finish' && losses-- > 0 ? 'lose' : undefined),
    });
    const end = await run(proxy, changeWords, { ...changeHow, login });
    assert.deepEqual([end.code, end.stdout], [0, 'Your password is changed.\n']);
    assert.equal(await passwordOf(login), 'new');
  });

  it('that is never answered is told as unclear; the second signal ends it', async (t) => {
    const { login } = await account();
    const proxy = await between(t, {
      before: (asked) => (asked === '/v1/credential/cancel' ? 'lose' : undefined),
      change: (asked, answer) => (asked === '/v1/credential/finish' ? null : answer),
    });
    const running = start(proxy, changeWords, { ...changeHow, login });
    await pause(6000); // one and two seconds of patience, then it is told
    running.kill('SIGTERM');
    await pause(500);
    running.kill('SIGTERM');
    const end = await running.ended;
    assert.equal(end.code, 7, end.stderr);
    assert.match(end.stderr, /We did not hear back\. Try your new password first, then the old one\./);
    assert.match(end.stderr, /may have been done or not/);
    assert.equal(await passwordOf(login), 'new');
  });
});

describe('a sign-up', () => {
  /** @param {{url: string}} at @param {string} login @param {string} folder */
  async function finish(at, login, folder) {
    await run(at, ['sign-up', login]);
    const { link } = await mailFor(server.data, login, 'sign-up');
    const words = ['sign-up', '--finish', '--link-fd', '0', '--new-password-fd', '4', '--recovery-key-out', 'key.txt'];
    return start(at, words, { folder, give: { 0: link.replace(/^http:\/\/[^/]+/, ''), 4: old } });
  }

  it('stopped before it was sent makes nothing, and leaves no key', async (t) => {
    const folder = folderFor(t);
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      before: async (asked) => {
        if (asked !== '/v1/sign-up/start') return;
        interrupt();
        await pause(300);
      },
    });
    const running = await finish(proxy, 'stopped@example.org', folder);
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.deepEqual([end.code, end.stderr], [130, 'portal: Stopped. Nothing was changed.\n']);
    assert.deepEqual(readdirSync(folder), []);
    assert.ok(!(await opens(server, 'stopped@example.org', old)));
  });

  it('stopped after it was sent is unclear, and the key stays', async (t) => {
    const folder = folderFor(t);
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      change: async (asked, answer) => {
        if (asked !== '/v1/sign-up/finish') return answer;
        interrupt();
        await pause(300);
        return null;
      },
    });
    const running = await finish(proxy, 'sent@example.org', folder);
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.equal(end.code, 7, end.stderr);
    assert.match(end.stderr, /may have been done or not/);
    assert.deepEqual(readdirSync(folder), ['key.txt']);
    assert.ok(await opens(server, 'sent@example.org', old), 'it was done, in this case');
  });

  it('whose answer is lost is finished all the same', async (t) => {
    const folder = folderFor(t);
    let losses = 2;
    const proxy = await between(t, {
      change: (asked, answer) => (asked === '/v1/sign-up/finish' && losses-- > 0 ? null : answer),
    });
    const end = await (await finish(proxy, 'lost@example.org', folder)).ended;
    assert.deepEqual([end.code, end.stdout], [0, 'Your account is ready.\n']);
  });
});

describe('a recovery', () => {
  it('stopped before its change was sent leaves the old password, and no key', async (t) => {
    const folder = folderFor(t);
    const { login, recoveryKey } = await account();
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      before: async (asked) => {
        if (asked !== '/v1/credential/start') return;
        interrupt();
        await pause(300);
      },
    });
    const words = ['recover', '--recovery-key-fd', '3', '--new-password-fd', '4', '--recovery-key-out', 'key.txt'];
    const running = start(proxy, words, { login, folder, give: { 3: recoveryKey, 4: next } });
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.deepEqual([end.code, end.stderr], [130, 'portal: Nothing was changed.\n']);
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(await passwordOf(login), 'old');
  });
});

describe('an export', () => {
  it('that is stopped leaves no file', async (t) => {
    const { login } = await account();
    const folder = folderFor(t);
    /** @type {() => void} */
    let interrupt = () => {};
    const proxy = await between(t, {
      before: async (asked) => {
        if (!asked.startsWith('/v1/log/')) return;
        assert.equal(readdirSync(folder).length, 1, 'it is being written');
        interrupt();
        await pause(300);
      },
    });
    const running = start(proxy, ['export', '-o', 'all.zip'], { login, password: old, folder });
    interrupt = () => running.kill('SIGINT');
    const end = await running.ended;
    assert.deepEqual([end.code, end.stderr], [130, 'portal: Cancelled.\n']);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('that is killed leaves none of its name', async (t) => {
    const { login } = await account();
    const folder = folderFor(t);
    /** @type {() => void} */
    let kill = () => {};
    const proxy = await between(t, { before: (asked) => (asked.startsWith('/v1/log/') ? (kill(), 'lose') : undefined) });
    const running = start(proxy, ['export', '-o', 'all.zip'], { login, password: old, folder });
    kill = () => running.kill('SIGKILL');
    await running.ended;
    assert.ok(!existsSync(join(folder, 'all.zip')));
  });
});
