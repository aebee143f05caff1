// Numbers of payment cards, which nobody should keep among their notes.
#pragma once

#include <string_view>

namespace portal::core {

// Whether there is a run of 13 to 19 digits, with spaces or hyphens between its groups, whose last digit
// checks (Luhn, ISO/IEC 7812-1 annex B).
bool has_card_number(std::string_view text);

}  // namespace portal::core
