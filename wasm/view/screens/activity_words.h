// The activity log in words, and which of it a search finds.
#pragma once

#include <string>
#include <vector>

#include "wasm/view/build.h"

namespace portal::view {

struct PhraseWords {
  std::string what;  // without the number, if it has one
  std::string who;
  std::string whence;
};
PhraseWords words_of(const core::Phrase& phrase, const Model& model);
// With the number: "3 failed sign-ins".
std::string what_of(const core::Activity::Row& row, const core::Phrase& phrase, const Model& model);
std::string_view kind_words(core::ActivityKind kind);
std::string print_number(std::uint64_t number);  // "12,345"

// Which entries are to be seen: of the chosen kind, and each word of the search in its what, who, from or
// date; upper and lower case are the same.
class ActivitySearch {
 public:
  explicit ActivitySearch(const Model& model);

  // Entries are asked for from the newest to the oldest, for days are remembered.
  bool finds(const core::Activity::Row& row);

 private:
  std::vector<std::string> words_;
  std::vector<bool> has_kind_;             // of each phrase
  std::vector<std::uint64_t> missing_;     // of each phrase: the words that it has not, as bits
  std::uint64_t day_ = ~std::uint64_t{0};  // since 1970: the one that was looked at last
  std::uint64_t missing_in_day_ = 0;
};

}  // namespace portal::view
