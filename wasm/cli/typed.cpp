#include "wasm/cli/typed.h"

#include <cstdlib>
#include <utf8proc.h>

namespace portal::cli {

Secret normalise_nfc(const Secret& typed) {
  utf8proc_uint8_t* composed = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const auto size =
      utf8proc_map(typed.reveal().data(), static_cast<utf8proc_ssize_t>(typed.size()), &composed, options);
  if (size < 0) return typed.duplicate();
  Secret normalised(View(composed, static_cast<std::size_t>(size)));
  wipe({composed, static_cast<std::size_t>(size)});
  std::free(composed);
  return normalised;
}

}  // namespace portal::cli
