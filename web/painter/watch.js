// @ts-check
// When there may be something new to see: nothing is asked again and again but the pixel ratio, which tells nobody.

const pageStates = ['data-theme', 'data-screen', 'data-signed-in', 'data-opening', 'data-framed', 'style', 'lang', 'dir'];
const ofPeople = ['input', 'change', 'pointerdown', 'pointerup', 'focusin', 'focusout'];
const looksOtherwise = 'a, button, input, select, textarea'; // under the pointer
const preferences = [
  '(prefers-color-scheme: dark)',
  '(forced-colors: active)',
  '(prefers-contrast: more)',
  '(prefers-reduced-motion: reduce)',
];
const ratioEvery = 2000;

/**
 * @param {HTMLElement} root
 * @param {{changed: () => void, scrolled: () => void, printing: (isPrinting: boolean) => void}} told
 */
export function watch(root, { changed, scrolled, printing }) {
  const ending = new AbortController();
  const { signal } = ending;
  const tree = new MutationObserver(changed);
  tree.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  tree.observe(document.documentElement, { attributes: true, attributeFilter: pageStates });
  const size = new ResizeObserver(changed);
  size.observe(root);
  for (const name of ofPeople) root.addEventListener(name, changed, { signal, passive: true });
  for (const name of ['pointerover', 'pointerout']) {
    root.addEventListener(
      name,
      ({ target }) => /** @type {Element} */ (target).closest(looksOtherwise) && changed(),
      { signal, passive: true },
    );
  }
  for (const query of preferences) matchMedia(query).addEventListener('change', changed, { signal });
  document.fonts.addEventListener('loadingdone', changed, { signal });
  addEventListener('resize', changed, { signal });
  addEventListener('scroll', scrolled, { signal, passive: true });
  addEventListener('beforeprint', () => printing(true), { signal });
  addEventListener('afterprint', () => printing(false), { signal });
  let ratio = devicePixelRatio;
  const timer = setInterval(() => {
    if (ratio === devicePixelRatio) return;
    ratio = devicePixelRatio;
    changed();
  }, ratioEvery);
  return {
    stop: () => {
      ending.abort();
      tree.disconnect();
      size.disconnect();
      clearInterval(timer);
    },
  };
}
