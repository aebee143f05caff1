// @ts-check
// The tree as real elements. It builds, compares by id, and changes what differs; what people do is handed on.

import { Drawings } from './drawn.js';
import { endAdoption, offerForAdoption } from './elements.js';
import { Focus } from './focus.js';
import { listen } from './listen.js';
import { kindOf, roleOf } from './pieces.js';
import { place } from './place.js';

/**
 * @typedef {import('../portal-node.mjs').Node} Node
 * @typedef {import('./pieces.js').Piece} Piece
 * @typedef {import('./pieces.js').TextControl} TextControl
 * @typedef {import('./pieces.js').Surroundings} Surroundings
 * @typedef {{
 *   type: (node: Node, text: string) => {said: number, sent: string},
 *   choose: (node: Node, value: string) => void,
 *   pick: (node: Node, file: File) => void,
 *   press: (node: Node) => void,
 *   look: (node: Node, from: number) => void,
 *   point: (node: Node, number: number | null) => void,
 *   follow: (node: Node, number: number) => void,
 *   warm: () => void,
 * }} Person  What is told when somebody does something. `type` answers with the number of its message, and the text
 *   as the core will have it.
 */

const typable = new Set(['textbox', 'password', 'searchbox']);

export class DomView {
  /** @type {Map<Node['id'], Piece>} */
  #pieces = new Map();
  /** @type {WeakMap<EventTarget, Piece>} */
  #byElement = new WeakMap();
  /** @type {Set<Piece>} */
  #unsettled = new Set();
  /** @type {Set<Node['id']>} */
  #seen = new Set();
  #root;
  #person;
  #focus;
  #drawings;
  #isFirst = true;

  /** @param {HTMLElement} root what it holds already is adopted @param {Person} person */
  constructor(root, person) {
    this.#root = root;
    this.#person = person;
    this.#drawings = new Drawings(person);
    this.#focus = new Focus(root, (element) => this.#byElement.get(element));
    offerForAdoption(root);
    listen(
      root,
      { ...person, type: (piece, text) => this.#typed(piece, text) },
      {
        pieceOf: (element) => this.#byElement.get(element),
        unsettle: (piece) => this.#unsettled.add(piece),
      },
    );
  }

  /**
   * @param {Node | null} tree null: as before
   * @param {number} heard the number of the last message that this tree knows of
   * @param {string} [screen] its name; another one takes the focus to its heading
   */
  show(tree, heard, screen = '') {
    if (tree)
      this.#focus.around(
        screen,
        () => this.#build(tree),
        () => this.#openDialogs(tree),
      );
    else this.#focus.again();
    for (const piece of [...this.#unsettled]) {
      if (piece.said <= heard) this.#settle(piece);
    }
  }

  /** @param {import('../core-module.js').Drawing} drawing */
  draw(drawing) {
    void this.#drawings.draw(this.#pieces.get(drawing.id), drawing);
  }

  /** @param {Node} tree */
  #build(tree) {
    this.#seen.clear();
    const children = (tree.children ?? []).map((child) => this.#render(child, { parent: tree }));
    place(this.#root, children);
    for (const [id, piece] of this.#pieces) {
      if (this.#seen.has(id)) continue;
      this.#pieces.delete(id);
      this.#unsettled.delete(piece);
      if (piece.node.drawn) this.#drawings.end(piece);
    }
    if (this.#isFirst) endAdoption();
    this.#isFirst = false;
  }

  /** @param {Node} node @param {Surroundings} around @returns {HTMLElement} */
  #render(node, around) {
    this.#seen.add(node.id);
    const kind = kindOf(node);
    const known = this.#pieces.get(node.id);
    if (known?.kind === kind && isSameWord(known.node, node)) return known.outer;
    const piece = known?.kind === kind ? known : this.#make(node, kind);
    const before = piece.node;
    piece.node = node;
    roleOf(node).update(piece, node, around);
    this.#showLooks(node.role === 'button' ? piece.control : piece.outer, node);
    if (around.columns) setData(piece.outer, 'label', around.columns[around.parent?.children?.indexOf(node) ?? -1]);
    if (typable.has(node.role)) {
      if (node.role === 'password' && node.cleared !== before.cleared) this.#empty(piece);
      this.#unsettled.add(piece);
    }
    if (piece.inside) {
      const inner = { parent: node, columns: columnsFor(node, around) };
      place(
        piece.inside,
        (node.children ?? []).map((child) => this.#render(child, inner)),
      );
    }
    return piece.outer;
  }

  /** @param {Node} node @param {string} kind @returns {Piece} */
  #make(node, kind) {
    const made = roleOf(node).make(node);
    /** @type {Piece} */
    const piece = { ...made, node, kind, said: 0, sent: null, adopted: made.outer.isConnected };
    this.#pieces.set(node.id, piece);
    this.#byElement.set(made.outer, piece);
    this.#byElement.set(made.control, piece);
    return piece;
  }

  /** @param {HTMLElement} element @param {Node} node */
  #showLooks({ classList }, { look }) {
    if (!look && classList.length === 0) return;
    const wanted = (look ?? '')
      .split(' ')
      .filter(Boolean)
      .map((each) => `look-${each}`);
    for (const name of [...classList]) if (name.startsWith('look-') && !wanted.includes(name)) classList.remove(name);
    if (wanted.length > 0) classList.add(...wanted);
  }

  /** @param {Piece} piece @param {string} text */
  #typed(piece, text) {
    const { said, sent } = this.#person.type(piece.node, text);
    piece.said = said;
    piece.sent = sent;
    this.#unsettled.add(piece);
  }

  /** @param {Piece} piece */
  #empty(piece) {
    /** @type {TextControl} */ (piece.control).value = '';
    piece.sent = '';
  }

  // The control shows what the core has, unless the core has only repeated what was typed here.
  /** @param {Piece} piece */
  #settle(piece) {
    this.#unsettled.delete(piece);
    const { node, control } = piece;
    if (control instanceof HTMLSelectElement) return roleOf(node).update(piece, node, {});
    if (control instanceof HTMLInputElement && !typable.has(node.role)) {
      control.checked = Boolean(node.checked);
      return;
    }
    const field = /** @type {TextControl} */ (control);
    if (piece.adopted) {
      piece.adopted = false;
      if (field.value && field.value !== node.value) return this.#typed(piece, field.value);
    }
    if (node.role === 'password') {
      // What is seen counts: a new field is empty, even if the core still has what was in an earlier one.
      if (node.filled && field.value === '' && piece.sent === null) this.#typed(piece, '');
      return;
    }
    const value = node.value ?? '';
    if (value === piece.sent || value === field.value) return;
    field.value = value;
    piece.sent = value;
  }

  // A dialog is shown when all that it holds is in it.
  /** @param {Node} tree */
  #openDialogs(tree) {
    for (const { role, id } of [tree, ...(tree.children ?? [])].flatMap((node) => [node, ...(node.children ?? [])])) {
      const dialog = role === 'dialog' ? this.#pieces.get(id)?.outer : null;
      if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
    }
  }
}

// Most of a long table: asked before any element is.
/** @param {Node} before @param {Node} node */
function isSameWord(before, node) {
  if (node.role !== 'cell' && node.role !== 'columnheader') return false;
  return before.name === node.name && before.look === node.look && !node.children?.length && !before.children?.length;
}

/** @param {HTMLElement} element @param {string} key @param {string | undefined} value */
function setData(element, key, value) {
  if (value === undefined) delete element.dataset[key];
  else if (element.dataset[key] !== value) element.dataset[key] = value;
}

// On phones each cell of a table says what column it is from.
/** @param {Node} node @param {Surroundings} around */
function columnsFor(node, around) {
  if (node.role === 'row') return around.columns;
  if (node.role !== 'table') return undefined;
  const head = node.children?.find((row) => row.children?.[0]?.role === 'columnheader');
  return head?.children?.map((cell) => cell.name);
}
