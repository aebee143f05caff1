// @ts-check
// What a host page calls a screen, and where it is.

/** @param {string | null | undefined} section */
export const pathOf = (section) => (section === 'overview' ? '/' : '/subscriptions');
