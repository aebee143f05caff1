// A mail as text: headers, words and, alone on its line, the link. Lines end with LF as files do; the SMTP
// door makes them CRLF.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server-stub/app/outgoing_mail.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace portal::server {

struct Sender {
  std::string site_name;
  std::string realm;  // the From address is portal@realm
};

std::string sender_address(const Sender& sender);

// Nothing of the person is in it but the address in To. Fault::malformed unless `to` is a normalised login,
// the link an http(s) URL (and there if, and only if, the kind has one) and the site's name one line: so no
// value can add a header field.
Result<std::string> compose(const OutgoingMail& mail, const Sender& sender, std::uint64_t now,
                            Random& random);

// The address in the To field of what compose() made.
std::optional<std::string> find_recipient(std::string_view message);

}  // namespace portal::server
