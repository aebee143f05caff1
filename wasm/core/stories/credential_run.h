// A new password in place of the old one: registered, swapped in by one signed transaction, and proved by a
// login before any word of success.
//
// Once the finish is sent nobody here knows whether it took effect until the server says so: the same finish
// is repeated until it is answered, and "nothing was changed" is only said after the change has been
// cancelled.
#pragma once

#include <functional>
#include <memory>

#include "shared/wire/credential.h"
#include "wasm/core/asking.h"
#include "wasm/core/stories/login_run.h"

namespace portal::core {

// The next recovery key takes the place of the last one; if that one was used, it signs too.
struct RecoverySwap {
  std::optional<RecoverySecret> used;
  RecoverySecret next;
};

struct CredentialPlan {
  wire::Reason reason;
  std::string work;  // what the progress is called
  Secret new_password;
  std::optional<RecoverySwap> recovery;
  Notice silence;  // what is told when the server is not heard
  Place home;      // shown afterwards, if the screen is none for people who are signed in
};

enum class CredentialEnd { changed, nothing_changed };

class CredentialRun final : public Story {
 public:
  // A fault: refused before anything could have changed. Where another change won, or the new password could
  // not be proved, the session is closed, the person told, and this is not called.
  using Then = std::function<void(Result<CredentialEnd>)>;

  // In the core's session, which has proved what the reason asks for.
  CredentialRun(Core& core, CredentialPlan plan, Then then);
  void begin();
  void cancel() override;
  bool is_sent() const { return finish_.has_value(); }

 private:
  // What is known about the change.
  enum class Fate { not_sent, unknown, cancelling, done };

  void registered(Result<wire::CredentialChange> reply);
  void stretched(Result<opaque::StretchedOutput> stretched);
  void make_finish(const opaque::RegistrationFinish& registration);
  std::string sign_change(View record) const;
  void replace_record();
  void replaced(Result<wire::CredentialOutcome> reply);
  void cancel_change();
  void cancelled(Result<wire::Nothing> reply);
  void verify();
  void verified(Result<Session> session);

  void ask_again_later(void (CredentialRun::*step)());
  void refuse(Fault fault);
  void nothing_changed();

  CredentialPlan plan_;
  Then then_;
  std::string login_;
  std::optional<opaque::ClientRegistrationState> registration_state_;
  Bytes response_;
  wire::ChangeId change_id_{};
  bool started_ = false;  // the server has a row for change_id_
  std::optional<wire::CredentialFinish> finish_;
  Bytes known_token_;
  std::optional<MasterKey> master_key_;  // as it was before
  bool session_ended_ = false;
  Fate fate_ = Fate::not_sent;
  std::uint32_t unheard_ = 0;
  std::unique_ptr<LoginRun> login_run_;
};

}  // namespace portal::core
