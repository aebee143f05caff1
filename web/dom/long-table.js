// @ts-check
// A table of which only a part is there: as high as all of it, and it asks for the rows that are scrolled to.
// Rows are of one height, which the style says in --row.

import { adoptOr, newElement, part, setAttribute } from './elements.js';

/**
 * @typedef {import('../portal-node.mjs').Node} Node
 * @typedef {import('./pieces.js').Role} Role
 * @typedef {import('./pieces.js').Piece} Piece
 */

/** @param {Node} node */
export const isLongTable = (node) => node.role === 'table' && node.rows !== undefined;

/** How many rows the part has; the first of its children is the head. @param {Node} node */
const partOf = (node) => Math.max(0, (node.children?.length ?? 1) - 1);

/** @param {Node} row @param {Node} [table] */
export function rowNumber(row, table) {
  if (!table || !isLongTable(table)) return null;
  const at = table.children?.indexOf(row) ?? 0;
  return String(at === 0 ? 1 : (table.from ?? 0) + at + 1);
}

/** @type {Role} */
export const longTable = {
  make: (node) => {
    const outer = adoptOr(node, 'div');
    outer.classList.add('long-table');
    setAttribute(outer, 'tabindex', '0'); // scrolled by keys
    setAttribute(outer, 'role', 'group');
    const control = part(outer, 'table', () => newElement('table'));
    return { outer, control, inside: part(control, 'tbody', () => newElement('tbody')) };
  },
  update: ({ outer, control, inside }, node) => {
    const rows = node.rows ?? 0;
    const from = node.from ?? 0;
    setAttribute(outer, 'aria-label', `${node.name}, scrollable`);
    setAttribute(control, 'aria-label', node.name);
    const isAnother = control.getAttribute('aria-rowcount') !== String(rows + 1);
    setAttribute(control, 'aria-rowcount', String(rows + 1));
    // Not a property of its own, which all rows would inherit and be styled anew for.
    inside?.style.setProperty('padding-block', `calc(${from} * var(--row)) calc(${rows - from - partOf(node)} * var(--row))`);
    if (isAnother && from === 0 && outer.scrollTop > 0) outer.scrollTop = 0;
    // Somebody may have scrolled elsewhere while this part was on its way.
    const shown = `${from} of ${rows}`;
    if (outer.dataset.shown !== shown) requestAnimationFrame(() => outer.dispatchEvent(new Event('scroll')));
    outer.dataset.shown = shown;
    const leap = String(node.leap ?? '');
    if (leap && outer.dataset.leap !== leap) queueMicrotask(() => leadTo(outer, node.goal ?? 0)); // its rows come after this
    if (leap) outer.dataset.leap = leap;
  },
};

/** The focus goes to what scrolls, for a row is gone when it is scrolled away. @param {HTMLElement} outer @param {number} row */
function leadTo(outer, row) {
  outer.focus({ preventScroll: true });
  outer.scrollTo({ top: row * rowHeight(outer), behavior: 'instant' });
  outer.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

const rowHeight = (/** @type {HTMLElement} */ outer) => parseFloat(getComputedStyle(outer).getPropertyValue('--row'));

/**
 * Where the part must begin for what is in view, if that is not there, or nearly not.
 * @param {Piece} piece @returns {number | null}
 */
export function rowsInView({ node, outer }) {
  const height = rowHeight(outer);
  const rows = node.rows ?? 0;
  const [has, hasFrom] = [partOf(node), node.from ?? 0];
  const first = Math.floor(outer.scrollTop / height);
  const seen = Math.ceil(outer.clientHeight / height) + 1;
  const spare = Math.max(0, Math.floor((has - seen) / 2));
  const wanted = Math.max(0, Math.min(first - spare, rows - has));
  const isCovered = hasFrom <= first && hasFrom + has >= Math.min(rows, first + seen);
  const isNear = isCovered && Math.abs(wanted - hasFrom) <= spare / 2;
  return isNear || wanted === hasFrom ? null : wanted;
}
