// The portal in Node: the tree that the page shows, walked by role and name.

export interface Node {
  id: string | number;
  role: string;
  name: string;
  children?: Node[];
  level?: number;
  value?: string;
  checked?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  readonly?: boolean;
  /** of a textbox: it may have several lines */
  lines?: boolean;
  selected?: boolean;
  pressed?: boolean;
  /** of a table that has a part of its rows: how many there are, and the first of that part */
  rows?: number;
  from?: number;
  /** of a plot or a picture: another number is another drawing */
  drawn?: number;
  /** of a button: what it does in the drawing beside it */
  gesture?: string;
  goal?: number;
  leap?: number;
  filled?: boolean;
  cleared?: number;
  percent?: number;
  maxlength?: number;
  description?: string;
  autocomplete?: string;
  input?: string;
  href?: string;
  new_window?: boolean;
  look?: string;
  /** of a form's button: what Enter presses */
  submit?: boolean;
}

/** `within`: the name of a group, region, dialog or row. */
export interface Where {
  role?: string;
  within?: string;
}

export type PortalErrorCode = 'not-found' | 'ambiguous' | 'disabled' | 'timeout' | 'closed';

export class PortalError extends Error {
  readonly code: PortalErrorCode;
  /** What there is on the screen: "role: name". */
  readonly names: string[];
}

export interface Options {
  server: string;
  /** default "/" */
  path?: string;
  embedded?: boolean;
  lang?: string;
  /** ms, default 60000 */
  timeout?: number;
  fetch?: typeof fetch;
  /** The same map given to a second `openPortal` is the same device; without it each is a new one. */
  storage?: Map<string, Uint8Array>;
  now?: () => number;
}

export interface Portal {
  fill(name: string, value: string, where?: Where): Promise<void>;
  /** A file, for an input that takes one. */
  pick(name: string, file: { name: string; bytes: Uint8Array }, where?: Where): Promise<void>;
  choose(name: string, option: string, where?: Where): Promise<void>;
  /** A button, link, switch, checkbox, radio or tab. */
  press(name: string, where?: Where): Promise<void>;
  go(path: string): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  sees(text: string | RegExp): boolean;
  wait(text: string | RegExp): Promise<void>;
  value(name: string, where?: Where): string;
  is(name: string, state: 'on' | 'off' | 'disabled' | 'invalid', where?: Where): boolean;
  heading(): string;
  status(): string;
  alert(): string;
  path(): string;
  tree(): Node;
  files(): { name: string; bytes: Uint8Array }[];
  close(): Promise<void>;
}

export function openPortal(options: Options): Promise<Portal>;
