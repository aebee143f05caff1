// @ts-check
// What people do, found by one listener per kind of event on the root.

import { walk } from '../tree.js';
import { isDisabled } from './elements.js';
import { isLongTable, rowsInView } from './long-table.js';
import { isScreen } from './pieces.js';

/**
 * @typedef {import('./pieces.js').Piece} Piece
 * @typedef {import('../portal-node.mjs').Node} Node
 * @typedef {Omit<import('./view.js').Person, 'type'> & {type: (piece: Piece, text: string) => void}} Told
 */

const untyped = new Set(['combobox', 'file']);
const toggles = new Set(['switch', 'checkbox', 'radio']);

/**
 * @param {HTMLElement} root
 * @param {Told} told
 * @param {{pieceOf: (element: EventTarget) => Piece | undefined, unsettle: (piece: Piece) => void}} view
 */
export function listen(root, told, { pieceOf, unsettle }) {
  /** @param {Event} event */
  const pieceAt = (event) => (event.target ? pieceOf(event.target) : undefined);

  root.addEventListener('input', (event) => {
    const piece = pieceAt(event);
    if (!piece || toggles.has(piece.node.role) || untyped.has(piece.node.role)) return;
    told.type(piece, /** @type {HTMLInputElement} */ (event.target).value);
  });

  root.addEventListener('change', (event) => {
    const piece = pieceAt(event);
    if (!piece) return;
    if (piece.node.role === 'file') {
      const [file] = /** @type {HTMLInputElement} */ (event.target).files ?? [];
      if (file) told.pick(piece.node, file);
      return;
    }
    if (piece.node.role === 'combobox') told.choose(piece.node, /** @type {HTMLSelectElement} */ (event.target).value);
    else if (toggles.has(piece.node.role)) told.press(piece.node);
    else return;
    unsettle(piece); // the core has the last word
  });

  root.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isDisabled(event.submitter)) return;
    const pressed = event.submitter && pieceOf(event.submitter);
    const form = pieceAt(event)?.node;
    const submit = pressed?.node ?? (form && find(form, (node) => Boolean(node.submit)));
    if (submit && !submit.disabled) told.press(submit);
  });

  root.addEventListener('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest?.('button, a');
    const piece = button ? pieceOf(button) : undefined;
    if (!button || !piece) return;
    if (button instanceof HTMLButtonElement) {
      if (button.type !== 'submit' && !isDisabled(button)) told.press(piece.node);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (piece.node.new_window) return told.press(piece.node); // and the browser follows it
    if (!isScreen(piece.node)) return; // the browser's affair
    event.preventDefault();
    told.press(piece.node);
  });

  // Esc in a dialog means its default answer, and it is the core that closes it.
  root.addEventListener(
    'cancel',
    (event) => {
      const dialog = pieceAt(event)?.node;
      if (dialog?.role !== 'dialog') return;
      event.preventDefault();
      const answer = find(dialog, (node) => Boolean(node.submit)) ?? find(dialog, (node) => node.look === 'primary');
      if (answer) told.press(answer);
    },
    true,
  );

  // Whoever scrolls asks for the rows that come into view.
  const look = (/** @type {Event} */ event) => {
    const piece = pieceAt(event);
    const from = piece && isLongTable(piece.node) ? rowsInView(piece) : null;
    if (piece && from !== null) told.look(piece.node, from);
  };
  root.addEventListener('scroll', look, true);

  root.addEventListener('focusin', (event) => {
    if (pieceAt(event)?.node.role === 'password') told.warm();
  });
}

/** @param {Node} node @param {(node: Node) => boolean} suits @returns {Node | undefined} */
function find(node, suits) {
  for (const each of walk(node)) if (suits(each)) return each;
  return undefined;
}
