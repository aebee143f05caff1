// Secrets ⇄ the text of secrets.json.
#pragma once

#include "server-stub/app/secrets.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace portal::server {

Result<Secrets> make_secrets(std::string realm, std::uint64_t now, Random& random);

Secret print_secrets(const Secrets& secrets);

// Demands exactly what print_secrets writes, spaces aside: Fault::malformed for anything else.
Result<Secrets> parse_secrets(View text);

}  // namespace portal::server
