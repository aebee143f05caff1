// @ts-check
// The one Trusted Types policy, "portal": it vouches for the address of the Worker that is started here, as the build has named it,
// and for nothing else.

/**
 * To be called once, and early: whoever comes first says for which Worker, and nobody can make another policy.
 * @param {string} known
 * @returns {() => Worker}
 */
export function workerAt(known) {
  /** @param {string} address */
  const vouchFor = (address) => {
    if (address !== known || new URL(address).origin !== self.location.origin)
      throw new TypeError(`${address} is no Worker of ours.`);
    return address;
  };
  const policy = /** @type {any} */ (self).trustedTypes?.createPolicy('portal', { createScriptURL: vouchFor });
  return () => new Worker(policy ? policy.createScriptURL(known) : vouchFor(known), { type: 'module' });
}
