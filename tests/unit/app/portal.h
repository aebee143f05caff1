// A server without sockets and a person who uses it with real cryptography, for the tests of server-stub/app.
#pragma once

#include <doctest/doctest.h>
#include <memory>

#include "server-stub/app/app.h"
#include "server-stub/app/outgoing_mail.h"
#include "server-stub/store/sqlite_store.h"
#include "shared/crypto/key_hierarchy.h"
#include "shared/wire/account.h"
#include "shared/wire/credential.h"
#include "shared/wire/login.h"
#include "shared/wire/recover.h"
#include "shared/wire/reset.h"
#include "shared/wire/sign_up.h"
#include "shared/wire/subscriptions.h"
#include "tests/unit/randoms.h"

namespace portal::test {

// The value; without one the test is over.
template <class T>
T must(Result<T> result) {
  REQUIRE(result);
  return std::move(*result);
}

struct Session {
  wire::SessionId sid{};
  SessionMacKey key;
  std::uint64_t next_sequence = 1;
};

struct Person {
  std::string login;
  std::string password;
  AccountId account{};
  MasterKey master_key;
  RecoverySecret sheet;
  std::uint32_t version = 1;
  std::uint32_t recovery_version = 1;
  std::uint32_t amk_version = 1;
  std::uint32_t replaces = 1;  // a of the vault that is there now
};

class Portal {
 public:
  explicit Portal(server::Limits limits = server::Limits::normal,
                  std::string path = ":memory:", bool embed_password = false);

  server::Response send(std::string method, std::string path, Bytes body, server::HeaderFields fields = {});
  server::Response post(std::string path, std::string_view body);

  template <class M>
  server::Response respond(const M& message, Session* session = nullptr) {
    const bool is_get = std::string_view(M::route.method) == "GET";
    const Bytes body = is_get ? Bytes{} : wire::encode(message);
    server::HeaderFields fields;
    if (session) fields.push_back(authorization(*session, M::route, body, session->next_sequence++));
    return send(M::route.method, M::route.path, body, fields);
  }
  template <class M>
  Result<typename M::Reply> ask(const M& message, Session* session = nullptr) {
    const server::Response response = respond(message, session);
    if (!wire::is_good<M>(response.status)) return fault_of(response);
    return wire::parse<typename M::Reply>(response.body);
  }

  std::pair<std::string, std::string> authorization(const Session& session, const wire::Route& route,
                                                    View body, std::uint64_t sequence);
  static Fault fault_of(const server::Response& response);

  std::vector<server::OutgoingMail> read_mail();
  wire::LinkToken token_of_last_mail();  // of the last that has one; all mail is read

  // The whole of each exchange; a fault is where it stopped.
  Result<Person> sign_up(std::string login, std::string password);
  Result<wire::SignUpFinish> make_account_message(Person& person, const wire::LinkToken& token);
  Result<Session> log_in(const Person& person, std::optional<wire::KnownToken> shown = {},
                         std::optional<wire::Hash> registered = {}, wire::Scope scope = wire::Scope::full);
  Status step_up(const Person& person, Session& session, std::string_view password,
                 wire::Operation operation = wire::Operation::credential);
  Result<wire::CredentialFinish> prepare_change(const Person& person, Session& session,
                                                std::string_view new_password);
  // By the key of a vault that was set aside: `previous`.
  Result<wire::RecoverySession> prove_recovery(const std::string& login, const RecoverySecret& sheet,
                                               std::optional<bool> previous = {});
  // A new vault, by the second link; it becomes the person's when it is finished.
  Result<wire::ResetFinish> prepare_reset(Person& person, const wire::LinkToken& token);
  // After a sign-in with what was set aside.
  Result<wire::CredentialFinish> prepare_restoring(const Person& person, Session& session,
                                                   std::string_view new_password, const RecoverySecret& next);
  // As the owner of both recovery keys would.
  Result<wire::CredentialFinish> prepare_recovery(const Person& person, Session& session,
                                                  std::string_view new_password, const RecoverySecret& next);

 private:
  Result<wire::CredentialFinish> prepare(const Person& person, Session& session, wire::Reason reason,
                                         std::string_view new_password, const RecoverySecret* next);

 public:
  std::uint64_t now = 1'764'000'000'000;
  std::string network = "192.0.2.7";
  SeededRandom random{7};
  server::Secrets secrets;
  server::MailerKey mailer_key;
  server::Site site;
  server::Interrupt interrupt;
  std::unique_ptr<server::Store> store;
  std::unique_ptr<server::App> app;
};

}  // namespace portal::test
