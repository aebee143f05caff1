/** <privacy-portal>: the members' privacy portal in a frame. No event carries anything about a person. */
export interface PrivacyPortalElement extends HTMLElement {}

export interface PrivacyPortalEvents {
  ready: CustomEvent<null>;
  'signed-in': CustomEvent<null>;
  'signed-out': CustomEvent<null>;
  'preference-changed': CustomEvent<null>;
  resize: CustomEvent<{ height: number }>;
  /** The person follows a link to a window of the portal's own. */
  'needs-top-level': CustomEvent<{ section: string }>;
  /** No handshake within ten seconds: this site is not on the operator's list, or the portal does not answer. */
  error: CustomEvent<{ reason: 'refused' | 'timeout' }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'privacy-portal': PrivacyPortalElement;
  }
}
