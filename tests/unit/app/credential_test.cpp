#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using server::kDay;
using server::kMinute;
using server::MailKind;

struct Changing : Portal {
  Changing() : anna(*sign_up("anna@example.org", "the old password")), session(*log_in(anna)) {}
  Person anna;
  Session session;

  wire::CredentialFinish prepared() {
    REQUIRE(step_up(anna, session, anna.password));
    auto finish = prepare_change(anna, session, "the new password");
    REQUIRE(finish);
    return *finish;
  }
  bool opens(std::string password) {
    Person person{
        .login = anna.login, .password = std::move(password), .account = {}, .master_key = {}, .sheet = {}};
    return static_cast<bool>(log_in(person));
  }
};

TEST_CASE_FIXTURE(Changing, "the new password opens the account, the old one and all sessions are dead") {
  Session other = *log_in(anna);
  const auto finish = prepared();
  read_mail();
  const auto outcome = ask(finish, &session);
  REQUIRE(outcome);
  CHECK(outcome->credential_version == 2);
  const auto mails = read_mail();
  CHECK(opens("the new password"));
  CHECK(!opens("the old password"));
  CHECK(ask(wire::AccountShow{}, &session).fault() == Fault::session_ended);
  CHECK(ask(wire::AccountShow{}, &other).fault() == Fault::session_ended);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::password_changed);
  CHECK(mails[0].to == "anna@example.org");
}

TEST_CASE_FIXTURE(Changing, "the device that changes the password stays known, others do not") {
  const wire::KnownToken elsewhere{1};
  const wire::KnownToken here{2};
  REQUIRE(log_in(anna, {}, sha256(elsewhere)));
  auto finish = prepared();
  finish.known = sha256(here);
  REQUIRE(ask(finish, &session));
  const auto is_known = [&](const wire::KnownToken& token) {
    return store
        ->prepare_login({.login = anna.login,
                         .known = sha256(token),
                         .scope = wire::Scope::full,
                         .now = now,
                         .device = {},
                         .strangers = {}})
        ->device_is_known;
  };
  CHECK(is_known(here));
  CHECK(!is_known(elsewhere));
}

TEST_CASE_FIXTURE(Changing, "nothing starts without a step-up, nor on another version") {
  CHECK(prepare_change(anna, session, "the new password").fault() == Fault::step_up_needed);
  REQUIRE(step_up(anna, session, anna.password));
  anna.version = 2;
  CHECK(prepare_change(anna, session, "the new password").fault() == Fault::conflict);
  anna.version = 1;
  now += 5 * kMinute;
  CHECK(prepare_change(anna, session, "the new password").fault() == Fault::step_up_needed);
}

TEST_CASE_FIXTURE(Changing, "a step-up is good for three evaluations") {
  REQUIRE(step_up(anna, session, anna.password));
  for (int i = 0; i < 3; ++i) CHECK(prepare_change(anna, session, "the new password"));
  CHECK(prepare_change(anna, session, "the new password").fault() == Fault::step_up_needed);
}

TEST_CASE_FIXTURE(Changing, "what the owner did not sign is refused, and the change stays open") {
  const auto finish = prepared();
  auto other_record = finish;
  other_record.record[100] ^= 1;
  CHECK(ask(other_record, &session).fault() == Fault::malformed);
  auto no_note = finish;
  no_note.note = "not a note";
  CHECK(ask(no_note, &session).fault() == Fault::malformed);
  auto other_base = finish;
  other_base.base = 7;
  CHECK(ask(other_base, &session).fault() == Fault::malformed);
  auto no_point = finish;
  std::fill_n(no_point.record.begin(), 32, std::uint8_t{0});
  CHECK(ask(no_point, &session).fault() == Fault::malformed);
  CHECK(opens("the old password"));
  CHECK(ask(finish, &session));
}

TEST_CASE_FIXTURE(Changing, "the finish of an open change needs the session that began it") {
  Session other = *log_in(anna);
  const auto finish = prepared();
  CHECK(ask(finish).fault() == Fault::session_ended);
  CHECK(ask(finish, &other).fault() == Fault::session_ended);
  CHECK(ask(wire::SessionEnd{}, &session));
  CHECK(ask(finish, &session).fault() == Fault::session_ended);
  CHECK(ask(wire::CredentialCancel{finish.change_id}));
  CHECK(opens("the old password"));
}

TEST_CASE_FIXTURE(Changing, "done: an equal finish is answered for a day without a session, another is not") {
  const auto finish = prepared();
  const auto first = respond(finish, &session);
  CHECK(respond(finish).body == first.body);
  CHECK(respond(finish, &session).body == first.body);
  auto other = finish;
  other.wrap[50] ^= 1;
  CHECK(ask(other).fault() == Fault::conflict);
  CHECK(ask(wire::CredentialCancel{finish.change_id}).fault() == Fault::conflict);
  now += kDay - 1;
  CHECK(ask(finish));
  now += 1;
  CHECK(ask(finish).fault() == Fault::not_found);
  CHECK(ask(wire::CredentialCancel{finish.change_id}).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Changing, "lost: of two changes one wins, and the other hears of it") {
  const auto first = prepared();
  Session other = *log_in(anna);
  REQUIRE(step_up(anna, other, anna.password));
  const auto second = prepare_change(anna, other, "a third password");
  REQUIRE(second);
  CHECK(ask(first, &session));
  CHECK(ask(*second, &other).fault() == Fault::conflict);
  CHECK(ask(wire::CredentialCancel{second->change_id}));
  CHECK(ask(*second).fault() == Fault::conflict);
  CHECK(opens("the new password"));
}

TEST_CASE_FIXTURE(Changing, "cancelled: it never takes effect") {
  const auto finish = prepared();
  CHECK(ask(wire::CredentialCancel{finish.change_id}));
  CHECK(ask(wire::CredentialCancel{finish.change_id}));
  CHECK(ask(finish, &session).fault() == Fault::not_found);
  CHECK(opens("the old password"));
}

TEST_CASE_FIXTURE(Changing, "expired: after ten minutes it never takes effect") {
  const auto finish = prepared();
  now += 10 * kMinute;
  CHECK(ask(finish, &session).fault() == Fault::not_found);
  CHECK(ask(wire::CredentialCancel{finish.change_id}));
  CHECK(ask(wire::CredentialCancel{wire::ChangeId{}}).fault() == Fault::not_found);
  CHECK(opens("the old password"));
}

TEST_CASE_FIXTURE(Changing, "a crash at the commit: the repeat says what holds") {
  for (const auto how : {server::Interruption::before_commit, server::Interruption::after_commit}) {
    session = *log_in(anna);
    const auto finish = prepared();
    std::size_t verb = 0;
    // find_change, find_session, then the one that counts.
    interrupt = [&](std::size_t) { return verb++ == 2 ? how : server::Interruption::none; };
    CHECK(ask(finish, &session).fault() == Fault::unavailable);
    interrupt = {};
    const bool changed = how == server::Interruption::after_commit;
    CHECK(opens("the new password") == changed);
    if (!changed) {
      CHECK(ask(wire::CredentialCancel{finish.change_id}));
    } else {
      CHECK(ask(finish, &session)->credential_version == 2);
    }
  }
}

}  // namespace
}  // namespace portal::test
