// How far long work is, on a terminal's standard error, and what is told while it goes on.
#pragma once

#include "wasm/core/model.h"

namespace portal::cli {

class Progress {
 public:
  Progress();
  void look(const core::Model& model);
  void end();  // the line is free again

 private:
  bool is_seen_;
  bool has_line_ = false;
  core::Told told_ = {};
};

}  // namespace portal::cli
