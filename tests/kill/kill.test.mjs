// @ts-check
// The real server is killed at 50 random moments while two people change their passwords. After each start exactly one
// password opens each account, and it is the one that the client said.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { changePassword, isSignedIn, signIn, signUp } from '../node/people.mjs';
import { Mortal, opens, watchedFetch } from './killing.mjs';

const rounds = 50;

/** @type {import('./killing.mjs').Moment[]} */
const moments = [
  {},
  { after: '/v1/credential/finish', within: 25 },
  { after: '/v1/step-up/finish', within: 10, away: 300 },
  { after: '/v1/credential/finish', within: 8, away: 300 },
];

/** What a client may say, and which password opens then. */
const sayings = new Map([
  ['Your password is changed.', 'new'],
  ['Your new password is in place. Sign in with it.', 'new'],
  ['Nothing was changed.', 'old'],
  ['We could not reach the server.', 'old'], // said only while nothing has been sent that changes anything
  ['The server could not do this. Try again in a minute.', 'old'],
  ['We did not hear back. Try your new password first, then the old one.', 'either'],
]);

const mortal = new Mortal();
before(() => mortal.start());
after(() => mortal.end());

class Person {
  /** @param {string} name */
  constructor(name) {
    this.login = `${name}@example.org`;
    this.password = `${name} has a long first password`;
    /** @type {import('../../web/portal-node.mjs').Portal | null} */
    this.portal = null;
    this.said = '';
  }

  async begin() {
    this.portal = (await signUp(mortal.server, this.login, this.password, { fetch: watchedFetch })).portal;
  }

  /** @param {number} round */
  async change(round) {
    this.next = `${this.login} and the password of round ${round}`;
    const portal = /** @type {import('../../web/portal-node.mjs').Portal} */ (this.portal);
    await changePassword(portal, this.password, this.next);
    this.said = portal.status() || portal.alert();
  }

  /** @returns {Promise<string>} what was said */
  async check() {
    const next = /** @type {string} */ (this.next);
    const [old, fresh] = await Promise.all([opens(mortal.server, this.login, this.password), opens(mortal.server, this.login, next)]);
    const opening = { old, new: fresh };
    assert.equal(Number(opening.old) + Number(opening.new), 1, `${this.said} ${JSON.stringify(opening)}`);
    const truth = opening.new ? 'new' : 'old';
    const promised = sayings.get(this.said);
    assert.ok(promised, `what it said has no meaning: "${this.said}"`);
    assert.ok(promised === 'either' || promised === truth, `it said "${this.said}", but the ${truth} password opens`);
    if (opening.new) this.password = next;
    if (!this.portal || !isSignedIn(this.portal)) {
      await this.portal?.close();
      this.portal = await signIn(mortal.server, this.login, this.password, { fetch: watchedFetch });
      assert.ok(isSignedIn(this.portal), this.portal.alert());
    }
    return this.said;
  }
}

it(`exactly one password opens after each of ${rounds} kills, the one that the client said`, async (t) => {
  const people = [new Person('anna'), new Person('bert')];
  for (const person of people) await person.begin();
  const began = Date.now();
  await Promise.all(people.map((person) => person.change(-1)));
  const usual = Date.now() - began; // how long two changes take here
  for (const person of people) assert.equal(await person.check(), 'Your password is changed.');

  /** @type {Map<string, number>} */
  const counts = new Map();
  for (let round = 0; round < rounds; ++round) {
    const changes = Promise.all(people.map((person) => person.change(round)));
    await mortal.killDuring(changes, moments[round % moments.length], usual);
    for (const said of await Promise.all(people.map((person) => person.check()))) {
      counts.set(said, (counts.get(said) ?? 0) + 1);
    }
  }
  for (const [said, count] of counts) t.diagnostic(`${count} × ${said}`);
  t.diagnostic(`the slowest start took ${mortal.slowestStart} ms`);
  const ends = new Set([...counts.keys()].map((said) => sayings.get(said)));
  assert.ok(ends.has('new') && ends.has('old'), 'the kills came before and after the change');
  for (const person of people) await person.portal?.close();
});
