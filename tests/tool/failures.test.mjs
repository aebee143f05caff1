// @ts-check
// The command line when something goes wrong: killed, stopped, not heard, lied to. What it says is true of the account.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { mailFor, opens, signIn, signUp } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { startProxy } from './proxy.mjs';
import { atTerminal, changing, folderFor, run, runJson, start } from './tool.mjs';

const old = 'forty kites over the harbour';
const next = 'nine lanterns under the bridge';
const [changeWords, changeHow] = changing(old, next);

/** @type {import('../node/server.mjs').RunningServer} */
let server;
before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
});
after(() => server?.stop());

let accounts = 0;
/** A new account of the page's making. @param {{url: string, data: string}} [at] */
async function account(at = server) {
  const login = `person${++accounts}@example.org`;
  await (await signUp(at, login, old)).portal.close();
  return login;
}

/**
 * Between tool and server. @param {{after: (end: () => Promise<void>) => void}} test
 * @param {Parameters<typeof startProxy>[1]} how
 */
async function between(test, how) {
  const proxy = await startProxy(server, how);
  test.after(proxy.close);
  return proxy;
}

/** Which of the two passwords opens it; never both. @param {string} login */
async function passwordOf(login) {
  const both = [await opens(server, login, old), await opens(server, login, next)];
  assert.notEqual(both[0], both[1], 'exactly one of the two opens it');
  return both[0] ? 'old' : 'new';
}

describe('a change of the password', () => {
  for (const [when, path, isChanged] of /** @type {[string, string, string][]} */ ([
    ['before', '/v1/credential/start', 'old'],
    ['before', '/v1/credential/finish', 'old'],
    ['after', '/v1/credential/start', 'old'],
    ['after', '/v1/credential/finish', 'new'],
  ])) {
    it(`killed ${when} ${path} leaves an account that opens with the ${isChanged} password`, async (t) => {
      const login = await account();
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
    const login = await account();
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
    const login = await account();
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
    const login = await account();
    let losses = 2;
    const proxy = await between(t, {
      before: (asked) => (asked === '/v1/credential/finish' && losses-- > 0 ? 'lose' : undefined),
    });
    const end = await run(proxy, changeWords, { ...changeHow, login });
    assert.deepEqual([end.code, end.stdout], [0, 'Your password is changed.\n']);
    assert.equal(await passwordOf(login), 'new');
  });

  it('that is never answered is told as unclear; the second signal ends it', async (t) => {
    const login = await account();
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
    const login = `person${++accounts}@example.org`;
    const { portal, recoveryKey } = await signUp(server, login, old);
    await portal.close();
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
    const login = await account();
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
    const login = await account();
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

describe('two devices at once', () => {
  it('lose nothing: who comes second is told, with an exit code of its own', async (t) => {
    const login = await account();
    const as = { login, password: old };
    await run(server, ['data', 'set', 'city', '--value', 'Bern'], as);
    let isFirst = true;
    const proxy = await between(t, {
      before: async (asked) => {
        if (asked !== '/v1/records/write' || !isFirst) return;
        isFirst = false;
        await run(server, ['data', 'set', 'city', '--value', 'Basel'], as);
      },
    });
    const end = await run(proxy, ['data', 'set', 'city', '--value', 'Biel'], as);
    assert.deepEqual([end.code, end.stderr], [5, 'portal: Someone changed this elsewhere.\n']);
    assert.equal((await run(server, ['data', 'show', 'city'], as)).stdout, 'Basel\n');
  });
});

describe('what a server says', () => {
  /** @param {string} path @param {(answer: import('./proxy.mjs').Answer) => import('./proxy.mjs').Answer | null} change */
  const lying = (path, change) => ({
    change: (/** @type {string} */ asked, /** @type {import('./proxy.mjs').Answer} */ answer) =>
      asked === path ? change(answer) : answer,
  });

  it('about another realm than before is an incident', async (t) => {
    const login = await account();
    const state = folderFor(t);
    let realm = '';
    const proxy = await between(t, lying('/trust.json', (answer) => {
      if (!realm) return answer;
      const body = Buffer.from(JSON.stringify({ ...JSON.parse(String(answer.body)), realm }));
      return { ...answer, body };
    }));
    const as = { login, password: old, state };
    assert.equal((await run(proxy, ['sign-in'], as)).code, 0);
    realm = 'evil.example';
    const end = await run(proxy, ['sign-in'], as);
    assert.equal(end.code, 8, end.stderr);
    assert.match(end.stderr, /something that an honest server cannot show/);
    realm = '';
    assert.equal((await run(proxy, ['sign-in'], as)).code, 0);
  });

  it('that is no JSON, of other types, a redirect, too much or nothing is no answer', async (t) => {
    const login = await account();
    /** @typedef {import('./proxy.mjs').Answer} Answer */
    for (const [code, change] of /** @type {[number, (answer: Answer) => Answer | null][]} */ ([
      [8, (answer) => ({ ...answer, body: Buffer.from('<html>') })],
      [8, (answer) => ({ ...answer, body: Buffer.from(String(answer.body).replace(/:"[^"]*"/, ':5')) })],
      [6, () => ({ status: 302, headers: { Location: `${server.url}/v1/login/start` }, body: Buffer.alloc(0) })],
      [6, (answer) => ({ ...answer, body: Buffer.concat([answer.body, Buffer.alloc(1 << 20, ' ')]) })],
      [6, () => null],
    ])) {
      for (const path of ['/v1/login/start', '/v1/login/finish']) {
        const proxy = await between(t, lying(path, change));
        const end = await run(proxy, ['sign-in'], { login, password: old });
        assert.deepEqual([end.code, end.stdout], [code, ''], `${path}: ${end.stderr}`);
      }
    }
  });

  it('about an older state than was seen is an incident', async (t) => {
    const folder = folderFor(t);
    const data = join(folder, 'data');
    const first = await startServer({ options: ['--limits', 'off'], data });
    const login = await account(first);
    await first.stop();
    cpSync(data, join(folder, 'before'), { recursive: true });
    const state = join(folder, 'state');
    const second = await startServer({ options: ['--limits', 'off'], data, port: first.port });
    assert.equal((await run(second, changeWords, { ...changeHow, login, state })).code, 0);
    await second.stop();
    const third = await startServer({ options: ['--limits', 'off'], data: join(folder, 'before'), port: first.port });
    const rolled = await runJson(third, ['sign-in'], { login, password: old, state });
    const blind = await run(third, ['sign-in'], { login, password: old });
    await third.stop();
    assert.deepEqual([rolled.code, rolled.json.outcome], [8, 'incident']);
    assert.equal(blind.code, 0, 'without a state it cannot be noticed');
  });

  it('is believed over TLS with a certificate for its name only', async (t) => {
    const folder = folderFor(t);
    const certificate = (/** @type {string} */ name) => {
      execFileSync('openssl', [
        'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj',
        `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-keyout', join(folder, `${name}.key`), '-out',
        join(folder, `${name}.crt`),
      ], { stdio: 'ignore' });
      return { key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(join(folder, `${name}.crt`)) };
    };
    const login = await account();
    const serve = async (/** @type {string} */ name) => {
      const front = createServer(certificate(name), async (request, response) => {
        const pieces = [];
        for await (const piece of request) pieces.push(piece);
        const { authorization } = request.headers;
        const heard = await fetch(server.url + request.url, {
          method: request.method,
          headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
          body: pieces.length > 0 ? Buffer.concat(pieces) : undefined,
        });
        response.writeHead(heard.status, { 'content-type': 'application/json' });
        response.end(Buffer.from(await heard.arrayBuffer()));
      });
      await new Promise((done) => front.listen(0, () => done(undefined)));
      t.after(() => front.close());
      return { url: `https://localhost:${/** @type {import('node:net').AddressInfo} */ (front.address()).port}` };
    };
    const as = { login, password: old, folder };
    const good = await serve('localhost');
    assert.equal((await run(good, ['sign-in'], as)).code, 6, 'nobody vouches for it');
    assert.equal((await run(good, ['sign-in', '--ca', 'localhost.crt'], as)).code, 0);
    const other = await serve('other.example');
    assert.equal((await run(other, ['sign-in', '--ca', 'other.example.crt'], as)).code, 6);
  });
});

describe('a switch', () => {
  it('that is stopped on its way is unclear, for it may be there', async (t) => {
    const login = await account();
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
    const login = await account();
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
    const login = await account();
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
    const login = await account();
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

describe('what was seen before', () => {
  it('is kept for its owner alone, opens nothing, and a folder that cannot be used is told', async (t) => {
    const login = await account();
    const folder = folderFor(t);
    const state = join(folder, 'state');
    assert.equal((await run(server, ['sign-in'], { login, password: old, state })).code, 0);
    const [place] = readdirSync(state);
    const names = readdirSync(join(state, place)).map((name) => name.replace(/-[0-9a-f]{64}$/, ''));
    assert.deepEqual(names.sort(), ['known', 'pins', 'realm']);
    const end = await run(server, ['sign-in'], { login, password: old, state: '/proc/nothing/here' });
    assert.equal(end.code, 9);
    assert.match(end.stderr, /--no-state/);
  });

  it('tells the server that it is a device it knows: no second mail', async (t) => {
    const login = await account();
    const state = folderFor(t);
    const mails = () =>
      readdirSync(join(server.data, 'mail/new')).filter((name) =>
        /new-device/.test(readFileSync(join(server.data, 'mail/new', name), 'utf8').match(/^X-Portal-Kind: .*$/m)?.[0] ?? '') &&
        readFileSync(join(server.data, 'mail/new', name), 'utf8').includes(login),
      ).length;
    for (let i = 0; i < 3; ++i) assert.equal((await run(server, ['sign-in'], { login, password: old, state })).code, 0);
    await pause(1000);
    assert.equal(mails(), 1);
    const page = await signIn(server, login, old);
    await page.close();
  });
});
