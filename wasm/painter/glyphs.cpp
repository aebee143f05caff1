#include "wasm/painter/glyphs.h"

#include <cstring>
#include <imgui_internal.h>
#include <unordered_map>

#include "wasm/painter/host.h"

namespace portal::painter {
namespace {

std::uint32_t number_of(const ImFontConfig& source) {
  return source.FontNo;
}

bool start_font(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = 0;  // glyphs hang from their baseline
  baked->Descent = 0;
  return true;
}

bool draw_glyph(ImFontAtlas& atlas, ImFontConfig& source, ImFontBaked& baked, const GlyphBox& box,
                ImFontGlyph& glyph) {
  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(&atlas, box.width, box.height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(box.width) *
                                   static_cast<std::size_t>(box.height));
  host_draw_glyph(number_of(source), glyph.Codepoint, &box, pixels.data());
  glyph.X0 = static_cast<float>(box.left);
  glyph.Y0 = static_cast<float>(box.top);
  glyph.X1 = static_cast<float>(box.left + box.width);
  glyph.Y1 = static_cast<float>(box.top + box.height);
  glyph.Visible = true;
  glyph.PackId = place;
  ImFontAtlasBakedSetFontGlyphBitmap(&atlas, &baked, &source, &glyph, ImFontAtlasPackGetRect(&atlas, place),
                                     pixels.data(), ImTextureFormat_Alpha8, box.width);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code,
                ImFontGlyph* glyph, float* advance) {
  GlyphBox box{};
  host_measure_glyph(number_of(*source), code, &box);
  if (advance) {
    *advance = box.advance;
    return true;
  }
  glyph->Codepoint = code;
  glyph->AdvanceX = box.advance;
  if (box.width <= 0 || box.height <= 0) return true;
  return draw_glyph(*atlas, *source, *baked, box, *glyph);
}

ImFontLoader make_loader() {
  ImFontLoader loader;
  loader.Name = "browser";
  loader.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return true; };
  loader.FontBakedInit = start_font;
  loader.FontBakedLoadGlyph = load_glyph;
  return loader;
}

}  // namespace

const ImFontLoader& browser_glyphs() {
  static const ImFontLoader loader = make_loader();
  return loader;
}

float advance_of(std::uint32_t font, std::uint32_t code) {
  static std::unordered_map<std::uint64_t, float> known;
  const std::uint64_t key = (std::uint64_t{font} << 32) | code;
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  GlyphBox box{};
  host_measure_glyph(font, code, &box);
  known.emplace(key, box.advance);
  return box.advance;
}

ImFont& Fonts::find(std::uint32_t number) {
  if (number >= fonts_.size()) fonts_.resize(number + 1, nullptr);
  ImFont*& font = fonts_[number];
  if (!font) {
    ImFontConfig source;
    static char no_file = 0;  // ImGui wants some, and keeps a copy
    source.FontData = &no_file;
    source.FontDataSize = 1;
    source.FontDataOwnedByAtlas = false;
    source.FontNo = number;
    source.FontLoader = &browser_glyphs();
    source.SizePixels = kSize;
    font = ImGui::GetIO().Fonts->AddFont(&source);
  }
  return *font;
}

}  // namespace portal::painter
