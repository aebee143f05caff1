// What was pressed, and whose it is.
#include "shared/archive/passphrase.h"
#include "wasm/core/asking.h"
#include "wasm/core/kept_device.h"
#include "wasm/core/pins.h"
#include "wasm/core/stories/allow_frame.h"
#include "wasm/core/stories/ask_for_link.h"
#include "wasm/core/stories/cancel_reset.h"
#include "wasm/core/stories/change_password.h"
#include "wasm/core/stories/check_export.h"
#include "wasm/core/stories/choose_mail.h"
#include "wasm/core/stories/copy_passphrase.h"
#include "wasm/core/stories/delete_account.h"
#include "wasm/core/stories/disown.h"
#include "wasm/core/stories/finish_account.h"
#include "wasm/core/stories/follow_reset_link.h"
#include "wasm/core/stories/keep_account.h"
#include "wasm/core/stories/keep_data.h"
#include "wasm/core/stories/keep_sheet.h"
#include "wasm/core/stories/make_export.h"
#include "wasm/core/stories/pair_frame.h"
#include "wasm/core/stories/read_activity.h"
#include "wasm/core/stories/recover.h"
#include "wasm/core/stories/remind.h"
#include "wasm/core/stories/renew_recovery_key.h"
#include "wasm/core/stories/sign_in.h"
#include "wasm/core/stories/stay_awake.h"
#include "wasm/core/stories/watch_sessions.h"

namespace portal::core {

namespace {

// Inside somebody else's page: what can be undone, and no password unless the operator wants it there.
bool is_for_frames(Intent::Do action, const Model& model) {
  using enum Intent::Do;
  if (action == sign_in || action == cancel || action == reveal) {
    return model.site && model.site->embed_password;
  }
  return action == go || action == pair_frame || action == switch_purpose || action == stop_all_mail ||
         action == undo || action == sign_out || action == stay_signed_in;
}

}  // namespace

void Core::dispatch(const Intent& intent) {
  using enum Intent::Do;
  if (!opening_.top_level && !is_for_frames(intent.action, model_)) return;
  auto* finish = find_story<FinishSignUp>();
  auto* sheet = find_story<KeepSheet>();
  switch (intent.action) {
    case nothing:
      return;
    case go:
      return arrive(intent.argument, "", AddressBar::elsewhere);
    case send_link:
      if (!find_story<AskForLink>()) start<AskForLink>(AskForLink::What::sign_up);
      return;
    case send_reset_link:
      if (!find_story<AskForLink>()) start<AskForLink>(AskForLink::What::reset);
      return;
    case confirm_reset:
      if (auto* link = find_story<FollowResetLink>()) link->follow();
      return;
    case cancel_reset:
      if (auto* link = find_story<FollowResetLink>(); link && model_.place == Place::reset_cancel) {
        return link->follow();
      }
      if (is_signed_in() && !find_story<CancelReset>()) start<CancelReset>();
      return;
    case set_up_again:
      if (auto* reset = find_story<FinishReset>()) reset->choose_password();
      return;
    case accept_other_vault:
      return core::accept_other_vault(*this);
    case choose_password:
      return finish ? finish->choose_password() : void();
    case show_recovery_key:
      return sheet ? sheet->show() : void();
    case check_recovery_key:
      return sheet ? sheet->ask_back() : void();
    case keep_recovery_key:
      return sheet ? sheet->check() : void();
    case copy_recovery_key:
      return sheet ? sheet->copy() : void();
    case save_recovery_key:
      return sheet ? sheet->save() : void();
    case print_recovery_key:
      return perform(Print{});
    case sign_in:
      return void(start<SignIn>());
    case sign_out:
      if (session_) send(wire::SessionEnd{});
      forget_device(*this);
      return close_session(Notice::signed_out, std::nullopt);
    case switch_staying:
      model_.wants_to_stay = !model_.wants_to_stay;
      return;
    case stay_signed_in:
      if (auto* awake = find_story<StayAwake>()) awake->stay();
      return;
    case switch_purpose:
      if (auto* mail = find_story<ChooseMail>()) mail->toggle(intent.argument);
      return;
    case stop_all_mail:
      if (auto* mail = find_story<ChooseMail>()) mail->stop_all();
      return;
    case undo:
      if (auto* mail = find_story<ChooseMail>()) mail->undo();
      return;
    case change_password:
      return void(start<ChangePassword>());
    case recover:
      return void(start<Recover>(Recover::Way::recovery_key));
    case disown:
      return void(start<Disown>());
    case restore:
      return void(start<Recover>(model_.value_of(Field::recovery_key).empty()
                                     ? Recover::Way::previous_password
                                     : Recover::Way::previous_key));
    case renew_recovery_key:
      return void(start<RenewRecoveryKey>());
    case create_export:
      return void(start<MakeExport>());
    case check_export:
      return void(start<CheckExport>());
    case protect_export:
      model_.passphrase = model_.passphrase.empty() ? archive::make_passphrase(random_) : Secret();
      return;
    case copy_passphrase:
      return void(start<CopyPassphrase>());
    case remind_me:
      return void(start<Remind>(intent.argument));
    case end_session:
    case end_device:
    case end_other_sessions:
    case name_device:
    case switch_new_device_mail:
      if (auto* sessions = find_story<WatchSessions>()) sessions->press(intent);
      return;
    case read_activity:
      if (is_signed_in() && !find_story<ReadActivity>()) start<ReadActivity>();
      return;
    case choose_activity:
      return show_activity(model_, kind_named(intent.argument));
    case understand_erasure:
      model_.understands_erasure = !model_.understands_erasure;
      return;
    case delete_account:
    case save_erase_receipt:
      if (auto* erasing = find_story<DeleteAccount>()) erasing->press(intent);
      return;
    case cancel_deletion:
      if (auto* keeping = find_story<KeepAccount>()) return keeping->keep();
      if (auto* erasing = find_story<DeleteAccount>()) erasing->press(intent);
      return;
    case reveal:
      if (!model_.shown.erase(intent.field)) model_.shown.insert(intent.field);
      return;
    case save_data:
    case delete_item:
    case clear_voluntary:
    case undo_data:
    case keep_mine:
    case take_theirs:
      if (auto* data = find_story<KeepData>()) data->press(intent);
      return;
    case explain:
      if (!model_.explained.erase(intent.field)) model_.explained.insert(intent.field);
      return;
    case cancel:
      for (std::size_t i = 0; i < stories_.size(); ++i) stories_[i]->cancel();
      return;
    case pair_frame:
      if (auto* pairing = find_story<PairFrame>()) pairing->ask();
      return;
    case allow_frame:
      if (auto* allowing = find_story<AllowFrame>()) allowing->allow();
      return;
    case deny_frame:
      if (auto* allowing = find_story<AllowFrame>()) allowing->deny();
      return;
    case choose_theme:
      model_.theme = theme_named(intent.argument);
      return keep("theme", bytes_of(intent.argument));
    case choose_view:
      model_.renderer = renderer_named(intent.argument);
      return keep("view", bytes_of(intent.argument));
  }
}

}  // namespace portal::core
