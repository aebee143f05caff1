// SHA256SUMS, as sha256sum writes and checks it.
#pragma once

#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/crypto/hash.h"

namespace portal::archive {

struct Sum {
  std::string path;
  Sha256 digest;
  bool operator==(const Sum&) const = default;
};

std::string print_sums(const std::vector<Sum>& sums);

// Fault::malformed for anything but what `print_sums` writes.
Result<std::vector<Sum>> parse_sums(std::string_view text);

}  // namespace portal::archive
