// What each kind of mail says.
#pragma once

#include <string_view>

#include "server-stub/app/outgoing_mail.h"

namespace portal::server {

enum class Link { none, may_be, must_be };

struct Wording {
  std::string_view subject;
  std::string_view before;  // what stands above the link
  Link link;
  std::string_view after;  // what stands below it; may be empty
};

Wording wording_of(MailKind kind);

}  // namespace portal::server
