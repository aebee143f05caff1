// @ts-check
// Shows each event of the tag, and copies the snippet.
'use strict';
(() => {
  const list = /** @type {HTMLElement} */ (document.getElementById('events'));
  document.getElementById('copy')?.addEventListener('click', async () => {
    const copied = /** @type {HTMLElement} */ (document.getElementById('copied'));
    const text = document.getElementById('snippet')?.textContent ?? '';
    copied.textContent = await navigator.clipboard.writeText(text).then(() => 'Copied.', () => 'Select the lines and copy them.');
  });
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
