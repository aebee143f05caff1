// Runs a program that Emscripten built: node run-wasm.cjs PROGRAM.js [ARGUMENT]…
// Old Emscripten takes a Node that has fetch for a browser.
delete globalThis.fetch;
// Before the program's own handlers: Node would show the line that threw, and that is all of the program.
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    if (error && error.name === 'ExitStatus') return;
    console.error(`${error && error.stack ? error.stack : error}`.slice(0, 4000));
    process.exit(1);
  });
}
const path = require('node:path');
process.argv.splice(1, 1);
process.argv[1] = path.resolve(process.argv[1]);
require(process.argv[1]);
