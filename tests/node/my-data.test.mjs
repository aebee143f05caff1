// @ts-check
// My data in Node, on the real server: kept, corrected, deleted, and read on every device that its owner has.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPortal } from '../../web/portal-node.mjs';
import { call, expectReply } from './api.mjs';
import { signIn, signUp } from './people.mjs';
import { startServer } from './server.mjs';

const login = 'anna@example.org';
const password = 'forty kites over the harbour';

/** @type {import('./server.mjs').RunningServer} */
let server;
/** @type {import('../../web/portal-node.mjs').Portal} */
let portal;

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  portal = (await signUp(server, login, password)).portal;
});
after(async () => {
  await portal?.close();
  await server?.stop();
});

/** At a device that has seen nothing yet. @param {string} name */
async function kept(name) {
  const other = await signIn(server, login, password);
  await other.go('/my-data');
  const value = other.value(name);
  await other.close();
  return value;
}

describe('my data', () => {
  it('has an address of its own, reached from the overview', async () => {
    await portal.press('My data', { within: 'Your data' });
    assert.equal(portal.path(), '/my-data');
    assert.equal(portal.heading(), 'My data');
  });

  it('is saved and found on another device', async () => {
    await portal.fill('Name', 'Anna Grau');
    await portal.fill('Notes', 'first line\nsecond line');
    await portal.press('Save');
    assert.equal(portal.status(), 'Saved.');
    assert.equal(await kept('Name'), 'Anna Grau');
    assert.equal(await kept('Notes'), 'first line\nsecond line');
  });

  it('is deleted item by item, and that can be undone', async () => {
    await portal.press('Delete notes');
    assert.equal(portal.status(), 'Notes is deleted.');
    assert.equal(await kept('Notes'), '');
    await portal.press('Undo');
    assert.equal(portal.status(), 'Undone.');
    assert.equal(await kept('Notes'), 'first line\nsecond line');
    await portal.press('Clear what is voluntary');
    assert.equal(await kept('Notes'), '');
    assert.equal(await kept('Name'), 'Anna Grau');
  });

  it('takes no card numbers', async () => {
    await portal.fill('Company', 'Grau & Co, 4111 1111 1111 1111');
    await portal.press('Save');
    assert.equal(portal.alert(), 'This looks like a card number.');
    assert.ok(portal.is('Company', 'invalid'));
    await portal.fill('Company', '');
    await portal.press('Save');
    assert.equal(portal.status(), 'Saved.');
  });

  it('is not overwritten by who comes too late', async () => {
    const other = await signIn(server, login, password);
    await other.go('/my-data');
    await portal.fill('City', 'Kiel');
    await portal.press('Save');
    await other.fill('City', 'Bonn');
    await other.press('Save');
    assert.equal(other.alert(), 'Someone changed this elsewhere.');
    assert.ok(other.sees('City, yours: Bonn') && other.sees('City, the other one: Kiel'));
    await other.press('Keep mine');
    assert.equal(other.status(), 'Saved.');
    await other.close();
    assert.equal(await kept('City'), 'Bonn');
  });

  it('is followed by what the company keeps elsewhere, as site.json has it', async () => {
    const { outside } = expectReply(await call(server, '/v1/site'));
    assert.equal(outside.length, 1);
    for (const { name, about, contact } of outside) {
      assert.ok(portal.sees(name) && portal.sees(about) && portal.sees(contact));
    }
  });
});

describe('who can read what', () => {
  it('is for everybody', async () => {
    const visitor = await openPortal({ server: server.url, path: '/who-can-read' });
    assert.equal(visitor.heading(), 'Who can read what');
    assert.ok(visitor.sees('Your email address.'));
    await visitor.close();
    assert.equal((await fetch(`${server.url}/who-can-read`)).status, 200);
  });
});
