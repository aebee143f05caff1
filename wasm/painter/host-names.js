// What the page gives, so that the linker knows it: web/painter/module.js has the real ones.
mergeInto(LibraryManager.library, {
  host_measure_glyph: function () { abort(); },
  host_draw_glyph: function () { abort(); },
  host_make_texture: function () { abort(); },
  host_change_texture: function () { abort(); },
  host_drop_texture: function () { abort(); },
  host_take_triangles: function () { abort(); },
  host_draw: function () { abort(); },
});
