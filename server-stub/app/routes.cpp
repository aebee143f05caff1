#include "server-stub/app/routes.h"

#include <algorithm>
#include <array>

#include "server-stub/app/account.h"
#include "server-stub/app/credential.h"
#include "server-stub/app/device.h"
#include "server-stub/app/erase.h"
#include "server-stub/app/export.h"
#include "server-stub/app/login.h"
#include "server-stub/app/pair.h"
#include "server-stub/app/records.h"
#include "server-stub/app/recover.h"
#include "server-stub/app/reset.h"
#include "server-stub/app/session_list.h"
#include "server-stub/app/sign_up.h"
#include "server-stub/app/site_show.h"
#include "server-stub/app/step_up.h"
#include "server-stub/app/subscriptions.h"

namespace portal::server {
namespace {

struct FaultName {
  std::string fault;
  static void fields(auto& m, auto&& field) { field("fault", m.fault); }
};

Response json_response(int status, Bytes body) {
  return {.status = status,
          .fields = {{"content-type", "application/json"}, {"cache-control", "no-store"}},
          .body = std::move(body)};
}

Response fault_response(Fault fault, Milliseconds wait) {
  const FaultOnWire shown = on_wire(fault);
  Response response = json_response(shown.status, wire::encode(FaultName{std::string(shown.name)}));
  if (fault == Fault::slow_down) {
    response.fields.emplace_back("retry-after", std::to_string((wait + kSecond - 1) / kSecond));
  }
  return response;
}

bool is_json(const Request& request) {
  const std::string* type = request.find_field("content-type");
  if (!type || request.find_field("content-encoding")) return false;
  std::string plain;
  for (char c : *type) {
    if (c != ' ') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return plain == "application/json" || plain == "application/json;charset=utf-8";
}

template <class M>
Result<M> read_message(const Request& request) {
  if (std::string_view(M::route.method) == "GET") {
    if (!request.body.empty()) return Fault::malformed;
    return M{};
  }
  if (!is_json(request)) return Fault::wrong_type;
  return wire::parse<M>(request.body);
}

template <class M>
Response respond(Desk& desk, const Result<typename M::Reply>& reply) {
  if (!reply) return fault_response(reply.fault(), desk.wait);
  return json_response(wire::status_of<M>(*reply), wire::encode(*reply));
}

using Answer = Response (*)(Desk&);

template <class M, auto function>
Response open(Desk& desk) {
  const auto reply = [&]() -> Result<typename M::Reply> {
    return function(desk, TRY(read_message<M>(desk.request)));
  };
  return respond<M>(desk, reply());
}

enum class Scopes { full, full_or_embedded, full_or_recovery };

bool allows(Scopes scopes, wire::Scope scope) {
  if (scope == wire::Scope::embedded) return scopes == Scopes::full_or_embedded;
  if (scope == wire::Scope::recovery) return scopes == Scopes::full_or_recovery;
  return true;
}

template <class M, auto function, Scopes scopes>
Response in_session(Desk& desk) {
  const auto reply = [&]() -> Result<typename M::Reply> {
    const M message = TRY(read_message<M>(desk.request));
    const Visitor visitor = TRY(find_visitor(desk));
    if (!allows(scopes, visitor.session.scope)) return Fault::out_of_scope;
    return function(desk, visitor, message);
  };
  return respond<M>(desk, reply());
}

template <class M, auto function>
Response for_mailer(Desk& desk) {
  const auto reply = [&]() -> Result<typename M::Reply> {
    const std::string* shown = desk.request.find_field("authorization");
    const Bytes expected = join({view_of("Bearer "), desk.mailer_key.text.reveal()});
    if (!shown || !equal_in_constant_time(sha256(view_of(*shown)), sha256(expected))) {
      return Fault::unauthenticated;
    }
    return function(desk, TRY(read_message<M>(desk.request)));
  };
  return respond<M>(desk, reply());
}

struct Entry {
  wire::Route route;
  Answer answer;
};

template <class M, auto function>
constexpr Entry open_entry() {
  static_assert(M::route.access == wire::Access::open || M::route.path == wire::CredentialFinish::route.path);
  return {M::route, open<M, function>};
}
template <class M, auto function, Scopes scopes>
constexpr Entry session_entry() {
  static_assert(M::route.access == wire::Access::session);
  return {M::route, in_session<M, function, scopes>};
}

constexpr std::array kRoutes = {
    open_entry<wire::SignUp, sign_up>(),
    open_entry<wire::SignUpShow, sign_up_show>(),
    open_entry<wire::SignUpStart, sign_up_start>(),
    open_entry<wire::SignUpFinish, sign_up_finish>(),
    open_entry<wire::LoginStart, login_start>(),
    open_entry<wire::LoginFinish, login_finish>(),
    session_entry<wire::StepUpStart, step_up_start, Scopes::full>(),
    session_entry<wire::StepUpFinish, step_up_finish, Scopes::full>(),
    open_entry<wire::RecoverStart, recover_start>(),
    open_entry<wire::RecoverProve, recover_prove>(),
    open_entry<wire::RecoveryDisown, recovery_disown>(),
    session_entry<wire::RecoveryRenew, recovery_renew, Scopes::full>(),
    open_entry<wire::ResetStart, reset_start>(),
    open_entry<wire::ResetConfirm, reset_confirm>(),
    session_entry<wire::ResetCancel, reset_cancel, Scopes::full>(),
    open_entry<wire::ResetCancelByLink, reset_cancel_by_link>(),
    open_entry<wire::ResetShow, reset_show>(),
    open_entry<wire::ResetBegin, reset_begin>(),
    open_entry<wire::ResetFinish, reset_finish>(),
    session_entry<wire::CredentialStart, credential_start, Scopes::full_or_recovery>(),
    open_entry<wire::CredentialFinish, credential_finish>(),  // looks for the session itself
    open_entry<wire::CredentialCancel, credential_cancel>(),
    session_entry<wire::DeviceEnrol, device_enrol, Scopes::full>(),
    open_entry<wire::DeviceUnlock, device_unlock>(),
    open_entry<wire::PairStart, pair_start>(),
    session_entry<wire::PairShow, pair_show, Scopes::full>(),
    session_entry<wire::PairAllow, pair_allow, Scopes::full>(),
    session_entry<wire::PairDeny, pair_deny, Scopes::full>(),
    open_entry<wire::PairPoll, pair_poll>(),
    session_entry<wire::AccountShow, account_show, Scopes::full_or_embedded>(),
    session_entry<wire::ReminderSet, reminder_set, Scopes::full>(),
    session_entry<wire::SessionEnd, session_end, Scopes::full_or_embedded>(),
    session_entry<wire::SessionsShow, sessions_show, Scopes::full>(),
    session_entry<wire::SessionsEnd, sessions_end, Scopes::full>(),
    session_entry<wire::SessionsEndDevice, sessions_end_device, Scopes::full>(),
    session_entry<wire::SessionsEndOthers, sessions_end_others, Scopes::full>(),
    session_entry<wire::SessionsName, sessions_name, Scopes::full>(),
    session_entry<wire::SessionsMail, sessions_mail, Scopes::full>(),
    session_entry<wire::EraseShow, erase_show, Scopes::full>(),
    session_entry<wire::EraseRequest, erase_request, Scopes::full>(),
    session_entry<wire::EraseCancel, erase_cancel, Scopes::full>(),
    open_entry<wire::EraseCancelByLink, erase_cancel_by_link>(),
    session_entry<wire::SubscriptionsShow, subscriptions_show, Scopes::full_or_embedded>(),
    session_entry<wire::SubscriptionSet, subscription_set, Scopes::full_or_embedded>(),
    session_entry<wire::SubscriptionsStop, subscriptions_stop, Scopes::full_or_embedded>(),
    session_entry<wire::SubscriptionsUndo, subscriptions_undo, Scopes::full_or_embedded>(),
    session_entry<wire::CollectionsShow, collections_show, Scopes::full>(),
    session_entry<wire::RecordsShow, records_show, Scopes::full>(),
    session_entry<wire::RecordsWrite, records_write, Scopes::full>(),
    session_entry<wire::LogEntries, log_entries, Scopes::full>(),
    session_entry<wire::ExportNote, export_note, Scopes::full>(),
    Entry{wire::MailerCheck::route, for_mailer<wire::MailerCheck, mailer_check>},
    open_entry<wire::SiteShow, site_show>(),
    open_entry<wire::TrustShow, trust_show>(),
    open_entry<HealthShow, health_show>(),
};

bool fits(const wire::Route& route, const Request& request) {
  if (request.path() != route.path) return false;
  // RFC 9110 §9.3.2: HEAD is GET without the body, which the adapter leaves out.
  return request.method == route.method ||
         (request.method == "HEAD" && std::string_view(route.method) == "GET");
}

}  // namespace

Response answer_by_route(Desk& desk) {
  const auto entry = std::find_if(kRoutes.begin(), kRoutes.end(),
                                  [&](const Entry& each) { return fits(each.route, desk.request); });
  if (entry == kRoutes.end()) return fault_response(Fault::not_found, 0);
  Response response = entry->answer(desk);
  if (entry->route.path == std::string_view(wire::TrustShow::route.path)) {
    response.fields = {{"content-type", "application/json"}, {"cache-control", "no-cache"}};
  }
  return response;
}

}  // namespace portal::server
