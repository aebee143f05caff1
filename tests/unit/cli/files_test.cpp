#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>

#include "tests/unit/temporary_folder.h"
#include "wasm/cli/new_file.h"
#include "wasm/cli/state_folder.h"

using namespace portal;
using namespace portal::cli;
namespace fs = std::filesystem;

namespace {

const std::string kPins = "pins/" + std::string(64, 'a');

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
unsigned mode(const fs::path& path) {
  struct stat about {};
  REQUIRE(stat(path.c_str(), &about) == 0);
  return about.st_mode & 0777;
}
std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a new file is there when it is put in place, and not before") {
  test::TemporaryFolder folder;
  const fs::path place = folder.path() / "export.zip";
  NewFile file(place);
  REQUIRE(file.open());
  REQUIRE(file.write(view_of("whole")));
  CHECK_FALSE(fs::exists(place));
  REQUIRE(file.put_in_place(NewFile::If::free));
  CHECK(content(place) == "whole");
  CHECK(mode(place) == 0600);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("of a file that was given up nothing stays") {
  test::TemporaryFolder folder;
  {
    NewFile file(folder.path() / "export.zip");
    REQUIRE(file.open());
    REQUIRE(file.write(view_of("half")));
  }
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("a file that is there is replaced only if that was wanted") {
  test::TemporaryFolder folder;
  const fs::path place = folder.path() / "export.zip";
  std::ofstream(place) << "old";
  {
    NewFile file(place);
    REQUIRE(file.open());
    const Status put = file.put_in_place(NewFile::If::free);
    REQUIRE_FALSE(put);
    CHECK(put.fault() == Fault::conflict);
  }
  CHECK(content(place) == "old");
  CHECK(files_in(folder.path()) == 1);
  NewFile file(place);
  REQUIRE(file.open());
  REQUIRE(file.put_in_place(NewFile::If::exists_too));
  CHECK(content(place).empty());
}

TEST_CASE("a folder that is not there is a fault") {
  test::TemporaryFolder folder;
  NewFile file(folder.path() / "no/such/export.zip");
  CHECK_FALSE(file.open());
}

TEST_CASE("what was seen is kept for the next call, for its owner alone") {
  test::TemporaryFolder folder;
  const StateFolder state(folder.path() / "a/b");
  REQUIRE(state.read_all());
  REQUIRE(state.keep("realm", view_of("portal.example")));
  REQUIRE(state.keep(kPins, view_of("seen")));
  CHECK(mode(folder.path() / "a") == 0700);
  CHECK(mode(folder.path() / "a/b") == 0700);
  CHECK(mode(folder.path() / "a/b/realm") == 0600);
  const auto kept = state.read_all();
  REQUIRE(kept);
  CHECK(kept->size() == 2);
  for (const auto& [name, value] : *kept)
    CHECK(text_of(value) == (name == kPins ? "seen" : "portal.example"));
  state.drop("realm");
  CHECK(state.read_all()->size() == 1);
}

TEST_CASE("what unlocks anything, and what belongs to a page, is not kept") {
  test::TemporaryFolder folder;
  const StateFolder state(folder.path());
  for (const char* name :
       {"device", "device-x", "was-signed-in", "theme", "../realm", "pins/../../x", "pins/abc"}) {
    REQUIRE(state.keep(name, view_of("x")));
  }
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("a state that cannot be read is a fault, not an empty one") {
  test::TemporaryFolder folder;
  fs::create_directory(folder.path() / "realm");
  CHECK_FALSE(StateFolder(folder.path()).read_all());
  std::ofstream(folder.path() / "file") << "x";
  CHECK_FALSE(StateFolder(folder.path() / "file").read_all());
}

TEST_CASE("without a folder nothing is kept") {
  const StateFolder none;
  CHECK(none.keep("realm", view_of("x")));
  CHECK(none.read_all()->empty());
}
