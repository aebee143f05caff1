// @ts-check
// Which renderer shows the page. Whoever reads HTML loads this file and nothing else of the painter.

/** @typedef {{stop(): void}} Painter */

const html = document.documentElement;
/** @type {Promise<Painter | null> | null} */
let painting = null;

/** @param {HTMLElement} root @param {string} renderer as the core has it: auto, html, canvas */
export function showRenderer(root, renderer) {
  if (renderer === 'canvas') painting ??= paint(root);
  else if (painting) {
    painting.then((painter) => painter?.stop());
    painting = null;
  }
}

/** @param {HTMLElement} root @returns {Promise<Painter | null>} null: it stays HTML */
async function paint(root) {
  try {
    const { startPainter } = await import('./painter/painter.js');
    return await startPainter(root);
  } catch {
    html.dataset.renderer = 'html';
    html.dataset.rendererWhy = 'not-loaded';
    return null;
  }
}
