// Argon2id in our wasm against libsodium (native answers below, and npm's build) and hash-wasm, scrypt against
// OpenSSL's; and their worker.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { scryptSync } from 'node:crypto';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { argon2id } from 'hash-wasm';
import { StretchError, hasSimd, makeStretcher } from '../../web/stretcher.js';

// Its ES module wants a global crypto, which Node 18 has not.
const sodium = createRequire(import.meta.url)('libsodium-wrappers-sumo');
const built = new URL(process.env.PORTAL_STRETCH ?? '../../build/wasm/wasm/stretch/', import.meta.url);
const bytesOf = async (file) => new Uint8Array(await readFile(new URL(file, built)));
const moduleOf = async (file) => WebAssembly.compile(await bytesOf(file));
const PROFILE = { iterations: 3, memory: 64 * 1024 };
const both = ['stretch.wasm', 'stretch-scalar.wasm'];

// Native libsodium 1.0.18 (AVX2): input 00 01 … 3f, salt of zeros. libsodium 1.0.22's own SIMD for wasm fails here.
const NATIVE = [
  { iterations: 1, memory: 8, output: 'd57e96a0e76960a08d51b88fc0aab6e0bbb055d82626904333cf8163a06c36de278f8cf3f15d0a6e7752dcca01ef89b635e6f86618b77299da33ba4dbdd1b35c' },
  { iterations: 2, memory: 33, output: '180c6127cbc679192a6cd9935f19c951b0329c995a705ee325e797a4be7bf3148cdc397d524069bb9d28b9b03b67b9bf2ca652c9494e37b9ab3c342432a97bd9' },
  { iterations: 3, memory: 1024, output: 'f04a276c4f952c822eab49cbd1c6b1af3fa309a59f52661d4a3727dfe2f7a91c28c8f16ab72d1ed2a5d8012f976627efcb96ace23d25885422622ff90fdf497f' },
  { iterations: 3, memory: 65536, output: '97076ac1d2e29b8f16f2af338d9f0e63a0d078c2b3cce12024bc7ecdd3cbc2d4b4dcb53de561c257004dc2d756cd8abcac4efc7b764b385fd8f624d7aa447a22' },
];
const counting = () => Uint8Array.from({ length: 64 }, (_, i) => i);
const hex = (bytes) => Buffer.from(bytes).toString('hex');

/** The module at work, without a worker. */
async function open(file) {
  const { exports } = new WebAssembly.Instance(await moduleOf(file), {});
  exports._initialize();
  const at = (pointer, size) => new Uint8Array(exports.memory.buffer, pointer, size);
  const output = (size = 64) => at(exports.stretch_output(), size);
  return {
    exports,
    output,
    input: (size = 64) => at(exports.stretch_input(), size),
    run({ iterations, memory, input, salt = new Uint8Array(16), size = 64 }) {
      at(exports.stretch_input(), input.length).set(input);
      at(exports.stretch_salt(), salt.length).set(salt);
      const outcome = exports.stretch_run_with(iterations, memory, input.length, salt.length, size);
      return outcome === 0 ? hex(output(size)) : outcome;
    },
    scrypt({ log2N, r = 8, p = 1, input, salt }) {
      at(exports.stretch_input(), input.length).set(input);
      at(exports.stretch_salt(), salt.length).set(salt);
      const outcome = exports.stretch_scrypt(log2N, r, p, input.length, salt.length);
      return outcome === 0 ? hex(output(32)) : outcome;
    },
  };
}

/** The same numbers in each run, so that a failure comes again. */
function dice(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const between = (low, high) => low + (next() % (high - low + 1));
  return { between, bytes: (size) => Uint8Array.from({ length: size }, () => next() & 255) };
}

for (const file of both) {
  test(`${file}: needs nothing of its host, and its memory cannot grow`, async () => {
    const module = await moduleOf(file);
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    const { exports } = await open(file);
    assert.equal(exports.memory.buffer.byteLength, 66 * 1024 * 1024);
    assert.throws(() => exports.memory.grow(1), RangeError);
  });

  test(`${file}: answers as the native library does, the full profile included`, async () => {
    const { exports, input, output } = await open(file);
    for (const known of NATIVE) {
      input().set(counting());
      assert.equal(exports.stretch_run(known.iterations, known.memory), 0);
      assert.equal(hex(output()), known.output, `${known.iterations} × ${known.memory} KiB`);
    }
  });

  test(`${file}: equals libsodium for 120 sets of costs and lengths`, async () => {
    await sodium.ready;
    const module = await open(file);
    const { between, bytes } = dice(7);
    for (let i = 0; i < 120; ++i) {
      const iterations = between(1, 4);
      const memory = i < 40 ? 8 + i : between(8, 3000); // small ones: all remainders, segments of two blocks
      const [input, salt, size] = [bytes(between(0, 300)), bytes(16), between(16, 300)];
      const wanted = sodium.crypto_pwhash(size, input, salt, iterations, memory * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
      assert.equal(module.run({ iterations, memory, input, salt, size }), hex(wanted), `set ${i}: ${iterations} × ${memory} KiB`);
    }
  });

  test(`${file}: equals hash-wasm for salts of other lengths`, async () => {
    const module = await open(file);
    const { between, bytes } = dice(11);
    for (let i = 0; i < 20; ++i) {
      const [iterations, memory, size] = [between(1, 3), between(8, 500), between(16, 100)];
      const [input, salt] = [bytes(between(1, 100)), bytes(between(8, 64))];
      const wanted = await argon2id({
        password: input, salt, iterations, parallelism: 1, memorySize: memory, hashLength: size, outputType: 'hex',
      });
      assert.equal(module.run({ iterations, memory, input, salt, size }), wanted, `set ${i}`);
    }
  });

  test(`${file}: one hash leaves no trace in the next, and room for it`, async () => {
    const { run, exports, output, input } = await open(file);
    for (const memory of [8, 3000, 65536, 9, 65536]) {
      const again = NATIVE[2];
      assert.notEqual(run({ iterations: 1, memory, input: counting() }), -1, `${memory} KiB`);
      assert.equal(run({ ...again, input: counting() }), again.output);
    }
    exports.stretch_warm();
    input().set(counting());
    assert.equal(exports.stretch_run(PROFILE.iterations, PROFILE.memory), 0);
    assert.equal(hex(output()), NATIVE[3].output);
    exports.stretch_wipe();
    assert.deepEqual([...input(1024), ...output(1024)].filter(Boolean), []);
  });

  test(`${file}: what Argon2 does not know is refused, what does not fit fails, and both answer zeros`, async () => {
    const { run, output } = await open(file);
    const input = counting();
    const cases = [
      [{ iterations: 0, memory: 64 }, -2], [{ iterations: 1, memory: 7 }, -2], [{ iterations: 1, memory: 0 }, -2],
      [{ iterations: 1, memory: 64, size: 15 }, -2], [{ iterations: 1, memory: 64, size: 1025 }, -2],
      [{ iterations: 1, memory: 64, salt: new Uint8Array(7) }, -2],
      [{ iterations: 1, memory: 67 * 1024 }, -1], [{ iterations: 1, memory: 2 ** 21 }, -1],
      [{ iterations: 1, memory: 2 ** 21 - 1 }, -1],
    ];
    for (const [request, outcome] of cases) {
      run({ iterations: 1, memory: 8, input });
      assert.equal(run({ ...request, input }), outcome, JSON.stringify(request));
      assert.deepEqual(output(1024).filter(Boolean).length, 0);
    }
  });
}

for (const file of both) {
  test(`${file}: equals OpenSSL's scrypt, the full cost included, before and after Argon2id`, async () => {
    const { run, scrypt } = await open(file);
    const { between, bytes } = dice(13);
    for (let i = 0; i < 24; ++i) {
      const log2N = i < 2 ? 16 : between(1, 10);
      const [input, salt] = [bytes(between(0, 100)), bytes(between(0, 64))];
      const wanted = scryptSync(input, salt, 32, { N: 2 ** log2N, r: 8, p: 1, maxmem: 2 ** 28 });
      assert.equal(scrypt({ log2N, input, salt }), hex(wanted), `set ${i}: 2^${log2N}`);
      assert.equal(run({ ...NATIVE[0], input: counting() }), NATIVE[0].output);
    }
  });

  test(`${file}: another cost of scrypt than ours, or more bytes, is refused and answers zeros`, async () => {
    const { run, scrypt, output, exports } = await open(file);
    const fine = { log2N: 4, input: counting(), salt: counting() };
    const costs = [{ log2N: 17 }, { log2N: 0 }, { log2N: 2 ** 31 }, { r: 7 }, { r: 16 }, { r: 0 }, { p: 2 }, { p: 0 }];
    for (const cost of costs) {
      run({ iterations: 1, memory: 8, input: counting() });
      assert.equal(scrypt({ ...fine, ...cost }), -2, JSON.stringify(cost));
      assert.equal(output(1024).filter(Boolean).length, 0);
    }
    assert.equal(exports.stretch_scrypt(4, 8, 1, 1025, 16), -2);
    assert.equal(exports.stretch_scrypt(4, 8, 1, 64, 1025), -2);
    assert.equal(typeof scrypt(fine), 'string');
  });
}

test('a module with too little memory fails and stays exact: there is no weaker retry', async () => {
  const { exports, input, output } = await open('stretch-small.wasm');
  exports.stretch_warm();
  input().set(counting());
  assert.equal(exports.stretch_run(PROFILE.iterations, PROFILE.memory), -1);
  assert.deepEqual(hex(output()), '00'.repeat(64));
  assert.equal(exports.stretch_run(3, 1024), 0);
  assert.equal(hex(output()), NATIVE[2].output);
  assert.equal(exports.stretch_scrypt(16, 8, 1, 64, 16), -1);
  assert.equal(hex(output()), '00'.repeat(64));
});

/** A stretcher in Node, with a record of the workers that it started. */
function stretcherOf(change = {}) {
  const workers = [];
  const files = [];
  const stretcher = makeStretcher({
    startWorker: () => {
      const worker = new Worker(new URL('../../web/workers/stretch.js', import.meta.url));
      workers.push(new Promise((resolve) => worker.once('exit', resolve)));
      return worker;
    },
    loadModule: async (file) => {
      files.push(file);
      return moduleOf(file);
    },
    ...change,
  });
  return { ...stretcher, workers, files };
}

const fails = (code) => (error) => error instanceof StretchError && error.code === code;

test('the engine of these tests has SIMD', () => assert.equal(hasSimd(), true));

for (const simd of [true, false]) {
  test(`a worker answers once, cold (${simd ? 'SIMD' : 'scalar'}), and is gone`, async () => {
    const { stretch, workers, files } = stretcherOf({ simd });
    assert.equal(hex(await stretch({ ...PROFILE, input: counting() })), NATIVE[3].output);
    await Promise.all(workers);
    assert.deepEqual(files, [simd ? 'stretch.wasm' : 'stretch-scalar.wasm']);
  });
}

test('a warmed worker takes the request; the next one gets a worker of its own', async () => {
  const { warm, stretch, workers, files } = stretcherOf();
  await Promise.all([warm(), warm()]);
  await warm();
  assert.equal(workers.length, 1);
  assert.equal(hex(await stretch({ ...NATIVE[2], input: counting() })), NATIVE[2].output);
  assert.equal(workers.length, 1);
  assert.equal(hex(await stretch({ ...NATIVE[2], input: counting() })), NATIVE[2].output);
  assert.equal(workers.length, 2);
  assert.equal(files.length, 1);
  await Promise.all(workers);
});

test('a request while the worker is warming, and several at once', async () => {
  const { warm, stretch, workers } = stretcherOf();
  const warming = warm();
  const answers = await Promise.all([1, 2, 3].map(() => stretch({ ...NATIVE[1], input: counting() })));
  await warming;
  assert.deepEqual(answers.map(hex), Array(3).fill(NATIVE[1].output));
  assert.equal(workers.length, 3);
  await Promise.all(workers);
});

test('a worker that is not needed after all is ended', async () => {
  const { warm, cool, workers } = stretcherOf();
  void warm();
  cool();
  await warm();
  await Promise.all(workers);
  assert.equal(workers.length, 1);
});

test('the input is zeros afterwards, a Buffer and a view into something larger too', async () => {
  const { stretch } = stretcherOf();
  const large = new Uint8Array(200).fill(9);
  for (const input of [counting(), Buffer.from(counting()), large.subarray(20, 84)]) {
    input.set(counting());
    assert.equal(hex(await stretch({ ...NATIVE[0], input })), NATIVE[0].output);
    assert.deepEqual(input.filter(Boolean).length, 0);
  }
  assert.equal(large[19] + large[84], 18);
});

test('bytes do as well as a compiled module', async () => {
  const { stretch } = stretcherOf({ loadModule: bytesOf });
  assert.equal(hex(await stretch({ ...NATIVE[0], input: counting() })), NATIVE[0].output);
});

test('a cancelled request ends its worker at once and is told why', async () => {
  const { stretch, workers } = stretcherOf();
  const before = performance.now();
  const giving = new AbortController();
  const input = counting();
  const answer = stretch({ iterations: 500, memory: 64 * 1024, input, signal: giving.signal });
  setTimeout(() => giving.abort(new Error('gone')), 300);
  await assert.rejects(answer, /gone/);
  await Promise.all(workers);
  assert.ok(performance.now() - before < 10_000, 'it did not run to its end');
  assert.equal(input.filter(Boolean).length, 0);

  const early = counting();
  await assert.rejects(stretch({ ...PROFILE, input: early, signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(workers.length, 1);
  assert.equal(early.filter(Boolean).length, 0);
});

test('scrypt has a worker of its own too, and ends with it', async () => {
  const { scrypt, workers } = stretcherOf();
  const asked = { log2N: 10, r: 8, p: 1, salt: counting() };
  const input = counting();
  assert.equal(hex(await scrypt({ ...asked, input })), hex(scryptSync(counting(), counting(), 32, { N: 1024 })));
  assert.equal(input.filter(Boolean).length, 0);
  await assert.rejects(scrypt({ ...asked, log2N: 17, input: counting() }), fails('refused'));
  await assert.rejects(scrypt({ ...asked, input: new Uint8Array(1025) }), fails('refused'));
  assert.equal(hex(await scrypt({ ...asked, input: new Uint8Array(0) })), hex(scryptSync('', counting(), 32, { N: 1024 })));
  const giving = new AbortController();
  const answer = scrypt({ ...asked, log2N: 16, input: counting(), signal: giving.signal });
  setTimeout(() => giving.abort(new Error('gone')), 20);
  await assert.rejects(answer, /gone/);
  await Promise.all(workers);
});

test('too little memory is said as such, by the module and by the engine', async () => {
  const small = stretcherOf({ loadModule: () => moduleOf('stretch-small.wasm') });
  await assert.rejects(small.stretch({ ...PROFILE, input: counting() }), fails('memory'));
  await small.warm();
  await assert.rejects(small.stretch({ ...PROFILE, input: counting() }), fails('memory'));
  await Promise.all(small.workers);

  const refusing = stretcherOf({
    startWorker: () =>
      new Worker(
        `WebAssembly.Instance = function () { throw new RangeError('could not allocate memory'); };
         import(${JSON.stringify(new URL('../../web/workers/stretch.js', import.meta.url).href)});`,
        { eval: true },
      ),
  });
  await assert.rejects(refusing.stretch({ ...PROFILE, input: counting() }), fails('memory'));
});

test('other failures are not called a lack of memory', async () => {
  const { stretch } = stretcherOf();
  await assert.rejects(stretch({ iterations: 0, memory: 64, input: counting() }), fails('refused'));
  await assert.rejects(stretch({ ...NATIVE[0], input: new Uint8Array(63) }), fails('refused'));
  const damaged = stretcherOf({ loadModule: async () => new Uint8Array(10) });
  await assert.rejects(damaged.stretch({ ...NATIVE[0], input: counting() }), fails('broken'));
  const ending = stretcherOf({ startWorker: () => new Worker('process.exit(1)', { eval: true }) });
  await assert.rejects(ending.stretch({ ...NATIVE[0], input: counting() }), fails('broken'));
});

test('a module that did not arrive is asked for again', async () => {
  let asked = 0;
  const { warm, stretch } = stretcherOf({
    loadModule: async (file) => {
      if (++asked < 3) throw new TypeError('no network');
      return moduleOf(file);
    },
  });
  await warm();
  await assert.rejects(stretch({ ...NATIVE[0], input: counting() }), fails('broken'));
  assert.equal(hex(await stretch({ ...NATIVE[0], input: counting() })), NATIVE[0].output);
  assert.equal(asked, 3);
});
