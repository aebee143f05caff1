#include "wasm/core/stories/choose_mail.h"

#include "wasm/core/switches.h"

namespace portal::core {

void ChooseMail::begin() {
  core.call(this, wire::SubscriptionsShow{}, &ChooseMail::shown);
}

void ChooseMail::shown(Result<wire::Subscriptions> reply) {
  if (!reply) {
    core.end(this);
    return core.complain_about(reply.fault());
  }
  core.model().subscriptions = std::move(*reply);
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
      return core.call(this, wire::SubscriptionsUndo{*core.model().subscriptions->undo},
                       &ChooseMail::changed);
  }
}

void ChooseMail::changed(Result<wire::Subscriptions> reply) {
  if (!reply) {
    changes_.clear();
    core.complain_about(reply.fault());
    // The answer may have been lost, not the change: show what is true.
    if (core.session()) core.call(this, wire::SubscriptionsShow{}, &ChooseMail::looked_again);
    return;
  }
  const Change done = std::move(changes_.front());
  changes_.pop_front();
  core.model().subscriptions = std::move(*reply);
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

void ChooseMail::looked_again(Result<wire::Subscriptions> reply) {
  if (reply) core.model().subscriptions = std::move(*reply);
}

}  // namespace portal::core
