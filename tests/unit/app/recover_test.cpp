#include "server-stub/app/recover.h"

#include "tests/unit/app/recovering.h"

namespace portal::test {
namespace {

TEST_CASE_FIXTURE(Recovering, "the proof opens what the recovery key wraps, and the owner is told") {
  const auto reply = prove_recovery(anna.login, anna.sheet);
  REQUIRE(reply);
  CHECK(reply->account == anna.account);
  CHECK(reply->scope == wire::Scope::recovery);
  CHECK(reply->expires == (now + 10 * kMinute) / 1000);
  const auto key = unwrap_master_key(derive_recovery_kek(anna.sheet, anna.account), reply->wrap,
                                     RecoveryWrapBinding{anna.account, 1, reply->recovery_version});
  REQUIRE(key);
  CHECK(equal_in_constant_time(key->bytes.reveal(), anna.master_key.bytes.reveal()));
  const auto mails = read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::recovery_started);
  CHECK(mails[0].to == anna.login);
}

TEST_CASE_FIXTURE(Recovering, "a login that nobody has and a wrong key differ in nothing, and mail nobody") {
  const auto answer = [&](const std::string& login, const RecoverySecret& sheet) {
    const auto challenge = ask(wire::RecoverStart{login});
    REQUIRE(challenge);
    const std::string text = recover_text(secrets.realm, login, challenge->challenge);
    return respond(wire::RecoverProve{challenge->id,
                                      portal::sign(derive_recovery_signing_key(sheet).key, view_of(text))});
  };
  const auto wrong_key = answer(anna.login, next);
  const auto nobody = answer("nobody@example.org", anna.sheet);
  CHECK(wrong_key.status == 401);
  CHECK(nobody.status == wrong_key.status);
  CHECK(nobody.fields == wrong_key.fields);
  CHECK(nobody.body == wrong_key.body);
  const auto known_start = respond(wire::RecoverStart{anna.login});
  const auto nobodys_start = respond(wire::RecoverStart{"nobody@example.org"});
  CHECK(known_start.status == nobodys_start.status);
  CHECK(known_start.fields == nobodys_start.fields);
  CHECK(known_start.body.size() == nobodys_start.body.size());
  CHECK(read_mail().empty());
}

// RFC 8032 §7.1, TEST 1: everybody can sign for the logins that nobody has.
TEST_CASE_FIXTURE(Recovering, "who signs by the key that stands for nobody's gets in nowhere") {
  const auto seed = decode_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  REQUIRE(seed);
  const SigningKey key = signing_key_from_seed(Secret(View(*seed)));
  for (const std::string login : {"nobody@example.org", "anna@example.org"}) {
    const auto challenge = ask(wire::RecoverStart{login});
    const std::string text = recover_text(secrets.realm, login, challenge->challenge);
    CHECK(ask(wire::RecoverProve{challenge->id, portal::sign(key, view_of(text))}).fault() ==
          Fault::unauthenticated);
  }
}

TEST_CASE_FIXTURE(Recovering, "a challenge is for one proof, five minutes and its own login") {
  const RecoverySigningKey key = derive_recovery_signing_key(anna.sheet);
  const auto sign_for = [&](const wire::RecoveryChallenge& challenge, const std::string& login) {
    return portal::sign(key.key, view_of(recover_text(secrets.realm, login, challenge.challenge)));
  };
  const auto first = *ask(wire::RecoverStart{anna.login});
  CHECK(ask(wire::RecoverProve{first.id, {}}).fault() == Fault::unauthenticated);
  CHECK(ask(wire::RecoverProve{first.id, sign_for(first, anna.login)}).fault() == Fault::unauthenticated);
  const auto second = *ask(wire::RecoverStart{anna.login});
  CHECK(ask(wire::RecoverProve{second.id, sign_for(first, anna.login)}).fault() == Fault::unauthenticated);
  const auto third = *ask(wire::RecoverStart{"nobody@example.org"});
  CHECK(ask(wire::RecoverProve{third.id, sign_for(third, anna.login)}).fault() == Fault::unauthenticated);
  const auto fourth = *ask(wire::RecoverStart{anna.login});
  CHECK(ask(wire::RecoverProve{fourth.id, sign_for(fourth, anna.login)}));
  CHECK(ask(wire::RecoverProve{fourth.id, sign_for(fourth, anna.login)}).fault() == Fault::unauthenticated);
  const auto late = *ask(wire::RecoverStart{anna.login});
  now += 5 * kMinute;
  CHECK(ask(wire::RecoverProve{late.id, sign_for(late, anna.login)}).fault() == Fault::unauthenticated);
}

TEST_CASE_FIXTURE(Recovering, "a proof may set a password and nothing else, for ten minutes, three times") {
  Session session = proved();
  CHECK(ask(wire::AccountShow{}, &session).fault() == Fault::out_of_scope);
  CHECK(ask(wire::SessionEnd{}, &session).fault() == Fault::out_of_scope);
  CHECK(ask(wire::SubscriptionsShow{}, &session).fault() == Fault::out_of_scope);
  CHECK(ask(wire::ReminderSet{3}, &session).fault() == Fault::out_of_scope);
  CHECK(ask(wire::StepUpStart{wire::Operation::recovery, {}}, &session).fault() == Fault::out_of_scope);
  CHECK(ask(wire::RecoveryRenew{1, {}, {}}, &session).fault() == Fault::out_of_scope);
  CHECK(prepare_change(anna, session, "the new password").fault() == Fault::out_of_scope);
  for (int i = 0; i < 3; ++i) CHECK(prepare_recovery(anna, session, "the new password", next));
  CHECK(prepare_recovery(anna, session, "the new password", next).fault() == Fault::step_up_needed);
  Session late = proved();
  now += 10 * kMinute;
  CHECK(prepare_recovery(anna, late, "the new password", next).fault() == Fault::session_ended);
}

TEST_CASE_FIXTURE(Recovering, "who knows the password cannot change it as a recovery") {
  Session session = *log_in(anna);
  REQUIRE(step_up(anna, session, anna.password));
  CHECK(prepare_recovery(anna, session, "the new password", next).fault() == Fault::out_of_scope);
  CHECK(ask(wire::LoginStart{.login = anna.login, .ke1 = {}, .scope = wire::Scope::recovery, .known = {}})
            .fault() == Fault::malformed);
}

TEST_CASE_FIXTURE(Recovering, "the new password and the new key take the places of the old ones") {
  Session other = *log_in(anna);
  Session session = proved();
  const auto finish = prepared(session);
  const auto outcome = respond(finish, &session);
  CHECK(outcome.status == 200);
  CHECK(respond(finish).body == outcome.body);
  CHECK(opens("the new password"));
  CHECK(!opens("the old password"));
  CHECK(ask(wire::AccountShow{}, &other).fault() == Fault::session_ended);
  CHECK(prove_recovery(anna.login, anna.sheet).fault() == Fault::unauthenticated);
  const auto again = prove_recovery(anna.login, next);
  REQUIRE(again);
  CHECK(again->recovery_version == 2);
  CHECK(again->credential_version == 2);
  CHECK(unwrap_master_key(derive_recovery_kek(next, anna.account), again->wrap,
                          RecoveryWrapBinding{anna.account, 1, 2}));
  const auto mails = read_mail();
  const auto recovered = std::count_if(mails.begin(), mails.end(),
                                       [](const auto& mail) { return mail.kind == MailKind::recovered; });
  CHECK(recovered == 1);
}

TEST_CASE_FIXTURE(Recovering, "what owner and recovery key have not both signed is refused, and stays open") {
  Session session = proved();
  const auto finish = prepared(session);
  const std::string first_line_on = finish.note.substr(0, finish.note.rfind("\n\xe2\x80\x94") + 1);
  auto wrong = finish;
  wrong.note = first_line_on;  // the owner's line alone
  CHECK(ask(wrong, &session).fault() == Fault::malformed);
  wrong = finish;
  wrong.record[100] ^= 1;
  CHECK(ask(wrong, &session).fault() == Fault::malformed);
  wrong = finish;
  wrong.recovery_key.reset();
  CHECK(ask(wrong, &session).fault() == Fault::malformed);
  wrong = finish;
  wrong.recovery_wrap.reset();
  CHECK(ask(wrong, &session).fault() == Fault::malformed);
  Session other = proved();
  Person impostor{.login = anna.login,
                  .password = {},
                  .account = anna.account,
                  .master_key = {anna.master_key.bytes.duplicate()},
                  .sheet = {next.bytes.duplicate()}};
  const auto by_another_key = prepare_recovery(impostor, other, "the new password", next);
  CHECK(ask(*by_another_key, &other).fault() == Fault::malformed);
  CHECK(opens("the old password"));
  CHECK(ask(finish, &session));
}

TEST_CASE_FIXTURE(Recovering, "a change of the password takes no recovery key") {
  Session session = *log_in(anna);
  REQUIRE(step_up(anna, session, anna.password));
  auto finish = *prepare_change(anna, session, "the new password");
  finish.recovery_key = derive_recovery_signing_key(next).key.verify_key.bytes;
  finish.recovery_wrap.emplace();
  CHECK(ask(finish, &session).fault() == Fault::malformed);
}

TEST_CASE_FIXTURE(Recovering, "a new key needs the password again, the newest version, and ends recoveries") {
  Session session = *log_in(anna);
  const wire::RecoveryRenew renewal{
      .base = 1,
      .recovery_wrap = wrap_master_key(derive_recovery_kek(next, anna.account), anna.master_key,
                                       RecoveryWrapBinding{anna.account, 1, 2}, random),
      .recovery_key = derive_recovery_signing_key(next).key.verify_key.bytes};
  CHECK(ask(renewal, &session).fault() == Fault::step_up_needed);
  REQUIRE(step_up(anna, session, anna.password));  // for the password, not for this
  CHECK(ask(renewal, &session).fault() == Fault::step_up_needed);
  REQUIRE(step_up(anna, session, anna.password, wire::Operation::recovery));
  auto wrong = renewal;
  wrong.base = 2;
  CHECK(ask(wrong, &session).fault() == Fault::conflict);
  Session by_old_key = proved();
  CHECK(ask(renewal, &session)->recovery_version == 2);
  CHECK(ask(renewal, &session)->recovery_version == 2);  // its answer was lost
  CHECK(prepare_recovery(anna, by_old_key, "the new password", next).fault() == Fault::session_ended);
  CHECK(prove_recovery(anna.login, anna.sheet).fault() == Fault::unauthenticated);
  CHECK(prove_recovery(anna.login, next));
  CHECK(opens("the old password"));
}

TEST_CASE_FIXTURE(Recovering, "for 72 hours after a recovery the key is not renewed") {
  Session recovery = proved();
  REQUIRE(ask(prepared(recovery), &recovery));
  anna.password = "the new password";
  const wire::RecoveryRenew renewal{.base = 2, .recovery_wrap = {}, .recovery_key = {1}};
  for (const auto later : {72 * kHour - 1, server::Milliseconds{1}}) {
    now += later;
    Session session = *log_in(anna);
    REQUIRE(step_up(anna, session, anna.password, wire::Operation::recovery));
    const bool is_over = later == 1;
    CHECK(static_cast<bool>(ask(renewal, &session)) == is_over);
  }
}

TEST_CASE_FIXTURE(Robbed,
                  "who disowns a recovery ends all sessions, and the account opens by what was set aside") {
  Session thiefs = *log_in(thief);
  CHECK(log_in(anna, {}, {}, wire::Scope::previous).fault() == Fault::unauthenticated);
  CHECK(ask(wire::RecoveryDisown{tokens[0]}));
  CHECK(ask(wire::RecoveryDisown{tokens[0]}));
  CHECK(ask(wire::RecoveryDisown{tokens[1]}));
  CHECK(ask(wire::RecoveryDisown{wire::LinkToken{}}).fault() == Fault::not_found);
  CHECK(ask(wire::AccountShow{}, &thiefs).fault() == Fault::session_ended);
  CHECK(!opens(thief.password));
  CHECK(!opens(anna.password));
  CHECK(prove_recovery(anna.login, next).fault() == Fault::unauthenticated);
  CHECK(prove_recovery(anna.login, anna.sheet).fault() == Fault::unauthenticated);
  CHECK(log_in(thief, {}, {}, wire::Scope::previous).fault() == Fault::unauthenticated);

  auto session = log_in(anna, {}, {}, wire::Scope::previous);
  REQUIRE(session);
  CHECK(ask(wire::AccountShow{}, &*session).fault() == Fault::out_of_scope);
  anna.version = 2;
  anna.recovery_version = 2;
  const RecoverySecret third{random.make_secret(16)};
  CHECK(prepare_recovery(anna, *session, "her third password", third).fault() == Fault::out_of_scope);
  const auto finish = prepare_restoring(anna, *session, "her third password", third);
  REQUIRE(finish);
  CHECK(ask(*finish, &*session)->credential_version == 3);
  CHECK(opens("her third password"));
  CHECK(!opens(thief.password));
  CHECK(prove_recovery(anna.login, next).fault() == Fault::unauthenticated);
  CHECK(prove_recovery(anna.login, third));
  CHECK(ask(wire::RecoveryDisown{tokens[0]}).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Robbed, "a freeze lasts three days, and its link as long") {
  now += 72 * kHour - 1;
  CHECK(ask(wire::RecoveryDisown{tokens[0]}));
  now += 72 * kHour - 1;
  REQUIRE(store->tidy(now, random));
  CHECK(!opens(thief.password));
  CHECK(log_in(anna, {}, {}, wire::Scope::previous));
  now += 1;
  REQUIRE(store->tidy(now, random));
  CHECK(opens(thief.password));
  CHECK(log_in(anna, {}, {}, wire::Scope::previous).fault() == Fault::unauthenticated);
  CHECK(ask(wire::RecoveryDisown{tokens[1]}).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Recovering, "a recovery that is disowned before its end never ends") {
  Session session = proved();
  const auto finish = prepared(session);
  CHECK(ask(wire::RecoveryDisown{Robbed::token_in(read_mail()[0].link)}));
  CHECK(ask(finish, &session).fault() == Fault::session_ended);
  CHECK(!opens(anna.password));
  CHECK(log_in(anna, {}, {}, wire::Scope::previous).fault() == Fault::unauthenticated);  // nothing set aside
  now += 72 * kHour;
  CHECK(opens(anna.password));
}

TEST_CASE_FIXTURE(Recovering, "one network begins twenty recoveries, then one each three minutes") {
  for (int i = 0; i < 20; ++i) CHECK(ask(wire::RecoverStart{"nobody@example.org"}));
  const auto known = respond(wire::RecoverStart{anna.login});
  const auto nobody = respond(wire::RecoverStart{"nobody@example.org"});
  CHECK(known.status == 429);
  CHECK(known.fields == nobody.fields);
  CHECK(known.body == nobody.body);
  network = "198.51.100.7";
  CHECK(ask(wire::RecoverStart{anna.login}));
  network = "192.0.2.7";
  now += 3 * kMinute;
  CHECK(ask(wire::RecoverStart{anna.login}));
}

TEST_CASE("the server begins fifty recoveries a second") {
  Portal portal;
  int begun = 0;
  for (int i = 0; i < 60; ++i) {
    portal.network = "10.0." + std::to_string(i) + ".1";
    begun += portal.ask(wire::RecoverStart{"nobody@example.org"}) ? 1 : 0;
  }
  CHECK(begun == 50);
}

}  // namespace
}  // namespace portal::test
