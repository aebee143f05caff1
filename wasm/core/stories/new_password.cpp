#include "wasm/core/stories/new_password.h"

#include "wasm/core/password.h"

namespace portal::core {

std::optional<Secret> take_new_password(Core& core, Field field, Field repeated) {
  const Secret& typed = core.model().value_of(field);
  auto password = prepare_password(typed);
  if (!password) {
    core.complain(password.fault() == Fault::too_large ? Notice::password_too_long
                  : typed.empty()                      ? Notice::password_too_weak
                                                       : Notice::password_unreadable,
                  field);
    return std::nullopt;
  }
  const auto again = prepare_password(core.model().value_of(repeated));
  if (!again || !equal_in_constant_time(password->reveal(), again->reveal())) {
    core.complain(Notice::passwords_differ, repeated);
    return std::nullopt;
  }
  return std::move(*password);
}

}  // namespace portal::core
