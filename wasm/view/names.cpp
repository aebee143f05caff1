#include "wasm/view/names.h"

#include "wasm/view/moments.h"

namespace portal::view {
namespace {

std::string_view print_channel(wire::Channel channel) {
  using enum wire::Channel;
  switch (channel) {
    case by_default:
      return "the default";
    case portal:
      return "chosen here";
    case embed:
      return "chosen on the members page";
    case one_click:
      return "by the unsubscribe button of a mail programme";
    case link:
      return "by a link in a mail";
    case reply:
      return "by a reply to a mail";
    case import:
      return "imported";
    case staff:
      return "by our staff";
    case gpc:
      return "by your browser's privacy signal";
  }
  return {};
}

}  // namespace

std::string_view switch_name(wire::Purpose purpose) {
  switch (purpose) {
    case wire::Purpose::follow_up:
      return "Follow-up messages";
    case wire::Purpose::news:
      return "Company news";
    case wire::Purpose::marketing:
      return "Product offers";
  }
  return {};
}

std::string_view access_name(wire::Scope scope) {
  switch (scope) {
    case wire::Scope::full:
      return "Full access";
    case wire::Scope::embedded:
      return "Mail preferences";
    case wire::Scope::recovery:
    case wire::Scope::previous:
      return "Recovery key: a new password, nothing else";
    case wire::Scope::device:
      return "Full access, stays signed in";
  }
  return {};
}

std::string_view about(wire::Purpose purpose) {
  switch (purpose) {
    case wire::Purpose::follow_up:
      return "Answers and tips that belong to something you asked for or bought.";
    case wire::Purpose::news:
      return "What is new at the company, a few times a year.";
    case wire::Purpose::marketing:
      return "Offers for our own products and services.";
  }
  return {};
}

std::string_view strength_name(core::Strength strength) {
  switch (strength) {
    case core::Strength::unknown:
      return "";
    case core::Strength::weak:
      return "Weak";
    case core::Strength::fair:
      return "Fair";
    case core::Strength::good:
      return "Good";
    case core::Strength::strong:
      return "Strong";
  }
  return {};
}

std::string print_choice(const wire::PurposeState& state) {
  const std::string how = state.on ? "On" : "Off";
  if (!state.since) return how + ", never changed";
  return how + " since " + print_date(*state.since) + ", " + std::string(print_channel(state.channel));
}

}  // namespace portal::view
