// @ts-check
// The demo beside the portal, on loopback only: a members page as a company might have it, and a mailbox that shows
// the mails of the spool folder. It is started by ./run and is no part of the server.
//
//   node web/demo/serve.mjs --port N --data DIR
//
// Says "Members: URL" on stdout when it listens, is told "Portal: URL" on stdin, and ends when stdin does.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readMails } from './mails.mjs';
import { detailsPage, mailboxPage, membersPage } from './pages.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8081' }, data: { type: 'string', default: './data' } },
});
const data = values.data ?? './data';
let portal = '';
let origin = '';

// What a page needs that shows the portal: its script and its frame. `portal` is an address that ends with a slash.
const policy = () => {
  const its = portal ? ` ${new URL(portal).origin}` : '';
  return `default-src 'none'; style-src 'self'; script-src 'self'${its}; frame-src${its || " 'none'"}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
};

/** @type {Record<string, string>} */
const fixedHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** @type {Record<string, [type: string, body: () => Promise<string>]>} */
const routes = {
  '/': ['text/html', async () => membersPage(portal)],
  '/members/details.php': ['text/html', async () => detailsPage(portal)],
  '/mailbox': ['text/html', async () => mailboxPage(await readMails(data))],
  '/demo.css': ['text/css', () => readFile(new URL('demo.css', import.meta.url), 'utf8')],
  '/details.js': ['text/javascript', () => readFile(new URL('details.js', import.meta.url), 'utf8')],
  '/mailbox.js': ['text/javascript', () => readFile(new URL('mailbox.js', import.meta.url), 'utf8')],
};

const server = createServer(async (request, response) => {
  /** @param {number} status @param {string} type @param {string} body */
  const answer = (status, type, body) => {
    response.writeHead(status, { 'Content-Security-Policy': policy(), ...fixedHeaders, 'Content-Type': `${type}; charset=utf-8` });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  // Another name for this address would let a foreign page read the mails.
  if (`http://${request.headers.host}` !== origin) return answer(421, 'text/plain', 'Not this host.\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'text/plain', 'Only GET.\n');
  const route = routes[new URL(request.url ?? '/', origin).pathname];
  if (!route) return answer(404, 'text/plain', 'There is nothing here.\n');
  try {
    answer(200, route[0], await route[1]());
  } catch (error) {
    console.error(`demo: ${error instanceof Error ? error.message : error}`);
    answer(500, 'text/plain', 'The mails could not be read.\n');
  }
});

server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${values.port} is taken; choose another with --members-port.`
      : `The members page could not start: ${error.message}`,
  );
  process.exit(1);
});

server.listen(Number(values.port), '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  origin = `http://127.0.0.1:${address.port}`;
  console.log(`Members: ${origin}/`);
});

const told = createInterface({ input: process.stdin });
told.on('line', (line) => {
  if (line.startsWith('Portal: ')) portal = line.slice('Portal: '.length);
});
told.on('close', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
