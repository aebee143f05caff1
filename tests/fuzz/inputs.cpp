// normalise_login and check_password_bytes: what people type.
#include "shared/base/inputs.h"

#include <algorithm>

#include "shared/base/encoding.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using portal::fuzz::demand;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  if (const auto login = normalise_login(input)) {
    demand(login->size() <= 254 && login->size() <= size, "a login is short");
    demand(std::all_of(login->begin(), login->end(),
                       [](char c) { return c > ' ' && c < 0x7f && !(c >= 'A' && c <= 'Z'); }),
           "a login is visible ASCII in lower case");
    demand(std::count(login->begin(), login->end(), '@') == 1, "a login has one @");
    demand(login->find_first_of("<>()[],;:\\\"") == std::string::npos,
           "a login cannot break a mail's header");
    const auto again = normalise_login(view_of(*login));
    demand(again && *again == *login, "a login is its own normal form");

    std::string louder = "  " + *login + " ";
    for (char& c : louder) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const auto same = normalise_login(view_of(louder));
    demand(same && *same == *login, "capitals and spaces around it make no other login");
  }
  if (check_password_bytes(input)) {
    demand(size >= 1 && size <= kLongestPassword && is_printable_utf8(input),
           "a password is 1 to 1024 bytes of printable UTF-8");
  }
  return 0;
}
