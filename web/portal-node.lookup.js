// @ts-check
// Finding things on the screen by role and name, and saying clearly what is wrong when they are not there.
import { findRole, textOf, walk } from './tree.js';

/**
 * @typedef {import('./portal-node.mjs').Node} Node
 * @typedef {import('./portal-node.mjs').Where} Where
 * @typedef {import('./portal-node.mjs').PortalErrorCode} Code
 */

export const fillable = new Set(['textbox', 'password', 'searchbox']);
export const choosable = new Set(['combobox']);
export const pickable = new Set(['file']);
export const pressable = new Set(['button', 'link', 'switch', 'checkbox', 'radio', 'tab']);

// What carries words but no state, and what holds others.
const silent = new Set([
  'document',
  'heading',
  'paragraph',
  'text',
  'group',
  'region',
  'form',
  'navigation',
  'main',
  'dialog',
  'option',
]);
const rooms = new Set([
  'group',
  'region',
  'dialog',
  'row',
  'form',
  'navigation',
  'main',
  'banner',
  'contentinfo',
  'table',
  'listitem',
]);

export class PortalError extends Error {
  /** @param {Code} code @param {string} message @param {string[]} names */
  constructor(code, message, names) {
    super(names.length > 0 ? `${message}\nOn the screen:\n  ${names.join('\n  ')}` : message);
    this.name = 'PortalError';
    this.code = code;
    this.names = names;
  }
}

/** @param {Node} tree @param {Code} code @param {string} message */
export function errorAbout(tree, code, message) {
  const named = [...walk(tree)].filter((node) => node.name);
  return new PortalError(
    code,
    message,
    named.map((node) => `${node.role}: ${node.name}`),
  );
}

/**
 * @param {Node} tree
 * @param {string} name
 * @param {Set<string> | null} roles null: whatever has a state
 * @param {Where} [where]
 * @returns {Node} the only one
 */
export function findIn(tree, name, roles, where = {}) {
  const suits = (/** @type {Node} */ node) => {
    if (node.name !== name || (where.role && node.role !== where.role)) return false;
    return roles ? roles.has(node.role) : Boolean(where.role) || !silent.has(node.role);
  };
  const reachable = findRole(tree, 'dialog') ?? tree; // a dialog takes the rest out of reach
  let places = [reachable];
  if (where.within !== undefined) {
    places = [...walk(reachable)].filter((node) => rooms.has(node.role) && node.name === where.within);
    if (places.length === 0) throw errorAbout(tree, 'not-found', `There is no "${where.within}" on this screen.`);
  }
  const found = ofTheScreen(tree, [...new Set(places.flatMap((place) => [...walk(place)]))].filter(suits));
  if (found.length === 0) throw errorAbout(tree, 'not-found', `There is no "${name}" on this screen.`);
  if (found.length > 1) throw errorAbout(tree, 'ambiguous', `There are ${found.length} called "${name}".`);
  return found[0];
}

// A name is unique on its screen: the navigation, which has the names of all screens, is asked last.
/** @param {Node} tree @param {Node[]} found */
function ofTheScreen(tree, found) {
  const inNavigation = new Set(
    [...walk(tree)].filter((node) => node.role === 'navigation').flatMap((node) => [...walk(node)]),
  );
  const others = found.filter((node) => !inNavigation.has(node));
  return others.length > 0 ? others : found;
}

/** @param {Node} tree @param {string | RegExp} text */
export function hasText(tree, text) {
  const texts = [...walk(tree)].flatMap((node) => [node.name, node.value, node.description, textOf(node)]);
  return texts.some((each) => each && (typeof text === 'string' ? each.includes(text) : each.search(text) >= 0));
}

/** @param {Node} node */
export function valueOf(node) {
  const chosen = node.role === 'combobox' ? node.children?.find((each) => each.selected)?.name : undefined;
  return chosen ?? node.value ?? '';
}

/** @param {Node} node @param {'on' | 'off' | 'disabled' | 'invalid'} state */
export function hasState(node, state) {
  const isOn = Boolean(node.checked || node.pressed || node.selected);
  return { on: isOn, off: !isOn, disabled: Boolean(node.disabled), invalid: Boolean(node.invalid) }[state];
}
