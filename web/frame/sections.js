// @ts-check
// What a host page calls a screen, and where it is.

/** @param {string | null | undefined} asked */
export const sectionOf = (asked) => (asked === 'overview' ? 'overview' : 'subscriptions');

/** @param {string} section */
export const pathOf = (section) => (section === 'overview' ? '/' : '/subscriptions');
