// @ts-check
// One piece of the page for each node: which elements a role becomes, and how they follow their node.

import { drawn } from './drawn.js';
import { adoptOr, description, newElement, part, setAttribute, setText } from './elements.js';
import { fields, isLong } from './fields.js';
import { isLongTable, longTable, rowNumber } from './long-table.js';

/**
 * @typedef {import('../portal-node.mjs').Node} Node
 * @typedef {HTMLInputElement | HTMLTextAreaElement} TextControl
 * @typedef {{parent?: Node, columns?: string[]}} Surroundings
 * @typedef {{
 *   node: Node, kind: string,
 *   outer: HTMLElement,
 *   control: HTMLElement,
 *   inside: HTMLElement | null,
 *   said: number,
 *   sent: string | null,
 *   adopted: boolean,
 * }} Piece
 *   `control` has the focus and the state; `inside` holds the children; `said` numbers the last message about what was
 *   typed here, `sent` is that text as the core knows it
 * @typedef {{
 *   make: (node: Node) => Pick<Piece, 'outer' | 'control' | 'inside'>,
 *   update: (piece: Piece, node: Node, around: Surroundings) => void,
 * }} Role
 */

/** What must be made anew when it changes. @param {Node} node */
export function kindOf(node) {
  if (node.role === 'heading') return `heading ${node.level ?? 2}`;
  if (node.role === 'group' && !node.name) return 'plain group';
  if (node.role === 'button' && node.description) return 'described button';
  if (ofWords.has(node.role) && node.children?.length) return `${node.role} of parts`;
  if (isLongTable(node)) return 'long table';
  return isLong(node) ? 'long textbox' : node.role;
}

// These show their name, or else their parts.
const ofWords = new Set(['listitem', 'paragraph', 'text', 'cell']);

/** Does this link lead to a screen of ours, not to a file or another site? @param {Node} node */
export const isScreen = (node) => /^(\/(?!\/)[^.]*)?$/.test(node.href ?? '');

/** @param {Node} node @param {string} tag @returns {ReturnType<Role['make']>} */
function plain(node, tag) {
  const outer = adoptOr(node, tag);
  return { outer, control: outer, inside: outer };
}

/** A role whose name is its text, unless it has children. @param {string} tag @returns {Role} */
const words = (tag) => ({
  make: (node) => (node.children?.length ? plain(node, tag) : { ...plain(node, tag), inside: null }),
  update: ({ outer, inside }, node) => {
    if (!inside) setText(outer, node.value ?? node.name);
  },
});

/** A role that holds others and is announced by its name. @param {string} tag @returns {Role} */
const room = (tag) => ({
  make: (node) => plain(node, tag),
  update: ({ outer }, node) => setAttribute(outer, 'aria-label', node.name || null),
});

/** Only for the eye. @type {Role} */
const nameless = { make: (node) => plain(node, 'div'), update: () => {} };

/** A bar with its name and what it shows in words. @param {'progressbar' | 'meter'} role @returns {Role} */
const bar = (role) => ({
  make: (node) => {
    const outer = adoptOr(node, 'div');
    outer.classList.add('bar', role);
    const name = part(outer, '.bar-name', () => newElement('span', 'bar-name'));
    const value = part(outer, '.bar-value', () => newElement('span', 'bar-value'));
    const control = part(outer, `[role=${role}]`, () => newElement('div', 'bar-track'));
    control.append(newElement('div', 'bar-fill'));
    name.ariaHidden = value.ariaHidden = 'true';
    setAttribute(control, 'role', role);
    setAttribute(control, 'aria-valuemin', '0');
    setAttribute(control, 'aria-valuemax', '100');
    return { outer, control, inside: null };
  },
  update: ({ outer, control }, node) => {
    const percent = Math.max(0, Math.min(100, node.percent ?? 0));
    setText(
      part(outer, '.bar-name', () => newElement('span')),
      node.name,
    );
    setText(
      part(outer, '.bar-value', () => newElement('span')),
      node.value ?? '',
    );
    setAttribute(control, 'aria-label', node.name);
    setAttribute(control, 'aria-valuenow', String(percent));
    setAttribute(control, 'aria-valuetext', node.value || null);
    setAttribute(outer, 'data-level', String(Math.ceil(percent / 25)));
    outer.style.setProperty('--part', `${percent}%`);
  },
});

/** A region that is read aloud when its words change, and therefore always there. @param {string} role @returns {Role} */
const live = (role) => ({
  make: (node) => {
    const outer = adoptOr(node, 'div');
    setAttribute(outer, 'role', role);
    outer.classList.add('live');
    return { outer, control: outer, inside: null };
  },
  update: ({ outer }, node) => {
    const inner = (node.children ?? []).map((child) => child.value ?? child.name).join(' ');
    setText(outer, node.value || node.name || inner);
  },
});

/** @type {Record<string, Role>} */
const roles = {
  banner: room('header'),
  navigation: room('nav'),
  main: room('main'),
  contentinfo: room('footer'),
  region: room('section'),
  list: room('ul'),
  listitem: words('li'),
  paragraph: words('p'),
  text: words('span'),
  cell: words('td'),
  status: live('status'),
  alert: live('alert'),
  progressbar: bar('progressbar'),
  meter: bar('meter'),
  separator: { make: (node) => ({ ...plain(node, 'hr'), inside: null }), update: () => {} },
  heading: {
    make: (node) => ({ ...plain(node, `h${Math.min(3, node.level ?? 2)}`), inside: null }),
    update: ({ outer }, node) => {
      setText(outer, node.name);
      if (node.level === 1) setAttribute(outer, 'tabindex', '-1');
    },
  },
  form: {
    make: (node) => {
      const form = plain(node, 'form');
      setAttribute(form.outer, 'method', 'dialog'); // outside a dialog: no native submission, whatever happens
      setAttribute(form.outer, 'novalidate', '');
      return form;
    },
    update: ({ outer }, node) => setAttribute(outer, 'aria-label', node.name || null),
  },
  group: {
    make: (node) => {
      if (!node.name) return plain(node, 'div');
      const outer = adoptOr(node, 'fieldset');
      part(outer, 'legend', () => newElement('legend'));
      const inside = part(outer, '.inside', () => newElement('div', 'inside'));
      return { outer, control: outer, inside };
    },
    update: ({ outer, inside }, node) => {
      if (!node.name) return;
      setText(
        part(outer, 'legend', () => newElement('legend')),
        node.name,
      );
      description(outer, outer, node, inside);
    },
  },
  dialog: {
    make: (node) => plain(node, 'dialog'),
    update: ({ outer }, node) => setAttribute(outer, 'aria-label', node.name || null),
  },
  table: {
    make: (node) => {
      const outer = adoptOr(node, 'table');
      return { outer, control: outer, inside: part(outer, 'tbody', () => newElement('tbody')) };
    },
    update: ({ outer }, node) => setAttribute(outer, 'aria-label', node.name || null),
  },
  row: {
    make: (node) => plain(node, 'tr'),
    update: ({ outer }, node, { parent }) => {
      outer.classList.toggle('head', node.children?.[0]?.role === 'columnheader');
      setAttribute(outer, 'aria-label', node.name || null);
      setAttribute(outer, 'aria-rowindex', rowNumber(node, parent));
      setAttribute(outer, 'aria-current', node.selected ? 'true' : null);
    },
  },
  columnheader: {
    make: (node) => ({ ...plain(node, 'th'), inside: null }),
    update: ({ outer }, node) => {
      setText(outer, node.name);
      setAttribute(outer, 'scope', 'col');
    },
  },
  button: {
    make: (node) => {
      if (!node.description) return { ...plain(node, 'button'), inside: null };
      const outer = newElement('div', 'action');
      const control = part(outer, 'button', () => newElement('button'));
      return { outer, control, inside: null };
    },
    update: ({ outer, control }, node) => {
      const button = /** @type {HTMLButtonElement} */ (control);
      if (outer !== control) description(outer, control, node, null);
      setText(button, node.name);
      button.type = node.submit ? 'submit' : 'button';
      button.disabled = false; // as it came with the page
      setAttribute(button, 'aria-disabled', node.disabled ? 'true' : null); // a disabled one would lose the focus
      setAttribute(button, 'data-gesture', node.gesture ?? null);
      setAttribute(button, 'aria-pressed', node.pressed === undefined ? null : String(node.pressed));
    },
  },
  link: {
    make: (node) => ({ ...plain(node, 'a'), inside: null }),
    update: ({ outer }, node) => {
      const isElsewhere = Boolean(node.new_window);
      setText(outer, node.name);
      setAttribute(outer, 'href', node.href || '#');
      setAttribute(outer, 'target', isElsewhere ? '_blank' : null);
      setAttribute(outer, 'rel', isElsewhere ? 'noopener noreferrer' : null);
      setAttribute(outer, 'aria-current', node.selected ? 'page' : null);
      setAttribute(outer, 'aria-description', node.description || null);
    },
  },
  plot: drawn,
  picture: drawn,
  ...fields,
};

/** @param {Node} node @returns {Role} */
export const roleOf = (node) => (isLongTable(node) ? longTable : (roles[node.role] ?? nameless));
