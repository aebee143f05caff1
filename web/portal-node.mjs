// @ts-check
// The portal in Node: import this. Its types are beside it, its code in portal-node.js.
export { openPortal, PortalError } from './portal-node.js';
