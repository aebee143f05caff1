#include "shared/archive/crc32.h"
#include "shared/archive/zip_reader.h"
#include "shared/archive/zip_writer.h"
#include "tests/unit/archive/made.h"

namespace portal {
namespace {

using archive::ZipReader;
using archive::ZipWriter;
using test::Collected;

struct Heard final : archive::ZipListener {
  Status entry(std::string_view path) override {
    files.emplace_back(std::string(path), Bytes{});
    return Done{};
  }
  Status content(View bytes) override {
    append(files.back().second, bytes);
    return Done{};
  }
  Status entry_ends() override { return Done{}; }
  test::Files files;
};

Bytes zip_of(const test::Files& files) {
  Collected to;
  ZipWriter zip(to);
  for (const auto& [path, content] : files) {
    REQUIRE(zip.open_entry(path));
    REQUIRE(zip.write(content));
    zip.close_entry();
  }
  zip.finish();
  return to.bytes;
}

Status read(View bytes, Heard& heard, std::size_t part = ~std::size_t{0}) {
  ZipReader reader(heard);
  for (; !bytes.empty(); bytes = bytes.subspan(std::min(part, bytes.size()))) {
    TRY(reader.push(bytes.first(std::min(part, bytes.size()))));
  }
  return reader.finish();
}

TEST_CASE("CRC-32 has its check value, in pieces too") {
  archive::Crc32 whole;
  whole.update(view_of("123456789"));
  CHECK(whole.value() == 0xcbf43926u);
  const Bytes bytes = test::noise(1000);
  archive::Crc32 one;
  one.update(bytes);
  archive::Crc32 many;
  for (std::size_t at = 0; at < bytes.size(); at += 13) {
    many.update(View(bytes).subspan(at, std::min<std::size_t>(13, bytes.size() - at)));
  }
  CHECK(one.value() == many.value());
}

TEST_CASE("what was written to a ZIP file is read from it, at all edges of blocks and in parts of any size") {
  test::Files files;
  for (std::size_t size : test::kEdges) files.emplace_back("a/" + std::to_string(size), test::noise(size));
  const Bytes zip = zip_of(files);
  for (std::size_t part : {std::size_t{1}, std::size_t{7}, std::size_t{65'535}, std::size_t{1} << 20}) {
    Heard heard;
    CHECK(read(zip, heard, part));
    CHECK(heard.files == files);
  }
}

TEST_CASE("the same files are the same ZIP file, however they are written") {
  const Bytes content = test::noise(70'000);
  Collected to;
  ZipWriter zip(to);
  REQUIRE(zip.open_entry("x"));
  for (std::uint8_t byte : content) REQUIRE(zip.write({&byte, 1}));
  zip.close_entry();
  zip.finish();
  CHECK(to.bytes == zip_of({{"x", content}}));
}

TEST_CASE("each flipped bit of a ZIP file is noticed") {
  const Bytes zip = zip_of({{"one", bytes_of("first content")}, {"two/2", {}}, {"three", bytes_of("3")}});
  for (std::size_t bit = 0; bit < zip.size() * 8; ++bit) {
    Bytes changed = zip;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1u << (bit % 8)));
    Heard heard;
    CAPTURE(bit);
    CHECK_FALSE(read(changed, heard));
  }
}

TEST_CASE("a ZIP file with an end cut off or something added is noticed") {
  const Bytes zip = zip_of({{"one", bytes_of("first content")}, {"two", {}}});
  for (std::size_t size = 0; size < zip.size(); ++size) {
    Heard heard;
    CHECK_FALSE(read(View(zip).first(size), heard));
  }
  Bytes more = zip;
  more.push_back(0);
  Heard heard;
  CHECK_FALSE(read(more, heard));
}

TEST_CASE("an archive without entries is none") {
  Heard heard;
  CHECK_FALSE(read(zip_of({}), heard));
}

TEST_CASE("a second spelling of the same blocks is refused") {
  archive::ZipEntry entry{.path = "x", .size = 2};
  const auto file = [&](std::initializer_list<Bytes> blocks) {
    Bytes zip = archive::local_header("x");
    entry.packed = 0;
    for (const Bytes& block : blocks) {
      append(zip, block);
      entry.packed += block.size();
    }
    archive::Crc32 crc;
    crc.update(view_of("ab"));
    entry.crc = crc.value();
    append(zip, archive::descriptor(entry));
    const std::size_t directory = zip.size();
    append(zip, archive::central_header(entry));
    append(zip, archive::end_record(1, zip.size() - directory, directory));
    return zip;
  };
  const auto block = [](std::string_view text, bool is_last) {
    return join({archive::block_header(text.size(), is_last), view_of(text)});
  };
  Heard heard;
  CHECK(read(file({block("ab", true)}), heard));
  CHECK_FALSE(read(file({block("a", false), block("b", true)}), heard));
  CHECK_FALSE(read(file({block("ab", false), block("", true)}), heard));
}

TEST_CASE("paths that could be misused and paths that are there already are refused") {
  Collected to;
  ZipWriter zip(to);
  for (const char* path :
       {"", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/.b", "a b", "a\\b", "\xc3\xa4"}) {
    CAPTURE(path);
    const Status opened = zip.open_entry(path);
    CHECK((!opened && opened.fault() == Fault::malformed));
  }
  CHECK_FALSE(zip.open_entry(std::string(101, 'a')));
  REQUIRE(zip.open_entry("A/b"));
  zip.close_entry();
  const Status again = zip.open_entry("a/B");
  CHECK((!again && again.fault() == Fault::conflict));
}

TEST_CASE("a reader does not take two entries of one path") {
  // Written by hand: the writer would not.
  Bytes zip;
  std::vector<archive::ZipEntry> entries;
  for (int i = 0; i < 2; ++i) {
    archive::ZipEntry entry{.path = "x", .packed = 5, .offset = zip.size()};
    append(zip, archive::local_header("x"));
    append(zip, archive::block_header(0, true));
    append(zip, archive::descriptor(entry));
    entries.push_back(entry);
  }
  const std::size_t directory = zip.size();
  for (const auto& entry : entries) append(zip, archive::central_header(entry));
  append(zip, archive::end_record(2, zip.size() - directory, directory));
  Heard heard;
  CHECK_FALSE(read(zip, heard));
}

TEST_CASE("parts are of one MiB, but for the last") {
  struct Parts final : archive::Sink {
    void write(View part) override { sizes.push_back(part.size()); }
    std::vector<std::size_t> sizes;
  } parts;
  archive::PartSink sink(parts);
  const Bytes bytes(archive::kPartSize / 2 + 5);
  for (int i = 0; i < 4; ++i) sink.write(bytes);
  sink.flush();
  sink.flush();
  CHECK(parts.sizes == std::vector<std::size_t>{archive::kPartSize, archive::kPartSize, 20});
}

}  // namespace
}  // namespace portal
