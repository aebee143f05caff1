#include "wasm/core/stories/enrol_device.h"

#include "wasm/core/stories/patience.h"

namespace portal::core {

void EnrolDevice::begin() {
  secret_.bytes = core.random().make_secret(32);
  token_.bytes = core.random().make_secret(32);
  ask();
}

void EnrolDevice::ask() {
  core.call(this, wire::DeviceEnrol{sha256(token_.bytes.reveal())}, &EnrolDevice::enrolled);
}

// The same device again gets the same share: silence is not a failure.
void EnrolDevice::enrolled(Result<wire::DeviceEnrolment> reply) {
  if (!reply && reply.fault() != Fault::session_ended && ++unheard_ <= kPatience) {
    return void(core.wait(this, 1000u * unheard_, &EnrolDevice::ask));
  }
  core.end(this);
  if (!reply && reply.fault() == Fault::session_ended) return core.signed_out_by_server();
  if (!reply) return core.complain(Notice::could_not_stay);
  const Session& session = *core.session();
  const DeviceBinding binding{session.account, sha256(token_.bytes.reveal()), session.amk_version,
                              session.credential_version};
  Random& random = core.random();
  keep_device(
      core,
      {binding, reply->expires, seal_for_device(secret_, reply->share, session.master_key, binding, random),
       seal_device_token(secret_, session.account, token_, random), session.login},
      secret_);
  core.model().stays_until = reply->expires;
}

}  // namespace portal::core
