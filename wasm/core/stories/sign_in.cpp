#include "wasm/core/stories/sign_in.h"

#include "shared/archive/minisign.h"
#include "shared/base/inputs.h"
#include "wasm/core/password.h"
#include "wasm/core/stories/arrive.h"
#include "wasm/core/stories/choose_mail.h"
#include "wasm/core/stories/enrol_device.h"
#include "wasm/core/stories/stay_awake.h"

namespace portal::core {

void enter(Core& core, Session session) {
  const bool has_keys = !session.master_key.bytes.empty();  // not so in a frame
  if (has_keys) core.model().owner_key_line = archive::print_minisign_key(session.owner_key.key.verify_key);
  auto& left = core.model().left_typing;
  if (left && left->account != session.account) left.reset();
  core.session() = std::move(session);
  core.model().signed_in = true;
  core.model().asks_again = false;
  core.keep("was-signed-in", {1});
  core.start<StayAwake>();
}

void SignIn::begin() {
  Model& model = core.model();
  if (model.work) return core.end(this);
  core.hush();
  const auto login = normalise_login(model.value_of(Field::email).reveal());
  auto password = prepare_password(model.value_of(Field::password));
  if (!password && password.fault() == Fault::too_large) {
    core.complain(Notice::password_too_long, Field::password);
    return core.end(this);
  }
  if (!login || !password) {
    core.complain(Notice::wrong_login, login ? Field::password : Field::email);
    return core.end(this);
  }
  if (!model.trust) {
    core.complain(Notice::unreachable);
    if (auto* arrival = core.find_story<Arrive>()) arrival->try_again();
    return core.end(this);
  }
  model.work = Work{"Signing in", 10, true};
  run_ = std::make_unique<LoginRun>(core, *login, std::move(*password),
                                    model.is_framed ? wire::Scope::embedded : wire::Scope::full,
                                    [this](Result<Session> session) { signed_in(std::move(session)); });
  run_->begin();
}

void SignIn::cancel() {
  core.model().work.reset();
  core.end(this);
}

void SignIn::signed_in(Result<Session> session) {
  Model& model = core.model();
  model.work.reset();
  core.end(this);
  if (!session) {
    if (session.fault() == Fault::unauthenticated) {
      core.empty(Field::password);
      return core.complain(Notice::wrong_login);
    }
    return core.complain_about(session.fault());
  }
  const Place next = model.after_sign_in.value_or(model.is_framed ? Place::subscriptions : Place::overview);
  model.after_sign_in.reset();
  core.empty(Field::email);
  enter(core, std::move(*session));
  core.show(next);
  if (model.wants_to_stay) core.start<EnrolDevice>();
}

}  // namespace portal::core
