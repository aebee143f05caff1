// @ts-check
// The page: the core in its Worker on one side, the DOM view on the other. It hands on and carries out.
import { asset, checkAsset } from './asset.js';
import { deviceName } from './device.js';
import { DomView } from './dom/view.js';
import { LentWorkers } from './lent-workers.js';
import { offerFile, performOnPage } from './page-effects.js';
import { showRenderer } from './renderer.js';
import { workersAt } from './trusted.js';
import { pathOf, sectionOf } from './frame/sections.js';
import { askedIn, bytesOf, placeOf } from './typed.js';

/**
 * @typedef {import('./core-module.js').Head} Head
 * @typedef {import('./core-module.js').Page} Page
 * @typedef {import('./workers/core.js').ToCore} ToCore
 * @typedef {import('./workers/core.js').ToPage} ToPage
 */

const html = document.documentElement;
const root = /** @type {HTMLElement} */ (document.getElementById('portal'));
const here = placeOf(location.pathname + location.search + location.hash);
const themes = new Set(['light', 'dark']);

let said = 0;
let heard = 0;
let isBusy = true;
let hasStarted = false;
let hasFailed = false;
/** @type {string | null} */
let theme = null;

const core = asset('./workers/core.js', import.meta.url);
const stretch = asset('./workers/stretch.js', import.meta.url);
const start = workersAt(core.address, stretch.address);
const lent = new LentWorkers(() => start(stretch.address), (number, why) => post({ said, broken: { number, why } }));
const worker = startWorker();
worker.catch(fail);

const view = new DomView(root, {
  type: (node, text) => {
    const bytes = bytesOf(text, node.input, node.role === 'password');
    const sent = node.role === 'password' ? '' : new TextDecoder().decode(bytes);
    say({ say: 'type', id: node.id }, bytes);
    return { said, sent };
  },
  choose: (node, value) => say({ say: 'choose', id: node.id, value }),
  pick: (node, file) => {
    offerFile(file);
    say({ say: 'pick', id: node.id, name: file.name, size: file.size });
  },
  press: (node) => say({ say: 'press', id: node.id }),
  point: (node, number) => say({ say: 'point', id: node.id, ...(number === null ? {} : { number }) }),
  follow: (node, number) => say({ say: 'follow', id: node.id, number }),
  look: (node, from) => say({ say: 'look', id: node.id, from }),
  warm: () => post({ said, warm: true }),
});

addEventListener('popstate', () => {
  const { path, fragment } = placeOf(location.pathname + location.hash);
  say({ say: 'go', path, fragment });
});

const isFramed = here.path === '/embed' || window.self !== window.top; // as early.js has it
const section = sectionOf(here.query.get('section'));

const opening = {
  say: 'open',
  path: isFramed ? pathOf(section) : here.path,
  fragment: here.fragment,
  device: deviceName(navigator.userAgent),
  top_level: !isFramed,
};
said += 1;
post({ said, head: opening, asked: askedIn(here.query) });

/** @type {import('./frame/host.js').Host | null} */
let host = null;
if (isFramed) {
  const frame = await import('./frame/host.js').catch(fail);
  if (frame) host = new frame.Host(root, say, section);
}

/** A module does not wait for the style: until it is there, or was refused. */
async function styleIsSettled() {
  const style = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=stylesheet]'));
  if (!style || style.sheet || 'refused' in html.dataset) return;
  await new Promise((resolve) => {
    for (const outcome of ['load', 'error']) style.addEventListener(outcome, resolve, { once: true });
  });
}

/** Nothing of it, and no word to it, before all of the page and of the Worker is what was built. */
async function startWorker() {
  await styleIsSettled();
  // early.js has seen what the browser refused, unless it was refused itself.
  if (!('early' in html.dataset) || 'refused' in html.dataset) throw new Error('A part of the page was refused.');
  await checkAsset(core);
  const started = start(core.address);
  started.addEventListener('message', (event) => hear(event.data));
  started.addEventListener('error', fail);
  started.addEventListener('messageerror', fail);
  return started;
}

/** @param {Head} head @param {Uint8Array} [body] goes over to the Worker */
function say(head, body) {
  said += 1;
  post({ said, head, body }, body ? [body.buffer] : []);
  showState();
}

/** @param {ToCore} message @param {Transferable[]} [transfer] */
function post(message, transfer = []) {
  worker.then((started) => started.postMessage(message, transfer), () => {});
}

/** @param {ToPage} message */
function hear(message) {
  if (hasFailed) return;
  if (message.failed) return fail();
  if (message.lending) lent.lend(message.lending);
  heard = message.said;
  isBusy = message.busy;
  if (message.answer) {
    const { tree, page, drawing } = message.answer;
    if (tree) hasStarted = true;
    showPage(page);
    view.show(tree, heard, page.screen);
    if (drawing) view.draw(drawing);
  }
  if (message.effect && message.asked) {
    const number = message.asked;
    performOnPage(message.effect).then((answer) => post({ said, carriedOut: number, heard: answer }));
  }
  showState();
}

// What the tree does not say about the page as a whole.
/** @param {Page} page */
function showPage(page) {
  html.dataset.screen = page.screen;
  html.toggleAttribute('data-signed-in', Boolean(page.signed_in));
  delete html.dataset.opening;
  if (document.title !== page.title) document.title = page.title;
  if (themes.has(page.theme)) html.dataset.theme = page.theme;
  else delete html.dataset.theme;
  if (theme !== null && theme !== page.theme && !isFramed) rememberTheme(page.theme);
  theme = page.theme;
  showRenderer(root, page.renderer);
  host?.hear(page);
}

function showState() {
  if (!hasStarted || hasFailed) return;
  const state = isBusy || said > heard ? 'busy' : 'ready';
  if (html.dataset.state !== state) html.dataset.state = state;
}

function fail() {
  if (hasFailed) return;
  hasFailed = true;
  worker.then((started) => started.terminate(), () => {});
  lent.endAll();
  const alert = /** @type {HTMLElement | null} */ (root.querySelector('[role=alert]'));
  if (alert) {
    alert.textContent = hasStarted
      ? 'The program of this page has stopped. Nothing that was not confirmed has been changed. Reload the page.'
      : alert.dataset.refusal ?? '';
  }
  delete html.dataset.opening;
  for (const button of root.querySelectorAll('button')) button.disabled = true;
}

// For early.js of the next visit; the core remembers it by itself.
/** @param {string} value */
function rememberTheme(value) {
  try {
    if (themes.has(value)) localStorage.setItem('portal.theme', value);
    else localStorage.removeItem('portal.theme');
  } catch {
    // Storage may be forbidden: then the colours change when the core has started.
  }
}
