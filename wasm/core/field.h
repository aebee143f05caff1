// Everything that can be typed into.
#pragma once

#include <array>
#include <cstddef>

namespace portal::core {

enum class Field {
  email,
  password,
  repeat_password,
  current_password,
  new_password,
  repeat_new_password,
  renewal_password,  // for a new recovery key
  first_group,
  second_group,
  device_name,
  recovery_key,
  export_file,      // picked, not typed
  confirmed_login,  // that another vault is accepted
  passphrase,
  key_line,
  search,
  // One for each item of the profile, in its order.
  name,
  phone,
  street_address,
  city,
  region,
  postal_code,
  country,
  billing_name,
  company,
  tax_number,
  billing_address,
  notes,
};
inline constexpr std::size_t kFields = 28;
inline constexpr Field kFirstItem = Field::name;

constexpr bool is_password(Field field) {
  return field >= Field::password && field <= Field::renewal_password;
}

constexpr bool is_of_profile(Field field) {
  return field >= kFirstItem;
}

}  // namespace portal::core
