// @ts-check
// Quarter hours for tests that have none: the page's long waits end on a word, and its clock goes on by as much.

/** Before the page is opened. @param {import('playwright-core').Page} page */
export async function letWaitsBeHurried(page) {
  await rewrite(page, '**/effects.*.js', 'const timer = setTimeout(resolve, ms);', `
    if (ms >= 5000) new BroadcastChannel('hurry').addEventListener('message', () => {
      if (!signal.aborted) self.ahead = (self.ahead ?? 0) + ms;
      resolve();
    }, { once: true, signal });
    const timer = setTimeout(resolve, ms);`);
  await rewrite(page, '**/workers/core.*.js', 'now: Date.now,', 'now: () => Date.now() + (self.ahead ?? 0),');
}

/** Whatever the page waits for has come. @param {import('playwright-core').Page} page */
export const hurry = (page) => page.evaluate(() => new BroadcastChannel('hurry').postMessage('now'));

/** Nobody has touched the page for almost as long as it may be. @param {import('playwright-core').Page} page */
export async function hurryUntilAsked(page) {
  const dialog = page.getByRole('dialog', { name: 'Still there?' });
  for (let tries = 0; tries < 20; ++tries) {
    await hurry(page); // what was waited for may be only the first part of it
    if (await dialog.waitFor({ timeout: 500 }).then(() => true, () => false)) return;
  }
  throw new Error('Nobody asked whether we are still there.');
}

/** @param {import('playwright-core').Page} page @param {string} where @param {string} from @param {string} to */
async function rewrite(page, where, from, to) {
  await page.route(where, async (route) => {
    // The page looks first whether it is what was built; the Worker gets another (PROTOCOL.md, "Integrity").
    if (route.request().resourceType() === 'fetch') return await route.continue();
    const response = await route.fetch();
    const text = await response.text();
    if (!text.includes(from)) throw new Error(`${where} has no "${from}" any more`);
    await route.fulfill({ response, body: text.replace(from, to) });
  });
}
