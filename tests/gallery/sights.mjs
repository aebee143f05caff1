// @ts-check
// What there is to see, each under its screen's name (data-screen) and, after a comma, its state. The gallery shows all of them.

/** On the portal's own page: browser/tour.mjs. */
export const onPage = [
  'sign-in', 'sign-in, refused', 'recovery', 'recovery, refused', 'reset', 'reset-confirm', 'reset-confirm, refused', 'reset-cancel',
  'reset-cancel, refused', 'reset-finish, refused', 'not-me', 'cancel-deletion', 'cancel-deletion, refused', 'sign-up', 'sign-up, refused',
  'sign-up, sent', 'finish', 'finish, refused', 'recovery-key', 'recovery-key-check', 'recovery-key-check, refused', 'overview',
  'subscriptions', 'subscriptions, one on', 'subscriptions, stopped', 'my-data', 'my-data, refused', 'who-can-read', 'sessions',
  'sessions, others ended', 'activity', 'delete-account', 'delete-account, refused', 'delete-account, waiting', 'overview, to be deleted',
  'change-password', 'change-password, at work', 'change-password, refused', 'export', 'export, with a passphrase', 'export, at work',
  'verify, refused', 'still-there', 'overview, to be emptied', 'sign-in, signed out',
];

/** Seldom, and on the same page: rarely.mjs. */
export const rare = [
  'sign-in, server unreachable', 'sign-up, server unreachable', 'sign-in, at work', 'finish, at work', 'my-data, empty', 'my-data, server unreachable', 'activity, three years',
  'activity, led to a row', 'activity, nothing found', 'activity, forced colours', 'activity, server unreachable', 'verify, accepted', 'not-me, refused',
  'reset-confirm, waiting', 'reset-cancel, cancelled', 'reset-finish', 'overview, started again', 'not-me, from its link', 'not-me, locked',
];

/** In a box on somebody else's page, and in the window that allows it: in-a-box.mjs. */
export const inBox = [
  'embed-sign-in', 'pair', 'pair, allowed', 'embed-sign-in, code', 'subscriptions, in a box', 'subscriptions, in a box, stopped',
  'overview, in a box', 'embed-sign-in, refused by the portal', 'embed-sign-in, with a form',
];

export const sights = [...onPage, ...rare, ...inBox];

/** @param {string} sight */
export const screenOf = (sight) => sight.split(',')[0];
