#include "shared/archive/archive_check.h"
#include "shared/archive/minisign.h"
#include "tests/unit/archive/made.h"
#include "tests/unit/known_answers.h"

namespace portal {
namespace {

using namespace archive;

Result<Verified> check(View bytes, std::size_t part = 1 << 20) {
  ArchiveCheck archive;
  for (; !bytes.empty(); bytes = bytes.subspan(std::min(part, bytes.size()))) {
    TRY(archive.push(bytes.first(std::min(part, bytes.size()))));
  }
  return archive.finish();
}

const test::Files kFiles{{"index.html", bytes_of("<p>hello")}, {"account/profile.csv", {}}};

TEST_CASE("a signed archive says by which key, what and how many") {
  const SigningKey key = test::owner_of(1);
  const Bytes archive = test::signed_archive_of(kFiles, key);
  for (std::size_t part : {std::size_t{1}, std::size_t{100}, std::size_t{1} << 20}) {
    const auto verified = check(archive, part);
    REQUIRE(verified);
    CHECK(verified->key == key.verify_key);
    CHECK(verified->trusted_comment == test::kComment);
    CHECK(verified->files == 3);
  }
}

TEST_CASE("each flipped byte of a signed archive is noticed") {
  const Bytes archive = test::signed_archive_of(kFiles, test::owner_of(1));
  for (std::size_t at = 0; at < archive.size(); ++at) {
    Bytes changed = archive;
    changed[at] ^= 0x20;
    CAPTURE(at);
    CHECK_FALSE(check(changed));
  }
}

// A ZIP file that is well-formed all through, but is not what was signed.
Bytes forged(const std::vector<std::pair<std::string, std::string>>& files) {
  test::Collected to;
  ZipWriter zip(to);
  for (const auto& [path, content] : files) {
    REQUIRE(zip.open_entry(path));
    REQUIRE(zip.write(view_of(content)));
    zip.close_entry();
  }
  zip.finish();
  return to.bytes;
}

TEST_CASE("files exchanged, added or left out under the old signature are noticed") {
  const SigningKey key = test::owner_of(1);
  const std::string key_file = minisign_key_file(key.verify_key);
  const std::string sums = print_sums({{"a", sha256(view_of("a"))},
                                       {"b", sha256(view_of("b"))},
                                       {"keys/owner.pub", sha256(view_of(key_file))}});
  const std::string signature = sign_minisig(key, blake2b512(view_of(sums)), test::kComment);
  const std::pair<std::string, std::string> owner{"keys/owner.pub", key_file};
  const std::pair<std::string, std::string> list{"SHA256SUMS", sums};
  const std::pair<std::string, std::string> signed_by{"SHA256SUMS.minisig", signature};

  CHECK(check(forged({{"a", "a"}, {"b", "b"}, owner, list, signed_by})));
  const auto refused = [](Result<Verified> result) {
    return !result && result.fault() == Fault::unauthenticated;
  };
  CHECK(refused(check(forged({{"a", "x"}, {"b", "b"}, owner, list, signed_by}))));
  CHECK(refused(check(forged({{"a", "a"}, owner, list, signed_by}))));
  CHECK(refused(check(forged({{"a", "a"}, {"b", "b"}, {"c", "c"}, owner, list, signed_by}))));
  CHECK(refused(check(forged({{"b", "b"}, {"a", "a"}, owner, list, signed_by}))));
  CHECK_FALSE(check(forged({{"a", "a"}, {"b", "b"}, owner, list})));
  CHECK_FALSE(check(forged({{"a", "a"}, {"b", "b"}, list, signed_by})));

  const SigningKey thief = test::owner_of(2);
  const std::string another = sign_minisig(thief, blake2b512(view_of(sums)), test::kComment);
  CHECK(refused(check(forged({{"a", "a"}, {"b", "b"}, owner, list, {"SHA256SUMS.minisig", another}}))));
}

TEST_CASE("the public key has minisign's form, with the key id of the known answer") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const auto& own = (*vectors)["minisign_key"];
  const VerifyKey key{test::fixed_in<32>(own, "owner_key")};
  CHECK(test::hex(minisign_key_id(key)) == test::text_in(own, "key_id"));
  CHECK(print_minisign_key(key) == test::text_in(own, "public_line"));
  const auto parsed = parse_minisign_key(test::text_in(own, "public_line"));
  REQUIRE(parsed);
  CHECK(*parsed == key);
}

TEST_CASE("a public key is read as a line or as a file, and in one form only") {
  const VerifyKey key = test::owner_of(3).verify_key;
  const std::string line = print_minisign_key(key);
  CHECK(parse_minisign_key(minisign_key_file(key)));
  CHECK(parse_minisign_key("  " + line + "\n"));
  CHECK_FALSE(parse_minisign_key(""));
  CHECK_FALSE(parse_minisign_key(line.substr(1)));
  std::string other_id = line;
  other_id[4] = other_id[4] == 'A' ? 'B' : 'A';
  CHECK_FALSE(parse_minisign_key(other_id));
}

TEST_CASE("a minisign signature holds for its key, its digest and its comment") {
  const SigningKey key = test::owner_of(1);
  const Blake2b512 digest = blake2b512(view_of("content"));
  const std::string signature = sign_minisig(key, digest, "a comment");
  const auto verified = verify_minisig(signature, key.verify_key, digest);
  REQUIRE(verified);
  CHECK(*verified == "a comment");
  CHECK_FALSE(verify_minisig(signature, test::owner_of(2).verify_key, digest));
  CHECK_FALSE(verify_minisig(signature, key.verify_key, blake2b512(view_of("Content"))));
  CHECK_FALSE(verify_minisig(signature + "\n", key.verify_key, digest));
  std::string other_comment = signature;
  other_comment.replace(other_comment.find("a comment"), 9, "b comment");
  CHECK_FALSE(verify_minisig(other_comment, key.verify_key, digest));
  std::string legacy = signature;  // `Ed`: not prehashed
  const std::size_t line = legacy.find('\n') + 1;
  legacy.replace(line, 2, "RW");
  CHECK_FALSE(verify_minisig(legacy, key.verify_key, digest));
}

TEST_CASE("a list of sums has one form") {
  const std::vector<Sum> sums{{"a/b", sha256(view_of("x"))}, {"c", sha256(view_of(""))}};
  const std::string text = print_sums(sums);
  const auto parsed = parse_sums(text);
  REQUIRE(parsed);
  CHECK(*parsed == sums);
  CHECK_FALSE(parse_sums(text.substr(0, text.size() - 1)));
  CHECK_FALSE(parse_sums("\n" + text));
  std::string other = text;
  other[65] = '*';
  CHECK_FALSE(parse_sums(other));
  std::string capitals = text;
  capitals[text.find_first_of("abcdef")] = 'A';
  CHECK_FALSE(parse_sums(capitals));
  CHECK_FALSE(parse_sums(text.substr(0, 66) + "../b\n"));
}

}  // namespace
}  // namespace portal
