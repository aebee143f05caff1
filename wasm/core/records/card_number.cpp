#include "wasm/core/records/card_number.h"

#include <array>
#include <string>
#include <vector>

namespace portal::core {
namespace {

constexpr std::size_t kShortest = 13;
constexpr std::size_t kLongest = 19;
// Hyphen, space, no-break space, hyphens and dashes of Unicode.
constexpr std::array<std::string_view, 7> kSeparators{
    " ", "-", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x93"};

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool checks(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    const int weighed = i % 2 == 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 == 0;
}

std::size_t separator_at(std::string_view text) {
  for (const std::string_view separator : kSeparators) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

// Groups that stand beside each other: from the beginning of any to the end of any.
bool has_card_number(const std::vector<std::string>& groups) {
  for (std::size_t first = 0; first < groups.size(); ++first) {
    std::string digits;
    for (std::size_t last = first; last < groups.size() && digits.size() <= kLongest; ++last) {
      digits += groups[last];
      if (digits.size() >= kShortest && digits.size() <= kLongest && checks(digits)) return true;
    }
  }
  return false;
}

}  // namespace

bool has_card_number(std::string_view text) {
  std::vector<std::string> groups;
  bool in_group = false;
  while (!text.empty()) {
    std::size_t step = 1;
    if (is_digit(text[0])) {
      if (!in_group) groups.emplace_back();
      groups.back() += text[0];
      in_group = true;
    } else if (const std::size_t separator = separator_at(text)) {
      in_group = false;
      step = separator;
    } else {
      if (has_card_number(groups)) return true;
      groups.clear();
      in_group = false;
    }
    text.remove_prefix(step);
  }
  return has_card_number(groups);
}

}  // namespace portal::core
