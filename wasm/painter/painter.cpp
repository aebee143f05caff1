#include "wasm/painter/painter.h"

#include <algorithm>
#include <cmath>

#include "wasm/painter/host.h"

namespace portal::painter {
namespace {

constexpr std::uint32_t kMostFonts = 4096;
constexpr std::uint32_t kAllCorners = 15;
constexpr int kFine = 32;  // segments of a circle

ImVec2 start_of(const Box& box) {
  return {box.x, box.y};
}

ImVec2 end_of(const Box& box) {
  return {box.x + box.width, box.y + box.height};
}

ImDrawFlags corner_flags(std::uint32_t corners) {
  if (corners == 0) return ImDrawFlags_RoundCornersNone;
  return static_cast<ImDrawFlags>(corners) << 4;  // TopLeft is 1 << 4, and the rest follows in our order
}

Box grown(const Box& box, float by) {
  return {box.x - by, box.y - by, std::max(0.0F, box.width + 2 * by), std::max(0.0F, box.height + 2 * by)};
}

ImVec2 middle_of(const Box& box) {
  return {box.x + box.width / 2, box.y + box.height / 2};
}

// The corners of a small rounded box are too few for a dot.
bool is_circle(const Fill& fill) {
  return fill.radius * 2 == fill.box.width && fill.box.width == fill.box.height &&
         fill.corners == kAllCorners;
}

// Each mark by ImGui's own primitives.
struct Brush {
  ImDrawList& list;
  Fonts& fonts;

  void operator()(const Fill& fill) const {
    if (is_circle(fill)) return list.AddCircleFilled(middle_of(fill.box), fill.radius, fill.colour, kFine);
    list.AddRectFilled(start_of(fill.box), end_of(fill.box), fill.colour, fill.radius,
                       corner_flags(fill.corners));
  }

  void operator()(const Stroke& stroke) const {
    const Box middle = grown(stroke.box, -stroke.thickness / 2);
    list.PathRect(start_of(middle), end_of(middle), std::max(0.0F, stroke.radius - stroke.thickness / 2));
    list.PathStroke(stroke.colour, ImDrawFlags_Closed, stroke.thickness);
  }

  // A blur as steps, each as strong as its share of the whole: the integral of a bell over the edge.
  void operator()(const Shadow& shadow) const {
    const float alpha = static_cast<float>(shadow.colour >> IM_COL32_A_SHIFT) / 255;
    const int steps = std::clamp(static_cast<int>(std::min(shadow.blur, alpha * 255)), 1, 24);
    float painted = 0;
    for (int step = 0; step < steps; ++step) {
      const float from_edge = 1 - 2 * (static_cast<float>(step) + 0.5F) / static_cast<float>(steps);
      const float wanted = alpha * 0.5F * (1 - std::erf(from_edge * 1.4F));
      const float added = (wanted - painted) / (1 - painted);
      painted = wanted;
      const Box box = grown(shadow.box, from_edge * shadow.blur);
      const auto colour = (shadow.colour & ~IM_COL32_A_MASK) |
                          (static_cast<std::uint32_t>(std::lround(added * 255)) << IM_COL32_A_SHIFT);
      if (colour >> IM_COL32_A_SHIFT) {
        list.AddRectFilled(start_of(box), end_of(box), colour,
                           shadow.radius + std::max(0.0F, from_edge * shadow.blur));
      }
    }
  }

  void operator()(const Text& text) const {
    if (text.font >= kMostFonts) return;
    ImFont& font = fonts.find(text.font);
    list.PushTexture(ImGui::GetIO().Fonts->TexRef);
    for (const auto& [code, x] : text.letters) {
      font.RenderChar(&list, Fonts::kSize, {x, text.baseline}, text.colour, static_cast<ImWchar>(code));
    }
    list.PopTexture();
  }

  void operator()(const Picture& picture) const {
    if (picture.number == 0 || picture.number >= kFirstAtlas) return;
    list.AddImage(ImTextureRef(static_cast<ImTextureID>(picture.number)), start_of(picture.box),
                  end_of(picture.box), {0, 0}, {1, 1}, picture.colour);
  }

  void operator()(const Tick& tick) const {
    const auto& [x, y, width, height] = tick.box;
    list.PathLineTo({x + width * 0.22F, y + height * 0.52F});
    list.PathLineTo({x + width * 0.42F, y + height * 0.72F});
    list.PathLineTo({x + width * 0.78F, y + height * 0.29F});
    list.PathStroke(tick.colour, 0, tick.thickness);
  }

  void operator()(const Path& path) const {
    for (const auto& [x, y] : path.points) list.PathLineTo({x, y});
    list.PathStroke(path.colour, 0, path.thickness);
  }
};

std::uint32_t number_of(const ImTextureData& texture) {
  return kFirstAtlas + static_cast<std::uint32_t>(texture.UniqueID);
}

void send(ImTextureData& texture) {
  const std::uint32_t number = number_of(texture);
  if (texture.Status == ImTextureStatus_WantCreate) {
    host_make_texture(number, texture.Width, texture.Height, texture.Pixels);
    texture.SetTexID(static_cast<ImTextureID>(number));
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantUpdates) {
    for (const ImTextureRect& part : texture.Updates) {
      host_change_texture(number, part.x, part.y, part.w, part.h,
                          static_cast<const std::uint8_t*>(texture.GetPixelsAt(part.x, part.y)),
                          texture.GetPitch());
    }
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantDestroy) {
    host_drop_texture(number);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
  }
}

void send(const ImDrawData& frame) {
  if (frame.Textures) {
    for (ImTextureData* texture : *frame.Textures) send(*texture);
  }
  for (const ImDrawList* list : frame.CmdLists) {
    host_take_triangles(list->VtxBuffer.Data, static_cast<std::uint32_t>(list->VtxBuffer.Size),
                        list->IdxBuffer.Data, static_cast<std::uint32_t>(list->IdxBuffer.Size));
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.ElemCount == 0) continue;
      host_draw(static_cast<std::uint32_t>(command.GetTexID()), command.IdxOffset, command.ElemCount);
    }
  }
}

}  // namespace

Painter::Painter() : context_(ImGui::CreateContext()) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.Fonts->SetFontLoader(&browser_glyphs());
  io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
  fonts_.find(0);
  ImGui::GetStyle().AntiAliasedLinesUseTex = false;
  ImGui::GetStyle().CircleTessellationMaxError = 0.1F;
}

Painter::~Painter() {
  ImGui::DestroyContext(context_);
}

void Painter::paint(const std::vector<Mark>& marks, float width, float height) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width, height};
  io.DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  const Brush brush{*ImGui::GetBackgroundDrawList(), fonts_};
  for (const Mark& mark : marks) std::visit(brush, mark);
  ImGui::Render();
  send(*ImGui::GetDrawData());
}

}  // namespace portal::painter
