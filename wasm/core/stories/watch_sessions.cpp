#include "wasm/core/stories/watch_sessions.h"

#include "shared/base/encoding.h"
#include "wasm/core/stories/login_run.h"
#include "wasm/core/stories/patience.h"

namespace portal::core {

void WatchSessions::begin() {
  Model& model = core.model();
  model.sessions.reset();
  if (model.left_typing) {
    model.typed_in(Field::device_name).value = std::move(model.left_typing->device_name);
    model.left_typing.reset();
  }
  look();
}

void WatchSessions::look() {
  core.call(this, wire::SessionsShow{}, &WatchSessions::shown);
}

void WatchSessions::shown(Result<wire::Sessions> reply) {
  if (reply) {
    if (!core.model().sessions) core.heard_again();
    return accept(std::move(*reply));
  }
  if (reply.fault() == Fault::session_ended) return core.signed_out_by_server();
  if (!core.model().sessions) core.complain_of_reading(reply.fault());
  core.wait(this, kLookAgainAfter, &WatchSessions::look);
}

void WatchSessions::accept(wire::Sessions sessions) {
  if (core.model().account)
    core.model().account->sessions = static_cast<std::uint32_t>(sessions.sessions.size());
  core.model().sessions = std::move(sessions);
}

void WatchSessions::press(const Intent& intent) {
  if (done_ != Notice::none || !core.model().sessions) return;
  core.hush();
  core.forget_effects_of(this);  // an older look would show what is over
  switch (intent.action) {
    case Intent::Do::end_session:
      return end_session(intent.argument);
    case Intent::Do::end_device:
      return end_device(intent.argument);
    case Intent::Do::end_other_sessions:
      done_ = Notice::other_sessions_ended;
      return core.call(this, wire::SessionsEndOthers{}, &WatchSessions::changed);
    case Intent::Do::name_device:
      return name_device();
    default:
      const bool on = !core.model().sessions->mail_new_device;
      done_ = on ? Notice::new_device_mail_on : Notice::new_device_mail_off;
      return core.call(this, wire::SessionsMail{on}, &WatchSessions::changed);
  }
}

void WatchSessions::end_session(const std::string& sid) {
  const auto bytes = decode_base64url(sid);
  const auto exact = bytes ? fixed<16>(*bytes) : Result<wire::SessionId>(Fault::malformed);
  if (!exact) return;
  done_ = Notice::session_ended;
  core.call(this, wire::SessionsEnd{*exact}, &WatchSessions::changed);
}

void WatchSessions::end_device(const std::string& token_hash) {
  const auto bytes = decode_base64url(token_hash);
  const auto exact = bytes ? fixed<32>(*bytes) : Result<wire::Hash>(Fault::malformed);
  if (!exact) return;
  done_ = Notice::session_ended;
  core.call(this, wire::SessionsEndDevice{*exact}, &WatchSessions::changed);
}

void WatchSessions::name_device() {
  const View typed = core.model().value_of(Field::device_name).reveal();
  if (typed.empty() || typed.size() > wire::kLongestDeviceName || !is_printable_utf8(typed)) {
    core.complain(Notice::not_a_device_name, Field::device_name);
    return look();
  }
  name_ = std::string(text_of(typed));
  done_ = Notice::device_named;
  core.call(this, wire::SessionsName{*name_}, &WatchSessions::changed);
}

// Each change can be asked for again, so silence is told as silence, and the list says what is true.
void WatchSessions::changed(Result<wire::Sessions> reply) {
  const Notice done = std::exchange(done_, Notice::none);
  const auto name = std::exchange(name_, std::nullopt);
  if (!reply) {
    core.complain_about(reply.fault());
    if (core.session()) look();
    return;
  }
  accept(std::move(*reply));
  if (name) core.keep(std::string(kDeviceNameKept), bytes_of(*name));
  if (name) core.empty(Field::device_name);
  core.tell(done);
}

}  // namespace portal::core
