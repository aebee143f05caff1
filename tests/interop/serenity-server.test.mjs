// @ts-check
// Our client against a server whose OPAQUE is not ours.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { changePassword, finishSignUp, isSignedIn, signIn } from '../node/people.mjs';
import { StandIn } from './stand-in.mjs';

const login = 'client@example.org';
const password = 'umbrellas under the viaduct';
const newPassword = 'no umbrella ever came back';
const server = { url: 'http://stand-in.example' };
const standIn = new StandIn();
const { fetch } = standIn;

describe('our client, on the @serenity-kit/opaque server', () => {
  it('signs up and is signed in', async () => {
    const portal = await openPortal({ server: server.url, path: '/sign-up', fetch });
    await portal.fill('Email address', login);
    await portal.press('Send link');
    await portal.go('/sign-up/finish#token=AAAAAAAAAAAAAAAAAAAAAA');
    await finishSignUp(portal, password);
    assert.equal(portal.alert(), '');
    assert.equal(portal.heading(), 'Overview');
    await portal.close();
  });

  it('signs in, chooses mail and signs out, with request MACs that agree', async () => {
    const portal = await signIn(server, login, password, { fetch });
    assert.equal(portal.heading(), 'Overview');
    await portal.go('/subscriptions');
    await portal.press('Company news');
    assert.equal(portal.status(), 'Company news is on.');
    assert.equal(standIn.isNewsOn, true);
    const sessions = standIn.sessions.size;
    await portal.press('Sign out');
    assert.equal(portal.status(), 'You are signed out.');
    assert.equal(standIn.sessions.size, sessions - 1);
    await portal.close();
  });

  it('says the same for a wrong password and for an address without account, and proves neither', async () => {
    for (const [who, what] of [[login, newPassword], ['nobody@example.org', password]]) {
      const asked = standIn.asked.length;
      const portal = await signIn(server, who, what, { fetch });
      assert.equal(isSignedIn(portal), false);
      assert.equal(portal.alert(), 'The email address or the password is not right.');
      assert.ok(!standIn.asked.slice(asked).includes('/v1/account'));
      await portal.close();
    }
  });

  it('changes the password', async () => {
    const portal = await signIn(server, login, password, { fetch });
    await changePassword(portal, password, newPassword);
    assert.equal(portal.alert(), '');
    assert.equal(portal.status(), 'Your password is changed.');
    assert.equal(standIn.account.version, 2);
    await portal.close();
    const again = await signIn(server, login, newPassword, { fetch });
    assert.equal(again.heading(), 'Overview');
    await again.close();
    const old = await signIn(server, login, password, { fetch });
    assert.equal(isSignedIn(old), false);
    await old.close();
  });
});
