#include "server-stub/app/subscriptions.h"

#include <algorithm>

#include "server-stub/app/budgets.h"
#include "shared/base/inputs.h"

namespace portal::server {
namespace {

wire::Channel channel_of(const Visitor& visitor) {
  return visitor.session.scope == wire::Scope::embedded ? wire::Channel::embed : wire::Channel::portal;
}

// A page around a frame may trick its owner's finger.
std::optional<LimitedMail> notice_of_frame(Desk& desk, const Visitor& visitor) {
  if (visitor.session.scope != wire::Scope::embedded) return std::nullopt;
  return LimitedMail{.mail = desk.mail(MailKind::frame_changed_mail, visitor.session.login,
                                       desk.settings.public_url + "/subscriptions"),
                     .limit = frame_change_mail_limit(desk, visitor.session.account)};
}

bool offers(const Site& site, const std::string& list_id, wire::Purpose purpose) {
  return std::any_of(site.lists.begin(), site.lists.end(), [&](const MailList& list) {
    return list.id == list_id &&
           std::find(list.purposes.begin(), list.purposes.end(), purpose) != list.purposes.end();
  });
}

// A row, else the stop to all mail, else off since ever.
wire::PurposeState state_of(const SubscriptionRows& rows, const std::string& list, wire::Purpose purpose) {
  for (const SubscriptionRow& row : rows.rows) {
    if (row.list == list && row.purpose == purpose) {
      return {.id = purpose, .on = row.on, .since = row.since / kSecond, .channel = row.channel};
    }
  }
  if (rows.stopped) {
    return {
        .id = purpose, .on = false, .since = rows.stopped->since / kSecond, .channel = rows.stopped->channel};
  }
  return {.id = purpose, .on = false, .since = {}, .channel = wire::Channel::by_default};
}

wire::Subscriptions shown(const Site& site, const SubscriptionRows& rows) {
  wire::Subscriptions subscriptions{.lists = {}, .stopped = {}, .undo = rows.undo};
  if (rows.stopped) subscriptions.stopped = rows.stopped->since / kSecond;
  for (const MailList& list : site.lists) {
    wire::ListState state{.id = list.id, .name = list.name, .about = list.about, .purposes = {}};
    for (wire::Purpose purpose : list.purposes) state.purposes.push_back(state_of(rows, list.id, purpose));
    subscriptions.lists.push_back(std::move(state));
  }
  return subscriptions;
}

nlohmann::json log_data(wire::Channel channel) {
  return {{"channel", std::string(wire::name_of(channel))}};
}

wire::MailAnswer answer_of(const std::string& address, const MailWish& wish) {
  wire::MailAnswer answer{.address = address, .may_send = false, .since = {}, .channel = {}};
  if (wish.row) {
    answer.may_send = wish.row->on;
    answer.since.value = wish.row->since / kSecond;
    answer.channel.value = wish.row->channel;
  } else if (wish.stopped) {
    answer.since.value = wish.stopped->since / kSecond;
    answer.channel.value = wish.stopped->channel;
  } else if (wish.has_account) {
    answer.channel.value = wire::Channel::by_default;
  }
  return answer;
}

}  // namespace

Result<wire::Subscriptions> subscriptions_show(Desk& desk, const Visitor& visitor,
                                               const wire::SubscriptionsShow&) {
  return shown(desk.site, TRY(desk.store.show_subscriptions(visitor.use)));
}

Result<wire::Subscriptions> subscription_set(Desk& desk, const Visitor& visitor,
                                             const wire::SubscriptionSet& message) {
  if (!offers(desk.site, message.list, message.purpose)) return Fault::not_found;
  const wire::Channel channel = channel_of(visitor);
  nlohmann::json data = log_data(channel);
  data["list"] = message.list;
  data["purpose"] = std::string(wire::name_of(message.purpose));
  data["on"] = message.on;
  return shown(desk.site, TRY(desk.store.change_subscriptions(
                              visitor.use, {.set = {{message.list, message.purpose, message.on}},
                                            .channel = channel,
                                            .undo = desk.make<16>(),
                                            .changed = desk.draft(LogType::preference_changed, data),
                                            .notice = notice_of_frame(desk, visitor)})));
}

Result<wire::Subscriptions> subscriptions_stop(Desk& desk, const Visitor& visitor,
                                               const wire::SubscriptionsStop&) {
  const wire::Channel channel = channel_of(visitor);
  nlohmann::json data = log_data(channel);
  data["all"] = false;
  return shown(desk.site, TRY(desk.store.change_subscriptions(
                              visitor.use, {.set = {},
                                            .channel = channel,
                                            .undo = desk.make<16>(),
                                            .changed = desk.draft(LogType::preference_changed, data),
                                            .notice = notice_of_frame(desk, visitor)})));
}

Result<wire::Subscriptions> subscriptions_undo(Desk& desk, const Visitor& visitor,
                                               const wire::SubscriptionsUndo& message) {
  nlohmann::json data = log_data(channel_of(visitor));
  data["undo"] = true;
  return shown(desk.site, TRY(desk.store.undo_subscriptions(visitor.use, message.undo,
                                                            desk.draft(LogType::preference_changed, data))));
}

Result<wire::MailAnswers> mailer_check(Desk& desk, const wire::MailerCheck& message) {
  if (message.addresses.size() > wire::MailerCheck::kMostAddresses) return Fault::too_large;
  if (!offers(desk.site, message.list, message.purpose)) return Fault::not_found;
  std::vector<std::string> logins;  // an address that nobody can have asks for nobody
  for (const std::string& address : message.addresses) {
    const auto login = normalise_login(view_of(address));
    logins.push_back(login ? *login : "");
  }
  const auto wishes = TRY(desk.store.find_mail_wishes(message.list, message.purpose, logins));
  wire::MailAnswers answers;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    answers.answers.push_back(answer_of(message.addresses[i], wishes[i]));
  }
  return answers;
}

}  // namespace portal::server
