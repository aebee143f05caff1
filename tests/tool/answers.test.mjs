// @ts-check
// What servers and other devices do to the command line: nothing of it is believed or lost.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { signIn } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { folderFor, run, runJson } from './tool.mjs';
import { account, between, changeHow, changeWords, old, server } from './world.mjs';

describe('two devices at once', () => {
  it('lose nothing: who comes second is told, with an exit code of its own', async (t) => {
    const { login } = await account();
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
    const { login } = await account();
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
    const { login } = await account();
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
    const { login } = await account({ at: first });
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
    const { login } = await account();
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

describe('what was seen before', () => {
  it('is kept for its owner alone, opens nothing, and a folder that cannot be used is told', async (t) => {
    const { login } = await account();
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
    const { login } = await account();
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
