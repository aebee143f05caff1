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

// What a good answer to M has for a status: one, or one of two.
template <class M>
int status_of(const typename M::Reply& reply) {
  if constexpr (requires { M::status_of(reply); }) {
    return M::status_of(reply);
  } else {
    return M::route.status;
  }
}
template <class M>
constexpr bool is_good(int status) {
  if constexpr (requires { M::kNotYet; }) {
    if (status == M::kNotYet) return true;
  }
  return status == M::route.status;
}

// The reply, or request, that says nothing more: `{}`; a GET has no body at all.
struct Nothing {
  static void fields(auto&, auto&&) {}
};

}  // namespace portal::wire
