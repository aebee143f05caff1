// @ts-check
// Runs before the page is painted: whose colours, whether the sign-in form is what this address begins with, and a word for the
// case that the browser refuses a script or the style, because it is not what was built.
'use strict';
(() => {
  const html = document.documentElement;
  html.dataset.early = '';
  addEventListener('error', ({ target }) => {
    const isOurs = target instanceof HTMLScriptElement || (target instanceof HTMLLinkElement && target.rel === 'stylesheet');
    if (!isOurs) return;
    html.dataset.refused = '';
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', sayRefused);
    else sayRefused();
  }, true);

  function sayRefused() {
    const alert = /** @type {HTMLElement | null} */ (document.querySelector('[role=alert]'));
    if (alert) alert.textContent = alert.dataset.refusal ?? '';
    delete html.dataset.opening;
  }

  const asked = new URLSearchParams(location.search).get('theme');
  const isFramed = location.pathname === '/embed' || self !== top;
  html.toggleAttribute('data-framed', isFramed);
  let theme = asked;
  try {
    if (!isFramed) theme ??= localStorage.getItem('portal.theme');
  } catch {
    // Storage may be forbidden: then the system's colours.
  }
  if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
  if (isFramed || /^\/(sign-up|recovery|reset|pair|not-me)/.test(location.pathname)) html.dataset.opening = '';
})();
