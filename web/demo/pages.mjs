// @ts-check
// The demo's pages.

/** @param {string} text */
const escape = (text) =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

const places = [
  ['/', 'Home'],
  ['/members/details.php', 'Your details'],
  ['/mailbox', 'Mailbox'],
];

/** @param {string} here @param {string} title @param {string} main @param {string} [head] */
const page = (here, title, main, head = '') => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · Harbour Mail members</title>
<link rel="stylesheet" href="/demo.css">
${head}</head>
<body>
<header><div class="wide"><span class="brand">Harbour Mail <small>members</small></span>
<nav aria-label="Members">${places.map(([path, name]) => `<a href="${path}"${path === here ? ' aria-current="page"' : ''}>${name}</a>`).join('\n')}</nav></div></header>
${main}
<footer><div class="wide">A demo of the members' area of a company that sells software for e-mail marketing. Mails of the portal go to the
<a href="/mailbox">mailbox</a> of this demo and nowhere else.</div></footer>
</body>
</html>
`;

const starting = '<p>The privacy portal is starting. Reload this page in a moment.</p>';

const services = [
  ['Members Area', 'Downloads, licences and invoices.'],
  ['Atomic List Manager', 'Your lists of addresses, cleaned and sorted.'],
  ['Email Tracker', 'What was opened, in numbers.'],
];

/** @param {string} portal the portal's address, empty as long as it is not known */
export function membersPage(portal) {
  const link = portal
    ? `<p class="row"><a class="button" href="/members/details.php">Choose your mail</a> <a class="button quiet" href="${escape(portal)}">Open the privacy portal</a></p>`
    : starting;
  return page(
    '/',
    'Home',
    `<main>
<h1>Welcome back</h1>
<ul class="services">${services.map(([name, about]) => `<li class="card"><h2>${name}</h2><p class="note">${about}</p></li>`).join('\n')}</ul>
<section class="card inviting">
<h2>Your details are yours</h2>
<p>Choose which mail you get from us here, inside this site. Your password, your data and what you keep with our services you look after in
the privacy portal, where we cannot read along.</p>
${link}
</section>
</main>`,
  );
}

/** The page that the privacy policy sends people to. @param {string} portal */
export function detailsPage(portal) {
  const tag = (/** @type {string} */ address) =>
    `<script src="${address}portal-embed.js" async></script>\n<privacy-portal src="${address}" section="subscriptions"></privacy-portal>`;
  const content = portal
    ? `<section class="card box" aria-label="Mail preferences">
<privacy-portal src="${escape(portal)}" section="subscriptions" accent="#1a5f8a"></privacy-portal>
</section>
<section>
<h2>What this page is told</h2>
<p class="note">Each event of the tag, as it comes. None of them says anything about you.</p>
<ol id="events" class="events" aria-live="polite"></ol>
</section>
<section>
<h2>The same on your site</h2>
<p class="note">Two lines. The portal's operator adds your site's address to the list of those that may show it.</p>
<pre class="snippet" tabindex="0" aria-label="Two lines of HTML"><code id="snippet">${escape(tag(portal))}</code></pre>
<p class="row"><button type="button" class="button quiet" id="copy">Copy</button> <span id="copied" role="status"></span></p>
</section>`
    : starting;
  return page(
    '/members/details.php',
    'Your details',
    `<main>
<h1>Your details</h1>
<p>Choose which mail you get from us. What you see in the box below comes from the privacy portal: this page cannot read it.</p>
${content}
</main>`,
    portal ? `<script src="${escape(portal)}portal-embed.js" async></script>\n<script src="/details.js" defer></script>\n` : '',
  );
}

/** @param {import('./mails.mjs').Mail[]} mails newest first */
export function mailboxPage(mails) {
  const list = mails.length
    ? `<ol class="mails">\n${mails.map(mailItem).join('\n')}\n</ol>`
    : '<p class="empty">No mail yet. New mails appear here by themselves.</p>';
  const newest = escape(mails[0]?.name ?? '');
  return page(
    '/mailbox',
    'Mailbox',
    `<main data-newest="${newest}" data-count="${mails.length}">
<h1>Mailbox</h1>
<p class="note">Every mail that the portal has sent in this demo, newest first.</p>
${list}
</main>`,
    '<script src="/mailbox.js" defer></script>\n',
  );
}

/** @param {import('./mails.mjs').Mail} mail */
function mailItem(mail) {
  const body = mail.text.split('\n').map(mailLine).join('\n');
  return `<li><article data-kind="${escape(mail.kind)}">
<h2>${escape(mail.subject)}</h2>
<p class="note">To ${escape(mail.to)} · <time datetime="${mail.at.toISOString()}">${mail.at.toISOString().replace('T', ' ').slice(0, 19)} UTC</time></p>
<div class="text">${body}</div>
</article></li>`;
}

// The link of a mail stands alone on its line.
/** @param {string} line */
const mailLine = (line) =>
  /^https?:\/\/\S+$/.test(line) ? `<a href="${escape(line)}">${escape(line)}</a>` : escape(line);
