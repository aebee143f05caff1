// @ts-check
/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export const decodeBase64url = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
