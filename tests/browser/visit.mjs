// @ts-check
// A visit to the real server in Debian's Chromium, with a watch over what the page must never do.
import assert from 'node:assert/strict';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Page | import('playwright-core').Frame} Shown */
/** @typedef {{page: Page, watch: Watch, close: () => Promise<void>}} Visit */

/** Every visit is watched until its end, and ends with the question whether all was well. */
export class Watch {
  /** @type {string[]} */
  problems = [];
  /** Method and path of each request. @type {string[]} */
  requests = [];
  #origin;
  #secrets;

  /** @param {Page} page @param {string} origin @param {string[]} secrets what no request may hold */
  constructor(page, origin, secrets) {
    this.#origin = origin;
    this.#secrets = secrets.flatMap((each) => {
      const bytes = Buffer.from(each);
      return [each, encodeURIComponent(each), bytes.toString('base64url'), bytes.toString('base64'), bytes.toString('hex')];
    });
    page.on('request', (request) => this.#hear(request));
    page.on('console', (message) => {
      // A refused login is an answer that Chromium reports as well; so is a fetch whose page went away, without a reason.
      // Taking a picture of a canvas waits for the graphics driver, which says so.
      const isUsual = /^Failed to load resource|^Fetch API cannot load \S+\. ?$|GL Driver Message/.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !isUsual) this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('response', async (response) => {
      const fields = await response.allHeaders().catch(() => ({}));
      if ('set-cookie' in fields) this.problems.push(`${response.url()} sets a cookie`);
    });
  }

  /** @param {import('playwright-core').Request} request */
  #hear(request) {
    const url = new URL(request.url());
    this.requests.push(`${request.method()} ${url.pathname}`);
    if (url.origin !== this.#origin && url.protocol !== 'blob:') this.problems.push(`a request to ${url.origin}`);
    if ('cookie' in request.headers()) this.problems.push(`a cookie goes to ${url.pathname}`);
    const whole = [request.url(), JSON.stringify(request.headers()), request.postDataBuffer()?.toString('latin1') ?? ''].join('\n');
    if (this.#secrets.some((each) => whole.includes(each))) this.problems.push(`a secret goes to ${url.pathname}`);
  }
}

const violation = 'Content Security Policy:';

/** Into the console, from every page and frame. @param {import('playwright-core').BrowserContext} context */
async function reportViolations(context) {
  await context.addInitScript((words) => {
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`${words} ${event.violatedDirective} ${event.blockedURI}`));
  }, violation);
}

/**
 * Violations of the policy alone, for pages that are no visit.
 * @param {import('playwright-core').BrowserContext} context @returns {Promise<string[]>} grows
 */
export async function violationsIn(context) {
  /** @type {string[]} */
  const found = [];
  await reportViolations(context);
  context.on('console', (message) => void (message.text().startsWith(violation) && found.push(message.text())));
  return found;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{url: string}} server
 * @param {{secrets?: string[], options?: import('playwright-core').BrowserContextOptions,
 *          before?: (page: Page) => Promise<void>, isWatched?: boolean}} [how]
 * @returns {Promise<Visit>}
 */
export async function openVisit(browser, server, how = {}) {
  const context = await browser.newContext(how.options);
  if (browser.browserType().name() === 'chromium')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  await reportViolations(context);
  // Nobody can press in its picker: files are downloaded. tests/browser/export-to-disk.test.mjs brings one of its own.
  await context.addInitScript(() => void delete (/** @type {any} */ (globalThis).showSaveFilePicker));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const watch = new Watch(page, server.url, how.secrets ?? []);
  await how.before?.(page);
  return {
    page,
    watch,
    close: async () => {
      const cookies = await context.cookies();
      await context.close();
      assert.deepEqual(cookies, []);
      if (how.isWatched !== false) assert.deepEqual(watch.problems, []);
    },
  };
}

/** Until the screen of that name is there and nothing is under way. @param {Shown} page @param {string} screen */
export async function onScreen(page, screen) {
  await page.locator(`html[data-screen="${screen}"][data-state="ready"]`).waitFor({ state: 'attached' });
}

/** @param {Shown} page @param {string} words */
export const status = (page, words) => page.getByRole('status').filter({ hasText: words }).waitFor();

/** @param {Shown} page @param {string} words */
export const alert = (page, words) => page.getByRole('alert').filter({ hasText: words }).waitFor();

/** @param {Shown} page @param {string} name */
export const field = (page, name) => page.getByLabel(name, { exact: true });

/** @param {Shown} page @param {string} name */
export const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** @param {Shown} page @param {string} name */
export const follow = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

/** @param {Shown} page @param {Record<string, string>} values by the names of their fields */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) await field(page, name).fill(value);
}

/** What has the focus, in words. @param {Page} page */
export const focused = (page) =>
  page.evaluate(() => {
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const label = /** @type {HTMLInputElement} */ (active).labels?.[0]?.textContent;
    return `${active.localName}: ${label ?? active.textContent?.trim()}`;
  });
