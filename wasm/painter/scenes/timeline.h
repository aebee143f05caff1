// What happened when: a lane for each kind of thing, time from left to right, as many of one moment as there
// are.
//
// numbers: m, then m times at which a month begins, then (time, kind) of each event; times are unix ms and
// never go back, kinds count from 0. words: the names of the m months, then those of the kinds.
#pragma once

#include "wasm/painter/scene.h"
#include "wasm/painter/scenes/time_axis.h"

namespace portal::painter {

class Timeline : public Scene {
 public:
  bool take(Content content) override;
  void paint(Sheet& sheet) const override;
  std::optional<std::size_t> gesture(const Gesture& gesture, float width, float height) override;

 private:
  struct Event {
    double time;
    std::size_t kind;
  };
  struct Frame;

  void pan(double by);
  void zoom(double around, double factor);
  void show(double from, double to);
  void show_all();
  void step_to(double number);
  void paint_lanes(Sheet& sheet, const Frame& frame) const;
  void paint_pointed(Sheet& sheet, const Frame& frame) const;
  std::optional<std::size_t> event_at(const Frame& frame, float x, float y, float near) const;

  std::vector<Month> months_;
  std::vector<std::string> kinds_;
  std::vector<Event> events_;
  double from_ = 0;
  double to_ = 1;
  std::optional<std::size_t> pointed_;
};

}  // namespace portal::painter
