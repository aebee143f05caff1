#include "tests/unit/archive/made.h"

namespace portal {
namespace {

using namespace archive;

constexpr auto open = [](View file, const std::string& passphrase, std::size_t part = 1 << 20) {
  return test::open_age_file(file, passphrase, part);
};

const std::string kPassphrase = "4d2nq8zr0xw6m1vb7k3thc95sy";

TEST_CASE("an age file opens with its passphrase, at all edges of chunks and in parts of any size") {
  for (std::size_t size : test::kEdges) {
    const Bytes content = test::noise(size);
    const Bytes file = test::age_file_of(content, kPassphrase);
    for (std::size_t part : {std::size_t{777}, std::size_t{65'552}, std::size_t{1} << 20}) {
      const auto opened = open(file, kPassphrase, part);
      REQUIRE(opened);
      CHECK(*opened == content);
    }
  }
}

TEST_CASE("another passphrase does not open an age file") {
  const auto opened = open(test::age_file_of(view_of("secret"), kPassphrase), kPassphrase + "x");
  CHECK((!opened && opened.fault() == Fault::unauthenticated));
}

TEST_CASE("each flipped byte of an age file is noticed") {
  const Bytes file = test::age_file_of(view_of("secret"), kPassphrase);
  for (std::size_t at = 0; at < file.size(); ++at) {
    Bytes changed = file;
    changed[at] ^= 1;
    CAPTURE(at);
    CHECK_FALSE(open(changed, kPassphrase));
  }
}

TEST_CASE("an age file that is cut off or goes on is noticed") {
  const Bytes file = test::age_file_of(test::noise(2 * kAgeChunk), kPassphrase);
  const std::size_t payload = file.size() - 2 * (kAgeChunk + kAgeTag);
  for (std::size_t size :
       {std::size_t{0}, payload - 17, payload - 1, payload, payload + kAgeChunk + kAgeTag, file.size() - 1}) {
    CAPTURE(size);
    CHECK_FALSE(open(View(file).first(size), kPassphrase));
  }
  Bytes more = file;
  append(more, Bytes(kAgeTag));
  CHECK_FALSE(open(more, kPassphrase));
}

TEST_CASE("chunks of an age file cannot change places") {
  Bytes file = test::age_file_of(test::noise(3 * kAgeChunk), kPassphrase);
  const auto chunk = static_cast<std::ptrdiff_t>(kAgeChunk + kAgeTag);
  std::swap_ranges(file.end() - 3 * chunk, file.end() - 2 * chunk, file.end() - 2 * chunk);
  CHECK_FALSE(open(file, kPassphrase));
}

TEST_CASE("an empty last chunk after others is refused") {
  const AgeFileKey key{Secret(16)};
  const AgeHeader header = seal_file_key(key, test::wrap_key_of(kPassphrase, {}, 1), {}, 1);
  const Bytes nonce(16);
  AgeStream stream(key, nonce);
  Bytes file = join({view_of(print_age_header(header)), nonce});
  append(file, stream.seal(Bytes(kAgeChunk), AgeStream::Place::middle));
  append(file, stream.seal({}, AgeStream::Place::last));
  CHECK_FALSE(open(file, kPassphrase));
}

TEST_CASE("the header of an age file has one form") {
  const Fixed<16> salt{3};
  const AgeHeader header = seal_file_key({Secret(16)}, test::wrap_key_of(kPassphrase, salt, 4), salt, 4);
  const std::string text = print_age_header(header);
  const auto parsed = parse_age_header(text);
  REQUIRE(parsed);
  CHECK(*parsed == header);
  CHECK(find_age_header(text + "more") == text.size());
  CHECK(find_age_header(text.substr(0, text.size() - 1)) == 0);

  const auto with = [&](std::string_view what, std::string_view instead) {
    std::string changed = text;
    changed.replace(changed.find(what), what.size(), instead);
    return parse_age_header(changed);
  };
  CHECK_FALSE(with(" 4\n", " 04\n"));
  CHECK_FALSE(with(" 4\n", " +4\n"));
  CHECK_FALSE(with(" 4\n", " 4 \n"));
  CHECK_FALSE(with(" 4\n", " 0\n"));
  CHECK_FALSE(with(" 4\n", " \n"));
  CHECK_FALSE(with(" 4\n", " 23\n"));
  CHECK_FALSE(with(" 4\n", " 4294967300\n"));
  CHECK(with(" 4\n", " 22\n"));
  CHECK_FALSE(with("v1\n", "v2\n"));
  CHECK_FALSE(with("v1\n", "v1\r\n"));
  CHECK_FALSE(with("scrypt", "X25519"));
  CHECK_FALSE(with("\n---", "=\n---"));
  const std::string stanza = text.substr(text.find("->"), text.find("---") - text.find("->"));
  CHECK_FALSE(with("---", stanza + "---"));  // a second stanza
  CHECK_FALSE(parse_age_header(text + "\n"));
}

TEST_CASE("a work factor that would keep the reader busy for hours is refused before any work") {
  std::string file(text_of(test::age_file_of(view_of("x"), kPassphrase)));
  file.replace(file.find(" 4\n"), 3, " 23\n");
  const auto opened = open(view_of(file), kPassphrase);
  CHECK((!opened && opened.fault() == Fault::malformed));
}

TEST_CASE("what has no end of a header is no age file") {
  CHECK_FALSE(open(Bytes(100'000, 'a'), kPassphrase));
  CHECK_FALSE(open(Bytes(100'000, '\n'), kPassphrase));
}

}  // namespace
}  // namespace portal
