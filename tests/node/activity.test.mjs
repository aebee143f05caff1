// @ts-check
// The activity in Node, on the real server: what was done is told, found and chosen by kind.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { signUp } from './people.mjs';
import { startServer } from './server.mjs';

/** @type {import('./server.mjs').RunningServer} */
let server;
/** @type {import('../../web/portal-node.mjs').Portal} */
let portal;

before(async () => {
  server = await startServer({ options: ['--limits', 'off'] });
  portal = (await signUp(server, 'anna@example.org', 'forty kites over the harbour')).portal;
});
after(async () => {
  await portal?.close();
  await server?.stop();
});

/** @param {import('../../web/portal-node.mjs').Node} node @returns {import('../../web/portal-node.mjs').Node | undefined} */
const table = (node) =>
  node.role === 'table' && node.name === 'Activity' ? node : node.children?.map(table).find((each) => each);

const whats = () => (table(portal.tree())?.children ?? []).slice(1).map((row) => row.children?.[1].name);

describe('the activity', () => {
  it('tells what was done, the newest first', async () => {
    await portal.go('/subscriptions');
    await portal.press('Company news', { within: 'Online services' });
    await portal.press('Stop all mail');
    await portal.press('Undo');
    await portal.go('/activity');
    assert.equal(portal.heading(), 'Activity');
    assert.equal(portal.path(), '/activity');
    assert.deepEqual(whats(), [
      'A mail choice undone', 'All mail stopped', 'Company news switched on: Online services', 'Signed in', 'Account created',
    ]);
    assert.ok(portal.sees('5 entries'));
  });

  it('is searched, and shown by kind', async () => {
    await portal.fill('Search', 'stopped');
    assert.deepEqual(whats(), ['All mail stopped']);
    await portal.fill('Search', '');
    await portal.choose('Kind', 'Sign-ins');
    assert.deepEqual(whats(), ['Signed in']);
    assert.equal(portal.value('Kind'), 'Sign-ins');
    await portal.choose('Kind', 'Everything');
    assert.equal(whats().length, 5);
  });

  it('counts the same month by month', async () => {
    assert.ok(portal.sees('Months'));
    assert.ok(portal.sees('Sign-ins'));
  });
});
