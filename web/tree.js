// @ts-check
// Questions to a tree of nodes. The tree is described in wasm/README.md.

/** @typedef {import('./portal-node.mjs').Node} Node */

/**
 * The node and everything below it, in reading order.
 * @param {Node} node
 * @returns {Generator<Node>}
 */
export function* walk(node) {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

/**
 * What can be read in this node, in one line.
 * @param {Node} node
 * @returns {string}
 */
export function textOf(node) {
  const parts = [...walk(node)].flatMap((each) => [each.name, each.description, each.value]);
  return parts.filter(Boolean).join(' ');
}

/** @param {Node} node @param {string} role */
export function findRole(node, role) {
  for (const each of walk(node)) if (each.role === role) return each;
  return null;
}
