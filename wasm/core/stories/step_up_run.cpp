#include "wasm/core/stories/step_up_run.h"

#include "wasm/core/stories/login_run.h"

namespace portal::core {

StepUpRun::StepUpRun(Core& core, wire::Operation operation, Secret password, Then then)
    : Story(core, Kind::part),
      operation_(operation),
      password_(std::move(password)),
      then_(std::move(then)),
      login_(core.session()->login) {}

void StepUpRun::begin() {
  auto start = opaque::generate_ke1(password_.reveal(), core.random());
  password_ = Secret();
  if (!start) return then_(start.fault());
  state_ = std::move(start->state);
  core.call(this, wire::StepUpStart{operation_, start->ke1}, &StepUpRun::challenged);
}

void StepUpRun::challenged(Result<wire::LoginChallenge> reply) {
  if (!reply) return then_(reply.fault());
  if (reply->profile != core.profile().number) return then_(Fault::incident);
  attempt_ = reply->attempt;
  ke2_ = copy_of(reply->ke2);
  auto output = opaque::recover_oprf_output(*state_, ke2_);
  if (!output) return then_(Fault::incident);
  core.stretch(this, std::move(*output), &StepUpRun::stretched);
}

void StepUpRun::stretched(Result<opaque::StretchedOutput> stretched) {
  if (!stretched) return then_(stretched.fault());
  const auto proof =
      opaque::generate_ke3(std::move(*state_), ke2_, *stretched, {}, identities(core.model(), login_));
  state_.reset();
  if (!proof) return then_(Fault::unauthenticated);
  core.call(this, wire::StepUpFinish{attempt_, proof->ke3}, &StepUpRun::proved);
}

void StepUpRun::proved(Result<wire::Nothing> reply) {
  if (!reply) return then_(reply.fault());
  if (core.model().account) core.model().account->reset_due.reset();  // it has cancelled that
  then_(Done{});
}

}  // namespace portal::core
