// @ts-check
// Between tool and server: requests can be held, answers changed or lost.
import { createServer } from 'node:http';

/**
 * @typedef {{status: number, body: Buffer, headers: Record<string, string>}} Answer
 * @typedef {(path: string) => void | 'lose' | Promise<void | 'lose'>} Before what happens before it is sent on; `lose`: nothing is
 * @typedef {(path: string, answer: Answer) => Answer | null | Promise<Answer | null>} Change null: the answer is lost
 */

/** @param {{url: string}} server @param {{before?: Before, change?: Change}} how */
export async function startProxy(server, how) {
  const proxy = createServer(async (request, response) => {
    try {
      /** @type {Buffer[]} */
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const path = request.url ?? '/';
      if ((await how.before?.(path)) === 'lose') return void request.socket.destroy();
      /** @type {Record<string, string>} */
      const headers = {};
      for (const name of ['authorization', 'content-type']) {
        const value = request.headers[name];
        if (typeof value === 'string') headers[name] = value;
      }
      const heard = await fetch(server.url + path, {
        method: request.method,
        headers,
        body: pieces.length > 0 ? Buffer.concat(pieces) : undefined,
      });
      const type = heard.headers.get('content-type');
      /** @type {Answer} */
      const whole = {
        status: heard.status,
        body: Buffer.from(await heard.arrayBuffer()),
        headers: type ? { 'Content-Type': type } : {},
      };
      const answer = how.change ? await how.change(path, whole) : whole;
      if (!answer) return void request.socket.destroy();
      response.writeHead(answer.status, { ...answer.headers, 'Content-Length': answer.body.length });
      response.end(answer.body);
    } catch {
      request.socket.destroy();
    }
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
    },
  };
}
