// How something went, for the live regions; and fields emptied.
#include "wasm/core/core.h"

namespace portal::core {

void Core::tell(Notice notice, std::string of) {
  model_.status = {notice, std::move(of)};
  model_.alert = {};
}
void Core::complain(Notice notice, std::string of) {
  model_.alert = {notice, std::move(of)};
  model_.status = {};
}
void Core::complain(Notice notice, Field about) {
  complain(notice);
  model_.invalid.insert(about);
}
void Core::complain_about(Fault fault) {
  switch (fault) {
    case Fault::session_ended:
      return signed_out_by_server();
    case Fault::slow_down:
      return complain(Notice::too_many_attempts);
    case Fault::unreachable:
      return complain(Notice::unreachable);
    case Fault::incident:
      return complain(model_.other_vault ? Notice::another_vault : Notice::incident);
    case Fault::no_memory:
      return complain(Notice::no_memory);
    case Fault::malformed:
    case Fault::unauthenticated:
    case Fault::step_up_needed:
    case Fault::out_of_scope:
    case Fault::not_found:
    case Fault::conflict:
    case Fault::too_large:
    case Fault::wrong_type:
    case Fault::unavailable:
      return complain(Notice::unavailable);
  }
}
// What was told is still true when a screen cannot be read; it was of something else.
void Core::complain_of_reading(Fault fault) {
  Told told = model_.status;
  complain_about(fault);
  if (fault != Fault::session_ended) model_.status = std::move(told);
}
void Core::heard_again() {
  if (model_.alert.notice == Notice::unreachable || model_.alert.notice == Notice::unavailable)
    model_.alert = {};
}
void Core::hush() {
  model_.status = {};
  model_.alert = {};
  model_.invalid.clear();
}

void Core::empty(Field field) {
  Typed& typed = model_.typed_in(field);
  if (typed.value.empty()) return;
  typed.value = Secret();
  ++typed.cleared;
}
void Core::empty_passwords() {
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto field = static_cast<Field>(i);
    if (field != Field::email && !is_of_profile(field)) empty(field);
  }
  model_.strength = Strength::unknown;
}
void Core::empty_profile() {
  for (std::size_t i = 0; i < kItems; ++i) empty(field_of(item_at(i)));
  model_.my_data.reset();
}

}  // namespace portal::core
