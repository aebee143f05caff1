// @ts-check
// Shows each event of the tag.
'use strict';
(() => {
  const list = /** @type {HTMLElement} */ (document.getElementById('events'));
  const names = ['ready', 'signed-in', 'signed-out', 'preference-changed', 'resize', 'needs-top-level', 'error'];
  for (const name of names) {
    document.addEventListener(name, (event) => {
      const item = document.createElement('li');
      const { detail } = /** @type {CustomEvent} */ (event);
      item.textContent = detail ? `${name} ${JSON.stringify(detail)}` : name;
      list.append(item);
      while (list.children.length > 50) list.firstElementChild?.remove();
    });
  }
})();
