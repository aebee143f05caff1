// @ts-check
// What the core keeps on this device, in IndexedDB. Without it (private windows, forbidden storage) nothing is kept.
import { decodeBase64url } from './base64url.js';

const name = 'portal';
const store = 'kept';
const sealingKeyName = '/key'; // no name of the core's begins with a slash

/** @returns {Promise<IDBDatabase>} */
function openDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(kept: IDBObjectStore) => T} work
 * @returns {Promise<T>} when it is on the disk
 */
async function within(mode, work) {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(store, mode);
    const result = work(transaction.objectStore(store));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return result;
  } finally {
    database.close();
  }
}

/**
 * @param {string} key
 * @param {Uint8Array} bytes
 * @param {string} [boundTo] then it is kept encrypted, under a key that this browser uses and shows to no program
 */
export async function keep(key, bytes, boundTo) {
  const value = boundTo ? await seal(bytes, boundTo) : bytes;
  await within('readwrite', (kept) => kept.put(value, key));
}

/** @param {string} key */
export const drop = async (key) => void (await within('readwrite', (kept) => kept.delete(key)));

/** @returns {Promise<[string, Uint8Array][]>} */
export async function allKept() {
  try {
    const { keys, values } = await within('readonly', (kept) => ({ keys: kept.getAllKeys(), values: kept.getAll() }));
    const opened = await Promise.all(
      keys.result.map(async (key, at) => {
        const bytes = await unseal(values.result[at]);
        return /** @type {[string, Uint8Array] | null} */ (bytes && [String(key), bytes]);
      }),
    );
    return opened.filter((each) => each !== null);
  } catch {
    return [];
  }
}

/** @typedef {{iv: Uint8Array, sealed: ArrayBuffer, boundTo: string}} Sealed */

/** @param {string} boundTo @param {Uint8Array} iv */
const algorithm = (boundTo, iv) => ({
  name: 'AES-GCM',
  iv: /** @type {BufferSource} */ (iv),
  additionalData: /** @type {BufferSource} */ (decodeBase64url(boundTo)),
});

/** @param {Uint8Array} bytes @param {string} boundTo @returns {Promise<Sealed>} */
async function seal(bytes, boundTo) {
  const key = (await sealingKey()) ?? (await makeSealingKey());
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(algorithm(boundTo, iv), key, /** @type {BufferSource} */ (bytes));
  return { iv, sealed, boundTo };
}

/** @param {Uint8Array | Sealed | CryptoKey} value @returns {Promise<Uint8Array | null>} null: nothing for the core */
async function unseal(value) {
  if (value instanceof Uint8Array) return value;
  if (!('sealed' in value)) return null;
  const key = await sealingKey();
  if (!key) return null;
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(value.boundTo, value.iv), key, value.sealed));
  } catch {
    return null;
  }
}

/** @returns {Promise<CryptoKey | undefined>} */
const sealingKey = async () => (await within('readonly', (kept) => kept.get(sealingKeyName))).result;

async function makeSealingKey() {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await within('readwrite', (kept) => kept.put(key, sealingKeyName));
  return key;
}
