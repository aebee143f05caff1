// Who can read what: boxes from left to right (from top to bottom where it is narrow), and what opens what.
//
// numbers: g, the number of groups, b, that of boxes; (group, column, kind) of each box, kinds as in
// KeyThing::Kind; then (from, to) for each arrow, numbers of boxes. words: the names of the groups, then a
// title and a note for each box.
#pragma once

#include "wasm/painter/scene.h"
#include "wasm/painter/scenes/key_plan.h"

namespace portal::painter {

class Keys : public Scene {
 public:
  bool take(Content content) override;
  void paint(Sheet& sheet) const override;
  std::optional<std::size_t> gesture(const Gesture& gesture, float width, float height) override;

 private:
  struct Arrow {
    std::size_t from, to;
  };

  bool is_lit(std::size_t thing) const { return lit_.empty() || lit_[thing]; }
  void light_up();
  void paint_thing(Sheet& sheet, const KeyPlan& plan, std::size_t number) const;
  void paint_arrow(Sheet& sheet, const KeyPlan& plan, const Arrow& arrow) const;

  std::vector<std::string> groups_;
  std::vector<KeyThing> things_;
  std::vector<Arrow> arrows_;
  std::optional<std::size_t> pointed_;
  std::vector<bool> lit_;  // what leads to what is pointed at, and from it; empty: everything
};

}  // namespace portal::painter
