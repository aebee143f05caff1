// @ts-check
// What axe finds wrong on a page, and what stands out of it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Page | import('playwright-core').Frame} Shown */

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong, in words.
 * @param {Shown} page
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

/** What stands out of the page to the right. @param {Shown} page @returns {Promise<string[]>} */
export const overflow = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isSeen = (/** @type {Element} */ each) => each.checkVisibility() && getComputedStyle(each).clipPath === 'none';
    return [...document.querySelectorAll('body *')]
      .filter((each) => isSeen(each) && each.getBoundingClientRect().right > width + 0.5)
      .map((each) => `${each.localName}.${each.className} ${each.textContent?.slice(0, 40)}`)
      .concat(document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : []);
  });
