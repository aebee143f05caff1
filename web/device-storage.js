// @ts-check
// What the core keeps on this device, in IndexedDB. Without it (private windows, forbidden storage) nothing is kept.

const name = 'portal';
const store = 'kept';

/** @returns {Promise<IDBDatabase>} */
function open() {
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
  const database = await open();
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

/** @param {string} key @param {Uint8Array} bytes */
export const keep = async (key, bytes) => void (await within('readwrite', (kept) => kept.put(bytes, key)));

/** @param {string} key */
export const drop = async (key) => void (await within('readwrite', (kept) => kept.delete(key)));

/** @returns {Promise<[string, Uint8Array][]>} */
export async function allKept() {
  try {
    const { keys, values } = await within('readonly', (kept) => ({ keys: kept.getAllKeys(), values: kept.getAll() }));
    return keys.result.map((key, at) => [String(key), values.result[at]]);
  } catch {
    return [];
  }
}
