// @ts-check
// The box on somebody else's page: what its owner sees, what the page is told, and how high it is.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mailFor } from '../node/people.mjs';
import { violations } from './axe.mjs';
import { allowBox, anna, boxOf, boxShows, heard, hears, newsIn, noteEvents, pressIn, startAnnasHost, startHost, tag, visitHost } from './host-page.mjs';
import { signIn } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { field, onScreen, openVisit } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./host-page.mjs').Host} */
let host;

before(async () => {
  browser = await openBrowser();
  host = await startAnnasHost(browser);
});
after(async () => {
  await browser.close();
  await host.stop();
});

/** @param {string} body @param {import('playwright-core').BrowserContextOptions} [options] */
const visit = (body, options) => visitHost(browser, host, body, { options });

/** What the host gave it against what is in it. @param {Page} page */
const heights = (page) =>
  page.evaluate(() => {
    const frame = /** @type {HTMLElement} */ (document.querySelector('privacy-portal')?.shadowRoot?.querySelector('iframe'));
    return frame.getBoundingClientRect().height;
  });

describe('the box', () => {
  it('asks for no password; allowed in a window of its own it goes on, and the host learns that something changed', async () => {
    const { page, box, close } = await visit(tag(host.portal));
    await hears(page, 'ready');
    await boxShows(box, 'embed-sign-in');
    assert.equal(await box.locator('input').count(), 0);
    assert.equal(await page.locator('privacy-portal').locator('iframe').getAttribute('title'), 'Privacy portal');
    await allowBox(page, box);
    await hears(page, 'signed-in');
    await newsIn(box).click();
    await box.getByRole('status').filter({ hasText: 'Company news is on.' }).waitFor();
    await hears(page, 'preference-changed');
    await pressIn(box, 'Undo');
    await box.getByRole('status').filter({ hasText: 'Undone.' }).waitFor();
    await box.getByRole('link', { name: 'Overview' }).click();
    await boxShows(box, 'overview');
    const elsewhere = box.getByRole('link', { name: 'Open in a new window' });
    assert.deepEqual([await elsewhere.getAttribute('target'), await elsewhere.getAttribute('rel')], ['_blank', 'noopener noreferrer']);
    await pressIn(box, 'Sign out');
    await hears(page, 'signed-out');
    const events = await heard(page);
    for (const { name, detail } of events) {
      if (name === 'resize') assert.deepEqual(Object.keys(detail), ['height']);
      else if (name === 'needs-top-level') assert.deepEqual(detail, { section: 'pair' });
      else assert.equal(detail, null);
    }
    assert.equal((await mailFor(host.portal.data, anna.login, 'new-device')).to, anna.login);
    await close();
  });

  it('is never sent a key, and keeps nothing', async () => {
    /** @type {string[]} */
    const answers = [];
    const { page, box, close } = await visit(tag(host.portal));
    await page.route('**/v1/**', async (route) => { // what Chromium says of a response may come without its body
      const answer = await route.fetch();
      if (route.request().frame() !== page.mainFrame()) answers.push(await answer.text());
      await route.fulfill({ response: answer });
    });
    await allowBox(page, box);
    await newsIn(box).click();
    await box.getByRole('status').filter({ hasText: 'Company news is' }).waitFor();
    const told = answers.filter((each) => each.startsWith('{')).join('\n');
    assert.match(told, /"sealed"/);
    assert.doesNotMatch(told, /"(wrap|recovery_wrap|share|record)"/);
    const kept = await box.locator('html').evaluate(async () => {
      const refused = () => 0; // the browser may have none for it at all
      const ways = [async () => localStorage.length, async () => (await indexedDB.databases()).length, async () => (await caches.keys()).length];
      return await Promise.all(ways.map((each) => each().catch(refused)));
    });
    assert.deepEqual(kept, [0, 0, 0]);
    await page.unrouteAll({ behavior: 'ignoreErrors' }); // a poll may be under way
    await close();
  });

  for (const width of [1200, 375]) {
    it(`is as high as what is in it, without a scroll bar, at ${width} px`, async () => {
      const { page, box, close } = await visit(tag(host.portal), { viewport: { width, height: 700 } });
      await allowBox(page, box);
      await newsIn(box).waitFor();
      for (const next of [1000, 380, 320, width]) {
        await page.setViewportSize({ width: next, height: 700 });
        await page.waitForTimeout(200);
        const content = await box.locator('#portal').evaluate((portal) => portal.getBoundingClientRect().height);
        assert.ok(Math.abs((await heights(page)) - content) <= 1, `${next} px: ${await heights(page)} for ${content}`);
        const scrolls = await box.locator('html').evaluate((html) => [html.scrollHeight > innerHeight + 1, html.scrollWidth > innerWidth]);
        assert.deepEqual(scrolls, [false, false]);
      }
      const before = (await heard(page)).length;
      await page.waitForTimeout(1000);
      assert.equal((await heard(page)).length, before, 'it goes on growing');
      await close();
    });
  }

  it('has no axe violation, in the host\'s colours', async () => {
    for (const theme of ['light', 'dark']) {
      const { page, box, close } = await visit(tag(host.portal, `theme="${theme}"`));
      await boxShows(box, 'embed-sign-in');
      await box.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' });
      const frame = /** @type {import('playwright-core').Frame} */ (page.frames().find((each) => each.url().includes('/embed')));
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(/** @type {any} */ (frame)), []);
      await close();
    }
  });

  it('is as light or dark as the page that it lies on', async () => {
    /** @type {[string, 'light' | 'dark', 'light' | 'dark'][]} style of the page, what somebody prefers, what the box is */
    const pages = [
      ['', 'dark', 'light'],
      [':root { color-scheme: light dark }', 'dark', 'dark'],
      [':root { color-scheme: light dark }', 'light', 'light'],
      [':root { color-scheme: dark }', 'light', 'dark'],
      ['body { background: #101820 }', 'light', 'dark'],
      ['body { background: #101820 } main { background: rgb(250 250 250 / 90%) }', 'dark', 'light'],
    ];
    for (const [style, colorScheme, theme] of pages) {
      const { page, box, close } = await visit(`<style>${style}</style><main>${tag(host.portal)}</main>`, { colorScheme });
      await boxShows(box, 'embed-sign-in');
      const isDark = await box.locator('html').evaluate((html) => getComputedStyle(html).colorScheme === 'dark');
      assert.equal(isDark ? 'dark' : 'light', theme, `${style}, ${colorScheme}`);
      await page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'light' : 'dark' });
      if (style.includes('light dark')) {
        await box.locator('html').evaluate((html, was) => new Promise((done) => {
          const look = () => (getComputedStyle(html).colorScheme === was ? setTimeout(look, 20) : done(null));
          look();
        }), theme);
      }
      await close();
    }
  });

  it('follows theme, section and accent while it is open, and makes a colour readable', async () => {
    const { page, box, close } = await visit(tag(host.portal, 'theme="light" accent="#ffee00"'));
    await allowBox(page, box);
    const accent = () => box.locator('html').evaluate((html) => getComputedStyle(html).getPropertyValue('--accent'));
    const dark = (/** @type {string} */ color) => /** @type {RegExpMatchArray} */ (color.match(/\d+/g)).map(Number);
    assert.ok(Math.max(...dark(await accent())) < 160, await accent());
    await page.locator('privacy-portal').evaluate((element) => element.setAttribute('theme', 'dark'));
    await box.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
    await page.waitForFunction(() => true);
    assert.ok(Math.max(...dark(await accent())) > 200, await accent());
    await page.locator('privacy-portal').evaluate((element) => element.setAttribute('accent', 'url(https://evil.example)'));
    await page.waitForTimeout(100);
    assert.equal(await accent(), '#8fb0ff');
    await page.locator('privacy-portal').evaluate((element) => element.setAttribute('section', 'overview'));
    await boxShows(box, 'overview');
    await close();
  });

  it('works twice on one page, each with a session of its own', async () => {
    const { page, box, close } = await visit(`${tag(host.portal)}${tag(host.portal, 'section="overview"')}`);
    const other = boxOf(page, 1);
    await allowBox(page, box);
    await boxShows(other, 'embed-sign-in');
    await newsIn(box).click();
    await box.getByRole('status').filter({ hasText: 'Company news is' }).waitFor();
    assert.equal((await heard(page)).filter((each) => each.name === 'ready').length, 2);
    await close();
  });

  it('works where the browser keeps nothing for frames of others', async () => {
    const strict = await openBrowser(['--test-third-party-cookie-phaseout', '--block-third-party-cookies']);
    const visit = await openVisit(strict, host.portal, { isWatched: false });
    await noteEvents(visit.page);
    await visit.page.addInitScript(() => {
      if (self === top) return;
      const refuse = () => { throw new DOMException('blocked', 'SecurityError'); };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(self, name, { get: refuse });
    });
    await visit.page.goto(host.put('/members', tag(host.portal)));
    const box = boxOf(visit.page);
    await allowBox(visit.page, box);
    await newsIn(box).click();
    await box.getByRole('status').filter({ hasText: 'Company news is' }).waitFor();
    await strict.close();
  });

  it('leaves what the top level keeps on this device as it is, also on a page of the same site', async () => {
    const near = await startAnnasHost(browser, { name: 'localhost' });
    const { page, box, close } = await visitHost(browser, near, tag(near.portal));
    const own = await page.context().newPage();
    await own.goto(near.portal.url);
    await onScreen(own, 'sign-in');
    await field(own, 'Stay signed in on this device').check();
    await signIn(own, anna.login, anna.password);
    await onScreen(own, 'overview');
    await page.reload();
    await allowBox(page, box, null);
    await pressIn(box, 'Sign out');
    await boxShows(box, 'embed-sign-in');
    await own.reload();
    await onScreen(own, 'overview');
    await close();
    await near.stop();
  });

  it('says so, with a link, where it may not be shown', async () => {
    const alone = await startHost({ isListed: false });
    const visit = await openVisit(browser, alone.portal, { isWatched: false });
    await noteEvents(visit.page);
    await visit.page.goto(alone.put('/members', tag(alone.portal)));
    await visit.page.getByRole('status').filter({ hasText: 'loading' }).waitFor();
    await visit.page.getByText('The privacy portal cannot be shown inside this page.').waitFor();
    assert.deepEqual(await heard(visit.page), [{ name: 'error', detail: { reason: 'refused' } }]);
    const out = visit.page.getByRole('link', { name: 'Open it in a new window' });
    assert.equal(await out.getAttribute('href'), `${alone.portal.url}/subscriptions`);
    await visit.page.context().close();
    await alone.stop();
  });

  it('says so in a sandbox that lets it have no origin', async () => {
    const { page, close } = await visit(`<iframe id="cage" sandbox="allow-scripts allow-popups" srcdoc='${tag(host.portal)}'></iframe>`);
    await page.frameLocator('#cage').getByText('The privacy portal cannot be shown inside this page.').waitFor();
    await close();
  });

  it('works on a page with a strict policy of its own', async () => {
    const visit = await openVisit(browser, host.portal);
    visit.watch.problems.length = 0;
    await noteEvents(visit.page);
    await visit.page.goto(host.put('/strict', tag(host.portal), {
      'Content-Security-Policy': `default-src 'none'; script-src ${host.portal.url}; frame-src ${host.portal.url}; require-trusted-types-for 'script'`,
      'Cross-Origin-Embedder-Policy': 'require-corp',
    }));
    await hears(visit.page, 'ready');
    await boxShows(boxOf(visit.page), 'embed-sign-in');
    const reported = visit.watch.problems.filter((each) => !each.startsWith('a request to '));
    await visit.page.context().close();
    assert.deepEqual(reported, []);
  });
});

describe('with --embed-password', () => {
  it('the box has the form, and is in by it', async () => {
    const open = await startAnnasHost(browser, { options: ['--embed-password'] });
    const { page, watch, box } = await visitHost(browser, open, tag(open.portal));
    await boxShows(box, 'embed-sign-in');
    await box.getByLabel('Email address').fill(anna.login);
    await box.getByLabel('Password', { exact: true }).fill(anna.password);
    await pressIn(box, 'Sign in');
    await boxShows(box, 'subscriptions');
    assert.deepEqual(watch.problems.filter((each) => each.includes('secret')), []);
    await page.context().close();
    await open.stop();
  });
});
