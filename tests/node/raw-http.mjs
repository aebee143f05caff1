// @ts-check
// HTTP by hand: bytes out, bytes back, as no HTTP library would let us send them.
import { connect } from 'node:net';

/** @typedef {{status: number, head: string, fields: Map<string, string>, body: Buffer}} Answer */

/**
 * Sends `pieces` one after the other and gives back everything until the server closes, or until `answers`
 * answers are complete, or `patience` is over. A piece that is a number is a pause in milliseconds.
 *
 * @param {number} port
 * @param {(string | Buffer | number)[]} pieces
 * @param {{patience?: number, answers?: number, host?: string, to?: string[]}} [how] `to`: the methods asked, for HEAD
 * @returns {Promise<{answers: Answer[], isClosed: boolean, milliseconds: number, rest: Buffer}>}
 */
export function talk(port, pieces, how = {}) {
  const began = Date.now();
  return new Promise((done) => {
    const socket = connect({ port, host: how.host ?? '127.0.0.1', noDelay: true });
    /** @type {Buffer[]} */
    const received = [];
    let isClosed = false;
    let isOver = false;
    const finish = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      socket.destroy();
      const { answers, rest } = parseAnswers(Buffer.concat(received), how.to ?? []);
      done({ answers, rest, isClosed, milliseconds: Date.now() - began });
    };
    const timer = setTimeout(finish, how.patience ?? 3000);
    socket.on('data', (bytes) => {
      received.push(bytes);
      if (how.answers && parseAnswers(Buffer.concat(received), how.to ?? []).answers.length >= how.answers) finish();
    });
    socket.on('error', () => {});
    socket.on('end', () => (isClosed = true));
    socket.on('close', () => {
      isClosed = true;
      finish();
    });
    socket.on('connect', async () => {
      for (const piece of pieces) {
        if (isOver) return;
        if (typeof piece === 'number') await new Promise((later) => setTimeout(later, piece));
        else if (!socket.destroyed) await new Promise((sent) => socket.write(piece, () => sent(undefined)));
      }
    });
  });
}

/** @param {Buffer} bytes @param {string[]} methods @returns {{answers: Answer[], rest: Buffer}} */
function parseAnswers(bytes, methods) {
  const answers = [];
  let rest = bytes;
  while (true) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const head = rest.subarray(0, end).toString('latin1');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? NaN);
    const fields = new Map(
      head.split('\r\n').slice(1).map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const finals = answers.filter((answer) => answer.status >= 200).length;
    const hasBody = methods[finals] !== 'HEAD' && status >= 200 && status !== 204 && status !== 304;
    const size = hasBody ? Number(fields.get('content-length') ?? 0) : 0;
    if (rest.length < end + 4 + size) break;
    answers.push({ status, head, fields, body: rest.subarray(end + 4, end + 4 + size) });
    rest = rest.subarray(end + 4 + size);
  }
  return { answers, rest };
}
