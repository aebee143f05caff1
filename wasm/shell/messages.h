// The JSON of the boundary (README.md, "The boundary"): what a shell may say, and what it gets.
#pragma once

#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/wire/json.h"
#include "wasm/core/core.h"
#include "wasm/view/drawing.h"
#include "wasm/view/node.h"

namespace portal::shell {

std::string print_tree(const view::Node& root);
// Its numbers stay where they are.
std::string print_drawing(const view::Node& node, const view::Drawing& drawing);
std::string print_effects(const core::Effects& effects);
std::string print_page(const core::Model& model, std::string_view title, bool busy);

// The members of a head; absent or of another type: empty, 0, false.
std::string text_in(const wire::Value& head, std::string_view name);
std::uint64_t number_in(const wire::Value& head, std::string_view name);
bool flag_in(const wire::Value& head, std::string_view name);

// What a `hear` head and its body say.
core::Answer answer_in(const wire::Value& head, View body);

}  // namespace portal::shell
