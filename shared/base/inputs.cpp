#include "shared/base/inputs.h"

#include <algorithm>
#include <string_view>

#include "shared/base/encoding.h"

namespace portal {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Calls `accept` for each piece between dots until it says no.
template <class Accept>
bool all_between_dots(std::string_view text, Accept accept) {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!accept(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_atom(std::string_view text) {
  constexpr std::string_view kOthers = "!#$%&'*+-/=?^_`{|}~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || kOthers.find(c) != std::string_view::npos;
  });
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  const std::string_view last = text.substr(text.rfind('.') + 1);
  return all_between_dots(text, is_label) && !std::all_of(last.begin(), last.end(), is_digit);
}

// Code points that are no characters, U+FDD0–FDEF and the last two of each plane, in bytes that are UTF-8.
bool has_noncharacter(View text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == 0xef && text[i + 1] == 0xb7 && text[i + 2] >= 0x90 && text[i + 2] <= 0xaf) return true;
    const bool ends_block = text[i + 1] == 0xbf && text[i + 2] >= 0xbe;
    const bool ends_plane_0 = text[i] == 0xef && ends_block;
    const bool ends_other_plane = i > 0 && text[i - 1] >= 0xf0 && (text[i] & 0x0f) == 0x0f && ends_block;
    if (ends_plane_0 || ends_other_plane) return true;
  }
  return false;
}

}  // namespace

Result<std::string> normalise_login(View typed) {
  std::string_view text = text_of(typed);
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);

  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at > 64 || text.size() > 254) return Fault::malformed;
  if (!all_between_dots(text.substr(0, at), is_atom) || !is_domain(text.substr(at + 1)))
    return Fault::malformed;

  std::string login(text);
  for (char& c : login)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return login;
}

Status check_password_bytes(View password) {
  if (password.size() > kLongestPassword) return Fault::too_large;
  if (password.empty() || !is_printable_utf8(password) || has_noncharacter(password)) return Fault::malformed;
  return Done{};
}

}  // namespace portal
