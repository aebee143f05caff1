#include "wasm/cli/report.h"

namespace portal::cli {

std::string print_json(const Report& report) {
  std::string text;
  wire::codec::write(text, report);
  return text + "\n";
}

}  // namespace portal::cli
