// @ts-check
// Which renderer shows the page. Whoever reads HTML loads this file and nothing else of the painter.

/** @typedef {{stop(): void}} Painter */

const html = document.documentElement;
let isWanted = false;
/** One after the other, however quickly somebody chooses. @type {Promise<Painter | null>} */
let painting = Promise.resolve(null);

/** @param {HTMLElement} root @param {string} renderer as the core has it: auto, html, canvas */
export function showRenderer(root, renderer) {
  if (isWanted === (renderer === 'canvas')) return;
  isWanted = !isWanted;
  const wants = isWanted;
  painting = painting.then((before) => {
    before?.stop();
    delete html.dataset.rendererWhy;
    return wants ? paint(root) : null;
  });
}

/** @param {HTMLElement} root @returns {Promise<Painter | null>} null: it stays HTML */
async function paint(root) {
  try {
    const { startPainter } = await import('./painter/painter.js');
    return await startPainter(root);
  } catch {
    html.dataset.rendererWhy = 'not-loaded';
    return null;
  }
}
