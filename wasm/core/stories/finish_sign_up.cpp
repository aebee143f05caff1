#include "wasm/core/stories/finish_sign_up.h"

#include <algorithm>
#include <cctype>

#include "shared/crypto/hash.h"
#include "shared/crypto/recovery_key.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/link.h"
#include "wasm/core/password.h"
#include "wasm/core/stories/sign_in.h"

namespace portal::core {
namespace {

constexpr std::uint32_t kVersion = 1;  // of every key of a new account
constexpr std::uint32_t kMostUnheard = 3;
constexpr std::uint32_t kFirstAsked = 2;  // the first group says little: it begins with RK1Q
constexpr std::uint32_t kGroups = 9;

std::array<std::uint32_t, 2> make_two_groups(Random& random) {
  constexpr std::uint32_t kChoices = kGroups - kFirstAsked + 1;  // 8: no bias
  const Bytes bytes = random.make_bytes(2);
  const std::uint32_t first = bytes[0] % kChoices;
  std::uint32_t second = bytes[1] % (kChoices - 1);
  if (second >= first) ++second;
  return {kFirstAsked + std::min(first, second), kFirstAsked + std::max(first, second)};
}

bool is_group(const Secret& typed, const Secret& key, std::uint32_t number) {
  Bytes plain;
  for (std::uint8_t byte : typed.reveal()) {
    if (byte != ' ' && byte != '-') plain.push_back(static_cast<std::uint8_t>(std::toupper(byte)));
  }
  const bool same = equal_in_constant_time(plain, key.reveal().subspan((number - 1) * 5, 4));
  wipe(plain);
  return same;
}

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
  auto password = prepare_password(model.value_of(Field::password));
  const auto repeated = prepare_password(model.value_of(Field::repeat_password));
  if (!password) {
    const Fault fault = password.fault();
    const bool nothing_typed = model.value_of(Field::password).empty();
    return core.complain(fault == Fault::too_large ? Notice::password_too_long
                         : nothing_typed           ? Notice::password_too_weak
                                                   : Notice::password_unreadable,
                         Field::password);
  }
  if (!repeated || !equal_in_constant_time(password->reveal(), repeated->reveal())) {
    return core.complain(Notice::passwords_differ, Field::repeat_password);
  }
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
  show_key();
}

void FinishSignUp::make_keys(const opaque::RegistrationFinish& registration) {
  Random& random = core.random();
  master_key_ = make_master_key(random);
  const RecoverySecret recovery = make_recovery_secret(random);
  known_token_ = random.make_bytes(32);
  finish_ =
      wire::SignUpFinish{token_,
                         registration.record,
                         wrap_master_key(derive_password_kek(registration.export_key, account_), *master_key_,
                                         PasswordWrapBinding{account_, kVersion, kVersion}, random),
                         wrap_master_key(derive_recovery_kek(recovery, account_), *master_key_,
                                         RecoveryWrapBinding{account_, kVersion, kVersion}, random),
                         derive_recovery_signing_key(recovery).key.verify_key.bytes,
                         derive_owner_signing_key(*master_key_, account_, kVersion).key.verify_key.bytes,
                         sha256(known_token_)};
  core.model().sheet = RecoverySheet{print_recovery_key(recovery), make_two_groups(random)};
}

void FinishSignUp::show_key() {
  if (core.model().work || !core.model().sheet) return;
  core.show(Place::recovery_key);
}

void FinishSignUp::ask_back() {
  if (core.model().sheet) core.show(Place::recovery_key_check);
}

void FinishSignUp::copy_key() {
  if (core.model().sheet) core.copy(this, core.model().sheet->text.duplicate(), &FinishSignUp::copied);
}

void FinishSignUp::copied(bool copied) {
  copied ? core.tell(Notice::copied) : core.complain(Notice::could_not_copy);
}

void FinishSignUp::save_key() {
  const Model& model = core.model();
  if (!model.sheet) return;
  const std::string before = "Recovery key for " + model.login_of_link +
                             "\nPortal: " + (model.trust ? model.trust->realm : "") + "\n\n";
  const std::string after =
      "\n\nKeep this where only you can find it. Whoever has it can open your account.\n";
  core.perform(SaveFile{"recovery-key.txt", "text/plain",
                        join_secret({view_of(before), model.sheet->text.reveal(), view_of(after)})});
}

void FinishSignUp::create_account() {
  Model& model = core.model();
  if (model.work || !model.sheet || !finish_ || model.place != Place::recovery_key_check) return;
  core.hush();
  const std::array fields{Field::first_group, Field::second_group};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::uint32_t number = model.sheet->asked[i];
    if (is_group(model.value_of(fields[i]), model.sheet->text, number)) continue;
    core.complain(Notice::group_does_not_match, std::to_string(number));
    model.invalid.insert(fields[i]);
    return;
  }
  model.work = Work{"Creating your account", 20, true};
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
  run_ = std::make_unique<LoginRun>(core, core.model().login_of_link, password_.duplicate(),
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
  core.model().sheet.reset();
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
