// One thing that a person does, from the key press to the last answer: a column of named steps.
#pragma once

namespace portal::core {

class Core;

class Story {
 public:
  enum class Kind {
    part,  // belongs to another story
    arrive,
    ask_for_link,
    finish_sign_up,
    finish_reset,
    follow_reset_link,
    cancel_reset,
    sign_in,
    stay_awake,
    choose_mail,
    enrol_device,
    unlock_device,
    change_password,
    recover,
    disown,
    renew_recovery_key,
    keep_sheet,
    remind,
    watch_sessions,
    read_activity,
    delete_account,
    keep_account,
    measure_strength,
    keep_data,
    make_export,
    copy_passphrase,
    check_export,
    pair_frame,
    allow_frame,
  };

  Story(Core& core, Kind kind) : kind(kind), core(core) {}
  virtual ~Story();  // forgets the effects that it waits for
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  virtual void cancel() {}                      // the person pressed Cancel
  virtual bool stays() const { return false; }  // goes on when the person moves to another screen

  const Kind kind;

 protected:
  Core& core;
};

}  // namespace portal::core
