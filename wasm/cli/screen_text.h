// A screen as plain text, so that the command line says what the page says.
#pragma once

#include <string>
#include <string_view>

#include "wasm/view/node.h"

namespace portal::cli {

// What is to be read in the main part of a screen: headings, texts, values and switches, without what is only
// there to be pressed or typed into.
std::string screen_text(const view::Node& screen);

// What a terminal would obey is shown instead; line breaks and tabs stay.
std::string printable(std::string_view text);

}  // namespace portal::cli
