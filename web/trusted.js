// @ts-check
// The one Trusted Types policy, "portal": it vouches for the addresses of our own Workers and for nothing else.

const workers = new Set(['/workers/core.js', '/workers/stretch.js']);

/** @param {string} address */
function vouchFor(address) {
  const url = new URL(address, self.location.origin);
  if (url.origin !== self.location.origin || !workers.has(url.pathname))
    throw new TypeError(`${address} is no Worker of ours.`);
  return url.href;
}

/** @type {{createScriptURL(address: string): unknown} | undefined} */
let policy;

/**
 * The address of a Worker, as `new Worker` takes it under `require-trusted-types-for 'script'`.
 * @param {string} address
 * @returns {string}
 */
export function workerAddress(address) {
  const factory = /** @type {any} */ (self).trustedTypes;
  if (!factory) return vouchFor(address);
  policy ??= factory.createPolicy('portal', { createScriptURL: vouchFor });
  return /** @type {string} */ (policy?.createScriptURL(address));
}
