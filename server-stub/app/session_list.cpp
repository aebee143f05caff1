#include "server-stub/app/session_list.h"

namespace portal::server {
namespace {

wire::Sessions shown(const Visitor& visitor, const SessionRows& rows) {
  wire::Sessions sessions{.sessions = {}, .devices = {}, .mail_new_device = rows.mails_new_device};
  for (const DeviceRow& row : rows.rows) {
    sessions.sessions.push_back({.sid = row.sid,
                                 .device = row.device,
                                 .signed_in = row.created / kSecond,
                                 .last_used = row.seen / kSecond,
                                 .scope = row.scope,
                                 .current = row.sid == visitor.session.sid});
  }
  for (const KeptDeviceRow& row : rows.devices) {
    sessions.devices.push_back({.token_hash = row.token_hash,
                                .device = row.device,
                                .signed_in = row.created / kSecond,
                                .stays_until = row.expires / kSecond});
  }
  return sessions;
}

}  // namespace

bool is_device_name(const std::string& name) {
  return name.size() <= wire::kLongestDeviceName && is_printable_utf8(view_of(name));
}

Result<wire::Sessions> sessions_show(Desk& desk, const Visitor& visitor, const wire::SessionsShow&) {
  return shown(visitor, TRY(desk.store.show_sessions(visitor.use)));
}

Result<wire::Sessions> sessions_end(Desk& desk, const Visitor& visitor, const wire::SessionsEnd& message) {
  if (message.sid == visitor.session.sid) return Fault::malformed;  // that is `session/end`
  const LogDraft ended = desk.draft(LogType::session_ended, {{"by", "another-session"}});
  return shown(visitor, TRY(desk.store.end_other_session(visitor.use, message.sid, ended)));
}

Result<wire::Sessions> sessions_end_device(Desk& desk, const Visitor& visitor,
                                           const wire::SessionsEndDevice& message) {
  const LogDraft ended = desk.draft(LogType::session_ended, {{"by", "another-session"}});
  return shown(visitor, TRY(desk.store.end_device(visitor.use, message.token_hash, ended)));
}

Result<wire::Sessions> sessions_end_others(Desk& desk, const Visitor& visitor,
                                           const wire::SessionsEndOthers&) {
  const LogDraft ended = desk.draft(LogType::session_ended, {{"by", "another-session"}});
  return shown(visitor, TRY(desk.store.end_other_sessions(visitor.use, ended)));
}

Result<wire::Sessions> sessions_name(Desk& desk, const Visitor& visitor, const wire::SessionsName& message) {
  if (!is_device_name(message.device)) return Fault::malformed;
  return shown(visitor, TRY(desk.store.name_device(visitor.use, message.device)));
}

Result<wire::Sessions> sessions_mail(Desk& desk, const Visitor& visitor, const wire::SessionsMail& message) {
  return shown(visitor, TRY(desk.store.choose_new_device_mail(visitor.use, message.new_device)));
}

}  // namespace portal::server
