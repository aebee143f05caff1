#include "tests/unit/vectors.h"

#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>

namespace portal::test {
namespace {

std::string folder() {
  const char* named = std::getenv("PORTAL_VECTORS");
  return named != nullptr && *named != '\0' ? named : "../shared/vectors";
}

bool is_there(const std::string& path) {
  struct stat found;
  return stat(path.c_str(), &found) == 0;
}

}  // namespace

std::optional<std::string> find_vector_text(std::string_view file) {
  if (!is_there(folder())) {
    std::printf("SKIP %.*s: there is no folder %s\n", static_cast<int>(file.size()), file.data(),
                folder().c_str());
    return std::nullopt;
  }
  std::ifstream stream(folder() + "/" + std::string(file), std::ios::binary);
  if (!stream) {
    FAIL_CHECK("cannot read ", std::string(file), " in ", folder());
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::optional<nlohmann::json> find_vectors(std::string_view file) {
  const std::optional<std::string> text = find_vector_text(file);
  if (!text) return std::nullopt;
  nlohmann::json parsed = nlohmann::json::parse(*text, nullptr, false);
  if (parsed.is_discarded()) {
    FAIL_CHECK(std::string(file), " is not JSON");
    return std::nullopt;
  }
  return parsed;
}

}  // namespace portal::test
