// @ts-check
// Trees as core.wasm sends them, written short.

/** @typedef {import('../../web/portal-node.mjs').Node} Node */

/**
 * @param {string} role
 * @param {string} [name]
 * @param {Partial<Node>} [more]
 * @returns {Node}
 */
export const node = (role, name = '', more = {}) => ({
  id: more.id ?? `${role}-${name}`,
  role,
  name,
  children: [],
  ...more,
});

/** @param {Node[]} main what stands below the live regions @param {{title?: string, status?: string, alert?: string, dialog?: Node}} [more] */
export function page(main, { title = 'Sign in', status = '', alert = '', dialog } = {}) {
  return node('document', title, {
    children: [
      node('banner', '', { children: [node('text', 'Privacy portal', { look: 'brand' })] }),
      node('main', '', {
        look: 'narrow',
        children: [
          node('heading', title, { level: 1 }),
          node('status', '', { value: status }),
          node('alert', '', { value: alert }),
          ...main,
        ],
      }),
      node('contentinfo'),
      ...(dialog ? [dialog] : []),
    ],
  });
}

/** @param {{email?: Partial<Node>, password?: Partial<Node>, button?: Partial<Node>, before?: Node[]}} [more] */
export const signInForm = ({ email = {}, password = {}, button = {}, before = [] } = {}) =>
  node('form', 'Sign in', {
    children: [
      ...before,
      node('textbox', 'Email address', { input: 'email', autocomplete: 'username', ...email }),
      node('password', 'Password', { input: 'password', autocomplete: 'current-password', ...password }),
      node('button', 'Show password', { pressed: password.input === 'text', look: 'quiet' }),
      node('button', 'Sign in', { submit: true, look: 'primary', ...button }),
    ],
  });
