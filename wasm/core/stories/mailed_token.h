// The token of a mailed link, out of the fragment of its address.
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/encoding.h"
#include "shared/wire/sizes.h"

namespace portal::core {

inline std::optional<wire::LinkToken> find_mailed_token(std::string_view fragment) {
  constexpr std::string_view kPrefix = "token=";
  if (!fragment.starts_with(kPrefix)) return std::nullopt;
  const auto bytes = decode_base64url(fragment.substr(kPrefix.size()));
  const auto token = bytes ? fixed<16>(*bytes) : Result<wire::LinkToken>(Fault::malformed);
  return token ? std::optional(*token) : std::nullopt;
}

}  // namespace portal::core
