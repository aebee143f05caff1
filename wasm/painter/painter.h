// A display list as a frame of Dear ImGui.
#pragma once

#include <imgui.h>
#include <vector>

#include "wasm/painter/display_list.h"
#include "wasm/painter/glyphs.h"

namespace portal::painter {

// Numbers of textures: the page's pictures below, ImGui's own atlases from here on.
constexpr std::uint32_t kFirstAtlas = 1u << 16;

class Painter {
 public:
  Painter();
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  // Hands the triangles to the host. The mouse is where ImGui is told that it is; it hears nothing else of a
  // person.
  void paint(const std::vector<Mark>& marks, float width, float height);

 private:
  ImGuiContext* context_;
  Fonts fonts_;
};

}  // namespace portal::painter
