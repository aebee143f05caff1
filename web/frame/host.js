// @ts-check
// The page around a frame: what it may say (colours, which screen), and what it is told (how high we are, that
// something happened, never what). Nothing is said to it before the core has found its origin in the server's list.
import { Accent } from './accent.js';
import { Hold } from './hold.js';
import { pathOf } from './sections.js';

/**
 * @typedef {import('../core-module.js').Page} Page
 * @typedef {{theme: string, section: string, renderer: string, accent: string}} Hello
 */

const mark = 'privacy-portal';
/** @type {Record<string, RegExp>} */
const words = {
  theme: /^(auto|light|dark)$/,
  section: /^(overview|subscriptions)$/,
  renderer: /^(auto|html|canvas)$/,
  accent: /^(#[0-9a-f]{6})?$/i,
};

/** @param {unknown} data @returns {Hello | null} */
function helloIn(data) {
  if (typeof data !== 'object' || data === null) return null;
  const said = /** @type {Record<string, unknown>} */ (data);
  if (said.portal !== mark || said.kind !== 'hello') return null;
  const fits = Object.entries(words).every(([name, word]) => typeof said[name] === 'string' && word.test(said[name]));
  const { theme, section, renderer, accent } = /** @type {Hello} */ (said);
  return fits ? { theme, section, renderer, accent } : null;
}

export class Host {
  #root;
  #say;
  #accent = new Accent();
  /** @type {{origin: string, hello: Hello} | null} the newest that was not looked at yet */
  #waiting = null;
  /** @type {Hello | null} */
  #heard = null;
  #origin = '';
  /** @type {Page | null} */
  #page = null;
  #height = 0;
  #section;

  /**
   * @param {HTMLElement} root
   * @param {(head: import('../core-module.js').Head) => void} say to the core
   * @param {string} section that is shown first
   */
  constructor(root, say, section) {
    this.#root = root;
    this.#say = say;
    this.#section = section;
    new Hold(root);
    addEventListener('message', (event) => this.#receive(event));
    new ResizeObserver(() => this.#measure()).observe(root);
    root.addEventListener('click', (event) => this.#follow(event));
  }

  /** @param {MessageEvent} event a host may send thousands: the newest counts, once a frame */
  #receive(event) {
    if (event.source !== window.parent || window.parent === window) return;
    const hello = helloIn(event.data);
    if (!hello || (this.#origin && event.origin !== this.#origin)) return;
    const isFirst = this.#waiting === null;
    this.#waiting = { origin: event.origin, hello };
    if (isFirst) setTimeout(() => this.#obey(), 16);
  }

  #obey() {
    if (!this.#waiting) return;
    const { origin, hello } = this.#waiting;
    this.#waiting = null;
    const before = this.#heard;
    this.#heard = hello;
    if (before?.theme !== hello.theme || before?.renderer !== hello.renderer) {
      this.#say({ say: 'host', site: origin, theme: hello.theme, renderer: hello.renderer });
    }
    if (this.#origin) this.#welcome(hello); // until then it is not known whether it is listed
  }

  /** @param {Page} page what the core says now */
  hear(page) {
    const before = this.#page;
    this.#page = page;
    this.#accent.refresh();
    if (page.host && !this.#origin && this.#heard) {
      this.#origin = page.host;
      this.#height = this.#measured();
      this.#welcome(this.#heard);
    }
    if (Boolean(page.signed_in) !== Boolean(before?.signed_in)) {
      if (before || page.signed_in) this.#tell({ kind: page.signed_in ? 'signed-in' : 'signed-out' });
    }
    if (before && page.mail_changes !== before.mail_changes) this.#tell({ kind: 'preference-changed' });
  }

  /** @param {Hello} hello */
  #welcome({ section, accent }) {
    this.#accent.set(accent);
    if (section !== this.#section) this.#say({ say: 'go', path: pathOf(section), fragment: '' });
    this.#section = section;
    this.#tell({ kind: 'welcome', height: this.#height });
  }

  #measured() {
    return Math.ceil(this.#root.getBoundingClientRect().height);
  }

  #measure() {
    const height = this.#measured();
    if (height === this.#height) return;
    this.#height = height;
    this.#tell({ kind: 'resize', height });
  }

  /** @param {Event} event a link to the top level, which the browser follows */
  #follow(event) {
    const link = /** @type {Element} */ (event.target).closest?.('a[target=_blank]');
    const path = link?.getAttribute('href') ?? '';
    if (path.startsWith('/')) this.#tell({ kind: 'needs-top-level', section: path.slice(1).split('#')[0] || 'overview' });
  }

  /** @param {Record<string, unknown>} message */
  #tell(message) {
    if (this.#origin) window.parent.postMessage({ portal: mark, ...message }, this.#origin);
  }
}
