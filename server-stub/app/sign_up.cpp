#include "server-stub/app/sign_up.h"

#include "server-stub/app/budgets.h"
#include "shared/base/inputs.h"
#include "shared/opaque/server.h"

namespace portal::server {
namespace {

constexpr Milliseconds kLinkLasts = kDay;
constexpr std::uint32_t kMostEvaluations = 3;

}  // namespace

Result<wire::Nothing> sign_up(Desk& desk, const wire::SignUp& message) {
  const std::string login = TRY(normalise_login(view_of(message.login)));
  const auto token = desk.make<16>();
  TRY(desk.store.request_sign_up({
      .login = login,
      .token_hash = sha256(token),
      .now = desk.now,
      .expires = desk.now + kLinkLasts,
      .limit = stranger_mail_limit(desk, login),
      .charges = TRY(sign_up_charges(desk)),
      .link = desk.mail(MailKind::sign_up, login, desk.link("/sign-up/finish", token)),
      .already_registered =
          desk.mail(MailKind::already_registered, login, desk.settings.public_url + "/sign-in"),
  }));
  return wire::Nothing{};
}

Result<wire::SignUpLink> sign_up_show(Desk& desk, const wire::SignUpShow& message) {
  return wire::SignUpLink{.login = TRY(desk.store.find_link(sha256(message.token), desk.now))};
}

Result<wire::Registration> sign_up_start(Desk& desk, const wire::SignUpStart& message) {
  TRY(opaque::decode_registration_request(message.request));  // a bad one costs no evaluation
  const StartedLink link = TRY(desk.store.start_sign_up({
      .token_hash = sha256(message.token),
      .now = desk.now,
      .most_evaluations = kMostEvaluations,
      .fresh_account = desk.make<16>(),
      .fresh_log = desk.make<16>(),
  }));
  return wire::Registration{
      .account = link.account,
      .login = link.login,
      .response = TRY(
          opaque::create_registration_response(desk.secrets.opaque, message.request, view_of(link.login))),
      .profile = kStretchProfile,
  };
}

Result<wire::Nothing> sign_up_finish(Desk& desk, const wire::SignUpFinish& message) {
  TRY(opaque::decode_registration_record(message.record));
  TRY(desk.store.finish_sign_up({
      .token_hash = sha256(message.token),
      .body_hash = sha256(desk.request.body),
      .now = desk.now,
      .record = message.record,
      .profile = kStretchProfile,
      .wrap = message.wrap,
      .recovery_wrap = message.recovery_wrap,
      .recovery_key = message.recovery_key,
      .owner_key = message.owner_key,
      .known = desk.known_device(message.known),
      .created = desk.draft(LogType::account_created, {{"ask", encode_base64url(message.owner_key)},
                                                       {"recovery", encode_base64url(message.recovery_key)}}),
  }));
  return wire::Nothing{};
}

}  // namespace portal::server
