// What the shipped modules import from their host, for the unit tests' wasm build.
mergeInto(LibraryManager.library, {
  host_random: function (pointer, length) {
    require('crypto').randomFillSync(HEAPU8, pointer, length);
  },
});
