// What the host gives, so that the linker knows it: web/core-module.js has the real one.
mergeInto(LibraryManager.library, { host_random: function () { abort(); } });
