// @ts-check
// The gallery as one page, without anything from elsewhere: it opens from a folder.

/** @typedef {{sight: string, width: number, scheme: string, html: string, canvas: string | null, differs: number | null}} Row */

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 0 1.5rem 4rem; background: light-dark(#f5f6f8, #14171c); color: light-dark(#1b1f26, #e8eaed); }
form { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; padding: 1rem 0; background: inherit; }
label { display: grid; font-size: .875rem; }
label.tick { display: flex; gap: .5rem; align-items: center; min-height: 2.25rem; }
select, input[type=search] { font: inherit; min-height: 2.25rem; padding: 0 .5rem; }
section { margin: 0 0 3rem; }
h2 { font-size: 1.125rem; margin: 0 0 .5rem; }
h2 small { font-weight: normal; opacity: .75; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; align-items: start; }
figure { margin: 0; }
figcaption { font-size: .875rem; opacity: .8; }
img { display: block; max-width: 100%; height: auto; border: 1px solid light-dark(#ccd0d7, #3a404a); border-radius: 6px; }
.over .pair { grid-template-columns: max-content; position: relative; }
.over figure + figure { position: absolute; inset: 0 auto auto 0; mix-blend-mode: difference; }
.over figure + figure figcaption { visibility: hidden; }
.over .pair { isolation: isolate; }
[hidden] { display: none; }
@media (max-width: 700px) { .pair { grid-template-columns: 1fr; } }
`;

const script = `
const form = document.querySelector('form');
const count = document.querySelector('output');
function show() {
  const { words, width, scheme, over } = form.elements;
  let shown = 0;
  for (const row of document.querySelectorAll('section')) {
    row.hidden = !row.dataset.sight.includes(words.value.toLowerCase()) ||
      Boolean(width.value && row.dataset.width !== width.value) || Boolean(scheme.value && row.dataset.scheme !== scheme.value);
    if (!row.hidden) ++shown;
  }
  document.body.classList.toggle('over', over.checked);
  count.textContent = shown + ' shown';
}
form.addEventListener('input', show);
form.addEventListener('submit', (event) => event.preventDefault());
show();
`;

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {Row} row */
function section({ sight, width, scheme, html, canvas, differs }) {
  const what = escape(`${sight}, ${width} px, ${scheme}`);
  const figure = (/** @type {string} */ file, /** @type {string} */ by) =>
    `<figure><figcaption>${by}</figcaption><a href="${file}"><img src="${file}" loading="lazy" alt="${what}, ${by}"></a></figure>`;
  const note = differs === null ? '' : `, ${(differs * 100).toFixed(3)} % of the pixels differ`;
  return `<section data-sight="${escape(sight.toLowerCase())}" data-width="${width}" data-scheme="${scheme}">
<h2>${escape(sight)} <small>${width} px, ${scheme}${note}</small></h2>
<div class="pair">${figure(html, 'HTML')}${canvas ? figure(canvas, 'Canvas') : ''}</div></section>`;
}

/** @param {Row[]} rows @returns {string} */
export const galleryPage = (rows) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Privacy portal: gallery</title><style>${style}</style></head><body>
<h1>Every screen, in every state</h1>
<form><label>Screen or state <input type="search" name="words"></label>
<label>Width <select name="width"><option value="">Any</option><option value="1200" selected>1200 px</option><option value="375">375 px</option></select></label>
<label>Colours <select name="scheme"><option value="">Any</option><option value="light" selected>Light</option><option value="dark">Dark</option></select></label>
<label class="tick"><input type="checkbox" name="over"> Difference: canvas over HTML</label> <output></output></form>
${rows.map(section).join('\n')}
<script>${script}</script></body></html>
`;
