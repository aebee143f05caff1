// PROTOCOL.md, "Subscriptions": which mail the owner wants, by list and purpose, and what the mailer may ask.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

enum class Purpose { follow_up, news, marketing };
constexpr std::array<std::string_view, 3> names_of(Purpose) {
  return {"follow-up", "news", "marketing"};
}

// How a state came about.
enum class Channel { by_default, portal, embed, one_click, link, reply, import, staff, gpc };
constexpr std::array<std::string_view, 9> names_of(Channel) {
  return {"default", "portal", "embed", "one-click", "link", "reply", "import", "staff", "gpc"};
}

struct PurposeState {
  Purpose id;
  bool on;
  std::optional<std::uint64_t> since;  // unix seconds; absent: never changed
  Channel channel;
  static void fields(auto& m, auto&& field) {
    field("id", m.id);
    field("on", m.on);
    field("since", m.since);
    field("channel", m.channel);
  }
};

struct ListState {
  std::string id;
  std::string name;
  std::string about;
  std::vector<PurposeState> purposes;
  static void fields(auto& m, auto&& field) {
    field("id", m.id);
    field("name", m.name);
    field("about", m.about);
    field("purposes", m.purposes);
  }
};

struct Subscriptions {
  std::vector<ListState> lists;
  std::optional<std::uint64_t> stopped;  // "Stop all mail", which holds for lists added later too
  std::optional<Fixed<16>> undo;         // takes the change back that this answers
  static void fields(auto& m, auto&& field) {
    field("lists", m.lists);
    field("stopped", m.stopped);
    field("undo", m.undo);
  }
};

struct SubscriptionsShow {
  using Reply = Subscriptions;
  static constexpr Route route{"GET", "/v1/subscriptions", Access::session};
  static void fields(auto&, auto&&) {}
};

struct SubscriptionSet {
  using Reply = Subscriptions;
  static constexpr Route route{"POST", "/v1/subscriptions/set", Access::session};
  std::string list;
  Purpose purpose;
  bool on;
  static void fields(auto& m, auto&& field) {
    field("list", m.list);
    field("purpose", m.purpose);
    field("on", m.on);
  }
};

struct SubscriptionsStop {
  using Reply = Subscriptions;
  static constexpr Route route{"POST", "/v1/subscriptions/stop", Access::session};
  static void fields(auto&, auto&&) {}
};

// Restores what that change replaced; 409 if something changed since.
struct SubscriptionsUndo {
  using Reply = Subscriptions;
  static constexpr Route route{"POST", "/v1/subscriptions/undo", Access::session};
  Fixed<16> undo;
  static void fields(auto& m, auto&& field) { field("undo", m.undo); }
};

struct MailAnswer {
  std::string address;  // as it was asked
  bool may_send;
  Nullable<std::uint64_t> since;
  Nullable<Channel> channel;
  static void fields(auto& m, auto&& field) {
    field("address", m.address);
    field("may_send", m.may_send);
    field("since", m.since);
    field("channel", m.channel);
  }
};

struct MailAnswers {
  std::vector<MailAnswer> answers;  // in the order of the addresses
  static void fields(auto& m, auto&& field) { field("answers", m.answers); }
};

struct MailerCheck {
  using Reply = MailAnswers;
  static constexpr Route route{"POST", "/mailer/v1/check", Access::mailer};
  static constexpr std::size_t kMostAddresses = 1000;
  std::string list;
  Purpose purpose;
  std::vector<std::string> addresses;
  static void fields(auto& m, auto&& field) {
    field("list", m.list);
    field("purpose", m.purpose);
    field("addresses", m.addresses);
  }
};

}  // namespace portal::wire
