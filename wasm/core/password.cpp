#include "wasm/core/password.h"

#include <algorithm>

#include "shared/base/inputs.h"

namespace portal::core {
namespace {

constexpr std::size_t kEnough = 12;
constexpr std::size_t kEnoughIfHardToGuess = 8;
constexpr int kHardToGuess = 3;
constexpr int kGuessable = 2;  // below, length does not help

// General category Zs beyond ASCII: U+00A0, then those of three bytes.
bool is_two_byte_space(View at) {
  return at.size() >= 2 && at[0] == 0xc2 && at[1] == 0xa0;
}
bool is_three_byte_space(View at) {
  if (at.size() < 3) return false;
  const std::uint32_t point = (at[0] & 0x0fu) << 12 | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);
  return (at[0] & 0xf0) == 0xe0 && (point == 0x1680 || (point >= 0x2000 && point <= 0x200a) ||
                                    point == 0x202f || point == 0x205f || point == 0x3000);
}

std::size_t characters_in(View utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](std::uint8_t byte) { return (byte & 0xc0) != 0x80; }));
}

}  // namespace

Result<Secret> prepare_password(const Secret& typed) {
  TRY(check_password_bytes(typed.reveal()));
  Secret mapped(typed.size());
  std::size_t size = 0;
  for (View rest = typed.reveal(); !rest.empty();) {
    const std::size_t space = is_two_byte_space(rest) ? 2 : is_three_byte_space(rest) ? 3 : 0;
    mapped.reveal()[size++] = space ? ' ' : rest[0];
    rest = rest.subspan(space ? space : 1);
  }
  return Secret(View(mapped.reveal()).first(size));
}

Notice judge_new_password(const Secret& prepared, const Estimated& estimated) {
  if (estimated.common) return Notice::password_too_common;
  if (estimated.score < kGuessable) return Notice::password_too_weak;
  const std::size_t characters = characters_in(prepared.reveal());
  const bool good =
      characters >= kEnough || (characters >= kEnoughIfHardToGuess && estimated.score >= kHardToGuess);
  return good ? Notice::none : Notice::password_too_weak;
}

}  // namespace portal::core
