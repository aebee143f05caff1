// The switches of the subscriptions: how each is addressed and found.
#pragma once

#include <string>

#include "wasm/core/model.h"

namespace portal::core {

inline std::string switch_key(const std::string& list, wire::Purpose purpose) {
  return list + "/" + std::string(wire::name_of(purpose));
}

wire::PurposeState* find_purpose(Model& model, const std::string& list_and_purpose);

}  // namespace portal::core
