// Asking for the end of the account, with the password; and taking it back while there is time.
//
// Both may be asked again: silence is met with the same question, and only the server's word is told.
#pragma once

#include <memory>

#include "wasm/core/asking.h"
#include "wasm/core/stories/step_up_run.h"

namespace portal::core {

class DeleteAccount final : public Story {
 public:
  static constexpr Kind kKind = Kind::delete_account;
  explicit DeleteAccount(Core& core) : Story(core, kKind) {}

  void begin();
  void press(const Intent& intent);
  void cancel() override;
  bool stays() const override { return asks_; }

 private:
  void look();
  void shown(Result<wire::Erasure> reply);
  void prove_password();
  void proved(Status proved);
  void request();
  void requested(Result<wire::Erasure> reply);
  void keep();
  void kept(Result<wire::Erasure> reply);
  bool is_asked_again(Fault fault, void (DeleteAccount::*step)());
  void finish();
  void stop(Fault fault);
  Status accept(const wire::Erasure& erasure);
  void save_receipt();

  std::unique_ptr<StepUpRun> proof_;
  bool asks_ = false;  // the server may have taken it
  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
