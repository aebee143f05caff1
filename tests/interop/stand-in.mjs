// @ts-check
// A portal in one Node object, OPAQUE by the server of @serenity-kit/opaque: just enough of the API for our client's
// sign-up, sign-in, subscriptions and change of password. It keeps nothing and limits nothing.
import { randomBytes } from 'node:crypto';
import * as opaque from '@serenity-kit/opaque';
import { authorization, base64url, bytesIn } from '../node/api.mjs';
import { derive, identifiersOf, realm } from './peer.mjs';

const profile = 1;
const random = (/** @type {number} */ size) => base64url(randomBytes(size));
const site = {
  name: 'Stand-in',
  controller: 'Nobody',
  address: 'Nowhere',
  contact: 'nobody@example.org',
  authority: 'None',
  privacy_url: 'https://example.org/privacy',
  support_url: 'https://example.org/support',
  outside: [],
};

/** An answer that is no 2xx. */
class Refusal extends Error {
  constructor(/** @type {number} */ status, /** @type {string} */ fault) {
    super(fault);
    this.status = status;
  }
}

export class StandIn {
  constructor() {
    this.setup = opaque.server.createSetup();
    this.login = '';
    /** @type {any} */
    this.account = null; // the only one: what sign-up/finish brought, and its id and version
    this.accountId = random(16);
    /** @type {Map<string, {state: string, hasAccount: boolean}>} */
    this.attempts = new Map();
    /** @type {Map<string, {sid: string, key: Uint8Array, seq: number, steppedUp: boolean}>} */
    this.sessions = new Map();
    this.isNewsOn = false;
    /** @type {string[]} */
    this.asked = [];
  }

  /** @type {typeof fetch} */
  fetch = async (resource, init = {}) => {
    const path = new URL(String(resource)).pathname;
    const body = new TextDecoder().decode(/** @type {any} */ (init.body ?? new Uint8Array(0)));
    this.asked.push(path);
    try {
      const [status, answer] = this.answer(path, body, new Headers(init.headers), init.method ?? 'GET');
      return Response.json(answer, { status });
    } catch (why) {
      if (!(why instanceof Refusal)) throw why;
      return Response.json({ fault: why.message }, { status: why.status });
    }
  };

  /** @param {string} path @param {string} body @param {Headers} fields @param {string} method @returns {[number, unknown]} */
  answer(path, body, fields, method) {
    const message = body ? JSON.parse(body) : null;
    const session = () => this.sessionOf(path, body, fields, method);
    switch (path) {
      case '/trust.json': return [200, { v: 1, realm, log: [], receipt: [], export: [], support: [] }];
      case '/v1/site': return [200, site];
      case '/v1/sign-up': return [202, ((this.login = message.login), {})];
      case '/v1/sign-up/show': return [200, { login: this.login }];
      case '/v1/sign-up/start':
        return [200, { account: this.accountId, login: this.login, response: this.register(message.request), profile }];
      case '/v1/sign-up/finish': return [201, ((this.account = { ...message, version: 1 }), {})];
      case '/v1/login/start': return [200, this.challenge(message.login, message.ke1)];
      case '/v1/login/finish': return [200, this.begin(this.sessionKey(message))];
      case '/v1/step-up/start': return [200, (session(), this.challenge(this.login, message.ke1))];
      case '/v1/step-up/finish': {
        const { sid } = session();
        this.sessionKey(message);
        return [200, ((/** @type {any} */ (this.sessions.get(sid)).steppedUp = true), {})];
      }
      case '/v1/credential/start':
        if (!session().steppedUp) throw new Refusal(403, 'step-up-needed');
        return [200, { change_id: random(16), response: this.register(message.request), profile }];
      case '/v1/credential/finish':
        session();
        this.sessions.clear();
        this.account = { ...this.account, record: message.record, wrap: message.wrap, version: message.base + 1 };
        return [200, { credential_version: this.account.version }];
      case '/v1/account': return [200, (session(), this.plainFacts())];
      case '/v1/subscriptions': return [200, (session(), this.subscriptions())];
      case '/v1/subscriptions/set': return [200, (session(), (this.isNewsOn = message.on), this.subscriptions())];
      case '/v1/session/end': return [200, (this.sessions.delete(session().sid), {})];
    }
    throw new Refusal(404, 'not-found');
  }

  /** @param {string} registrationRequest */
  register(registrationRequest) {
    const { setup: serverSetup, login: userIdentifier } = this;
    return opaque.server.createRegistrationResponse({ serverSetup, userIdentifier, registrationRequest })
      .registrationResponse;
  }

  /** @param {string} login @param {string} startLoginRequest */
  challenge(login, startLoginRequest) {
    const hasAccount = this.account !== null && login === this.login;
    const { serverLoginState, loginResponse } = opaque.server.startLogin({
      serverSetup: this.setup,
      userIdentifier: login,
      registrationRecord: hasAccount ? this.account.record : null,
      startLoginRequest,
      identifiers: identifiersOf(login),
    });
    const attempt = random(16);
    this.attempts.set(attempt, { state: serverLoginState, hasAccount });
    return { attempt, ke2: loginResponse, profile };
  }

  /** @param {{attempt: string, ke3: string}} message */
  sessionKey({ attempt, ke3 }) {
    const started = this.attempts.get(attempt);
    this.attempts.delete(attempt);
    try {
      const identifiers = identifiersOf(this.login);
      const serverLoginState = started?.state ?? '';
      return opaque.server.finishLogin({ serverLoginState, finishLoginRequest: ke3, identifiers }).sessionKey;
    } catch {
      throw new Refusal(401, 'unauthenticated');
    }
  }

  /** @param {string} sessionKey */
  begin(sessionKey) {
    const sid = random(16);
    const key = derive(bytesIn(sessionKey), 'session-mac', new Uint8Array(0));
    this.sessions.set(sid, { sid, key, seq: 0, steppedUp: false });
    const { version, wrap } = this.account;
    const versions = { credential_version: version, amk_version: 1, recovery_version: 1 };
    return { sid, account: this.accountId, scope: 'full', expires: Math.floor(Date.now() / 1000) + 3600, ...versions, wrap };
  }

  /** @param {string} target @param {string} body @param {Headers} fields @param {string} method */
  sessionOf(target, body, fields, method) {
    const shown = fields.get('Authorization') ?? '';
    const [, sid, seq] = /^Portal-MAC sid=([^,]*), seq=(\d+), /.exec(shown) ?? [];
    const session = this.sessions.get(sid);
    if (!session || Number(seq) <= session.seq) throw new Refusal(401, 'session-ended');
    if (authorization(session, { method, target, body, seq: Number(seq) }) !== shown) throw new Refusal(401, 'session-ended');
    session.seq = Number(seq);
    return session;
  }

  plainFacts() {
    const now = Math.floor(Date.now() / 1000);
    const { login } = this;
    return { login, created: now, password_changed: now, remind_months: 0, signed_in: now, sessions: this.sessions.size };
  }

  subscriptions() {
    const off = (/** @type {string} */ id) => ({ id, on: false, channel: 'default' });
    const news = { ...off('news'), on: this.isNewsOn };
    return { lists: [{ id: 'one', name: 'The list', about: '', purposes: [off('follow-up'), news, off('marketing')] }] };
  }
}
