// Somebody with a recovery key, and somebody whose key was used by another.
#pragma once

#include <algorithm>
#include <vector>

#include "server-stub/store/recovery.h"
#include "shared/crypto/statements.h"
#include "shared/crypto/wrap.h"
#include "shared/wire/erase.h"
#include "tests/unit/app/portal.h"

namespace portal::test {

using server::kDay;
using server::kHour;
using server::kMinute;
using server::MailKind;

struct Recovering : Portal {
  Recovering() : anna(*sign_up("anna@example.org", "the old password")), next{random.make_secret(16)} {
    read_mail();
  }
  Person anna;
  RecoverySecret next;

  Session proved() {
    const auto reply = prove_recovery(anna.login, anna.sheet);
    REQUIRE(reply);
    return {.sid = reply->sid, .key = derive_session_mac_key(SessionSeed{Secret(View(reply->k32))})};
  }
  wire::CredentialFinish prepared(Session& session) {
    auto finish = prepare_recovery(anna, session, "the new password", next);
    REQUIRE(finish);
    return *finish;
  }
  bool opens(std::string password) {
    Person person{
        .login = anna.login, .password = std::move(password), .account = {}, .master_key = {}, .sheet = {}};
    return static_cast<bool>(log_in(person));
  }
};

// The thief has the key: she has set a password of hers.
struct Robbed : Recovering {
  Robbed() {
    Session session = proved();
    REQUIRE(ask(prepared(session), &session));
    for (const auto& mail : read_mail()) tokens.push_back(token_in(mail.link));
    REQUIRE(tokens.size() == 2);
    thief.password = "the new password";
  }
  static wire::LinkToken token_in(const std::string& link) {
    REQUIRE(link.starts_with("https://portal.example/not-me#token="));
    return *fixed<16>(*decode_base64url(link.substr(link.find('=') + 1)));
  }
  std::vector<wire::LinkToken> tokens;
  Person thief{.login = anna.login, .password = {}, .account = {}, .master_key = {}, .sheet = {}};
};

}  // namespace portal::test
