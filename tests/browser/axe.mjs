// @ts-check
// axe-core in a page.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong, in words.
 * @param {import('playwright-core').Page} page
 * @param {Record<string, {enabled: boolean}>} [rules] other than its usual ones
 * @returns {Promise<string[]>}
 */
export async function violations(page, rules = {}) {
  await page.evaluate(`if (!window.axe) { ${axe} }`);
  return await page.evaluate(async (rules) => {
    const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true }, ...rules } };
    const found = await /** @type {any} */ (window).axe.run(document, options);
    return found.violations.map(
      (/** @type {any} */ each) => `${each.id}: ${each.nodes.map((/** @type {any} */ node) => node.html.slice(0, 120)).join(' | ')}`);
  }, rules);
}
