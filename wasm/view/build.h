// Small words to write screens with.
#pragma once

#include <string>
#include <utility>

#include "wasm/core/model.h"
#include "wasm/view/node.h"

namespace portal::view {

using core::Field;
using core::Intent;
using core::Model;

Node heading(std::uint32_t level, std::string text);
Node paragraph(std::string text, Look look = Look::plain);
Node box(Role role, std::string name, std::vector<Node> children, Look look = Look::plain);
Node button(std::string name, Intent intent, Look look = Look::plain);
Node submit(std::string name, Intent intent);
Node link(std::string name, std::string path, Look look = Look::plain);
Node outside_link(std::string name, std::string url);
Node text_field(const Model& model, Field field, std::string name, std::string input,
                std::string autocomplete);
// The password input and the button that shows what is in it.
std::vector<Node> password_field(const Model& model, Field field, std::string name, std::string autocomplete);
// Progress and Cancel, while something long is under way.
void add_work(std::vector<Node>& to, const Model& model);
void add(std::vector<Node>& to, std::vector<Node> more);

}  // namespace portal::view
