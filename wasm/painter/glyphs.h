// Dear ImGui's letters, rasterised by the browser in the fonts of the page.
#pragma once

#include <cstdint>
#include <imgui.h>
#include <vector>

struct ImFontLoader;

namespace portal::painter {

const ImFontLoader& browser_glyphs();

// In device pixels, remembered.
float advance_of(std::uint32_t font, std::uint32_t code);

// One ImFont for each font that the page named, at the one size that the page named with it.
class Fonts {
 public:
  // The name of the size under which ImGui keeps a font; what it looks like is the page's affair.
  static constexpr float kSize = 16;

  ImFont& find(std::uint32_t number);

 private:
  std::vector<ImFont*> fonts_;
};

}  // namespace portal::painter
