// @ts-check
// The stories that a kill interrupts. Each does one thing, hears what the client says, and asks on another device
// what is true: nothing that was acknowledged may be missing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { openPortal } from '../../web/portal-node.mjs';
import { bytesIn } from '../node/api.mjs';
import { isSignedIn, signIn } from '../node/people.mjs';
import { recoverySecretIn } from '../node/recovery-key.mjs';
import { askAgain, asOwner, opens, proves, watchedFetch } from './killing.mjs';
import { saidBy, Story, unanswered } from './story.mjs';

/** Notes are kept: the last version that was acknowledged, or the one under way. */
export class Saving extends Story {
  moments = [{}, { after: '/v1/records/write', within: 12 }, { after: '/v1/records/write', within: 4, away: 300 }];
  kept = '';
  tried = '';

  async act() {
    const portal = await this.device();
    if (portal.path() !== '/my-data') await portal.go('/my-data');
    this.tried = `round ${++this.round}\n${'kept '.repeat(this.round * 40)}`;
    this.tell();
    await portal.fill('Notes', this.tried);
    await portal.press('Save');
    this.said = saidBy(portal);
    this.tell();
  }

  async check() {
    const other = await askAgain(async () => {
      const portal = await signIn(this.server, this.login, this.password);
      await portal.go('/my-data');
      if (portal.heading() !== 'My data' || portal.alert()) throw new Error(`${portal.heading()}: ${portal.alert()}`);
      return portal;
    });
    const found = other.value('Notes');
    await other.close();
    assert.ok([this.kept.trim(), this.tried.trim()].includes(found.trim()), `"${this.said}", and there is "${found.slice(0, 40)}"`);
    if (this.said === 'Saved.') assert.equal(found.trim(), this.tried.trim());
    else assert.ok([...unanswered, 'We did not hear back yet. We go on trying as long as this page is open.'].includes(this.said), this.said);
    const state = found.trim() === this.tried.trim() ? 'the new one is kept' : 'the old one is kept';
    this.kept = found;
    await this.portal?.close(); // its own view of what is kept may be older
    this.portal = null;
    return state;
  }
}

/** A password is replaced with the recovery key: old password and old key, or new password and next key. */
export class Recovering extends Story {
  moments = [{}, { after: '/v1/credential/finish', within: 25 }, { after: '/v1/recover/prove', within: 15 },
    { after: '/v1/credential/finish', within: 8, away: 300 }];
  next = { password: '', key: '' };
  sayings = new Map([
    ['Your password is changed.', 'new'],
    ['Your new password is in place. Sign in with it.', 'new'],
    ['Nothing was changed.', 'old'],
    ['We did not hear back. Try your new password first, then the recovery key that you used.', 'either'],
    ['We could not reach the server.', 'old'], // said only while nothing has been sent that changes anything
    ['The server could not do this. Try again in a minute.', 'old'],
    ['', 'either'], // the client was killed
  ]);

  async act() {
    await this.portal?.close();
    const portal = await openPortal({ server: this.server.url, path: '/recovery', fetch: watchedFetch });
    this.portal = portal;
    this.next = { password: `${this.login} has umbrella number ${++this.round}`, key: '' };
    this.tell();
    await portal.fill('Email address', this.login);
    await portal.fill('Recovery key', this.recoveryKey);
    for (const name of ['New password', 'Repeat new password']) await portal.fill(name, this.next.password);
    await portal.press('Set new password');
    this.said = saidBy(portal);
    if (portal.heading() !== 'Your recovery key') return;
    this.next.key = portal.value('Recovery key');
    this.said = '';
    this.tell();
    await portal.press('Continue');
    for (let number = 2; number <= 9; ++number) {
      if (portal.sees(`Group ${number}`)) await portal.fill(`Group ${number}`, this.next.key.split('-')[number - 1]);
    }
    await portal.press('Set new password');
    this.said = saidBy(portal);
    this.tell();
  }

  async check() {
    const { server, login, next } = this;
    const isOld = await opens(server, login, this.password);
    const isNew = await opens(server, login, next.password);
    const oldKey = await proves(server, login, recoverySecretIn(this.recoveryKey));
    const newKey = next.key !== '' && (await proves(server, login, recoverySecretIn(next.key)));
    const found = JSON.stringify({ isOld, isNew, oldKey, newKey });
    assert.ok(isOld !== isNew && oldKey === isOld && newKey === isNew, `"${this.said}": ${found}`);
    const truth = isNew ? 'new' : 'old';
    const promised = this.sayings.get(this.said);
    assert.ok(promised, `what it said has no meaning: "${this.said}"`);
    assert.ok(promised === 'either' || promised === truth, `it said "${this.said}", but ${found}`);
    if (isNew) [this.password, this.recoveryKey] = [next.password, next.key];
    return `the ${truth} password and the ${truth} key open`;
  }
}

/** A deletion is asked for and taken back, in turn. */
export class Deciding extends Story {
  moments = [{}, { after: '/v1/erase/request', within: 10 }, { after: '/v1/erase/cancel', within: 6 },
    { after: '/v1/step-up/finish', within: 8, away: 300 }];
  waits = false;
  wanted = false;

  async act() {
    const portal = await this.device();
    await portal.go('/');
    await portal.go('/delete-account');
    this.wanted = !this.waits;
    this.tell();
    if (this.waits) {
      await portal.press('Cancel deletion');
    } else {
      await portal.fill('Password', this.password);
      if (!portal.is('I understand that my data cannot be restored', 'on')) {
        await portal.press('I understand that my data cannot be restored');
      }
      await portal.press('Delete account', { role: 'button' });
    }
    this.said = saidBy(portal);
    this.tell();
  }

  async check() {
    const { pending } = await asOwner(this.server, this, '/v1/erase');
    const waits = pending !== undefined;
    if (/^Your account will be deleted on /.test(this.said)) assert.ok(waits, this.said);
    else if (this.said === 'Deletion cancelled.') assert.ok(!waits, this.said);
    else assert.ok([...unanswered, 'Nothing was changed.', 'You are signed out.'].includes(this.said), this.said);
    this.waits = waits;
    await this.portal?.close();
    this.portal = null;
    return `the deletion ${waits ? 'waits' : 'does not wait'}, ${waits === this.wanted ? 'as wanted' : 'as before'}`;
  }
}

/** Exports are written down: none without its note, and the log has each entry whole and in its place. */
export class Exporting extends Story {
  moments = [{}, { after: '/v1/export/note', within: 8 }, { after: '/v1/log/entries', within: 8, away: 300 }];
  files = 0;

  async act() {
    const portal = await this.device();
    ++this.round;
    this.tell();
    await portal.go('/');
    await portal.go('/export');
    await portal.fill('Password', this.password);
    await portal.press('Create export');
    this.said = saidBy(portal);
    if (this.said === 'Your export is ready.') this.files += 1;
    else assert.equal(portal.files().length, 0, `a file, and "${this.said}"`);
    this.tell();
  }

  async check() {
    const { entries } = await asOwner(this.server, this, '/v1/log/entries', { from: 0 });
    let notes = 0;
    entries.forEach((/** @type {any} */ { entry, leaf }, /** @type {number} */ at) => {
      const bytes = bytesIn(entry);
      assert.equal(createHash('sha256').update(Buffer.of(0)).update(bytes).digest('base64url'), leaf);
      const { seq, type } = JSON.parse(Buffer.from(bytes).toString());
      assert.equal(seq, at);
      if (type === 'export.created') ++notes;
    });
    assert.ok(this.files <= notes && notes <= this.round, `${this.files} files, ${notes} notes, ${this.round} rounds`);
    await this.portal?.close();
    this.portal = null;
    return this.said === 'Your export is ready.' ? 'file and note' : 'no file';
  }
}

/** What a device keeps; as with a disk, what was written is there after the end of the program. */
class Storage extends Map {
  tell() {}
  /** @param {string} name @param {Uint8Array} bytes */
  set(name, bytes) {
    super.set(name, bytes);
    this.tell?.();
    return this;
  }
  /** @param {string} name */
  delete(name) {
    const was = super.delete(name);
    this.tell();
    return was;
  }
}

/** "Stay signed in": the device comes back without the password if it was said so, and never half. */
export class Staying extends Story {
  moments = [{}, { after: '/v1/device/enrol', within: 8 }, { after: '/v1/login/finish', within: 12, away: 300 }];
  storage = new Storage();
  stays = false;

  async act() {
    await this.portal?.close();
    this.stays = false;
    this.storage = new Storage();
    this.storage.tell = () => this.tell();
    this.tell();
    const portal = await openPortal({ server: this.server.url, path: '/sign-in', storage: this.storage, fetch: watchedFetch });
    this.portal = portal;
    await portal.press('Stay signed in on this device');
    await portal.fill('Email address', this.login);
    await portal.fill('Password', this.password);
    await portal.press('Sign in');
    this.said = saidBy(portal);
    this.stays = portal.sees('This device stays signed in until');
    this.tell();
  }

  async check() {
    await this.portal?.close();
    this.portal = null;
    const back = await askAgain(async () => {
      const portal = await openPortal({ server: this.server.url, path: '/subscriptions', storage: this.storage });
      await portal.idle();
      if (portal.alert()) throw new Error(portal.alert());
      return portal;
    });
    const [isBack, alert] = [isSignedIn(back), back.alert()];
    await back.close();
    assert.equal(alert, '');
    if (this.stays) assert.ok(isBack, 'it said that it stays, and it does not');
    if (isBack) assert.equal(this.storage.has('device-x'), true);
    return isBack ? 'the device comes back' : 'the password is asked for';
  }
}

export const kinds = { Saving, Recovering, Deciding, Exporting, Staying };

/** What of a story outlives the process that it is in. @param {any} story @returns {string} */
export function print(story) {
  const { mortal, portal, moments, sayings, storage, tell, ...rest } = story;
  const kept = [...(storage ?? [])].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  return JSON.stringify({ ...rest, kept_bytes: kept });
}

/** @param {Story} story @param {string} text */
export function read(story, text) {
  const { kept_bytes: kept, ...rest } = JSON.parse(text);
  Object.assign(story, rest);
  if (!(story instanceof Staying)) return;
  story.storage = new Storage();
  for (const [name, coded] of kept) story.storage.set(name, new Uint8Array(Buffer.from(coded, 'base64')));
}
