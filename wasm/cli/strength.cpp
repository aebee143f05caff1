#include "wasm/cli/strength.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <zxcvbn.h>

namespace portal::cli {
namespace {

// The estimate takes time quadratic in the length, and nothing beyond this would change it.
constexpr std::size_t kLongest = 64;
constexpr std::size_t kShortestWord = 3;

// A whole password that is one familiar thing is a common one if it falls within 100,000 guesses.
const double kCommonBits = std::log2(1e5);

// zxcvbn's own scale: 10³, 10⁶, 10⁸ and 10¹⁰ guesses.
int score_of(double bits) {
  int score = 0;
  for (const double guesses : {1e3, 1e6, 1e8, 1e10}) score += bits >= std::log2(guesses + 5) ? 1 : 0;
  return score;
}

// Whole words, and their parts between dots and the like.
std::vector<std::string> parts_of(const std::vector<std::string>& words) {
  std::vector<std::string> parts;
  for (const std::string& word : words) {
    std::string part;
    for (const char c : word + " ") {
      const bool inside = std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
      if (inside) part += c;
      if (!inside && part.size() >= kShortestWord) parts.push_back(part);
      if (!inside) part.clear();
    }
    if (word.size() >= kShortestWord) parts.push_back(word);
  }
  return parts;
}

}  // namespace

core::Estimated estimate_strength(const Secret& password, const std::vector<std::string>& words) {
  const std::size_t size = std::min(password.size(), kLongest);
  const Secret text = join_secret({password.reveal().first(size), view_of(std::string_view("\0", 1))});
  const std::vector<std::string> parts = parts_of(words);
  std::vector<const char*> known;
  for (const std::string& part : parts) known.push_back(part.c_str());
  known.push_back(nullptr);
  ZxcMatch_t* matches = nullptr;
  const double bits =
      ZxcvbnMatch(reinterpret_cast<const char*>(text.reveal().data()), known.data(), &matches);
  const bool is_one_thing = matches && !matches->Next && (matches->Type & ~MULTIPLE_MATCH) != BRUTE_MATCH;
  ZxcvbnFreeInfo(matches);
  return {score_of(bits), is_one_thing && bits < kCommonBits};
}

}  // namespace portal::cli
