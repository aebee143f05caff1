// @ts-check
// What axe finds wrong on a page, or cannot decide, and what stands out of it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Page | import('playwright-core').Frame} Shown */

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong, in words; and where it cannot decide whether there is contrast enough, if it looks for that.
 * @param {Shown} page
 * @param {Record<string, {enabled: boolean}>} [rules] other than its usual ones
 * @returns {Promise<string[]>}
 */
export async function violations(page, rules = {}) {
  await page.evaluate(`if (!window.axe) { ${axe} }`);
  return await page.evaluate(async (rules) => {
    const options = { resultTypes: ['violations', 'incomplete'], rules: { 'target-size': { enabled: true }, ...rules } };
    const { axe } = /** @type {any} */ (window);
    const found = await axe.run(document, options);
    const undecided = [];
    for (const each of found.incomplete.filter((/** @type {any} */ each) => each.id === 'color-contrast')) {
      // What something sticky lies over is looked at again where nothing does.
      for (const { target } of each.nodes) {
        document.querySelector(target[0])?.scrollIntoView({ block: 'center', behavior: 'instant' });
        const again = await axe.run({ include: [target] }, { runOnly: ['color-contrast'] });
        undecided.push(...again.incomplete);
        found.violations.push(...again.violations);
      }
    }
    const inWords = (/** @type {any[]} */ all, says = '') =>
      all.map(({ id, nodes }) => `${id}${says}: ${nodes.map((/** @type {any} */ node) => node.html.slice(0, 120)).join(' | ')}`);
    return [...inWords(found.violations), ...inWords(undecided, ', undecided')];
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
