#include "shared/archive/passphrase.h"

#include <string_view>

namespace portal::archive {

Secret make_passphrase(Random& random) {
  constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  Secret passphrase = random.make_secret(26);
  for (std::uint8_t& byte : passphrase.reveal()) byte = static_cast<std::uint8_t>(kAlphabet[byte % 32]);
  return passphrase;
}

}  // namespace portal::archive
