// @ts-check
// What a module of ours may ask its surroundings for: what it is offered by name, and of a system nothing.

/** @typedef {Record<string, Record<string, Function>>} Offered by the module that it is imported from, and its name */

const badFile = 8;
const notSupported = 58;

/** What a libc without files, clock or environment may still ask for. Each answers "nothing here". @param {string} who for messages */
export const noSystem = (who) => ({
  fd_close: () => badFile,
  fd_seek: () => badFile,
  fd_read: () => badFile,
  fd_write: () => badFile,
  fd_fdstat_get: () => badFile,
  clock_time_get: () => notSupported,
  environ_sizes_get: () => notSupported,
  environ_get: () => notSupported,
  proc_exit: () => {
    throw new Error(`The ${who} has stopped.`);
  },
});

/**
 * A module that wants to reach for more than it should is refused.
 * @param {WebAssembly.Module} module @param {Offered} offered @param {string} who for messages
 * @returns {WebAssembly.Imports}
 */
export function offeredTo(module, offered, who) {
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (!offered[from]?.[name]) throw new Error(`The ${who} asks for ${from}.${name}, which it may not have.`);
  }
  return /** @type {WebAssembly.Imports} */ (offered);
}
