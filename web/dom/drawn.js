// @ts-check
// A plot or a picture: a canvas on which the painter draws, if it can, and below it the same in words.

import { adoptOr, newElement, part, setAttribute } from './elements.js';
import { gesturesOn } from './gestures.js';

/**
 * @typedef {import('../portal-node.mjs').Node} Node
 * @typedef {import('./pieces.js').Role} Role
 * @typedef {import('./pieces.js').Piece} Piece
 * @typedef {import('../core-module.js').Drawing} Drawing
 * @typedef {import('../painter/scene.js').Scene} Scene
 */

const isDrawn = (/** @type {Node} */ node) => Boolean(node.drawn);

/** @type {Role} */
export const drawn = {
  make: (node) => {
    const outer = adoptOr(node, 'div');
    outer.classList.add('drawn', node.role);
    const control = part(outer, '.drawing', () => newElement('div', 'drawing'));
    setAttribute(control, 'role', 'img');
    part(control, 'canvas', () => newElement('canvas')).hidden = true;
    setAttribute(control, 'tabindex', '0');
    return { outer, control, inside: part(outer, '.in-words', () => newElement('div', 'in-words')) };
  },
  update: ({ control }, node) => {
    setAttribute(control, 'aria-label', node.name);
    setAttribute(control, 'aria-description', node.description || null);
  },
};

/** Scenes by their canvas, for as long as that is on the page. */
export class Drawings {
  /** @type {WeakMap<HTMLCanvasElement, Promise<Scene | null>>} */
  #scenes = new WeakMap();
  #person;

  /** @param {Pick<import('./view.js').Person, 'point' | 'follow'>} person */
  constructor(person) {
    this.#person = person;
  }

  /** @param {Piece | undefined} piece @param {Drawing} drawing */
  async draw(piece, drawing) {
    if (!piece || !isDrawn(piece.node)) return;
    const canvas = piece.control.querySelector('canvas');
    if (!canvas) return;
    const opening = this.#scenes.get(canvas) ?? this.#open(piece, canvas, drawing.scene);
    this.#scenes.set(canvas, opening);
    const scene = await opening;
    const isThere = Boolean(scene?.take(drawing.numbers, drawing.words));
    piece.outer.toggleAttribute('data-drawn', isThere && !canvas.hidden);
  }

  /** @param {Piece} piece one that is not on the page any more */
  end({ control }) {
    const canvas = control.querySelector('canvas');
    const opening = canvas && this.#scenes.get(canvas);
    opening?.then((scene) => scene?.end());
  }

  /** @param {Piece} piece @param {HTMLCanvasElement} canvas @param {string} name @returns {Promise<Scene | null>} */
  async #open(piece, canvas, name) {
    /** @type {Scene | null} */
    let scene = null;
    try {
      const { openScene } = await import('../painter/scene.js');
      scene = await openScene(canvas, /** @type {import('../painter/scene.js').Name} */ (name));
    } catch {
      // Without the painter there are the words.
    }
    if (!scene) return null;
    const opened = scene;
    new MutationObserver(() => {
      piece.outer.toggleAttribute('data-drawn', !canvas.hidden);
    }).observe(canvas, { attributes: true, attributeFilter: ['hidden'] });
    let last = -1;
    gesturesOn(piece, opened, {
      point: (number) => {
        if (number === last) return;
        last = number;
        piece.control.toggleAttribute('data-at-something', number >= 0);
        this.#person.point(piece.node, number < 0 ? null : number);
      },
      follow: () => last >= 0 && this.#person.follow(piece.node, last),
    });
    return opened;
  }
}
