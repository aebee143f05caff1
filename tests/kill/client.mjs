// @ts-check
// One story in a process of its own, to be killed: node client.mjs KIND URL STATE. It writes each new state at once.
import { writeSync } from 'node:fs';
import { kinds, print, read } from './yours.mjs';

const [kind, url, state] = process.argv.slice(2);
const story = new kinds[/** @type {keyof typeof kinds} */ (kind)](/** @type {any} */ ({ server: { url } }), 'nobody');
read(story, state);
story.said = '';
story.tell = () => void writeSync(1, `${print(story)}\n`);
await story.act();
writeSync(1, 'done\n');
process.exit(0);
