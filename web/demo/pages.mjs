// @ts-check
// The demo's pages.

/** @param {string} text */
const escape = (text) =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

/** @param {string} title @param {string} main @param {string} [head] */
const page = (title, main, head = '') => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/demo.css">
${head}</head>
<body>
<header><nav aria-label="Demo"><a href="/">Members</a> <a href="/members/details.php">Your details</a> <a href="/mailbox">Mailbox</a></nav></header>
${main}
</body>
</html>
`;

const starting = '<p>The privacy portal is starting. Reload this page in a moment.</p>';

/** @param {string} portal the portal's address, empty as long as it is not known */
export function membersPage(portal) {
  const link = portal
    ? `<p><a class="button" href="/members/details.php">Your details</a> <a class="button quiet" href="${escape(portal)}">Open the privacy portal</a></p>`
    : starting;
  return page(
    'Members',
    `<main>
<h1>Welcome back</h1>
<p>This page stands for the members' area of a company that sells software for email marketing. Members choose which
mail they get on <a href="/members/details.php">their details</a>, inside this site, and look after their password and their data in the privacy portal.</p>
${link}
<p>Mails of the portal go to the <a href="/mailbox">mailbox</a> of this demo and nowhere else.</p>
</main>`,
  );
}

/** The page that the privacy policy sends people to. @param {string} portal */
export function detailsPage(portal) {
  const tag = (/** @type {string} */ address) =>
    `<script src="${address}portal-embed.js" async></script>\n<privacy-portal src="${address}" section="subscriptions"></privacy-portal>`;
  const content = portal
    ? `<section class="card" aria-label="Mail preferences">
<privacy-portal src="${escape(portal)}" section="subscriptions"></privacy-portal>
</section>
<section>
<h2>What this page is told</h2>
<p class="note">Each event of the tag, as it comes. None of them says anything about you.</p>
<ol id="events" class="events" aria-live="polite"></ol>
</section>
<section>
<h2>The same on your site</h2>
<p class="note">Two lines. The portal's operator adds your site's address to the list of those that may show it.</p>
<pre class="snippet" tabindex="0"><code>${escape(tag(portal))}</code></pre>
</section>`
    : starting;
  return page(
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
