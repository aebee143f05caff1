// ZipReader: the one form of a ZIP file, the same in one piece and byte by byte, and as the writer writes it.
#include "shared/archive/zip_reader.h"
#include "shared/archive/zip_writer.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using portal::fuzz::demand;

namespace {

struct Collected final : archive::Sink {
  void write(View part) override { append(bytes, part); }
  Bytes bytes;
};

// Writes what it hears once more.
struct Echo final : archive::ZipListener {
  Status entry(std::string_view path) override { return zip.open_entry(path); }
  Status content(View bytes) override { return zip.write(bytes); }
  Status entry_ends() override {
    zip.close_entry();
    return Done{};
  }
  Collected to;
  archive::ZipWriter zip{to};
};

bool reads(View input, Echo& echo, std::size_t part) {
  archive::ZipReader reader(echo);
  for (; !input.empty(); input = input.subspan(std::min(part, input.size()))) {
    if (!reader.push(input.first(std::min(part, input.size())))) return false;
  }
  return bool(reader.finish());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Echo whole;
  Echo piecewise;
  const bool is_zip = reads({data, size}, whole, size);
  demand(reads({data, size}, piecewise, 1) == is_zip, "parts make no difference");
  if (!is_zip) return 0;
  whole.zip.finish();
  demand(fuzz::are_equal(whole.to.bytes, {data, size}), "there is one way to write it");
  return 0;
}
