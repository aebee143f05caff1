// @ts-check
// What a stranger may send to the server's socket. Whatever it is: one clear refusal or a closed connection,
// in time, and the next client is served as if nothing had been.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { talk } from './raw-http.mjs';
import { startServer } from './server.mjs';

/** @type {import('./server.mjs').RunningServer} */
let server;
let page = '';
let residentAtStart = 0;

before(async () => {
  page = mkdtempSync(join(tmpdir(), 'portal-page-'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Privacy portal</title>');
  writeFileSync(join(page, 'small.js'), 'export const one = 1;\n');
  writeFileSync(join(page, 'large.0123456789ab.txt'), 'x'.repeat(2_000_000));
  server = await startServer({ options: ['--assets', page, '--limits', 'off'] });
  for (let i = 0; i < 20; ++i) await answersHealth();
  residentAtStart = server.residentKilobytes();
});

after(async () => {
  if (server) await server.kill();
  rmSync(page, { recursive: true, force: true });
});

const get = (target = '/healthz', more = '') => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
const post = (more = '', body = '') =>
  `POST /v1/nothing-here HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n${body}`;
const chunked = (body = '') => post('Transfer-Encoding: chunked\r\n', body);

async function answersHealth() {
  const { answers } = await talk(server.port, [get()], { answers: 1 });
  assert.equal(answers[0]?.status, 200);
  assert.equal(JSON.parse(answers[0].body.toString()).status, 'ok');
}

// [what, bytes, status]. null: it must be closed without an answer.
/** @type {[string, string | Buffer, number | null][]} */
const refused = [
  // The request line
  ['no request at all', 'hello\r\n\r\n', 400],
  ['an empty line first', '\r\n' + get(), 400],
  ['two spaces after the method', 'GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['two spaces after the target', 'GET /healthz  HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['a tab instead of a space', 'GET\t/healthz HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['no target', 'GET HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['no version', 'GET /healthz\r\nHost: x\r\n\r\n', 400],
  ['a space before the method', ' GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['a space after the version', 'GET /healthz HTTP/1.1 \r\nHost: x\r\n\r\n', 400],
  ['a version of lower case', 'GET /healthz http/1.1\r\nHost: x\r\n\r\n', 400],
  ['version 1.1.1', 'GET /healthz HTTP/1.1.1\r\nHost: x\r\n\r\n', 400],
  ['version 0.9', 'GET /healthz HTTP/0.9\r\nHost: x\r\n\r\n', 505],
  ['version 1.2', 'GET /healthz HTTP/1.2\r\nHost: x\r\n\r\n', 505],
  ['version 2.0', 'GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n', 505],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505],
  ['a TLS greeting', Buffer.from('16030100c8010000c40303\r\n\r\n'.replace(/[0-9a-f]{2}/g, (h) => String.fromCharCode(parseInt(h, 16))), 'latin1'), 400],
  ['an unknown method', 'BREW /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 501],
  ['a method of lower case', 'get /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 501],
  ['CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n', 501],
  ['TRACE', 'TRACE / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
  ['a target without slash', 'GET healthz HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['an absolute target', 'GET http://x/healthz HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['a fragment in the target', 'GET /healthz#x HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['a byte above 127 in the target', Buffer.from('GET /h\xe9 HTTP/1.1\r\nHost: x\r\n\r\n', 'latin1'), 400],
  ['a NUL in the target', 'GET /healthz\0 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  // Line ends and control bytes
  ['bare LF everywhere', 'GET /healthz HTTP/1.1\nHost: x\n\n', 400],
  ['a bare LF in the head', 'GET /healthz HTTP/1.1\r\nHost: x\nA: b\r\n\r\n', 400],
  ['a bare CR in the head', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\rC: d\r\n\r\n', 400],
  ['CR CR LF', 'GET /healthz HTTP/1.1\r\nHost: x\r\r\n\r\n', 400],
  ['a folded line', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n', 400],
  ['a line folded by a tab', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\r\n\tc\r\n\r\n', 400],
  ['a first field that begins with a space', 'GET /healthz HTTP/1.1\r\n Host: x\r\n\r\n', 400],
  ['a NUL in a value', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n', 400],
  ['a NUL in a name', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA\0: b\r\n\r\n', 400],
  ['a bell in a value', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\x07\r\n\r\n', 400],
  ['a DEL in a value', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\x7f\r\n\r\n', 400],
  // Fields
  ['a line without colon', 'GET /healthz HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n', 400],
  ['a field without name', 'GET /healthz HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n', 400],
  ['a space before the colon', 'GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n', 400],
  ['a space within a name', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA B: c\r\n\r\n', 400],
  ['a quote in a name', 'GET /healthz HTTP/1.1\r\nHost: x\r\n"A": c\r\n\r\n', 400],
  ['65 fields', 'GET /healthz HTTP/1.1\r\nHost: x\r\n' + 'A: b\r\n'.repeat(64) + '\r\n', 431],
  ['a head of 9 KiB', get('/healthz', `A: ${'x'.repeat(9000)}\r\n`), 431],
  ['a head that never ends', get('/healthz', `A: ${'x'.repeat(200_000)}`), 431],
  ['a target of 9 KiB', get('/' + 'x'.repeat(9000)), 431],
  // Host
  ['no Host', 'GET /healthz HTTP/1.1\r\n\r\n', 400],
  ['no Host in HTTP/1.0', 'GET /healthz HTTP/1.0\r\n\r\n', 400],
  ['two Hosts', 'GET /healthz HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n', 400],
  ['an empty Host', 'GET /healthz HTTP/1.1\r\nHost:\r\n\r\n', 400],
  ['a Host with a path', 'GET /healthz HTTP/1.1\r\nHost: x/y\r\n\r\n', 400],
  ['a Host with a user', 'GET /healthz HTTP/1.1\r\nHost: a@x\r\n\r\n', 400],
  ['a Host with a space', 'GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
  ['a list of Hosts', 'GET /healthz HTTP/1.1\r\nHost: a, b\r\n\r\n', 400],
  // Lengths
  ['a negative length', post('Content-Length: -1\r\n'), 400],
  ['a length with a sign', post('Content-Length: +2\r\n', '{}'), 400],
  ['a hexadecimal length', post('Content-Length: 0x2\r\n', '{}'), 400],
  ['a length that is a word', post('Content-Length: two\r\n', '{}'), 400],
  ['an empty length', post('Content-Length:\r\n', '{}'), 400],
  ['a list of equal lengths', post('Content-Length: 2, 2\r\n', '{}'), 400],
  ['two equal lengths', post('Content-Length: 2\r\nContent-Length: 2\r\n', '{}'), 400],
  ['two different lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), 400],
  ['a length with a space within', post('Content-Length: 1 2\r\n', '{}'), 400],
  ['a length of 2^64', post('Content-Length: 18446744073709551616\r\n', '{}'), 400],
  ['a length of 19 digits', post('Content-Length: 0000000000000000002\r\n', '{}'), 400],
  ['a length of 10 MB', post('Content-Length: 10000000\r\n', '{}'), 413],
  ['a length of one byte too much', post('Content-Length: 16385\r\n', '{}'), 413],
  ['10 MB on a GET', get('/healthz', 'Content-Length: 10000000\r\n'), 413],
  // Codings
  ['length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
  ['chunks and length', post('Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', '0\r\n\r\n'), 400],
  ['two transfer codings', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
  ['chunked twice', post('Transfer-Encoding: chunked, chunked\r\n', '0\r\n\r\n'), 400],
  ['gzip, chunked', post('Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'), 400],
  ['chunked, identity', post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'), 400],
  ['identity', post('Transfer-Encoding: identity\r\n', ''), 400],
  ['xchunked', post('Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'), 400],
  ['an empty transfer coding', post('Transfer-Encoding:\r\n', '0\r\n\r\n'), 400],
  ['chunks in HTTP/1.0', chunked('0\r\n\r\n').replace('HTTP/1.1', 'HTTP/1.0'), 400],
  ['a content coding', post('Content-Encoding: gzip\r\nContent-Length: 2\r\n', '{}'), 415],
  ['an unknown expectation', post('Expect: tea\r\nContent-Length: 2\r\n', '{}'), 417],
  ['two expectations', post('Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 2\r\n', '{}'), 417],
  // Chunks
  ['a chunk size that is a word', chunked('zz\r\n{}\r\n0\r\n\r\n'), 400],
  ['a negative chunk size', chunked('-2\r\n{}\r\n0\r\n\r\n'), 400],
  ['a chunk size with 0x', chunked('0x2\r\n{}\r\n0\r\n\r\n'), 400],
  ['an empty chunk size', chunked('\r\n{}\r\n0\r\n\r\n'), 400],
  ['a chunk size over 64 bits', chunked('10000000000000002\r\n{}\r\n0\r\n\r\n'), 400],
  ['a chunk longer than its size', chunked('2\r\n{}x\r\n0\r\n\r\n'), 400],
  ['a chunk of 10 MB', chunked('989680\r\n{}'), 413],
  ['chunks that add up to too much', chunked('2000\r\n' + 'x'.repeat(0x2000) + '\r\n2001\r\n' + 'x'.repeat(0x2001) + '\r\n0\r\n\r\n'), 413],
  ['a chunk extension of 100 KB', chunked('2;' + 'x'.repeat(100_000)), 413],
  ['trailers of 100 KB', chunked('0\r\nA: ' + 'x'.repeat(100_000)), 413],
  ['a trailer without colon', chunked('0\r\nnonsense\r\n\r\n'), 400],
];

describe('malformed requests', () => {
  assert.ok(refused.length >= 60);
  for (const [what, bytes, status] of refused) {
    it(`${what} is refused`, async () => {
      const { answers, isClosed } = await talk(server.port, [bytes]);
      assert.deepEqual(answers.map((answer) => answer.status), status === null ? [] : [status]);
      assert.ok(isClosed, 'the connection is closed');
      const [answer] = answers;
      assert.equal(answer.fields.get('connection'), 'close');
      assert.equal(answer.fields.get('content-type'), 'application/json');
      assert.equal(answer.fields.get('cache-control'), 'no-store');
      assert.deepEqual(Object.keys(JSON.parse(answer.body.toString())), ['fault']);
      await answersHealth();
    });
  }
});

describe('what is unusual but right', () => {
  it('one byte at a time', async () => {
    const { answers } = await talk(server.port, [...get()], { answers: 1 });
    assert.equal(answers[0].status, 200);
  });

  it('64 fields, and a head of almost 8 KiB', async () => {
    const many = await talk(server.port, [get('/healthz', 'A: b\r\n'.repeat(63))], { answers: 1 });
    assert.equal(many.answers[0].status, 200);
    const start = get('/healthz', 'A: \r\n').length;
    const full = await talk(server.port, [get('/healthz', `A: ${'x'.repeat(8192 - start)}\r\n`)], { answers: 1 });
    assert.equal(full.answers[0].status, 200);
  });

  it('field names of any case, space around values, bytes above 127 in values', async () => {
    const odd = Buffer.from('GET /healthz HTTP/1.1\r\nhOsT: \t localhost \t \r\nA: \xe9\r\n\r\n', 'latin1');
    const { answers } = await talk(server.port, [odd], { answers: 1 });
    assert.equal(answers[0].status, 200);
  });

  it('HTTP/1.0 is answered and closed, even when it asks to be kept', async () => {
    const { answers, isClosed } = await talk(server.port, ['GET /healthz HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n']);
    assert.equal(answers[0].status, 200);
    assert.ok(isClosed);
  });

  it('Connection: close is kept to', async () => {
    const { answers, isClosed } = await talk(server.port, [get('/healthz', 'Connection: close\r\n')]);
    assert.equal(answers[0].fields.get('connection'), 'close');
    assert.ok(isClosed);
  });

  it('a hundred requests in one piece are answered in order', async () => {
    const targets = Array.from({ length: 100 }, (_, i) => (i % 2 ? '/healthz' : '/nothing-here'));
    const { answers } = await talk(server.port, [targets.map((target) => get(target)).join('')], { answers: 100 });
    assert.deepEqual(answers.map((answer) => answer.status), targets.map((target) => (target === '/healthz' ? 200 : 404)));
  });

  it('requests with bodies in one piece do not run into each other', async () => {
    const mixed = post('Content-Length: 4\r\n', 'GET ') + get() + chunked('4\r\nGET \r\n0\r\n\r\n') + get();
    const { answers } = await talk(server.port, [mixed], { answers: 4 });
    assert.deepEqual(answers.map((answer) => answer.status), [404, 200, 404, 200]);
  });

  it('nothing behind a refused request is looked at', async () => {
    const { answers } = await talk(server.port, [post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n') + get()]);
    assert.deepEqual(answers.map((answer) => answer.status), [400]);
  });

  it('a body of the very limit, with its length and in chunks of one byte', async () => {
    const long = await talk(server.port, [post('Content-Length: 16384\r\n', 'x'.repeat(16384))], { answers: 1 });
    assert.equal(long.answers[0].status, 404);
    const tiny = await talk(server.port, [chunked('1\r\nx\r\n'.repeat(16384) + '0\r\n\r\n')], { answers: 1 });
    assert.equal(tiny.answers[0].status, 404);
  });

  it('chunks with extensions, upper-case sizes, leading zeros and trailers', async () => {
    const { answers } = await talk(server.port, [chunked('00A;a=b\r\n0123456789\r\n0\r\nHost: evil\r\n\r\n') + get()], { answers: 2 });
    assert.deepEqual(answers.map((answer) => answer.status), [404, 200]);
  });

  it('Expect: 100-continue is asked for its body, or refused before it', async () => {
    const asked = await talk(server.port, [post('Expect: 100-continue\r\nContent-Length: 2\r\n'), 200, '{}'], { answers: 2 });
    assert.deepEqual(asked.answers.map((answer) => answer.status), [100, 404]);
    const large = await talk(server.port, [post('Expect: 100-continue\r\nContent-Length: 16385\r\n')]);
    assert.deepEqual(large.answers.map((answer) => answer.status), [413]);
  });

  it('HEAD has the length of GET and no body', async () => {
    for (const target of ['/healthz', '/', '/small.js', '/nothing-here']) {
      const both = get(target).replace('GET', 'HEAD') + get(target);
      const { answers, rest } = await talk(server.port, [both], { answers: 2, to: ['HEAD', 'GET'] });
      assert.equal(answers.length, 2);
      assert.equal(answers[0].status, answers[1].status);
      assert.equal(answers[0].fields.get('content-length'), answers[1].fields.get('content-length'));
      assert.equal(rest.length, 0);
    }
  });

  it('304 has no body and keeps the connection', async () => {
    const first = await talk(server.port, [get('/small.js')], { answers: 1 });
    const tag = first.answers[0].fields.get('etag');
    const again = await talk(server.port, [get('/small.js', `If-None-Match: W/${tag}\r\n`) + get()], { answers: 2 });
    assert.deepEqual(again.answers.map((answer) => answer.status), [304, 200]);
    assert.equal(again.answers[0].fields.get('etag'), tag);
    assert.equal(again.answers[0].fields.has('content-length'), false);
  });

  it('no cookie is ever set and no program is named', async () => {
    for (const target of ['/', '/healthz', '/small.js', '/nothing-here']) {
      const { answers } = await talk(server.port, [get(target)], { answers: 1 });
      assert.equal(answers[0].fields.has('set-cookie'), false);
      assert.equal(answers[0].fields.has('server'), false);
    }
  });

  it('IPv6 is served too', async () => {
    const { answers } = await talk(server.port, [get()], { answers: 1, host: '::1' });
    assert.equal(answers[0].status, 200);
  });
});

describe('addresses', () => {
  const status = async (/** @type {string} */ request) =>
    (await talk(server.port, [request], { answers: 1 })).answers[0].status;

  it('what looks like a path out of the folder is not found', async () => {
    for (const target of ['/../etc/passwd', '/%2e%2e/etc/passwd', '/..%2fetc%2fpasswd', '//etc/passwd', '/./small.js',
      '/small.js/', '/index.html', '/.well-known/', '/.well-known/security.txt', '/sign-in/', '/SIGN-IN', '/small.js%00']) {
      assert.equal(await status(get(target)), 404, target);
    }
  });

  it('the page is no picture, script or frame of anybody', async () => {
    assert.equal(await status(get('/sign-in', 'Sec-Fetch-Dest: document\r\n')), 200);
    for (const destination of ['iframe', 'frame', 'embed', 'object', 'image', 'script', 'empty']) {
      assert.equal(await status(get('/sign-in', `Sec-Fetch-Dest: ${destination}\r\n`)), 403, destination);
    }
  });

  it('a write from a foreign page is refused', async () => {
    const body = 'Content-Length: 2\r\n';
    assert.equal(await status(post(`Origin: https://evil.example\r\n${body}`, '{}')), 403);
    assert.equal(await status(post(`Origin: null\r\n${body}`, '{}')), 403);
    assert.equal(await status(post(`Origin: http://localhost:1\r\n${body}`, '{}')), 403);
    assert.equal(await status(post(`Sec-Fetch-Site: cross-site\r\n${body}`, '{}')), 403);
    assert.equal(await status(post(`Origin: ${server.url}\r\nSec-Fetch-Site: same-origin\r\n${body}`, '{}')), 404);
  });

  it('what is only read cannot be written', async () => {
    for (const target of ['/', '/small.js', '/.well-known/change-password']) {
      const { answers } = await talk(server.port, [post('Content-Length: 2\r\n', '{}').replace('/v1/nothing-here', target)], { answers: 1 });
      assert.equal(answers[0].status, 405);
      assert.equal(answers[0].fields.get('allow'), 'GET, HEAD');
    }
  });
});

describe('slow and many clients', { concurrency: true }, () => {
  it('a head that does not come is not waited for', async () => {
    const { answers, isClosed, milliseconds } = await talk(server.port, [get().slice(0, -4)], { patience: 9000 });
    assert.deepEqual(answers.map((answer) => answer.status), [408]);
    assert.ok(isClosed && milliseconds < 8000);
  });

  it('a head that drips in does not extend its time', async () => {
    const drops = Array.from({ length: 40 }, (_, i) => [`A${i}: b\r\n`, 200]).flat();
    const { answers, milliseconds } = await talk(server.port, [get().slice(0, -2), ...drops], { patience: 9000 });
    assert.deepEqual(answers.map((answer) => answer.status), [408]);
    assert.ok(milliseconds < 8000);
  });

  it('a client that says nothing is closed', async () => {
    const { answers, isClosed, milliseconds } = await talk(server.port, [], { patience: 9000 });
    assert.equal(answers.length, 0);
    assert.ok(isClosed && milliseconds < 8000);
  });

  it('a body that does not come is not waited for', async () => {
    const { answers, isClosed, milliseconds } = await talk(server.port, [post('Content-Length: 100\r\n', '{')], { patience: 13000 });
    assert.deepEqual(answers.map((answer) => answer.status), [408]);
    assert.ok(isClosed && milliseconds < 12000);
  });

  it('a client that hangs up within its body is forgotten', async () => {
    await talk(server.port, [post('Content-Length: 100\r\n', '{')], { patience: 100 });
    await answersHealth();
  });

  it('800 clients that only connect keep nobody out', async () => {
    const crowd = Array.from({ length: 800 }, () => talk(server.port, ['G'], { patience: 2000 }));
    await new Promise((later) => setTimeout(later, 500));
    await answersHealth();
    await Promise.all(crowd);
    await answersHealth();
  });

  it('clients that ask for much and read nothing do not fill the memory', async () => {
    const greedy = Array.from({ length: 5 }, () =>
      talk(server.port, [get('/large.0123456789ab.txt').repeat(20)], { patience: 300 }));
    await Promise.all(greedy);
    await answersHealth();
  });
});

describe('more clients than there is room for', () => {
  it('a newcomer takes the place of the one that was idle longest', async () => {
    const idle = Array.from({ length: 1000 }, () => talk(server.port, [get()], { patience: 6000 }));
    await new Promise((later) => setTimeout(later, 3000));
    await answersHealth();
    const all = await Promise.all(idle);
    assert.equal(all.filter(({ answers }) => answers[0]?.status === 200).length, 1000);
    assert.ok(all.some(({ isClosed }) => isClosed) && all.some(({ isClosed }) => !isClosed));
  });

  it('a server without file descriptors serves again when it has some', async () => {
    const poor = await startServer({ before: ['bash', '-c', 'ulimit -n 60; exec "$0" "$@"'] });
    await Promise.all(Array.from({ length: 200 }, () => talk(poor.port, ['G'], { patience: 1500 })));
    const { answers } = await talk(poor.port, [get()], { answers: 1, patience: 9000 });
    assert.equal(answers[0]?.status, 200);
    assert.equal((await poor.stop()).code, 0);
  });
});

describe('a thousand mutations', () => {
  it('none of them stops the server', async () => {
    let state = 12345;
    const next = (/** @type {number} */ below) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
    const seeds = [get(), post('Content-Length: 2\r\n', '{}'), chunked('2\r\n{}\r\n0\r\n\r\n')].map((text) => Buffer.from(text));
    for (let batch = 0; batch < 50; ++batch) {
      await Promise.all(
        Array.from({ length: 20 }, () => {
          const bytes = Buffer.from(seeds[next(seeds.length)]);
          for (let n = 1 + next(4); n > 0; --n) bytes[next(bytes.length)] = next(256);
          return talk(server.port, [bytes], { patience: 150, answers: 1 });
        }),
      );
    }
    await answersHealth();
  });
});

describe('at the end', () => {
  const isSanitized = process.env.PORTAL_SANITIZED && 'a sanitizer keeps freed memory';
  it('the memory has not grown by 32 MiB', { skip: isSanitized || false }, () => {
    const growth = server.residentKilobytes() - residentAtStart;
    assert.ok(growth < 32 * 1024, `${growth} KiB`);
  });

  it('nothing of it is in the log', () => {
    assert.doesNotMatch(server.stderr(), /evil|passwd|127\.0\.0\.1/);
  });

  it('SIGTERM under load loses no answer to a request that was read', async () => {
    const loads = Array.from({ length: 50 }, () => talk(server.port, [get('/healthz', 'Connection: close\r\n')], { patience: 5000 }));
    const idle = talk(server.port, [get()], { patience: 6000 });
    await Promise.all(loads.slice(0, 5));
    const began = Date.now();
    const { code } = await server.stop();
    assert.equal(code, 0);
    assert.ok(Date.now() - began < 5000);
    for (const { answers } of await Promise.all(loads)) assert.equal(answers[0]?.status, 200);
    assert.ok((await idle).isClosed);
  });
});
