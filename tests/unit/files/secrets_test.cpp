#include "server-stub/files/secrets.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "server-stub/files/secrets_text.h"
#include "shared/base/encoding.h"
#include "tests/unit/randoms.h"
#include "tests/unit/temporary_folder.h"

namespace portal::server {
namespace {

constexpr std::uint64_t kNow = 1'700'000'000;

struct DataFolder {
  test::TemporaryFolder folder;
  test::SeededRandom random{1};

  OrRefusal<OpenedSecrets> open(std::optional<std::string> realm = std::nullopt,
                                const std::string& host = "localhost") {
    return open_secrets(folder.path(), {std::move(realm), host}, kNow, random);
  }
  std::string sentence(std::optional<std::string> realm = std::nullopt,
                       const std::string& host = "localhost") {
    const auto opened = open(std::move(realm), host);
    return opened ? "" : opened.sentence();
  }
};

bool says(const std::string& sentence, std::string_view part) {
  return sentence.find(part) != std::string::npos;
}

TEST_CASE_FIXTURE(DataFolder, "the first start makes secrets.json for the owner alone, and says so") {
  const auto opened = open();
  REQUIRE(opened);
  CHECK(opened->made_now);
  CHECK(opened->secrets.realm == "localhost");
  CHECK(opened->secrets.made == kNow);
  CHECK(folder.mode_of("secrets.json") == 0600);
  CHECK(folder.count(".") == 1);
}

TEST_CASE_FIXTURE(DataFolder, "the second start reads the same secrets and changes nothing") {
  const auto first = open();
  REQUIRE(first);
  const std::string text = folder.read("secrets.json");
  const auto second = open();
  REQUIRE(second);
  CHECK_FALSE(second->made_now);
  CHECK(folder.read("secrets.json") == text);
  CHECK(text_of(print_secrets(second->secrets).reveal()) == text);
  CHECK(second->secrets.opaque.server_public_key == first->secrets.opaque.server_public_key);
  CHECK(second->secrets.log_key.verify_key == first->secrets.log_key.verify_key);
}

TEST_CASE_FIXTURE(DataFolder, "no two of the secrets are equal, nor those of two folders") {
  const auto secrets = make_secrets("a", kNow, random);
  const auto others = make_secrets("a", kNow, random);
  REQUIRE(secrets);
  REQUIRE(others);
  std::vector<std::string> all;
  for (const Secrets* of : {&*secrets, &*others}) {
    for (const Secret* secret :
         {&of->opaque.oprf_seed, &of->opaque.server_private_key.bytes, &of->session_key.bytes,
          &of->outbox_key.bytes, &of->budget_secret.bytes, &of->network_secret.bytes,
          &of->unsubscribe_key.bytes, &of->suppression_pepper.bytes, &of->log_key.secret,
          &of->receipt_key.secret, &of->export_key.secret}) {
      all.push_back(encode_hex(secret->reveal().first(32)));
    }
  }
  std::sort(all.begin(), all.end());
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
}

TEST_CASE_FIXTURE(DataFolder, "a file that others may read is refused") {
  REQUIRE(open());
  for (const mode_t mode : {0640, 0604, 0660, 0644, 0620, 0601}) {
    ::chmod((folder / "secrets.json").c_str(), mode);
    CHECK(says(sentence(), "chmod 600"));
  }
  ::chmod((folder / "secrets.json").c_str(), 0400);
  CHECK(open());
}

TEST_CASE_FIXTURE(DataFolder, "a symbolic link or a folder in its place is refused") {
  REQUIRE(open());
  std::filesystem::rename(folder / "secrets.json", folder / "elsewhere");
  std::filesystem::create_symlink(folder / "elsewhere", folder / "secrets.json");
  CHECK(says(sentence(), "symbolic link"));
  std::filesystem::remove(folder / "secrets.json");
  std::filesystem::create_directory(folder / "secrets.json");
  CHECK(says(sentence(), "is not a file"));
}

TEST_CASE_FIXTURE(DataFolder, "a file cut off anywhere is refused, and not replaced") {
  REQUIRE(open());
  const std::string text = folder.read("secrets.json");
  const std::size_t last_needed = text.size() - 2;  // the final brace; then one line end
  for (std::size_t size = 0; size <= last_needed; ++size) {
    folder.write("secrets.json", text.substr(0, size));
    CHECK(says(sentence(), "damaged"));
    CHECK(folder.read("secrets.json").size() == size);
  }
}

TEST_CASE_FIXTURE(DataFolder, "a file with one byte changed is refused") {
  REQUIRE(open());
  const std::string text = folder.read("secrets.json");
  std::size_t harmless = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto secrets = parse_secrets(view_of(changed));
    CHECK_FALSE(secrets);
    changed[i] = ' ';
    if (!parse_secrets(view_of(changed))) continue;
    ++harmless;  // only white space may become a space
    CHECK((text[i] == ' ' || text[i] == '\n'));
  }
  CHECK(harmless > 10);
  CHECK_FALSE(parse_secrets(view_of(text + "{}")));
  CHECK_FALSE(parse_secrets(view_of("")));
}

TEST_CASE_FIXTURE(DataFolder, "the realm of the first start stays") {
  REQUIRE(open("portal.example"));
  CHECK(open("portal.example"));
  CHECK(open(std::nullopt, "another.example"));  // the public URL may change
  CHECK(says(sentence("another.example"), "realm \"portal.example\""));
}

TEST_CASE_FIXTURE(DataFolder, "a realm that is no name is refused, and nothing is made") {
  for (const std::string& realm : {std::string(), std::string("Portal"), std::string("a b"),
                                   std::string("[::1]"), std::string("a\nb"), std::string(254, 'a')}) {
    CHECK(says(sentence(realm), "--realm"));
    CHECK(says(sentence(std::nullopt, realm), "--realm"));
  }
  CHECK(folder.count(".") == 0);
  CHECK(open(std::string(253, 'a')));
}

TEST_CASE_FIXTURE(DataFolder, "lost secrets are not replaced beside a database that needs them") {
  folder.write("portal.db", "");
  CHECK(says(sentence(), "backup"));
  CHECK(folder.count(".") == 1);
}

TEST_CASE_FIXTURE(DataFolder, "what an interrupted first start left does no harm") {
  folder.write("secrets.json.new", "{");
  REQUIRE(open());
  CHECK(folder.count(".") == 1);
}

TEST_CASE_FIXTURE(DataFolder, "trust.json has the public keys and none of the private ones") {
  const auto opened = open("portal.example");
  REQUIRE(opened);
  const Bytes text = wire::encode(trust_of(opened->secrets));
  const auto trust = wire::parse<wire::Trust>(text);
  REQUIRE(trust);
  CHECK(trust->v == 1);
  CHECK(trust->realm == "portal.example");
  REQUIRE(trust->log.size() == 1);
  CHECK(trust->log[0].key == opened->secrets.log_key.verify_key.bytes);
  CHECK(trust->log[0].from == kNow);
  CHECK_FALSE(trust->log[0].until.value);
  REQUIRE(trust->receipt.size() == 1);
  CHECK(trust->receipt[0].key == opened->secrets.receipt_key.verify_key.bytes);
  REQUIRE(trust->for_export.size() == 1);
  CHECK(trust->for_export[0].key == opened->secrets.export_key.verify_key.bytes);
  CHECK(trust->support.empty());
  const std::string seed = encode_base64url(opened->secrets.log_key.secret.reveal().first(32));
  CHECK_FALSE(says(std::string(text_of(text)), seed));
}

TEST_CASE_FIXTURE(DataFolder, "mailer.key is made once, for the owner alone") {
  const auto first = open_mailer_key(folder.path(), random);
  REQUIRE(first);
  CHECK(first->text.size() == 43);
  CHECK(folder.mode_of("mailer.key") == 0600);
  const auto second = open_mailer_key(folder.path(), random);
  REQUIRE(second);
  CHECK(text_of(second->text.reveal()) == text_of(first->text.reveal()));

  ::chmod((folder / "mailer.key").c_str(), 0644);
  CHECK_FALSE(open_mailer_key(folder.path(), random));
}

TEST_CASE_FIXTURE(DataFolder, "a mailer.key that is not 32 bytes is refused") {
  const std::string good = encode_base64url(random.make_bytes(32));
  for (const std::string& text : {std::string(), std::string("\n"), good.substr(1), good + "A", good + "\n\n",
                                  " " + good, good + "=", std::string(43, '!')}) {
    folder.write("mailer.key", text);
    CHECK_FALSE(open_mailer_key(folder.path(), random));
  }
  folder.write("mailer.key", good);
  CHECK(open_mailer_key(folder.path(), random));
}

}  // namespace
}  // namespace portal::server
