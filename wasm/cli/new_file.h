// A file that is there when it is complete, or not at all: written beside its place, on the disk, then moved.
#pragma once

#include <filesystem>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace portal::cli {

class NewFile {
 public:
  enum class If { free, exists_too };

  explicit NewFile(std::filesystem::path place) : place_(std::move(place)) {}
  ~NewFile();  // what was not put in place is removed
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // All of them Fault::unavailable when the disk says no.
  Status open();  // mode 0600
  Status write(View bytes);
  // Fault::conflict if there is one and only a free place was wanted.
  Status put_in_place(If condition);

 private:
  std::filesystem::path place_;
  std::string beside_;
  int descriptor_ = -1;
};

}  // namespace portal::cli
