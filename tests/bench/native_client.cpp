// The client's half of a login as a filter, for the bench's load: it stretches once, for the stretched output
// of one password and login is always the same. Lines in and out, bytes as base64url:
//   native_client REALM LOGIN PASSWORD          1            → KE1 of a new attempt, kept under that number
//                                               1 KE2        → KE3
#include <iostream>
#include <map>
#include <optional>
#include <sodium.h>
#include <sstream>

#include "shared/base/encoding.h"
#include "shared/crypto/stretch.h"
#include "shared/opaque/client.h"

using namespace portal;
using namespace portal::opaque;

namespace {

struct Client {
  std::string realm;
  std::string login;
  std::string password;
  SystemRandom random;
  std::map<std::string, ClientLoginState> open;
  std::optional<Secret> stretched;

  Result<std::string> begin(const std::string& number) {
    auto start = TRY(generate_ke1(view_of(password), random));
    open.insert_or_assign(number, std::move(start.state));
    return encode_base64url(start.ke1);
  }

  Result<std::string> finish(const std::string& number, const std::string& text) {
    const Bytes ke2 = TRY(decode_base64url(text));
    auto kept = open.extract(number);
    if (kept.empty()) return Fault::not_found;
    ClientLoginState& state = kept.mapped();
    if (!stretched) stretched = TRY(stretch_argon2id(TRY(recover_oprf_output(state, ke2)).bytes, 3, 65536));
    const auto end = TRY(
        generate_ke3(std::move(state), ke2, {stretched->duplicate()}, {}, {view_of(realm), view_of(login)}));
    return encode_base64url(end.ke3);
  }
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 4 || sodium_init() < 0) return 2;
  Client client{arguments[1], arguments[2], arguments[3], {}, {}, {}};
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string number;
    std::string ke2;
    words >> number >> ke2;
    const auto answer = ke2.empty() ? client.begin(number) : client.finish(number, ke2);
    if (!answer) return 1;
    std::cout << *answer << std::endl;
  }
}
