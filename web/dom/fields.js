// @ts-check
// What can be filled in, switched or chosen: a label, what is said about it, and the control.

import { adoptOr, description, newElement, part, setAttribute, setText } from './elements.js';

/**
 * @typedef {import('../portal-node.mjs').Node} Node
 * @typedef {import('./pieces.js').Role} Role
 * @typedef {import('./pieces.js').Surroundings} Surroundings
 * @typedef {import('./pieces.js').TextControl} TextControl
 */

const idOf = (/** @type {Node} */ node) => `n${node.id}`;

/** @param {Node} node @param {string} look */
const hasLook = (node, look) => (node.look ?? '').split(' ').includes(look);

// A long text to be read and copied, or one that has lines, needs more than a line that scrolls.
/** @param {Node} node */
export const isLong = (node) =>
  node.role === 'textbox' && (Boolean(node.lines) || (Boolean(node.readonly) && hasLook(node, 'mono')));

/**
 * A labelled control: the label, what is said about it, the control.
 * @param {string} className
 * @param {(node: Node) => HTMLElement} makeControl
 * @param {(control: any, node: Node, around: Surroundings) => void} update
 * @returns {Role}
 */
const field = (className, makeControl, update) => ({
  make: (node) => {
    const outer = adoptOr(node, 'div');
    outer.classList.add('field', className);
    const label = part(outer, 'label', () => newElement('label'));
    const control = part(outer, 'input, select, textarea', () => makeControl(node));
    if (!control.id) control.id = idOf(node);
    setAttribute(label, 'for', control.id);
    return { outer, control, inside: null };
  },
  update: ({ outer, control }, node, around) => {
    setText(
      part(outer, 'label', () => newElement('label')),
      node.name,
    );
    description(outer, control, node);
    setAttribute(control, 'aria-invalid', node.invalid ? 'true' : null);
    if ('disabled' in control) control.disabled = Boolean(node.disabled) || 'held' in control.dataset; // frame/hold.js
    update(control, node, around);
  },
});

/** @param {string} type */
const input = (type) => () => {
  const control = newElement('input');
  /** @type {HTMLInputElement} */ (control).type = type;
  return control;
};

/** @param {Node} node */
function typeOf({ role, input: kind }) {
  if (role === 'password') return kind === 'text' ? 'text' : 'password';
  if (role === 'searchbox') return 'search';
  return kind === 'email' ? 'email' : 'text';
}

/** @param {TextControl} control @param {Node} node */
function updateText(control, node) {
  control.readOnly = Boolean(node.readonly);
  setAttribute(control, 'autocomplete', node.autocomplete ?? 'off');
  setAttribute(control, 'maxlength', node.maxlength ? String(node.maxlength) : null);
  setAttribute(control, 'inputmode', node.input === 'numeric' ? 'numeric' : null);
  setAttribute(control, 'spellcheck', 'false');
  setAttribute(
    control,
    'autocapitalize',
    node.input === 'email' || node.role === 'password' || hasLook(node, 'mono') ? 'none' : null,
  );
  if (!(control instanceof HTMLInputElement)) return;
  const type = typeOf(node);
  if (control.type === type) return;
  const caret = node.role === 'password' ? control.selectionEnd : null;
  control.type = type;
  if (caret !== null && document.activeElement === control) control.setSelectionRange(caret, caret);
}

/** @param {HTMLInputElement} control @param {Node} node */
const updateChecked = (control, node) => void (control.checked = Boolean(node.checked));

/** @param {HTMLSelectElement} control @param {Node} node */
function updateOptions(control, node) {
  const options = node.children ?? [];
  const isSame =
    control.options.length === options.length &&
    options.every(
      (option, at) =>
        control.options[at].text === option.name && control.options[at].value === (option.value ?? option.name),
    );
  if (!isSame)
    control.replaceChildren(...options.map((option) => new Option(option.name, option.value ?? option.name)));
  const selected = options.findIndex(
    (option) => option.selected || (node.value !== undefined && option.value === node.value),
  );
  if (control.selectedIndex !== selected) control.selectedIndex = selected;
}

/** @type {Record<string, Role>} */
export const fields = {
  password: field('password', input('password'), updateText),
  searchbox: field('text', input('search'), updateText),
  textbox: field('text', (node) => (isLong(node) ? newElement('textarea') : input('text')()), updateText),
  file: field('file', input('file'), () => {}),
  combobox: field('select', () => newElement('select'), updateOptions),
  checkbox: field('tick', input('checkbox'), updateChecked),
  radio: field('tick', input('radio'), (control, node, { parent }) => {
    control.name = parent ? idOf(parent) : '';
    updateChecked(control, node);
  }),
  switch: field(
    'switch',
    () => {
      const control = input('checkbox')();
      setAttribute(control, 'role', 'switch');
      return control;
    },
    updateChecked,
  ),
};
