// @ts-check
// Runs before the page is painted: the remembered colours, and whether the sign-in form is what this address begins with.
'use strict';
(() => {
  const html = document.documentElement;
  const asked = new URLSearchParams(location.search).get('theme');
  let theme = asked;
  try {
    theme ??= localStorage.getItem('portal.theme');
  } catch {
    // Storage may be forbidden: then the system's colours.
  }
  if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
  if (/^\/(sign-up|recovery|reset|pair|not-me)/.test(location.pathname)) html.dataset.opening = '';
})();
