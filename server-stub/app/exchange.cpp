#include "server-stub/app/exchange.h"

namespace portal::server {

const std::string* Request::find_field(std::string_view lower_case_name) const {
  for (const auto& [name, value] : fields) {
    if (name == lower_case_name) return &value;
  }
  return nullptr;
}

}  // namespace portal::server
