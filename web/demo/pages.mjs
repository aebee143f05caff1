// @ts-check
// The demo's two pages.

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
<header><nav aria-label="Demo"><a href="/">Members</a> <a href="/mailbox">Mailbox</a></nav></header>
${main}
</body>
</html>
`;

/** @param {string} portal the portal's address, empty as long as it is not known */
export function membersPage(portal) {
  const link = portal
    ? `<p><a class="button" href="${escape(portal)}">Open the privacy portal</a></p>`
    : '<p>The privacy portal is starting. Reload this page in a moment.</p>';
  return page(
    'Members',
    `<main>
<h1>Members</h1>
<p>This page stands for the members' area of a company. In the privacy portal, members choose which mail they get and
look after their password and their data.</p>
${link}
<p>Mails of the portal go to the <a href="/mailbox">mailbox</a> of this demo and nowhere else.</p>
</main>`,
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
