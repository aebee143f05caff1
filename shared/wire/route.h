// Where a message goes: method, path, who may send it, and the status of its good answer.
#pragma once

#include <cstdint>

namespace portal::wire {

enum class Access { open, session, mailer };

struct Route {
  const char* method;
  const char* path;
  Access access = Access::open;
  int status = 200;
};

// The reply, or request, that says nothing more: `{}`; a GET has no body at all.
struct Nothing {
  static void fields(auto&, auto&&) {}
};

}  // namespace portal::wire
