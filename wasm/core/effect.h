// What the core wants done in the world, and what it hears about it. Plain data, carried out by a shell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/secret.h"
#include "shared/crypto/stretch.h"

namespace portal::core {

using EffectId = std::uint32_t;

struct Fetch {
  EffectId id;
  std::string method;
  std::string path;
  std::string authorization;  // empty: none
  Bytes body;                 // JSON; empty for GET
};
struct Stretch {  // Argon2id, one lane, salt of 16 zero bytes, 64 bytes out
  EffectId id;
  std::uint32_t iterations;
  std::uint32_t memory_kib;
  Secret input;
};
struct Scrypt {  // 32 bytes out
  EffectId id;
  ScryptCost cost;
  Bytes salt;
  Secret input;
};
struct Estimate {  // how long a password would resist guessing
  EffectId id;
  std::vector<std::string> words;  // that a guesser would try first
  Secret password;
};
struct Wait {
  EffectId id;
  std::uint64_t milliseconds;
};
struct CopyText {
  EffectId id;
  Secret text;
};
struct Cancel {
  EffectId id;
};
struct Keep {  // on this device, for later visits
  std::string name;
  Bytes value;
  Bytes bound_to = {};  // not empty: sealed under the place's own key, with this as associated data
};
struct Drop {
  std::string name;
};
struct SaveFile {
  std::string name;
  std::string type;
  Secret content;
};
// A file for the person that is made piece by piece. It is there when it is closed, or not at all. The place
// may ask the person where to: directly after a press only.
struct OpenFile {
  EffectId id;  // names the file from here on
  std::string name;
  std::string type;
};
struct WriteFile {
  EffectId id;
  EffectId file;
  Secret content;
};
struct CloseFile {
  EffectId id;
  EffectId file;
};
struct AbortFile {
  EffectId file;
};
struct ReadFile {  // a piece of the file that the person picked last
  EffectId id;
  std::uint64_t from;
  std::uint64_t size;
};
struct Print {};
struct ShowPath {
  std::string path;
  bool replace;
};

using Effect = std::variant<Fetch, Stretch, Scrypt, Estimate, Wait, CopyText, Cancel, Keep, Drop, SaveFile,
                            OpenFile, WriteFile, CloseFile, AbortFile, ReadFile, Print, ShowPath>;
using Effects = std::vector<Effect>;

struct HttpAnswer {
  int status;
  Bytes body;
};
struct Stretched {
  Secret output;  // 64; of scrypt 32
};
struct Estimated {
  int score;    // 0 … 4
  bool common;  // the whole password stands in a list of known ones
};
struct Piece {  // read
  Secret content;
};
struct Over {};                                                      // waited, copied, written
enum class Failure { no_answer, no_memory, not_possible, refused };  // by the person

using Answer = std::variant<HttpAnswer, Stretched, Estimated, Piece, Over, Failure>;

}  // namespace portal::core
