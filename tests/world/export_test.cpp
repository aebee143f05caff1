// An export with every failure at every step: there is a whole, signed file or none, and what is told is
// true.
#include "shared/wire/export.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "shared/archive/archive_check.h"
#include "shared/archive/minisign.h"
#include "tests/unit/archive/made.h"
#include "tests/world/failures.h"

namespace portal::world {
namespace {

using namespace archive;

constexpr std::string_view kReady = "Your export is ready.";

struct Texts final : ZipListener {
  Status entry(std::string_view path) override {
    at = &files[std::string(path)];
    return Done{};
  }
  Status content(View bytes) override {
    *at += text_of(bytes);
    return Done{};
  }
  Status entry_ends() override { return Done{}; }

  std::map<std::string, std::string> files;
  std::string* at = nullptr;
};

std::map<std::string, std::string> unpack(View zip) {
  Texts texts;
  ZipReader reader(texts);
  REQUIRE(reader.push(zip));
  REQUIRE(reader.finish());
  return texts.files;
}

Result<Verified> check(View zip) {
  ArchiveCheck archive;
  TRY(archive.push(zip));
  return archive.finish();
}

struct Exporting {
  Service service;
  Storage storage;
  std::unique_ptr<Device> device;

  Exporting() {
    sign_up(service, storage, kAlice, kOldPassword);
    device = std::make_unique<Device>(service, storage, "/sign-in");
    sign_in(*device, kAlice, kOldPassword);
    device->go("/export");
    device->settle();
    device->fill("Password", kOldPassword);
    device->settle();
  }

  void run() {
    device->press("Create export");
    device->settle();
  }

  // A file is there and whole exactly if that is what was said; nothing half-made stays.
  void check_end() {
    if (device->is_dead()) {
      for (const auto& file : device->files()) CHECK(check(file.content));
      return;
    }
    const bool says_ready = device->sees(kReady);
    CHECK(device->files().size() == (says_ready ? 1 : 0));
    for (const auto& file : device->files()) CHECK(check(file.content));
    CHECK(device->unfinished_files() == 0);
    CHECK_FALSE(device->core().model().work);
    const bool says_something = says_ready || device->sees("We could not reach the server.") ||
                                device->sees("You are signed out.") || device->sees("Cancelled.") ||
                                device->sees("The server could not do this.") ||
                                device->sees("The password is not right.");  // of a proof that came twice
    INFO(device->text());
    CHECK(says_something);
  }
};

TEST_CASE("an export is one signed file with everything in it, named by its day") {
  Exporting story;
  story.device->go("/subscriptions");
  story.device->press("Company news", "Online services");
  story.device->settle();
  story.device->go("/export");
  const std::string key_line = story.device->value("Key line");
  story.device->fill("Password", kOldPassword);
  story.run();
  CHECK(story.device->sees(kReady));
  REQUIRE(story.device->files().size() == 1);
  const auto& file = story.device->files()[0];
  CHECK(file.name == "portal-export-2025-11-24.zip");
  const auto verified = check(file.content);
  REQUIRE(verified);
  CHECK(print_minisign_key(verified->key) == key_line);
  CHECK(verified->trusted_comment.starts_with("portal/v1 export realm=localhost account="));
  CHECK(verified->trusted_comment.find(" manifest=- log=- time=176") != std::string::npos);

  const auto files = unpack(file.content);
  for (const char* path :
       {"index.html", "style.css", "manifest.json", "account/profile.json", "account/profile.csv",
        "account/contact.vcf", "account/article15.json", "preferences.json", "preferences.csv",
        "activity/entries.ndjson", "keys/owner.pub", "SHA256SUMS", "SHA256SUMS.minisig"}) {
    CAPTURE(path);
    CHECK(files.count(path) == 1);
  }
  CHECK(files.size() == 13);
  CHECK(files.at("account/profile.json").find(kAlice) != std::string::npos);
  CHECK(files.at("preferences.csv").find("services,Online services,news,yes,2025-11-24T") !=
        std::string::npos);
  const std::string& log = files.at("activity/entries.ndjson");
  for (const char* type : {"account.created", "login.ok", "preference.changed", "export.created"}) {
    CAPTURE(type);
    CHECK(log.find("\"type\":\"" + std::string(type) + "\"") != std::string::npos);
  }
  CHECK(log.back() == '\n');
  CHECK(story.device->value("Key line") == key_line);
}

TEST_CASE("a long log is exported as a whole") {
  Exporting story;
  story.device->go("/subscriptions");
  for (int i = 0; i < 205; ++i) {
    story.device->press("Company news", "Online services");
    story.device->settle();
  }
  story.device->go("/export");
  story.device->fill("Password", kOldPassword);
  story.run();
  REQUIRE(story.device->files().size() == 1);
  const auto files = unpack(story.device->files()[0].content);
  const std::string& log = files.at("activity/entries.ndjson");
  const auto lines = static_cast<std::size_t>(std::count(log.begin(), log.end(), '\n'));
  CHECK(lines >= 205 + 3);
  CHECK(log.find("\"seq\":" + std::to_string(lines - 1) + ",") != std::string::npos);
}

TEST_CASE("a wrong password makes no export, and the field is ready for another try") {
  Exporting story;
  story.device->fill("Password", "not this one");
  story.run();
  CHECK(story.device->sees("The password is not right."));
  CHECK(story.device->files().empty());
  story.device->fill("Password", kOldPassword);
  story.run();
  CHECK(story.device->sees(kReady));
}

TEST_CASE("a passphrase seals the export in a file of its own kind") {
  Exporting story;
  story.device->press("Protect with a passphrase");
  const std::string passphrase = story.device->value("Passphrase");
  CHECK(passphrase.size() == 26);
  story.device->press("Copy");
  story.device->settle();
  CHECK(story.device->sees("Copied."));
  story.run();
  CHECK(story.device->sees(kReady));
  REQUIRE(story.device->files().size() == 1);
  CHECK(story.device->files()[0].name == "portal-export-2025-11-24.zip.age");
  const auto opened = test::open_age_file(story.device->files()[0].content, passphrase);
  REQUIRE(opened);
  CHECK(check(*opened));
  story.device->go("/subscriptions");
  story.device->go("/export");
  CHECK_FALSE(story.device->sees(passphrase));
}

// Step by step: after the password is proved there is memory no more.
TEST_CASE("too little memory for the passphrase is said, and there is no file") {
  Exporting story;
  story.device->press("Protect with a passphrase");
  story.device->memory_ends_after = 1;
  story.run();
  INFO(story.device->text());
  CHECK(story.device->sees("This device has too little free memory to protect the file with a passphrase."));
  CHECK(story.device->files().empty());
  CHECK(story.device->unfinished_files() == 0);
  CHECK_FALSE(story.device->core().model().work);
}

TEST_CASE("Cancel at any moment of a sealed export leaves no file, and nothing at work") {
  for (std::size_t n = 0; n < 24; ++n) {
    CAPTURE(n);
    Exporting story;
    story.device->press("Protect with a passphrase");
    story.device->press("Create export");
    for (std::size_t i = 0; i < n; ++i) story.device->carry_out_next();
    const bool can_cancel =
        story.device->core().model().work && story.device->core().model().work->can_cancel;
    if (!can_cancel) break;
    story.device->press("Cancel");
    story.device->settle();
    CHECK(story.device->sees("Cancelled."));
    CHECK(story.device->files().empty());
    CHECK(story.device->unfinished_files() == 0);
  }
}

TEST_CASE("an export survives the loss of any message") {
  std::size_t requests = 0;
  {
    Exporting whole;
    const std::size_t before = whole.device->requests();
    whole.run();
    requests = whole.device->requests() - before;
    REQUIRE(whole.device->sees(kReady));
  }
  REQUIRE(requests >= 7);
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      Exporting story;
      story.device->lose(n, loss);
      story.run();
      story.device->pass(40'000);
      story.check_end();
    }
  }
}

TEST_CASE("an export survives a stop of the store at any verb") {
  std::size_t verbs = 0;
  {
    Exporting whole;
    const std::size_t before = whole.service.verbs();
    whole.run();
    verbs = whole.service.verbs() - before;
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Exporting story;
      story.service.interrupt_at(n, how);
      story.run();
      story.check_end();
    }
  }
}

TEST_CASE("the death of the page at any effect leaves a whole export or none") {
  std::size_t effects = 0;
  {
    Exporting whole;
    const std::size_t before = whole.device->effects();
    whole.run();
    effects = whole.device->effects() - before;
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Exporting story;
    story.device->die_at(story.device->effects() + n);
    story.run();
    story.check_end();
  }
}

TEST_CASE("Cancel at any moment of an export leaves no file") {
  std::size_t cancelled = 0;
  for (std::size_t n = 0; n < 9; ++n) {
    CAPTURE(n);
    Exporting story;
    story.device->lose(n, Loss::answer_late);
    story.device->press("Create export");
    story.device->settle_until_waiting();
    if (story.device->core().model().work) {
      story.device->press("Cancel");
      story.device->settle();
      CHECK(story.device->sees("Cancelled."));
      ++cancelled;
    }
    story.device->pass(40'000);
    story.check_end();
  }
  CHECK(cancelled >= 7);
}

TEST_CASE(
    "who refuses to say where the file goes has cancelled, quietly, and nothing was asked of the server") {
  Exporting story;
  story.device->refuses_files = true;
  const std::size_t before = story.device->requests();
  story.run();
  CHECK(story.device->requests() == before);
  CHECK_FALSE(story.device->core().model().work);
  CHECK(story.device->core().model().alert.notice == core::Notice::none);
  CHECK(story.device->core().model().status.notice == core::Notice::none);
  CHECK(story.device->files().empty());
  story.device->refuses_files = false;
  story.run();
  CHECK(story.device->sees(kReady));
}

TEST_CASE("the place of the file is asked for with the press, before anything else") {
  Exporting story;
  const std::size_t before = story.device->requests();
  story.device->press("Create export");
  story.device->carry_out_next();
  CHECK(story.device->unfinished_files() == 1);
  CHECK(story.device->requests() == before);
  story.device->fill("Password", "not this one");
  story.device->settle();
  CHECK(story.device->sees(kReady));
}

TEST_CASE("leaving the screen ends an export without a file") {
  Exporting story;
  story.device->lose(7, Loss::answer_late);  // the file is open by then
  story.device->press("Create export");
  story.device->settle_until_waiting();
  CHECK(story.device->unfinished_files() == 1);
  story.device->go("/subscriptions");
  story.device->pass(40'000);
  CHECK(story.device->files().empty());
  CHECK(story.device->unfinished_files() == 0);
  CHECK_FALSE(story.device->core().model().work);
}

TEST_CASE("a full disk is said, and nothing of the file stays") {
  Exporting story;
  story.device->has_disk = false;
  story.run();
  CHECK(story.device->sees("The file could not be saved. Nothing of it was kept."));
  CHECK(story.device->files().empty());
  CHECK(story.device->unfinished_files() == 0);
}

TEST_CASE("an export pressed twice is made once") {
  Exporting story;
  story.device->is_impatient = true;
  story.run();
  story.check_end();
  CHECK(story.device->sees(kReady));
  const auto files = unpack(story.device->files()[0].content);
  const std::string& log = files.at("activity/entries.ndjson");
  CHECK(log.find("export.created") == log.rfind("export.created"));
}

TEST_CASE("two devices export at once, each its own whole file by the same key") {
  Exporting first;
  Storage other_storage;
  Device second(first.service, other_storage, "/sign-in");
  sign_in(second, kAlice, kOldPassword);
  second.go("/export");
  second.fill("Password", kOldPassword);
  second.press("Create export");
  first.run();
  second.settle();
  first.check_end();
  CHECK(second.sees(kReady));
  REQUIRE(second.files().size() == 1);
  const auto one = check(first.device->files()[0].content);
  const auto other = check(second.files()[0].content);
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->key == other->key);
}

TEST_CASE("a log whose entries do not hash to their leaves is an incident, not an export") {
  Exporting story;
  story.device->change_answer = [](const std::string& path, Bytes& body) {
    if (path != wire::LogEntries::route.path) return;
    auto page = *wire::parse<wire::LogPage>(body);
    page.entries[0].leaf[0] ^= 1;
    body = wire::encode(page);
  };
  story.run();
  CHECK(story.device->sees("The server showed something that an honest server cannot show."));
  CHECK(story.device->files().empty());
  CHECK(story.device->unfinished_files() == 0);
}

}  // namespace
}  // namespace portal::world
