// @ts-check
// A recovery in Node, from the press to the sheet and from the last press to the Overview, against a sign-in: what the
// client and the server need, without the person who writes the next key down.
import { openPortal } from '../../web/portal-node.mjs';
import { isSignedIn, signUp } from '../node/people.mjs';
import { startServer } from '../node/server.mjs';
import { inTurn, less, timed } from './measure.mjs';

const login = 'bench@example.org';
const first = 'forty kites over the harbour';
const rounds = 7;

/** @returns {Promise<import('./measure.mjs').Entry[]>} */
export async function recoveryBench() {
  const server = await startServer({ options: ['--limits', 'off'] });
  try {
    const { portal, recoveryKey } = await signUp(server, login, first);
    await portal.close();
    let [password, key, round] = [first, recoveryKey, 0];

    const recoverOnce = async () => {
      const portal = await openPortal({ server: server.url, path: '/recovery' });
      const next = `forty kites, and number ${++round} of them fell`;
      await portal.fill('Email address', login);
      await portal.fill('Recovery key', key);
      for (const name of ['New password', 'Repeat new password']) await portal.fill(name, next);
      const proof = await timed(() => portal.press('Set new password'));
      const shown = portal.value('Recovery key');
      await portal.press('Continue');
      for (let number = 2; number <= 9; ++number) {
        if (portal.sees(`Group ${number}`)) await portal.fill(`Group ${number}`, shown.split('-')[number - 1]);
      }
      const change = await timed(() => portal.press('Set new password'));
      if (!isSignedIn(portal)) throw new Error(`not recovered: ${portal.alert()}`);
      await portal.close();
      [password, key] = [next, shown];
      return proof + change;
    };
    const signInOnce = async () => {
      const portal = await openPortal({ server: server.url, path: '/sign-in' });
      await portal.fill('Email address', login);
      await portal.fill('Password', password);
      const time = await timed(() => portal.press('Sign in'));
      if (!isSignedIn(portal)) throw new Error(`not signed in: ${portal.alert()}`);
      await portal.close();
      return time;
    };
    const { ours, peer } = await inTurn(rounds, { ours: recoverOnce, peer: signInOnce });
    return [less('Recovery in Node', 'ms', ours, 'a sign-in', peer)];
  } finally {
    await server.stop();
  }
}
