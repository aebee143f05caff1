// @ts-check
// A fetch for openPortal that keeps what went over it, and may change what comes back.

/**
 * @typedef {{method: string, url: string, path: string, fields: Record<string, string>, body: Uint8Array,
 *            status: number, answer: Uint8Array}} Exchange
 * @typedef {(exchange: Exchange, real: Response) => Response | Promise<Response> | undefined | void} Meddle
 */

/** @param {Meddle} [meddle] gives another answer, or nothing for the real one */
export function recorder(meddle = () => undefined) {
  /** @type {Exchange[]} */
  const exchanges = [];
  /** @type {typeof fetch} */
  const recording = async (resource, init = {}) => {
    const url = String(resource);
    /** @type {Exchange} */
    const exchange = {
      method: init.method ?? 'GET',
      url,
      path: new URL(url).pathname,
      fields: Object.fromEntries(new Headers(init.headers)),
      // A copy: the client wipes what it sent.
      body: new Uint8Array(/** @type {Uint8Array} */ (init.body ?? [])),
      status: 0,
      answer: new Uint8Array(0),
    };
    exchanges.push(exchange);
    const real = await fetch(resource, init);
    exchange.status = real.status;
    exchange.answer = new Uint8Array(await real.clone().arrayBuffer());
    return (await meddle(exchange, real)) ?? real;
  };
  return { fetch: recording, exchanges, ...readersOf(exchanges) };
}

/** @param {Exchange[]} exchanges */
function readersOf(exchanges) {
  const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder().decode(bytes);
  /** @param {string} path @returns {Exchange} the newest to that path */
  const last = (path) => {
    const found = exchanges.findLast((each) => each.path === path);
    if (!found) throw new Error(`nothing was sent to ${path}`);
    return found;
  };
  return {
    last,
    /** @param {string} path @returns {any} */
    sent: (path) => JSON.parse(text(last(path).body)),
    /** @param {string} path @returns {any} */
    answered: (path) => JSON.parse(text(last(path).answer)),
    paths: () => exchanges.map((each) => each.path),
  };
}
