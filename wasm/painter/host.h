// What the page gives the painter: glyphs from its own fonts, and a WebGL context. web/painter/module.js has
// the other half.
#pragma once

#include <cstdint>

namespace portal::painter {

// In whole device pixels from the origin of the glyph; 0 wide: nothing to see.
struct GlyphBox {
  std::int32_t left, top, width, height;
  float advance;
};

}  // namespace portal::painter

#ifdef __EMSCRIPTEN__
#define PORTAL_FROM_HOST(name) __attribute__((import_module("env"), import_name(#name)))
#else
#define PORTAL_FROM_HOST(name)
#endif

extern "C" {

PORTAL_FROM_HOST(host_measure_glyph)
void host_measure_glyph(std::uint32_t font, std::uint32_t code, portal::painter::GlyphBox* box);

// Coverage, one byte a pixel, of the box that was measured.
PORTAL_FROM_HOST(host_draw_glyph)
void host_draw_glyph(std::uint32_t font, std::uint32_t code, const portal::painter::GlyphBox* box,
                     std::uint8_t* pixels);

// Textures of coverage alone. Parts are rows of `pitch` bytes.
PORTAL_FROM_HOST(host_make_texture)
void host_make_texture(std::uint32_t number, std::int32_t width, std::int32_t height,
                       const std::uint8_t* pixels);
PORTAL_FROM_HOST(host_change_texture)
void host_change_texture(std::uint32_t number, std::int32_t x, std::int32_t y, std::int32_t width,
                         std::int32_t height, const std::uint8_t* pixels, std::int32_t pitch);
PORTAL_FROM_HOST(host_drop_texture)
void host_drop_texture(std::uint32_t number);

// Triangles: first all of them, then, range by range, with which texture.
PORTAL_FROM_HOST(host_take_triangles)
void host_take_triangles(const void* vertices, std::uint32_t vertex_count, const std::uint32_t* indices,
                         std::uint32_t index_count);
PORTAL_FROM_HOST(host_draw)
void host_draw(std::uint32_t texture, std::uint32_t first_index, std::uint32_t index_count);

}  // extern "C"
