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
  first_group,
  second_group,
  export_file,  // picked, not typed
  passphrase,
  key_line,
};
inline constexpr std::size_t kFields = 11;

constexpr bool is_password(Field field) {
  return field >= Field::password && field <= Field::repeat_new_password;
}

}  // namespace portal::core
