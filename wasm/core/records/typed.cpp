#include "wasm/core/records/typed.h"

#include "wasm/core/records/card_number.h"

namespace portal::core {
namespace {

std::string trimmed(std::string_view typed) {
  const auto first = typed.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return "";
  return std::string(typed.substr(first, typed.find_last_not_of(" \t\n") - first + 1));
}

Notice problem_of(Item item, const std::string& value) {
  const Status good = check_value(item, value);
  if (!good) return good.fault() == Fault::too_large ? Notice::value_too_long : Notice::value_unreadable;
  return has_card_number(value) ? Notice::card_number : Notice::none;
}

void type_in(Model& model, Item item, const std::string& value) {
  model.typed_in(field_of(item)).value = Secret(view_of(value));
}

}  // namespace

OwnerProfile typed_profile(const Model& model) {
  OwnerProfile profile = model.my_data->saved;
  for (std::size_t i = 0; i < kItems; ++i) {
    const Item item = item_at(i);
    const std::string value = trimmed(text_of(model.value_of(field_of(item)).reveal()));
    if (value == profile.value(item)) continue;
    profile[item].reset();
    if (!value.empty()) profile[item] = Kept{value, Source::web, model.now / 1000};
  }
  return profile;
}

std::optional<LeftTyping> find_left_typing(const Model& model, const AccountId& account) {
  LeftTyping left{account, {}, {}, model.value_of(Field::device_name).duplicate()};
  if (model.my_data) {
    left.base = model.my_data->saved;
    left.wanted = typed_profile(model);
  }
  if (left.wanted == left.base && left.device_name.empty()) return std::nullopt;
  return left;
}

std::optional<TypedProblem> find_problem(const OwnerProfile& saved, const OwnerProfile& wanted) {
  for (std::size_t i = 0; i < kItems; ++i) {
    const Item item = item_at(i);
    if (wanted.value(item) == saved.value(item)) continue;
    const Notice problem = problem_of(item, wanted.value(item));
    if (problem != Notice::none) return TypedProblem{problem, field_of(item)};
  }
  return std::nullopt;
}

void type_in(Model& model, const OwnerProfile& profile) {
  for (std::size_t i = 0; i < kItems; ++i) type_in(model, item_at(i), profile.value(item_at(i)));
}

void refill(Model& model, const OwnerProfile& from, const OwnerProfile& to) {
  for (std::size_t i = 0; i < kItems; ++i) {
    const Item item = item_at(i);
    if (from.value(item) != to.value(item)) type_in(model, item, to.value(item));
  }
}

}  // namespace portal::core
