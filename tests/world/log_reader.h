// Somebody with an account who reads its activity, and a log as long as a test wants it.
#pragma once

#include "tests/world/people.h"
#include "wasm/view/screen.h"

namespace portal::world {

struct LogReader {
  Service service;
  Storage storage;
  std::unique_ptr<Device> device;

  LogReader();
  void read();
  // The text of the table's cells, row by row.
  std::vector<std::vector<std::string>> rows() const;
  bool says(std::string_view words) const;
  std::uint64_t count() const;
};

// Entries of a log that nobody wrote, as the server would show them.
Bytes made_page(std::uint32_t from, std::uint32_t all);
void make_log(Service& service, std::uint32_t all);

}  // namespace portal::world
