#include "shared/wire/export.h"

#include "shared/base/encoding.h"
#include "shared/log/entry.h"
#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using wire::Operation;

struct Exporting : Portal {
  Exporting() : anna(*sign_up("anna@example.org", kPassword)), session(*log_in(anna)) {}

  std::vector<std::string> log_of(Session& of, std::uint32_t from = 0) {
    const auto page = ask(wire::LogEntries{from}, &of);
    REQUIRE(page);
    std::vector<std::string> texts;
    for (const wire::LogLeaf& leaf : page->entries) {
      const auto bytes = decode_base64url(*leaf.entry);
      REQUIRE(bytes);
      CHECK(leaf_hash(*bytes) == leaf.leaf);
      texts.emplace_back(text_of(*bytes));
    }
    return texts;
  }
  bool has_type(const std::string& text, const std::string& type) {
    return text.find("\"type\":\"" + type + "\"") != std::string::npos;
  }

  const std::string kPassword = "a good long password";
  Person anna;
  Session session;
};

TEST_CASE_FIXTURE(Exporting, "the owner reads the exact bytes of their log, and nobody else's") {
  const Person ben = *sign_up("ben@example.org", "another good password");
  Session of_ben = *log_in(ben);
  const auto texts = log_of(session);
  REQUIRE(texts.size() == 2);
  CHECK(has_type(texts[0], "account.created"));
  CHECK(has_type(texts[1], "login.ok"));
  CHECK(log_of(session, 1) == std::vector<std::string>{texts[1]});
  CHECK(log_of(session, 2).empty());
  CHECK(log_of(of_ben)[0] != texts[0]);
}

TEST_CASE_FIXTURE(Exporting, "a long log comes in pages") {
  for (int i = 0; i < 250; ++i) {
    REQUIRE(ask(wire::SubscriptionSet{"software", wire::Purpose::news, i % 2 == 0}, &session));
  }
  const auto first = ask(wire::LogEntries{0}, &session);
  REQUIRE(first);
  CHECK(first->entries.size() == wire::LogEntries::kMostEntries);
  REQUIRE(first->next);
  const auto second = ask(wire::LogEntries{*first->next}, &session);
  REQUIRE(second);
  CHECK(second->entries.size() == 52);
  CHECK(!second->next);
}

TEST_CASE_FIXTURE(Exporting, "a note of an export needs a step-up for it, and uses it up") {
  const auto note = [&] { return ask(wire::ExportNote{}, &session); };
  const auto refused = [&] {
    const auto noted = note();
    return !noted && noted.fault() == Fault::step_up_needed;
  };
  CHECK(refused());
  REQUIRE(step_up(anna, session, kPassword, Operation::credential));
  CHECK(refused());
  CHECK_FALSE(step_up(anna, session, "another password", Operation::for_export));
  CHECK(refused());
  REQUIRE(step_up(anna, session, kPassword, Operation::for_export));
  CHECK(note());
  CHECK(refused());
  CHECK(has_type(log_of(session).back(), "export.created"));
  REQUIRE(step_up(anna, session, kPassword, Operation::for_export));
  now += 5 * server::kMinute + 1;
  CHECK(refused());
}

TEST_CASE("a session inside another page reads no log and makes no export") {
  Portal portal(server::Limits::normal, ":memory:", true);
  const Person anna = *portal.sign_up("anna@example.org", "a good long password");
  Session embedded = *portal.log_in(anna, {}, {}, wire::Scope::embedded);
  const auto page = portal.ask(wire::LogEntries{0}, &embedded);
  CHECK((!page && page.fault() == Fault::out_of_scope));
  const auto note = portal.ask(wire::ExportNote{}, &embedded);
  CHECK((!note && note.fault() == Fault::out_of_scope));
}

}  // namespace
}  // namespace portal::test
