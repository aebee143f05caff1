#include "tests/unit/app/portal.h"

#include "server-stub/app/sealed_mail.h"
#include "server-stub/files/secrets_text.h"
#include "shared/crypto/request_mac.h"
#include "shared/crypto/signed_note.h"
#include "shared/crypto/stretch.h"
#include "shared/crypto/wrap.h"
#include "shared/opaque/client.h"

namespace portal::test {
namespace {

// A password in these tests is stretched as little as Argon2id allows.
Result<opaque::StretchedOutput> stretch(const opaque::OprfOutput& output) {
  return opaque::StretchedOutput{TRY(stretch_argon2id(output.bytes, 1, 8))};
}

server::Site site_of_tests() {
  using wire::Purpose;
  const std::vector<Purpose> all{Purpose::follow_up, Purpose::news, Purpose::marketing};
  return {.name = "A company",
          .controller = {"A company", "1 Some Street", "privacy@example.org", "The authority"},
          .privacy_url = "https://example.org/privacy",
          .support_url = "https://example.org/support",
          .lists = {{"software", "Software", "", all}, {"services", "Services", "", all}}};
}

struct Registered {
  Fixed<192> record;
  ExportKey export_key;
};

Result<Registered> finish_registration(opaque::ClientRegistrationState state, View response,
                                       const opaque::Identities& identities, Random& random) {
  const auto output = TRY(opaque::recover_oprf_output(state, response));
  const auto stretched = TRY(stretch(output));
  auto finish =
      TRY(opaque::finalize_registration_request(std::move(state), response, stretched, identities, random));
  return Registered{finish.record, std::move(finish.export_key)};
}

}  // namespace

Portal::Portal(server::Limits limits, std::string path, bool embed_password)
    : secrets(must(server::make_secrets("portal.example", 1'763'000'000, random))),
      mailer_key{Secret(view_of("the mailer's own key"))},
      site(site_of_tests()) {
  store = must(server::open_sqlite_store(
      {.path = std::move(path), .writing = server::Writing::in_place, .interrupt = [this](std::size_t verb) {
         return interrupt ? interrupt(verb) : server::Interruption::none;
       }}));
  REQUIRE(store->set_up(secrets.realm));
  app = std::make_unique<server::App>(
      *store, secrets, mailer_key, site, random, [this] { return now; },
      server::Settings{.public_url = "https://portal.example",
                       .version = "0.0.0",
                       .limits = limits,
                       .embed_password = embed_password,
                       .embed_origins = {"https://members.example"}});
}

server::Response Portal::send(std::string method, std::string path, Bytes body, server::HeaderFields fields) {
  if (method == "POST") fields.emplace_back("content-type", "application/json");
  return app->handle({std::move(method), std::move(path), std::move(fields), std::move(body), network});
}

server::Response Portal::post(std::string path, std::string_view body) {
  return send("POST", std::move(path), bytes_of(body));
}

std::pair<std::string, std::string> Portal::authorization(const Session& session, const wire::Route& route,
                                                          View body, std::uint64_t sequence) {
  const RequestMac mac = derive_request_mac(session.key, {.method = route.method,
                                                          .realm = secrets.realm,
                                                          .target = route.path,
                                                          .sequence = sequence,
                                                          .body = body});
  return {"authorization", "Portal-MAC sid=" + encode_base64url(session.sid) +
                               ", seq=" + std::to_string(sequence) + ", mac=" + encode_base64url(mac)};
}

Fault Portal::fault_of(const server::Response& response) {
  const std::string_view body = text_of(response.body);
  for (int i = 0; i <= static_cast<int>(Fault::unavailable); ++i) {
    const Fault fault = static_cast<Fault>(i);
    if (body == "{\"fault\":\"" + std::string(on_wire(fault).name) + "\"}") return fault;
  }
  return Fault::incident;
}

std::vector<server::OutgoingMail> Portal::read_mail() {
  std::vector<server::OutgoingMail> mails;
  for (const auto& sealed : must(store->take_outbox(100))) {
    mails.push_back(must(server::open_mail(secrets.outbox_key, sealed)));
    must(store->forget_mail(sealed.id));
  }
  return mails;
}

wire::LinkToken Portal::token_of_last_mail() {
  std::string link;
  for (const auto& mail : read_mail()) {
    if (mail.link.find("#token=") != std::string::npos) link = mail.link;
  }
  REQUIRE(!link.empty());
  const auto bytes = must(decode_base64url(link.substr(link.find('=') + 1)));
  return must(fixed<16>(bytes));
}

Result<wire::SignUpFinish> Portal::make_account_message(Person& person, const wire::LinkToken& token) {
  auto start = TRY(opaque::create_registration_request(view_of(person.password), random));
  const auto reply = TRY(ask(wire::SignUpStart{.token = token, .request = start.request}));
  const opaque::Identities identities{view_of(secrets.realm), view_of(reply.login)};
  const auto registered =
      TRY(finish_registration(std::move(start.state), reply.response, identities, random));
  person.account = reply.account;
  person.master_key = make_master_key(random);
  person.sheet = {random.make_secret(16)};
  return wire::SignUpFinish{
      .token = token,
      .record = registered.record,
      .wrap = wrap_master_key(derive_password_kek(registered.export_key, reply.account), person.master_key,
                              PasswordWrapBinding{reply.account, 1, 1}, random),
      .recovery_wrap = wrap_master_key(derive_recovery_kek(person.sheet, reply.account), person.master_key,
                                       RecoveryWrapBinding{reply.account, 1, 1}, random),
      .recovery_key = derive_recovery_signing_key(person.sheet).key.verify_key.bytes,
      .owner_key = derive_owner_signing_key(person.master_key, reply.account, 1).key.verify_key.bytes,
      .known = {},
  };
}

Result<Person> Portal::sign_up(std::string login, std::string password) {
  Person person{.login = std::move(login),
                .password = std::move(password),
                .account = {},
                .master_key = {},
                .sheet = {}};
  TRY(ask(wire::SignUp{person.login}));
  const auto finish = TRY(make_account_message(person, token_of_last_mail()));
  TRY(ask(finish));
  return person;
}

Result<Session> Portal::log_in(const Person& person, std::optional<wire::KnownToken> shown,
                               std::optional<wire::Hash> registered, wire::Scope scope) {
  auto start = TRY(opaque::generate_ke1(view_of(person.password), random));
  const auto challenge =
      TRY(ask(wire::LoginStart{.login = person.login, .ke1 = start.ke1, .scope = scope, .known = shown}));
  const opaque::Identities identities{view_of(secrets.realm), view_of(person.login)};
  const auto stretched = TRY(stretch(TRY(opaque::recover_oprf_output(start.state, challenge.ke2))));
  auto proof = opaque::generate_ke3(std::move(start.state), challenge.ke2, stretched, View{}, identities);
  // Who has the wrong password sends something all the same, here.
  const auto ke3 = proof ? proof->ke3 : wire::Ke3{};
  const auto reply =
      TRY(ask(wire::LoginFinish{.attempt = challenge.attempt, .ke3 = ke3, .known = registered}));
  if (!proof) return Fault::incident;
  if (scope == wire::Scope::full) {
    TRY(unwrap_master_key(derive_password_kek(proof->export_key, reply.account), *reply.wrap,
                          PasswordWrapBinding{reply.account, *reply.amk_version, *reply.credential_version}));
  }
  return Session{.sid = reply.sid, .key = derive_session_mac_key(proof->session_key)};
}

Status Portal::step_up(const Person& person, Session& session, std::string_view password,
                       wire::Operation operation) {
  auto start = TRY(opaque::generate_ke1(view_of(password), random));
  const auto challenge = TRY(ask(wire::StepUpStart{.op = operation, .ke1 = start.ke1}, &session));
  const opaque::Identities identities{view_of(secrets.realm), view_of(person.login)};
  const auto stretched = TRY(stretch(TRY(opaque::recover_oprf_output(start.state, challenge.ke2))));
  auto proof = opaque::generate_ke3(std::move(start.state), challenge.ke2, stretched, View{}, identities);
  TRY(ask(wire::StepUpFinish{.attempt = challenge.attempt, .ke3 = proof ? proof->ke3 : wire::Ke3{}},
          &session));
  return Done{};
}

Result<wire::CredentialFinish> Portal::prepare(const Person& person, Session& session, wire::Reason reason,
                                               std::string_view new_password, const RecoverySecret* next) {
  const bool recovers = reason == wire::Reason::recovery;
  auto start = TRY(opaque::create_registration_request(view_of(new_password), random));
  const auto change = TRY(ask(
      wire::CredentialStart{.reason = reason, .base = person.version, .request = start.request}, &session));
  const opaque::Identities identities{view_of(secrets.realm), view_of(person.login)};
  const auto registered =
      TRY(finish_registration(std::move(start.state), change.response, identities, random));
  const OwnerSigningKey owner =
      derive_owner_signing_key(person.master_key, person.account, person.amk_version);
  const std::string text = credential_change_text({.realm = secrets.realm,
                                                   .account = person.account,
                                                   .reason = recovers ? ChangeReason::recovery
                                                             : next   ? ChangeReason::unfreeze
                                                                      : ChangeReason::password,
                                                   .base = person.version,
                                                   .amk_version = person.replaces,
                                                   .new_amk_version = person.amk_version,
                                                   .login = person.login,
                                                   .record = registered.record,
                                                   .manifest = {},
                                                   .change_id = change.change_id});
  wire::CredentialFinish finish{
      .change_id = change.change_id,
      .base = person.version,
      .record = registered.record,
      .wrap = wrap_master_key(derive_password_kek(registered.export_key, person.account), person.master_key,
                              PasswordWrapBinding{person.account, person.amk_version, person.version + 1},
                              random),
      .note = sign_note(text, {{owner_key_name(secrets.realm, person.account), owner.key}}),
      .known = {},
      .recovery_wrap = {},
      .recovery_key = {},
  };
  if (!next) return finish;
  const RecoverySigningKey used = derive_recovery_signing_key(person.sheet);
  if (recovers)
    finish.note = sign_note(text, {{owner_key_name(secrets.realm, person.account), owner.key},
                                   {recovery_key_name(secrets.realm, person.account), used.key}});
  finish.recovery_wrap = wrap_master_key(
      derive_recovery_kek(*next, person.account), person.master_key,
      RecoveryWrapBinding{person.account, person.amk_version, person.recovery_version + 1}, random);
  finish.recovery_key = derive_recovery_signing_key(*next).key.verify_key.bytes;
  return finish;
}

Result<wire::CredentialFinish> Portal::prepare_change(const Person& person, Session& session,
                                                      std::string_view new_password) {
  return prepare(person, session, wire::Reason::password, new_password, nullptr);
}

Result<wire::CredentialFinish> Portal::prepare_recovery(const Person& person, Session& session,
                                                        std::string_view new_password,
                                                        const RecoverySecret& next) {
  return prepare(person, session, wire::Reason::recovery, new_password, &next);
}

Result<wire::CredentialFinish> Portal::prepare_restoring(const Person& person, Session& session,
                                                         std::string_view new_password,
                                                         const RecoverySecret& next) {
  return prepare(person, session, wire::Reason::unfreeze, new_password, &next);
}

Result<wire::ResetFinish> Portal::prepare_reset(Person& person, const wire::LinkToken& token) {
  auto start = TRY(opaque::create_registration_request(view_of(person.password), random));
  const auto reply = TRY(ask(wire::ResetBegin{.token = token, .request = start.request}));
  const opaque::Identities identities{view_of(secrets.realm), view_of(reply.login)};
  const auto registered =
      TRY(finish_registration(std::move(start.state), reply.response, identities, random));
  person.account = reply.account;
  person.master_key = make_master_key(random);
  person.sheet = {random.make_secret(16)};
  person.version = reply.credential_version;
  person.recovery_version = reply.recovery_version;
  person.amk_version = person.replaces = reply.amk_version;
  return wire::ResetFinish{
      .token = token,
      .record = registered.record,
      .wrap = wrap_master_key(derive_password_kek(registered.export_key, reply.account), person.master_key,
                              PasswordWrapBinding{reply.account, person.amk_version, person.version}, random),
      .recovery_wrap = wrap_master_key(
          derive_recovery_kek(person.sheet, reply.account), person.master_key,
          RecoveryWrapBinding{reply.account, person.amk_version, person.recovery_version}, random),
      .recovery_key = derive_recovery_signing_key(person.sheet).key.verify_key.bytes,
      .owner_key =
          derive_owner_signing_key(person.master_key, reply.account, person.amk_version).key.verify_key.bytes,
      .known = {},
  };
}

Result<wire::RecoverySession> Portal::prove_recovery(const std::string& login, const RecoverySecret& sheet,
                                                     std::optional<bool> previous) {
  const auto challenge = TRY(ask(wire::RecoverStart{login, previous}));
  const std::string text = recover_text(secrets.realm, login, challenge.challenge);
  return ask(
      wire::RecoverProve{challenge.id, portal::sign(derive_recovery_signing_key(sheet).key, view_of(text))});
}

}  // namespace portal::test
