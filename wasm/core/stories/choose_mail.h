// Subscriptions: each switch is saved at once, one after the other, and the last change can be taken back.
#pragma once

#include <deque>

#include "wasm/core/asking.h"

namespace portal::core {

class ChooseMail final : public Story {
 public:
  static constexpr Kind kKind = Kind::choose_mail;
  explicit ChooseMail(Core& core) : Story(core, kKind) {}
  bool stays() const override { return true; }

  void begin();
  void toggle(const std::string& list_and_purpose);  // "software/news"
  void stop_all();
  void undo();

 private:
  struct Change {
    enum class What { set, stop, undo } what;
    wire::SubscriptionSet set;
  };

  void ask(Change change);
  void send_next();
  void shown(Result<wire::Subscriptions> reply);
  void changed(Result<wire::Subscriptions> reply);
  void accept(wire::Subscriptions saved);
  void look_again();
  void looked_again(Result<wire::Subscriptions> reply);

  std::optional<wire::Subscriptions> saved_;  // as the server said last
  std::deque<Change> changes_;                // the first one is under way
};

}  // namespace portal::core
