#include "wasm/core/switches.h"

namespace portal::core {

wire::PurposeState* find_purpose(Model& model, const std::string& list_and_purpose) {
  if (!model.subscriptions) return nullptr;
  for (auto& list : model.subscriptions->lists) {
    for (auto& purpose : list.purposes) {
      if (switch_key(list.id, purpose.id) == list_and_purpose) return &purpose;
    }
  }
  return nullptr;
}

}  // namespace portal::core
