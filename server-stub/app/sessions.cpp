#include "server-stub/app/sessions.h"

#include "shared/crypto/request_mac.h"
#include "shared/crypto/seal.h"

namespace portal::server {
namespace {

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

// Everything up to the comma.
std::string_view take_value(std::string_view& text) {
  const std::string_view value = text.substr(0, text.find(','));
  text.remove_prefix(value.size());
  return value;
}

std::optional<std::uint64_t> parse_sequence(std::string_view digits) {
  if (digits.empty() || digits.size() > 16 || digits.front() == '0') return std::nullopt;
  std::uint64_t value = 0;
  for (char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (value > wire::kLargestInteger) return std::nullopt;
  return value;
}

template <std::size_t size>
std::optional<Fixed<size>> parse_bytes(std::string_view text) {
  const auto bytes = decode_base64url(text);
  const auto exact = bytes ? fixed<size>(*bytes) : Result<Fixed<size>>(Fault::malformed);
  return exact ? std::optional(*exact) : std::nullopt;
}

}  // namespace

Result<PortalMac> parse_portal_mac(std::string_view text) {
  if (!take(text, "Portal-MAC sid=")) return Fault::session_ended;
  const auto sid = parse_bytes<16>(take_value(text));
  if (!take(text, ", seq=")) return Fault::session_ended;
  const auto sequence = parse_sequence(take_value(text));
  if (!take(text, ", mac=")) return Fault::session_ended;
  const auto mac = parse_bytes<32>(take_value(text));
  if (!sid || !sequence || !mac || !text.empty()) return Fault::session_ended;
  return PortalMac{*sid, *sequence, *mac};
}

Result<Visitor> find_visitor(Desk& desk) {
  const std::string* authorization = desk.request.find_field("authorization");
  if (!authorization) return Fault::session_ended;
  const PortalMac shown = TRY(parse_portal_mac(*authorization));
  SessionRow session = TRY(desk.store.find_session(shown.sid, desk.now));
  auto key = open_state(desk.secrets.session_key, DataLabel::session, join({session.sid, session.account}),
                        session.sealed_key);
  if (!key) return Fault::session_ended;  // sealed under the key of another secrets.json
  const RequestToMac request{.method = desk.request.method,
                             .realm = desk.secrets.realm,
                             .target = desk.request.target,
                             .sequence = shown.sequence,
                             .body = desk.request.body};
  if (!request_mac_matches(SessionMacKey{std::move(*key)}, request, shown.mac)) return Fault::session_ended;
  const bool is_late = session.scope == wire::Scope::recovery && desk.now >= session.created + kRecoveryLasts;
  if (is_late) return Fault::session_ended;
  return Visitor{.session = std::move(session),
                 .use = {.sid = shown.sid, .sequence = shown.sequence, .now = desk.now}};
}

Result<wire::Nothing> session_end(Desk& desk, const Visitor& visitor, const wire::SessionEnd&) {
  TRY(desk.store.end_session(visitor.use, desk.draft(LogType::session_ended, {{"by", "owner"}})));
  return wire::Nothing{};
}

}  // namespace portal::server
