#include "wasm/core/stories/finish_sign_up.h"

#include "shared/crypto/hash.h"
#include "shared/crypto/recovery_key.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/link.h"
#include "wasm/core/password.h"
#include "wasm/core/stories/keep_sheet.h"
#include "wasm/core/stories/new_password.h"
#include "wasm/core/stories/sign_in.h"

namespace portal::core {
namespace {

constexpr std::uint32_t kVersion = 1;  // of every key of a new account
constexpr std::uint32_t kMostUnheard = 3;

}  // namespace

void FinishSignUp::begin() {
  const auto token = token_in(core.model().fragment);
  if (!token) return core.complain(Notice::link_not_valid);
  token_ = *token;
  has_token_ = true;
  core.call(this, wire::SignUpShow{token_}, &FinishSignUp::link_shown);
}

void FinishSignUp::link_shown(Result<wire::SignUpLink> reply) {
  if (!reply) return complain(reply.fault());
  core.hush();
  core.model().login_of_link = reply->login;
}

void FinishSignUp::choose_password() {
  Model& model = core.model();
  if (model.work || model.place != Place::finish) return;
  core.hush();
  if (!has_token_) return core.complain(Notice::link_not_valid);
  if (model.login_of_link.empty() || !model.trust) {  // not heard yet whose link it is: ask again
    core.complain(Notice::unreachable);
    return core.call(this, wire::SignUpShow{token_}, &FinishSignUp::link_shown);
  }
  auto password = take_new_password(core, Field::password, Field::repeat_password);
  if (!password) return;
  password_ = std::move(*password);
  model.work = Work{"Protecting your password", 5, true};
  core.estimate(this, password_, &FinishSignUp::judged);
}

void FinishSignUp::judged(Result<Estimated> estimated) {
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
  core.call(this, wire::SignUpStart{token_, start->request}, &FinishSignUp::registered);
}

void FinishSignUp::registered(Result<wire::Registration> reply) {
  if (!reply) return complain(reply.fault());
  if (reply->profile != core.profile().number || reply->login != core.model().login_of_link) {
    return complain(Fault::incident);
  }
  account_ = reply->account;
  response_ = copy_of(reply->response);
  auto output = opaque::recover_oprf_output(*state_, response_);
  if (!output) return complain(Fault::incident);
  core.model().work->percent = 50;
  core.stretch(this, std::move(*output), &FinishSignUp::stretched);
}

void FinishSignUp::stretched(Result<opaque::StretchedOutput> stretched) {
  if (!stretched) return complain(stretched.fault());
  auto registration = opaque::finalize_registration_request(
      std::move(*state_), response_, *stretched, identities(core.model(), core.model().login_of_link),
      core.random());
  state_.reset();
  if (!registration) return complain(Fault::incident);
  make_keys(*registration);
  core.model().work.reset();
  core.start<KeepSheet>(recovery_, VerifyKey{finish_->owner_key}, core.model().login_of_link, Place::finish,
                        [this] { create_account(); });
}

void FinishSignUp::make_keys(const opaque::RegistrationFinish& registration) {
  Random& random = core.random();
  master_key_ = make_master_key(random);
  recovery_ = make_recovery_secret(random);
  known_token_ = random.make_bytes(32);
  finish_ =
      wire::SignUpFinish{token_,
                         registration.record,
                         wrap_master_key(derive_password_kek(registration.export_key, account_), *master_key_,
                                         PasswordWrapBinding{account_, kVersion, kVersion}, random),
                         wrap_master_key(derive_recovery_kek(recovery_, account_), *master_key_,
                                         RecoveryWrapBinding{account_, kVersion, kVersion}, random),
                         derive_recovery_signing_key(recovery_).key.verify_key.bytes,
                         derive_owner_signing_key(*master_key_, account_, kVersion).key.verify_key.bytes,
                         sha256(known_token_)};
}

void FinishSignUp::create_account() {
  core.model().work = Work{"Creating your account", 20, true};
  unheard_ = 0;
  send();
}

void FinishSignUp::send() {
  sent_ = true;
  core.call(this, *finish_, &FinishSignUp::created);
}

// Silence is not a failure: the same message again gets the same answer.
void FinishSignUp::created(Result<wire::Nothing> reply) {
  if (reply) return sign_in();
  const bool unheard = reply.fault() == Fault::unreachable || reply.fault() == Fault::unavailable ||
                       reply.fault() == Fault::incident;
  if (unheard && ++unheard_ <= kMostUnheard) {
    core.wait(this, 1000u * unheard_, &FinishSignUp::send);
    return;
  }
  complain(reply.fault());
}

// Not ready before a login with that password has opened the wrap.
void FinishSignUp::sign_in() {
  core.model().work->percent = 60;
  core.model().work->can_cancel = false;
  core.keep(known_token_name(core.model().login_of_link), known_token_);
  run_ =
      std::make_unique<LoginRun>(core, core.model().login_of_link, password_.duplicate(), wire::Scope::full,
                                 [this](Result<Session> session) { signed_in(std::move(session)); });
  run_->begin();
}

void FinishSignUp::signed_in(Result<Session> session) {
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
  core.end(this);
  enter(core, std::move(*session));
  core.show(Place::overview);
  core.tell(Notice::account_ready);
}

void FinishSignUp::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  core.model().work.reset();
  run_.reset();
  core.forget_effects_of(this);
}

void FinishSignUp::complain(Fault fault) {
  core.model().work.reset();
  switch (fault) {
    case Fault::not_found:
    case Fault::conflict:
      return core.complain(Notice::link_not_valid);
    default:
      return core.complain_about(fault);
  }
}

}  // namespace portal::core
