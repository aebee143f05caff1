#include "server-stub/app/session_list.h"

#include "shared/opaque/client.h"
#include "shared/wire/export.h"
#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

struct Listed : Portal {
  Listed() : anna(*sign_up("anna@example.org", "a good long password")), session(*log_in(anna)) {
    read_mail();
  }
  Person anna;
  Session session;
};

TEST_CASE_FIXTURE(Listed, "the list has the living sessions, the newest first, and says which one asks") {
  now += server::kSecond;
  Session second = *log_in(anna);
  const auto listed = ask(wire::SessionsShow{}, &session);
  REQUIRE(listed);
  REQUIRE(listed->sessions.size() == 2);
  CHECK(listed->sessions[0].sid == second.sid);
  CHECK(!listed->sessions[0].current);
  CHECK(listed->sessions[1].current);
  CHECK(listed->sessions[0].signed_in == now / server::kSecond);
  CHECK(listed->mail_new_device);
  now += 15 * server::kMinute - 1;
  REQUIRE(ask(wire::SessionsShow{}, &session));
  now += server::kMinute;  // the second one has been idle for too long
  CHECK(ask(wire::SessionsShow{}, &session)->sessions.size() == 1);
}

TEST_CASE_FIXTURE(Listed, "a session ends others of its own account only, and not itself") {
  const Person berta = *sign_up("berta@example.org", "another good password");
  Session hers = *log_in(berta);
  CHECK(ask(wire::SessionsEnd{hers.sid}, &session));
  CHECK(ask(wire::SessionsEndOthers{}, &session));
  CHECK(ask(wire::SessionsShow{}, &hers));
  CHECK(ask(wire::SessionsEnd{session.sid}, &session).fault() == Fault::malformed);
  CHECK(ask(wire::SessionsShow{}, &session));
}

TEST_CASE_FIXTURE(Listed, "an attempt to sign in that is under way does not survive the end of all others") {
  auto start = opaque::generate_ke1(view_of(anna.password), random);
  const auto challenge = ask(wire::LoginStart{anna.login, start->ke1, wire::Scope::full, {}});
  REQUIRE(challenge);
  REQUIRE(ask(wire::SessionsEndOthers{}, &session));
  CHECK(ask(wire::LoginFinish{challenge->attempt, {}, {}, {}}).fault() == Fault::unauthenticated);
  CHECK(!store->find_pending_login(challenge->attempt, now));
}

TEST_CASE_FIXTURE(Listed, "a device that stays signed in is ended by its own account only, and logged once") {
  const wire::Hash hash = sha256(Bytes(32, 1));
  REQUIRE(ask(wire::SessionsName{"My tablet"}, &session));
  REQUIRE(ask(wire::DeviceEnrol{hash}, &session));
  CHECK(ask(wire::SessionsShow{}, &session)->devices.empty());  // it is open
  now += 14 * server::kMinute;
  REQUIRE(ask(wire::SessionsShow{}, &session));
  Session later = *log_in(anna);
  now += 2 * server::kMinute;
  REQUIRE(ask(wire::SessionsShow{}, &later)->devices.empty());
  now += 14 * server::kMinute - server::kSecond;
  const auto listed = ask(wire::SessionsShow{}, &later);
  REQUIRE(listed->devices.size() == 1);
  CHECK(listed->devices[0].token_hash == hash);
  CHECK(listed->devices[0].device == "My tablet");
  CHECK(listed->devices[0].stays_until == listed->devices[0].signed_in + 7 * 86'400);

  const Person berta = *sign_up("berta@example.org", "another good password");
  Session hers = *log_in(berta);
  CHECK(ask(wire::SessionsEndDevice{hash}, &hers)->devices.empty());
  CHECK(ask(wire::SessionsShow{}, &later)->devices.size() == 1);
  const auto size = [&] { return ask(wire::LogEntries{0}, &later)->entries.size(); };
  const std::size_t before = size();
  CHECK(ask(wire::SessionsEndDevice{hash}, &later)->devices.empty());
  CHECK(size() == before + 1);
  CHECK(ask(wire::SessionsEndDevice{hash}, &later));
  CHECK(size() == before + 1);
}

TEST_CASE_FIXTURE(Listed, "a device's name is printable UTF-8 of at most 64 bytes") {
  CHECK(ask(wire::SessionsName{std::string(64, 'x')}, &session)->sessions[0].device == std::string(64, 'x'));
  CHECK(ask(wire::SessionsName{std::string(65, 'x')}, &session).fault() == Fault::malformed);
  CHECK(ask(wire::SessionsName{"two\nlines"}, &session).fault() == Fault::malformed);
  CHECK(ask(wire::SessionsName{""}, &session)->sessions[0].device.empty());
}

TEST_CASE_FIXTURE(Listed, "sign-ins from new devices are mailed, twenty a day and no more") {
  for (int i = 0; i < 25; ++i) REQUIRE(log_in(anna));
  CHECK(read_mail().size() == 19);  // and one before
  now += server::kDay;
  REQUIRE(log_in(anna));
  CHECK(read_mail().size() == 1);
}

TEST_CASE_FIXTURE(Listed, "a token that was registered makes a device known, until all others are ended") {
  const wire::KnownToken known{7};
  Session again = *log_in(anna, {}, sha256(known));
  CHECK(read_mail().size() == 1);
  CHECK(log_in(anna, known));
  CHECK(read_mail().empty());
  CHECK(log_in(anna, wire::KnownToken{8}));
  CHECK(read_mail().size() == 1);
  REQUIRE(ask(wire::SessionsEndOthers{}, &again));
  CHECK(log_in(anna, known));
  CHECK(read_mail().size() == 1);
}

}  // namespace
}  // namespace portal::test
