#include "wasm/core/stories/choose_mail.h"

#include "wasm/core/stories/patience.h"
#include "wasm/core/switches.h"

namespace portal::core {

void ChooseMail::begin() {
  core.call(this, wire::SubscriptionsShow{}, &ChooseMail::shown);
}

void ChooseMail::shown(Result<wire::Subscriptions> reply) {
  if (!reply) {
    core.complain_of_reading(reply.fault());
    if (reply.fault() == Fault::session_ended || reply.fault() == Fault::incident) return core.end(this);
    return void(core.wait(this, kLookAgainAfter, &ChooseMail::begin));
  }
  core.heard_again();
  accept(std::move(*reply));
}

void ChooseMail::accept(wire::Subscriptions saved) {
  saved_ = saved;
  core.model().subscriptions = std::move(saved);
}

// What is shown is what was pressed; what came of it is told when the server has it.
void ChooseMail::toggle(const std::string& list_and_purpose) {
  wire::PurposeState* state = find_purpose(core.model(), list_and_purpose);
  if (!state) return;
  state->on = !state->on;
  const std::string list = list_and_purpose.substr(0, list_and_purpose.find('/'));
  ask({Change::What::set, {list, state->id, state->on}});
}

void ChooseMail::stop_all() {
  ask({Change::What::stop, {}});
}

void ChooseMail::undo() {
  if (core.model().subscriptions && core.model().subscriptions->undo) ask({Change::What::undo, {}});
}

void ChooseMail::ask(Change change) {
  core.hush();
  changes_.push_back(std::move(change));
  if (changes_.size() == 1) send_next();
}

void ChooseMail::send_next() {
  if (changes_.empty()) return;
  switch (changes_.front().what) {
    case Change::What::set:
      return core.call(this, changes_.front().set, &ChooseMail::changed);
    case Change::What::stop:
      return core.call(this, wire::SubscriptionsStop{}, &ChooseMail::changed);
    case Change::What::undo:
      if (const auto& undo = core.model().subscriptions->undo) {
        return core.call(this, wire::SubscriptionsUndo{*undo}, &ChooseMail::changed);
      }
      changes_.pop_front();  // pressed twice, and there was one to take back
      return send_next();
  }
}

void ChooseMail::changed(Result<wire::Subscriptions> reply) {
  if (!reply) {
    changes_.clear();
    core.model().subscriptions = saved_;  // nothing is shown that the server has not said
    core.complain_about(reply.fault());
    if (core.session()) look_again();  // the answer may have been lost, not the change
    return;
  }
  const Change done = std::move(changes_.front());
  changes_.pop_front();
  accept(std::move(*reply));
  ++core.model().mail_changes;
  switch (done.what) {
    case Change::What::set:
      core.tell(done.set.on ? Notice::switched_on : Notice::switched_off,
                std::string(wire::name_of(done.set.purpose)));
      break;
    case Change::What::stop:
      core.tell(Notice::all_mail_stopped);
      break;
    case Change::What::undo:
      core.tell(Notice::undone);
      break;
  }
  send_next();
}

void ChooseMail::look_again() {
  core.call(this, wire::SubscriptionsShow{}, &ChooseMail::looked_again);
}

void ChooseMail::looked_again(Result<wire::Subscriptions> reply) {
  if (reply && changes_.empty()) return accept(std::move(*reply));
  if (!reply && reply.fault() == Fault::session_ended) return core.signed_out_by_server();
  if (!reply) core.wait(this, kLookAgainAfter, &ChooseMail::look_again);
}

}  // namespace portal::core
