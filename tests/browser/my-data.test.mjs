// @ts-check
// My data in Chromium: filled in as browsers do it, saved, undone, chosen between two devices; wide and narrow.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../node/server.mjs';
import { signIn, signUp } from './journey.mjs';
import { openBrowser } from './page.mjs';
import { alert, field, fill, follow, onScreen, openVisit, press, status } from './visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const login = 'anna@example.org';
const password = 'seven herons watched the slow canal';
const secrets = [password, 'Anna of the seventh lock', 'a note that nobody reads'];

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../node/server.mjs').RunningServer} */
let server;
/** @type {import('./visit.mjs').Visit} */
let visit;
/** @type {Page} */
let page;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ options: ['--limits', 'off'] });
  visit = await openVisit(browser, server, { secrets, options: { viewport: { width: 1200, height: 800 } } });
  page = visit.page;
  await signUp(page, server, login, password);
});
after(async () => {
  await browser.close();
  await server.stop();
});

// axe has seen these screens in accessible.test.mjs, but for the choice between two versions.
async function fits() {
  for (const width of [1200, 375, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(tooWide <= 0, `${tooWide} px too wide at ${width}`);
  }
  await page.setViewportSize({ width: 1200, height: 800 });
}

describe('my data', () => {
  it('is reached from the navigation and tells browsers what each field is for', async () => {
    await follow(page, 'My data');
    await onScreen(page, 'my-data');
    await field(page, 'Name').waitFor();
    for (const [name, token] of Object.entries({
      Name: 'name', Phone: 'tel', 'Street address': 'street-address', City: 'address-level2', Region: 'address-level1',
      'Postal code': 'postal-code', Country: 'country-name', Company: 'organization',
    })) {
      assert.equal(await field(page, name).getAttribute('autocomplete'), token);
    }
    await fits();
  });

  it('saves, and has it after a new sign-in', async () => {
    await fill(page, { Name: secrets[1], Notes: `${secrets[2]}\nand a second line` });
    await page.getByText('What you changed is not saved yet.').waitFor();
    await press(page, 'Save');
    await status(page, 'Saved.');
    await page.reload();
    await signIn(page, login, password);
    await onScreen(page, 'my-data');
    await page.waitForFunction(() => document.querySelector('textarea'));
    await field(page, 'Name').waitFor();
    assert.equal(await field(page, 'Name').inputValue(), secrets[1]);
    assert.equal(await field(page, 'Notes').inputValue(), `${secrets[2]}\nand a second line`);
  });

  it('says who can read it, deletes and undoes', async () => {
    await press(page, 'Who can read name?');
    await page.getByText('Name: only you.').waitFor();
    await press(page, 'Delete name');
    await status(page, 'Name is deleted.');
    assert.equal(await field(page, 'Name').inputValue(), '');
    await press(page, 'Undo');
    await status(page, 'Undone.');
    assert.equal(await field(page, 'Name').inputValue(), secrets[1]);
  });

  it('takes no card number, and says so at the field', async () => {
    await fill(page, { Company: '4111 1111 1111 1111' });
    await press(page, 'Save');
    await alert(page, 'This looks like a card number.');
    assert.equal(await field(page, 'Company').getAttribute('aria-invalid'), 'true');
    await fill(page, { Company: '' });
  });

  it('lets its owner choose when two devices changed it', async () => {
    const other = await openVisit(browser, server, { secrets });
    await other.page.goto(`${server.url}/my-data`);
    await signIn(other.page, login, password);
    await onScreen(other.page, 'my-data');
    await fill(other.page, { City: 'Bonn' });
    await press(other.page, 'Save');
    await status(other.page, 'Saved.');
    await other.close();
    await fill(page, { City: 'Kiel' });
    await press(page, 'Save');
    await alert(page, 'Someone changed this elsewhere.');
    await fits();
    await press(page, 'Take the other one');
    await status(page, 'The other version is kept.');
    assert.equal(await field(page, 'City').inputValue(), 'Bonn');
  });
});

describe('who can read what', () => {
  it('is one link away, and keeps the session', async () => {
    await page.getByRole('link', { name: 'Everything that we can see' }).click();
    await onScreen(page, 'who-can-read');
    await page.goBack();
    await onScreen(page, 'my-data');
    await field(page, 'City').waitFor();
    assert.equal(await field(page, 'City').inputValue(), 'Bonn');
  });
});

it('in all of this nothing of it was readable on the network', async () => {
  assert.ok(visit.watch.requests.includes('POST /v1/records/write'));
  await visit.close();
});
