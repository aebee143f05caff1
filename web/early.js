// @ts-check
// Runs before the page is painted: whose colours, and whether the sign-in form is what this address begins with.
'use strict';
(() => {
  const html = document.documentElement;
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
