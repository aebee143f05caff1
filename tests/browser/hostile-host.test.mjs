// @ts-check
// What a page around the box may try: nothing leaks, nothing changes, the box stays responsive.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { allowBox, anna, boxShows, heard, hears, newsIn, pressIn, startAnnasHost, startHost, tag, visitHost } from './host-page.mjs';
import { openBrowser } from './page.mjs';

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

/** With a listener of its own beside the tag's. @param {string} body */
const visit = (body) =>
  visitHost(browser, host, body, {
    before: (page) =>
      page.addInitScript(() => {
        /** @type {unknown[]} */
        const messages = [];
        Object.assign(globalThis, { messages });
        addEventListener('message', (event) => messages.push(event.data));
      }),
  });

/** Does something with the window of the box, as its host. @param {Page} page @param {(frame: Window, origin: string) => void} does */
const inFrame = (page, does) =>
  page.evaluate(`(${does})(document.querySelector('privacy-portal').shadowRoot.querySelector('iframe').contentWindow, '${host.portal.url}')`);

/** @param {Page} page @returns {Promise<any[]>} what a listener on the host has heard */
const messages = (page) => page.evaluate('messages');

describe('messages', () => {
  it('that are not the handshake, word for word, do nothing', async () => {
    const { page, box, close } = await visit(tag(host.portal, 'theme="light"'));
    await allowBox(page, box);
    const before = (await messages(page)).length;
    await inFrame(page, (frame, origin) => {
      const hello = { portal: 'privacy-portal', kind: 'hello', theme: 'dark', section: 'overview', renderer: 'auto', accent: '' };
      const bad = [
        null, 7, 'hello', [], {}, { ...hello, portal: 'other' }, { ...hello, kind: 'welcome' }, { ...hello, kind: 'sign-out' },
        { ...hello, theme: 'dark; x' }, { ...hello, theme: ['dark'] }, { ...hello, section: 'my-data' }, { ...hello, section: '/pair' },
        { ...hello, section: { toString: () => 'overview' }.toString }.section, { ...hello, renderer: 'webgl' }, { ...hello, accent: 'red' },
        { ...hello, accent: '#12345' }, { ...hello, accent: 'x'.repeat(100_000) }, { say: 'go', path: '/sessions' }, { said: 1, head: { say: 'press' } },
      ];
      for (const each of bad) if (typeof each !== 'function') frame.postMessage(each, origin);
    });
    await page.waitForTimeout(300);
    assert.deepEqual((await messages(page)).slice(before), []);
    await box.locator('html[data-theme="light"][data-screen="subscriptions"]').waitFor({ state: 'attached' });
    assert.equal(await newsIn(box).isChecked(), false);
    await close();
  });

  it('of anybody but the host do nothing: not of its other frames, not of a page that the box has opened', async () => {
    const stranger = `<iframe id="stranger" srcdoc="<script>
      setInterval(() => parent.document.querySelector('privacy-portal')?.shadowRoot?.querySelector('iframe')?.contentWindow.postMessage(
        { portal: 'privacy-portal', kind: 'hello', theme: 'dark', section: 'overview', renderer: 'auto', accent: '' }, '*'), 20)
    </script>"></iframe>`;
    const { page, box, close } = await visit(tag(host.portal, 'theme="light"') + stranger);
    await allowBox(page, box);
    await page.waitForTimeout(300);
    await box.locator('html[data-theme="light"][data-screen="subscriptions"]').waitFor({ state: 'attached' });
    await close();
  });

  it('that the tag hears from others change nothing on the page', async () => {
    const { page, box, close } = await visit(tag(host.portal) + '<iframe id="liar" srcdoc="<p>x</p>"></iframe>');
    await boxShows(box, 'embed-sign-in');
    await hears(page, 'ready');
    const height = () => page.locator('privacy-portal').evaluate((each) => each.shadowRoot?.querySelector('iframe')?.style.height);
    const before = await height();
    await page.frameLocator('#liar').locator('p').evaluate(() => {
      for (const kind of ['resize', 'signed-in', 'preference-changed']) parent.postMessage({ portal: 'privacy-portal', kind, height: 9000 }, '*');
    });
    await page.waitForTimeout(200);
    assert.equal(await height(), before);
    assert.deepEqual((await heard(page)).filter((each) => each.name !== 'ready' && each.name !== 'resize'), []);
    await close();
  });

  it('10,000 a second leave the box responsive, and are not echoed', async () => {
    const { page, box, close } = await visit(tag(host.portal));
    await allowBox(page, box);
    const before = (await messages(page)).length;
    await inFrame(page, (frame, origin) => {
      const flood = { sent: 0, isOver: false };
      Object.assign(globalThis, { flood });
      const pouring = setInterval(() => {
        for (let i = 0; i < 100; ++i, ++flood.sent) {
          const theme = flood.sent % 2 ? 'dark' : 'light';
          frame.postMessage({ portal: 'privacy-portal', kind: 'hello', theme, section: 'subscriptions', renderer: 'auto', accent: '' }, origin);
        }
        if (flood.isOver) clearInterval(pouring);
      }, 10);
      setTimeout(() => (flood.isOver = true), 12_000);
    });
    await newsIn(box).click();
    await box.getByRole('status').filter({ hasText: 'Company news is on.' }).waitFor();
    const { sent, isOver } = await page.evaluate('({ ...flood })');
    await page.evaluate('flood.isOver = true');
    assert.equal(isOver, false, 'it was not heard before they ended');
    assert.ok(sent > 2000, `${sent} were sent`);
    await page.waitForTimeout(1000);
    const echoes = (await messages(page)).length - before;
    assert.ok(echoes < sent / 20, `${echoes} answers to ${sent}`);
    await pressIn(box, 'Undo');
    await box.getByRole('status').filter({ hasText: 'Undone.' }).waitFor();
    await close();
  });
});

describe('clicks', () => {
  it('in the first half second in view do nothing, and then they do', async () => {
    const { page, box, close } = await visit(`<div id="away" style="height: 3000px"></div>${tag(host.portal)}`);
    await allowBox(page, box);
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(300);
    assert.equal(await newsIn(box).isDisabled(), true);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const at = /** @type {{x: number, y: number, width: number, height: number}} */ (await newsIn(box).boundingBox());
    await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
    assert.equal(await newsIn(box).isChecked(), false);
    await newsIn(box).click(); // waits until it is enabled
    await box.getByRole('status').filter({ hasText: 'Company news is on.' }).waitFor();
    await pressIn(box, 'Undo');
    await box.getByRole('status').filter({ hasText: 'Undone.' }).waitFor();
    await close();
  });

  for (const [how, style] of [
    ['a see-through box', 'opacity: 0.02'],
    ['a box under something else', ''],
    ['a blurred box', 'filter: blur(3px)'],
  ]) {
    it(`on ${how} do nothing`, async () => {
      const cover = style ? '' : '<div style="position: fixed; inset: 0; background: white; pointer-events: none">Win a prize: click here</div>';
      const { page, box, close } = await visit(tag(host.portal));
      await allowBox(page, box);
      await newsIn(box).scrollIntoViewIfNeeded();
      await page.evaluate(
        ([style, cover]) => {
          document.querySelector('privacy-portal')?.setAttribute('style', `display: block; ${style}`);
          document.body.insertAdjacentHTML('beforeend', cover);
        },
        [style, cover],
      );
      await page.waitForTimeout(1200);
      const at = /** @type {{x: number, y: number, width: number, height: number}} */ (await newsIn(box).boundingBox());
      await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
      await page.waitForTimeout(300);
      assert.equal(await newsIn(box).isChecked(), false);
      await close();
    });
  }
});

describe('the box', () => {
  it('is refused by the browser on a page that is not listed, whatever is around it', async () => {
    const evil = await startHost();
    const { page, close } = await visit(`<iframe id="nested" src="${evil.put('/inner', tag(host.portal))}"></iframe>`);
    await page.frameLocator('#nested').getByText('cannot be shown inside this page').waitFor({ timeout: 14_000 });
    await evil.stop();
    await close();
  });

  it('shows the sign-in of the top level to nobody: its documents refuse to be framed', async () => {
    const { page, close } = await visit(`<iframe id="plain" src="${host.portal.url}/sign-in"></iframe>`);
    await page.waitForTimeout(500);
    const inner = page.frames().find((each) => each !== page.mainFrame());
    assert.equal(await inner?.locator('input[type=password]').count(), 0);
    await close();
  });

  it('outlives a host that changes its size all the time', async () => {
    const { page, box, close } = await visit(tag(host.portal));
    await allowBox(page, box);
    await page.evaluate(() => {
      const element = /** @type {HTMLElement} */ (document.querySelector('privacy-portal'));
      element.style.display = 'block';
      let at = 0;
      const bombs = setInterval(() => (element.style.width = `${[1, 320, 20_000, 700][++at % 4]}px`), 5);
      setTimeout(() => {
        clearInterval(bombs);
        element.style.width = '';
      }, 1500);
    });
    await page.waitForTimeout(1800);
    await newsIn(box).click();
    await box.getByRole('status').filter({ hasText: 'Company news is' }).waitFor();
    const content = await box.locator('#portal').evaluate((portal) => portal.getBoundingClientRect().height);
    const given = await page.locator('privacy-portal').evaluate((each) => each.shadowRoot?.querySelector('iframe')?.offsetHeight ?? 0);
    assert.ok(Math.abs(given - content) <= 1, `${given} for ${content}`);
    await close();
  });

  it('that is sent elsewhere by its host is gone, with its session', async () => {
    const { page, box, close } = await visit(tag(host.portal));
    await allowBox(page, box);
    await inFrame(page, (frame) => void (frame.location.href = 'about:blank'));
    await page.waitForTimeout(300);
    await inFrame(page, (frame, origin) => void (frame.location.href = `${origin}/embed?section=subscriptions`));
    await boxShows(box, 'embed-sign-in');
    await close();
  });

  it('cannot be read by the page around it', async () => {
    const { page, box, close } = await visit(tag(host.portal));
    await allowBox(page, box);
    const reached = await inFrame(page, (frame) => {
      try {
        return frame.document.title;
      } catch (error) {
        return /** @type {Error} */ (error).name;
      }
    });
    assert.equal(reached, 'SecurityError');
    const told = JSON.stringify([await heard(page), await messages(page)]);
    for (const secret of [anna.login, anna.password, 'Company news']) assert.ok(!told.includes(secret), secret);
    await close();
  });
});
