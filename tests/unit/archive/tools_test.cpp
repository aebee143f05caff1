// What other people's programs say about our files: Info-ZIP, Python, coreutils, minisign and age of Debian.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "shared/archive/minisign.h"
#include "tests/unit/archive/made.h"
#include "tests/unit/temporary_folder.h"

namespace portal {
namespace {

using namespace archive;

bool has(const std::string& tool) {
  if (std::system(("command -v " + tool + " >/dev/null").c_str()) == 0) return true;
  std::printf("SKIP %s is not there\n", tool.c_str());
  return false;
}

struct Folder : test::TemporaryFolder {
  void write(const std::string& name, View bytes) const {
    std::ofstream(*this / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  Bytes read(const std::string& name) const {
    std::ifstream file(*this / name, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
  }
  bool says_yes(const std::string& command) const {
    return std::system(("cd '" + path().string() + "' && (" + command + ") >out 2>&1").c_str()) == 0;
  }
  std::string said() const { return std::string(text_of(read("out"))); }
};

struct Exported : Folder {
  SigningKey key = test::owner_of(9);
  test::Files files;
  Bytes archive;

  Exported() {
    for (std::size_t size : test::kEdges)
      files.emplace_back("data/" + std::to_string(size), test::noise(size));
    archive = test::signed_archive_of(files, key);
    write("x.zip", archive);
  }
};

TEST_CASE_FIXTURE(Exported, "unzip unpacks an archive; sha256sum and minisign find it whole") {
  if (!has("unzip") || !has("sha256sum") || !has("minisign")) return;
  CHECK(says_yes("unzip -t x.zip"));
  REQUIRE(says_yes("unzip -q x.zip -d y"));
  for (const auto& [path, content] : files) CHECK(read("y/" + path) == content);
  CHECK(says_yes("cd y && sha256sum --strict -c SHA256SUMS"));
  const std::string line = print_minisign_key(key.verify_key);
  CHECK(says_yes("cd y && minisign -Vm SHA256SUMS -P " + line));
  CHECK(said().find(test::kComment) != std::string::npos);
  CHECK(says_yes("cd y && minisign -Vm SHA256SUMS -p keys/owner.pub"));
  CHECK_FALSE(
      says_yes("cd y && minisign -Vm SHA256SUMS -P " + print_minisign_key(test::owner_of(8).verify_key)));
  CHECK_FALSE(says_yes("cd y && echo >> SHA256SUMS && minisign -Vm SHA256SUMS -P " + line));
}

TEST_CASE_FIXTURE(Exported, "Python's zipfile reads an archive and finds no bad file") {
  if (!has("python3")) return;
  CHECK(
      says_yes("python3 -c \"import zipfile; z = zipfile.ZipFile('x.zip'); assert z.testzip() is None; "
               "assert all(i.flag_bits == 0x808 and i.compress_type == 8 for i in z.infolist()); "
               "assert len(z.read('data/131073')) == 131073\""));
  INFO(said());
}

// age reads passphrases from a terminal only.
constexpr std::string_view kAgeInTerminal = R"(
import os, pty, sys
passphrase = sys.argv[1].encode() + b'\n'
child, terminal = pty.fork()
if child == 0: os.execvp('age', ['age'] + sys.argv[2:])
asked = b''
times = 1 if '-d' in sys.argv else 2
while True:
    try: more = os.read(terminal, 1000)
    except OSError: break
    if not more: break
    asked += more
    if asked.count(b'passphrase') > 0 and times and asked.rstrip().endswith(b':'):
        os.write(terminal, passphrase); times -= 1; asked = b''
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
)";

TEST_CASE_FIXTURE(Folder, "age opens what we sealed, at all edges of chunks, and nothing that was changed") {
  if (!has("age") || !has("python3")) return;
  write("age.py", view_of(kAgeInTerminal));
  for (std::size_t size : test::kEdges) {
    CAPTURE(size);
    const Bytes content = test::noise(size);
    write("x.age", test::age_file_of(content, "a passphrase", 4));
    std::filesystem::remove(path() / "x");
    CHECK(says_yes("python3 age.py 'a passphrase' -d -o x x.age"));
    CHECK(read("x") == content);  // age makes no file for an empty one
  }
  CHECK_FALSE(says_yes("python3 age.py 'another' -d -o x x.age"));
  Bytes changed = test::age_file_of(view_of("content"), "a passphrase", 4);
  changed.back() ^= 1;
  write("x.age", changed);
  CHECK_FALSE(says_yes("python3 age.py 'a passphrase' -d -o x x.age"));
}

TEST_CASE_FIXTURE(Folder, "we open what age sealed") {
  if (!has("age") || !has("python3")) return;
  write("age.py", view_of(kAgeInTerminal));
  for (std::size_t size : {std::size_t{0}, std::size_t{65'536}, std::size_t{65'537}}) {
    const Bytes content = test::noise(size);
    write("x", content);
    std::filesystem::remove(path() / "x.age");
    REQUIRE(says_yes("python3 age.py 'a passphrase' -p -o x.age x"));
    const auto opened = test::open_age_file(read("x.age"), "a passphrase");
    REQUIRE(opened);
    CHECK(*opened == content);
  }
}

TEST_CASE_FIXTURE(Folder, "age opens what was sealed with the work factor of the product") {
  if (!has("age") || !has("python3")) return;
  write("age.py", view_of(kAgeInTerminal));
  write("x.age", test::age_file_of(view_of("content"), "a passphrase", kWorkFactor));
  CHECK(says_yes("python3 age.py 'a passphrase' -d -o x x.age"));
  CHECK(text_of(read("x")) == "content");
}

}  // namespace
}  // namespace portal
