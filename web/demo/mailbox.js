// @ts-check
// Shows new mails without a reload; the focus and what is being read stay where they are while nothing is new.

async function look() {
  const shown = document.querySelector('main');
  const answer = await fetch('/mailbox');
  if (!answer.ok || !shown) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
  if (!fresh) return;
  if (fresh.dataset.newest === shown.dataset.newest && fresh.dataset.count === shown.dataset.count) return;
  shown.replaceWith(document.adoptNode(fresh));
}

async function keepLooking() {
  await look().catch(() => {}); // ./run has ended, or is being started again
  setTimeout(keepLooking, 1500);
}

setTimeout(keepLooking, 1500);
