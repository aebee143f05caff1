// One contender in a worker of its own: how long its first hash takes, and then each of `warm` more.
// Cold counts against us: our module is compiled and instantiated within the time; the peers are loaded before it.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const { contender, bytes, iterations, memory, warm } = workerData;
const input = new Uint8Array(64);
const salt = new Uint8Array(16);

// Each gets ready and gives the function that hashes once.
const contenders = {
  ours() {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
    exports._initialize();
    return () => {
      if (exports.stretch_run(iterations, memory) !== 0) throw new Error('no memory');
    };
  },
  async 'libsodium-wrappers-sumo'() {
    const sodium = createRequire(import.meta.url)('libsodium-wrappers-sumo'); // its ES module needs Node 19
    await sodium.ready;
    return () => sodium.crypto_pwhash(64, input, salt, iterations, memory * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
  },
  async 'hash-wasm'() {
    const { argon2id } = await import('hash-wasm');
    return () => argon2id({
      password: input, salt, iterations, parallelism: 1, memorySize: memory, hashLength: 64, outputType: 'binary',
    });
  },
};

const timed = async (run) => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};

let hash;
const loading = await timed(async () => (hash = await contenders[contender]()));
const cold = (await timed(hash)) + (contender === 'ours' ? loading : 0);
const again = [];
for (let i = 0; i < warm; ++i) again.push(await timed(hash));
parentPort.postMessage({ cold, again });
