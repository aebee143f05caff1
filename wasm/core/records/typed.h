// The profile as it is being typed: from the fields, into the fields, and what may not stay in them.
#pragma once

#include "wasm/core/model.h"

namespace portal::core {

// What stands in the fields, on top of what is saved; what differs is from here and now.
OwnerProfile typed_profile(const Model& model);

// What would be lost if the session ended now; nothing if all is saved.
std::optional<LeftTyping> find_left_typing(const Model& model, const AccountId& account);

struct TypedProblem {
  Notice notice;
  Field field;
};
// In what differs from `saved`: too long, characters that nobody can type, a card number.
std::optional<TypedProblem> find_problem(const OwnerProfile& saved, const OwnerProfile& wanted);

void type_in(Model& model, const OwnerProfile& profile);
// Only the fields whose value differs; what else was typed stays.
void refill(Model& model, const OwnerProfile& from, const OwnerProfile& to);

}  // namespace portal::core
