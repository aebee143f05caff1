// @ts-check
// The one Trusted Types policy, "portal": it vouches for the addresses of the two Workers, as the build has named them, and for
// nothing else.

/**
 * To be called once, and early: whoever comes first says for which Workers, and nobody can make another policy.
 * @param {string[]} known
 * @returns {(address: string) => Worker}
 */
export function workersAt(...known) {
  /** @param {string} address */
  const vouchFor = (address) => {
    if (!known.includes(address) || new URL(address).origin !== self.location.origin)
      throw new TypeError(`${address} is no Worker of ours.`);
    return address;
  };
  const policy = /** @type {any} */ (self).trustedTypes?.createPolicy('portal', { createScriptURL: vouchFor });
  return (address) => new Worker(policy ? policy.createScriptURL(address) : vouchFor(address), { type: 'module' });
}
