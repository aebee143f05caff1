#include "wasm/core/stories/finish_account.h"

#include "shared/base/inputs.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/recovery_key.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/kept_device.h"
#include "wasm/core/link.h"
#include "wasm/core/password.h"
#include "wasm/core/pins.h"
#include "wasm/core/stories/keep_sheet.h"
#include "wasm/core/stories/new_password.h"
#include "wasm/core/stories/patience.h"
#include "wasm/core/stories/sign_in.h"

namespace portal::core {

template <class Way>
void FinishAccount<Way>::begin() {
  const auto token = token_in(core.model().fragment);
  if (!token) return core.complain(Notice::link_not_valid);
  token_ = *token;
  has_token_ = true;
  core.call(this, typename Way::Show{token_}, &FinishAccount::link_shown);
}

template <class Way>
void FinishAccount<Way>::link_shown(Result<Link> reply) {
  if (!reply) return complain(reply.fault());
  core.hush();
  core.model().login_of_link = reply->login;
}

template <class Way>
void FinishAccount<Way>::choose_password() {
  Model& model = core.model();
  if (model.work || model.place != Way::kPlace) return;
  core.hush();
  if (!has_token_) return core.complain(Notice::link_not_valid);
  if (model.login_of_link.empty() || !model.trust) {  // not heard yet whose link it is: ask again
    core.complain(Notice::unreachable);
    return core.call(this, typename Way::Show{token_}, &FinishAccount::link_shown);
  }
  if (!confirms_address()) return core.complain(Notice::not_this_address, Field::email);
  auto password = take_new_password(core, Field::password, Field::repeat_password);
  if (!password) return;
  password_ = std::move(*password);
  model.work = Work{"Protecting your password", 5, true};
  core.estimate(this, password_, &FinishAccount::judged);
}

// A device that has seen the old vault takes the new one on its owner's word alone: they type whose it is.
template <class Way>
bool FinishAccount<Way>::confirms_address() {
  if constexpr (std::is_same_v<Way, BySignUp>) return true;
  const auto typed = normalise_login(core.model().value_of(Field::email).reveal());
  return typed && *typed == core.model().login_of_link;
}

template <class Way>
void FinishAccount<Way>::judged(Result<Estimated> estimated) {
  if (!estimated) return complain(estimated.fault());
  const Notice verdict = judge_new_password(password_, *estimated);
  if (verdict != Notice::none) {
    core.model().work.reset();
    return core.complain(verdict, Field::password);
  }
  auto start = opaque::create_registration_request(password_.reveal(), core.random());
  if (!start) return complain(start.fault());
  state_ = std::move(start->state);
  core.model().work->percent = 20;
  core.call(this, typename Way::Start{token_, start->request}, &FinishAccount::registered);
}

template <class Way>
void FinishAccount<Way>::registered(Result<Registration> reply) {
  if (!reply) return complain(reply.fault());
  if (reply->profile != core.profile().number || reply->login != core.model().login_of_link) {
    return complain(Fault::incident);
  }
  account_ = reply->account;
  if constexpr (std::is_same_v<Way, ByReset>) {
    credential_version_ = reply->credential_version;
    amk_version_ = reply->amk_version;
    recovery_version_ = reply->recovery_version;
  }
  response_ = copy_of(reply->response);
  auto output = opaque::recover_oprf_output(*state_, response_);
  if (!output) return complain(Fault::incident);
  core.model().work->percent = 50;
  core.stretch(this, std::move(*output), &FinishAccount::stretched);
}

template <class Way>
void FinishAccount<Way>::stretched(Result<opaque::StretchedOutput> stretched) {
  if (!stretched) return complain(stretched.fault());
  auto registration = opaque::finalize_registration_request(
      std::move(*state_), response_, *stretched, identities(core.model(), core.model().login_of_link),
      core.random());
  state_.reset();
  if (!registration) return complain(Fault::incident);
  make_keys(*registration);
  core.model().work.reset();
  core.start<KeepSheet>(recovery_, VerifyKey{finish_->owner_key}, core.model().login_of_link, Way::kPlace,
                        [this] { create_account(); });
}

template <class Way>
void FinishAccount<Way>::make_keys(const opaque::RegistrationFinish& registration) {
  Random& random = core.random();
  master_key_ = make_master_key(random);
  recovery_ = make_recovery_secret(random);
  known_token_ = random.make_bytes(32);
  finish_ = typename Way::Finish{
      token_,
      registration.record,
      wrap_master_key(derive_password_kek(registration.export_key, account_), *master_key_,
                      PasswordWrapBinding{account_, amk_version_, credential_version_}, random),
      wrap_master_key(derive_recovery_kek(recovery_, account_), *master_key_,
                      RecoveryWrapBinding{account_, amk_version_, recovery_version_}, random),
      derive_recovery_signing_key(recovery_).key.verify_key.bytes,
      derive_owner_signing_key(*master_key_, account_, amk_version_).key.verify_key.bytes,
      sha256(known_token_)};
}

template <class Way>
void FinishAccount<Way>::create_account() {
  core.model().work = Work{Way::kWork, 20, true};
  unheard_ = 0;
  send();
}

template <class Way>
void FinishAccount<Way>::send() {
  core.call(this, *finish_, &FinishAccount::created);
}

// Silence is not a failure: the same message again gets the same answer.
template <class Way>
void FinishAccount<Way>::created(Result<wire::Nothing> reply) {
  if (reply) return sign_in();
  const bool unheard = reply.fault() == Fault::unreachable || reply.fault() == Fault::unavailable ||
                       reply.fault() == Fault::incident;
  if (unheard && ++unheard_ <= kPatience) {
    core.wait(this, 1000u * unheard_, &FinishAccount::send);
    return;
  }
  complain(reply.fault());
}

// Not ready before a login with that password has opened the wrap.
template <class Way>
void FinishAccount<Way>::sign_in() {
  core.model().work->percent = 60;
  core.model().work->can_cancel = false;
  core.keep(known_token_name(core.model().login_of_link), known_token_);
  if constexpr (std::is_same_v<Way, ByReset>) {
    forget_pins(core, core.model().login_of_link);
    forget_device(core);  // the server has forgotten it
  }
  run_ =
      std::make_unique<LoginRun>(core, core.model().login_of_link, password_.duplicate(), wire::Scope::full,
                                 [this](Result<Session> session) { signed_in(std::move(session)); });
  run_->begin();
}

template <class Way>
void FinishAccount<Way>::signed_in(Result<Session> session) {
  if (!session) {
    core.close_session(Notice::none, std::nullopt);
    return core.complain(session.fault() == Fault::unreachable ? Notice::ready_but_signed_out
                                                               : Notice::incident);
  }
  if (!equal_in_constant_time(session->master_key.bytes.reveal(), master_key_->bytes.reveal())) {
    return complain(Fault::incident);
  }
  core.model().work.reset();
  core.model().login_of_link.clear();
  core.empty(Field::email);
  core.end(this);
  enter(core, std::move(*session));
  core.show(Place::overview);
  core.tell(Way::kReady);
}

template <class Way>
void FinishAccount<Way>::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  core.model().work.reset();
  run_.reset();
  core.forget_effects_of(this);
}

template <class Way>
void FinishAccount<Way>::complain(Fault fault) {
  core.model().work.reset();
  switch (fault) {
    case Fault::not_found:
    case Fault::conflict:
      return core.complain(Notice::link_not_valid);
    default:
      return core.complain_about(fault);
  }
}

template class FinishAccount<BySignUp>;
template class FinishAccount<ByReset>;

}  // namespace portal::core
