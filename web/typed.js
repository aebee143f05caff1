// @ts-check
// What a person typed, as the bytes that the core is told (PROTOCOL.md, "Inputs").

/**
 * @param {string} text
 * @param {string | undefined} kind the field's `input`
 * @param {boolean} isPassword
 */
export function bytesOf(text, kind, isPassword) {
  if (isPassword) return new TextEncoder().encode(text.normalize('NFC'));
  return new TextEncoder().encode(kind === 'email' ? withAsciiDomain(text) : text);
}

/**
 * A domain with non-ASCII letters becomes A-labels, by the platform's URL parser. All else is left alone.
 * @param {string} address
 */
export function withAsciiDomain(address) {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).trim();
  if (at < 0 || !/[^\x00-\x7f]/.test(domain) || /[/\\?#@:%[\]\s]/.test(domain)) return address;
  try {
    return address.slice(0, at + 1) + new URL(`https://${domain}`).hostname;
  } catch {
    return address;
  }
}

/**
 * A typed or shown address as the core takes it: path without query, fragment without "#".
 * @param {string} address
 */
export function placeOf(address) {
  const [beforeHash, ...rest] = address.split('#');
  const [path, ...query] = beforeHash.split('?');
  return { path: path || '/', query: new URLSearchParams(query.join('?')), fragment: rest.join('#') };
}

/**
 * What an address asks for, under the names and with the words that the core keeps for it.
 * @param {URLSearchParams} query
 * @returns {[string, Uint8Array][]}
 */
export function askedIn(query) {
  const kept = /** @type {const} */ ([
    ['theme', 'theme', 'system'],
    ['renderer', 'view', 'automatic'],
  ]);
  return kept.flatMap(([name, keptName, automatic]) => {
    const value = query.get(name);
    if (!value) return [];
    return [[keptName, new TextEncoder().encode(value === 'auto' ? automatic : value)]];
  });
}
