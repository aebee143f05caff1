// Which mail an account wants. A row that is not there was never changed.
#pragma once

#include "server-stub/store/values.h"
#include "shared/wire/subscriptions.h"

namespace portal::server {

struct SubscriptionRow {
  std::string list;
  wire::Purpose purpose;
  bool on;
  Milliseconds since;
  wire::Channel channel;
};
// "Stop all mail": stands for every row that is not there.
struct MailStop {
  Milliseconds since;
  wire::Channel channel;
};
struct SubscriptionRows {
  std::vector<SubscriptionRow> rows;
  std::optional<MailStop> stopped;
  std::optional<Fixed<16>> undo;
};

// What a change is: one switch, or a stop to all mail.
struct SubscriptionChange {
  struct Switch {
    std::string list;
    wire::Purpose purpose;
    bool on;
  };
  std::optional<Switch> set;  // absent: stop all
  wire::Channel channel;
  Fixed<16> undo;
  LogDraft changed;
  std::optional<LimitedMail> notice = {};
};

struct MailWish {
  bool has_account = false;
  std::optional<SubscriptionRow> row = {};
  std::optional<MailStop> stopped = {};
};

}  // namespace portal::server
