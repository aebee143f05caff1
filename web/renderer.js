// @ts-check
// Which renderer shows the page. Whoever reads HTML loads this file and nothing else of the painter.

/** @typedef {{stop(): void}} Painter */

const html = document.documentElement;
const kept = 'portal.renderer'; // a copy of what the core keeps, for whoever comes before it
/** @type {boolean | null} */
let isWanted = null;
/** One after the other, however quickly somebody chooses. @type {Promise<Painter | null>} */
let painting = Promise.resolve(null);

// Who is going to have a canvas has what it takes while the core is starting.
if ((new URLSearchParams(location.search).get('renderer') ?? remembered()) === 'canvas') {
  import('./painter/module.js').then(({ compiledModule }) => compiledModule()).catch(() => {}); // asked again then
  import('./painter/painter.js').catch(() => {});
}

/** @param {HTMLElement} root @param {string} renderer as the core has it: auto, html, canvas */
export function showRenderer(root, renderer) {
  const wants = renderer === 'canvas';
  if (isWanted === wants) return;
  isWanted = wants;
  remember(wants);
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

function remembered() {
  try {
    return localStorage.getItem(kept);
  } catch {
    return null; // storage may be forbidden
  }
}

/** @param {boolean} isCanvas */
function remember(isCanvas) {
  try {
    if (isCanvas) localStorage.setItem(kept, 'canvas');
    else localStorage.removeItem(kept);
  } catch {
    // Then it is slower the next time.
  }
}
