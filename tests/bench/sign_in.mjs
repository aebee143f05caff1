// @ts-check
// A sign-in in Node, from the press to the next screen, what of it is not the stretch, and the memory that the core has then.
import { createRequire } from 'node:module';
import { webcrypto } from 'node:crypto';
import { stretch } from '../../web/portal-node.stretch.js';
import { openPortal } from '../../web/portal-node.mjs';
import { isSignedIn, signUp } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { less, median, timed } from './measure.mjs';

const require = createRequire(import.meta.url);
const opaque = require('@serenity-kit/opaque');
const sodium = require('libsodium-wrappers-sumo');
const login = 'bench@example.org';
const password = 'forty kites over the harbour';
const profile = { iterations: 3, memory: 64 * 1024 };
const rounds = 9;

/** @param {{url: string}} server @returns {Promise<number>} */
async function signInOnce(server) {
  const portal = await openPortal({ server: server.url, path: '/sign-in' });
  await portal.fill('Email address', login);
  await portal.fill('Password', password);
  const time = await timed(() => portal.press('Sign in'));
  if (!isSignedIn(portal)) throw new Error(`not signed in: ${portal.alert()}`);
  await portal.press('Sign out');
  await portal.close();
  return time;
}

/** The core's memory after a sign-in. @param {{url: string}} server @returns {Promise<number>} MiB */
async function memoryOfCore(server) {
  const Instance = WebAssembly.Instance;
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  WebAssembly.Instance = class extends Instance {
    /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} [imports] */
    constructor(module, imports) {
      super(module, imports);
      memories.push(/** @type {WebAssembly.Memory} */ (this.exports.memory));
    }
  };
  await signInOnce(server);
  WebAssembly.Instance = Instance;
  if (memories.length !== 1) throw new Error(`${memories.length} instances`);
  return memories[0].buffer.byteLength / 2 ** 20;
}

// Both sides in one process and no HTTP between them: less work than ours has.
async function makeSerenity() {
  await opaque.ready;
  const { client, server } = opaque;
  const serverSetup = server.createSetup();
  const keyStretching = { 'argon2id-custom': { ...profile, parallelism: 1 } };
  const begun = client.startRegistration({ password });
  const { registrationResponse } = server.createRegistrationResponse({
    serverSetup, userIdentifier: login, registrationRequest: begun.registrationRequest,
  });
  const { registrationRecord } = client.finishRegistration({
    password, registrationResponse, clientRegistrationState: begun.clientRegistrationState, keyStretching,
  });
  return () => {
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const { serverLoginState, loginResponse } = server.startLogin({
      serverSetup, userIdentifier: login, registrationRecord, startLoginRequest,
    });
    const end = client.finishLogin({ clientLoginState, loginResponse, password, keyStretching });
    server.finishLogin({ finishLoginRequest: end.finishLoginRequest, serverLoginState });
  };
}

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function signInBench() {
  const server = await startServer({ options: ['--limits', 'off'] });
  try {
    const { portal } = await signUp(server, login, password);
    await portal.close();
    const serenity = await makeSerenity();
    await sodium.ready;
    const memory = await memoryOfCore(server);
    /** @type {{all: number[], stretch: number[], rest: number[], serenity: number[]}} */
    const times = { all: [], stretch: [], rest: [], serenity: [] };
    for (let round = 0; round < rounds; ++round) {
      const input = webcrypto.getRandomValues(new Uint8Array(64));
      const alone = await timed(() => stretch({ ...profile, input }));
      const all = await signInOnce(server);
      times.stretch.push(alone);
      times.all.push(all);
      times.rest.push(all - alone);
      times.serenity.push(await timed(serenity));
    }
    const all = median(times.all);
    return [
      less('Sign-in in Node', 'ms', all, 'its stretch alone', median(times.stretch)),
      less('Sign-in in Node', 'ms', all, '@serenity-kit/opaque, both sides in one process', median(times.serenity)),
      less('Sign-in in Node, all but the stretch', 'ms', Math.max(0.1, median(times.rest)), 'the stretch', median(times.stretch)),
      less('Memory of the core, signed in', 'MiB', memory, 'libsodium-wrappers-sumo, loaded', sodium.libsodium.HEAPU8.length / 2 ** 20),
    ];
  } finally {
    await server.stop();
  }
}
