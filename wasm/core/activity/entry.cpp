#include "wasm/core/activity/entry.h"

#include <array>

#include "shared/wire/json.h"
#include "shared/wire/subscriptions.h"

namespace portal::core {
namespace {

using wire::Object;
using wire::Value;

template <class T>
const T* find_in(const Value& object, std::string_view name) {
  const Value* member = object.find_member(name);
  return member ? member->find<T>() : nullptr;
}

template <class E>
struct Word {
  std::string_view text;
  E value;
};
template <class E, std::size_t n>
E named(const std::array<Word<E>, n>& words, std::string_view text) {
  for (const auto& word : words)
    if (word.text == text) return word.value;
  return E::other;
}

Who who_named(std::string_view actor) {
  if (actor.starts_with("support:")) return Who::support;
  constexpr std::array<Word<Who>, 3> kActors{
      {{"owner", Who::owner}, {"system", Who::system}, {"mailer", Who::mailer}}};
  return named(kActors, actor);
}

// Most types say all that there is to say.
constexpr std::array<Word<What>, 13> kTypes{{{"account.created", What::account_created},
                                             {"account.reset", What::account_reset},
                                             {"login.ok", What::signed_in},
                                             {"login.failed", What::failed_sign_ins},
                                             {"session.ended", What::session_ended},
                                             {"credential.changed", What::password_changed},
                                             {"recovery.used", What::recovery_key_used},
                                             {"recovery.renewed", What::recovery_key_renewed},
                                             {"export.created", What::export_created},
                                             {"erase.requested", What::deletion_requested},
                                             {"erase.cancelled", What::deletion_cancelled},
                                             {"preference.changed", What::mail_undone},
                                             {"entry.erased", What::entry_erased}}};

Status read_login(const Value& data, LogLine& line) {
  const auto* by = find_in<std::string>(data, "by");
  const auto* scope = find_in<std::string>(data, "scope");
  if (!by || !scope) return Fault::malformed;
  constexpr std::array<Word<Whence>, 3> kWays{{{"password", Whence::password},
                                               {"pairing", Whence::frame_by_pairing},
                                               {"device", Whence::kept_device}}};
  line.whence = named(kWays, *by);
  if (line.whence == Whence::password && *scope == "embedded") line.whence = Whence::frame_with_password;
  return Done{};
}

Status read_end(const Value& data, LogLine& line) {
  const auto* by = find_in<std::string>(data, "by");
  if (!by) return Fault::malformed;
  constexpr std::array<Word<Whence>, 3> kWays{{{"owner", Whence::this_session},
                                               {"another-session", Whence::another_session},
                                               {"wrong-passwords", Whence::wrong_passwords}}};
  line.whence = named(kWays, *by);
  const Value* count = data.find_member("count");
  if (!count) return Done{};
  const auto* number = count->find<std::uint64_t>();
  if (!number) return Fault::malformed;
  line.what = What::other_sessions_ended;
  line.number = *number;
  return Done{};
}

Status read_number(const Value& data, std::string_view name, LogLine& line) {
  const auto* number = find_in<std::uint64_t>(data, name);
  if (!number) return Fault::malformed;
  line.number = *number;
  return Done{};
}

Status read_cancelling(const Value& data, LogLine& line) {
  const auto* by = find_in<std::string>(data, "by");
  if (!by) return Fault::malformed;
  constexpr std::array<Word<Whence>, 4> kWays{{{"session", Whence::this_session},
                                               {"link", Whence::mailed_link},
                                               {"disowning", Whence::disowning},
                                               {"reset", Whence::reset}}};
  line.whence = named(kWays, *by);
  return Done{};
}

Status read_preference(const Value& data, LogLine& line) {
  const auto* channel = find_in<std::string>(data, "channel");
  if (!channel) return Fault::malformed;
  constexpr std::array<Word<Whence>, 5> kChannels{{{"portal", Whence::portal},
                                                   {"embed", Whence::embed},
                                                   {"one-click", Whence::one_click},
                                                   {"link", Whence::mailed_link},
                                                   {"reply", Whence::reply}}};
  line.whence = named(kChannels, *channel);
  if (find_in<bool>(data, "undo")) return Done{};
  if (find_in<bool>(data, "all")) {
    line.what = What::all_mail_stopped;
    return Done{};
  }
  const auto* list = find_in<std::string>(data, "list");
  const auto* purpose = find_in<std::string>(data, "purpose");
  const auto* on = find_in<bool>(data, "on");
  if (!list || !purpose || !on) return Fault::malformed;
  const auto known = wire::find_named<wire::Purpose>(*purpose);
  line.what = known ? static_cast<What>(static_cast<std::size_t>(What::follow_up_on) +
                                        2 * static_cast<std::size_t>(*known) + (*on ? 0 : 1))
                    : What::other;
  line.list = *list;
  return Done{};
}

Status read_data(const Value& data, LogLine& line) {
  switch (line.what) {
    case What::signed_in:
      return read_login(data, line);
    case What::failed_sign_ins:
      return read_number(data, "count", line);
    case What::session_ended:
      return read_end(data, line);
    case What::deletion_requested:
      return read_number(data, "due", line);
    case What::entry_erased:
      return read_number(data, "seq", line);
    case What::deletion_cancelled:
      return read_cancelling(data, line);
    case What::mail_undone:
      return read_preference(data, line);
    default:
      return Done{};
  }
}

// Exactly these members, sorted.
bool has_members_of_entry(const Object& object) {
  constexpr std::array<std::string_view, 7> kMembers{"actor", "data", "salt", "seq", "ts", "type", "v"};
  if (object.size() != kMembers.size()) return false;
  for (std::size_t i = 0; i < kMembers.size(); ++i)
    if (object[i].name != kMembers[i]) return false;
  return true;
}

}  // namespace

ActivityKind kind_of(What what) {
  switch (what) {
    case What::signed_in:
    case What::failed_sign_ins:
    case What::session_ended:
    case What::other_sessions_ended:
      return ActivityKind::sign_ins;
    case What::password_changed:
    case What::recovery_key_used:
    case What::recovery_key_renewed:
      return ActivityKind::keys;
    case What::follow_up_on:
    case What::follow_up_off:
    case What::news_on:
    case What::news_off:
    case What::marketing_on:
    case What::marketing_off:
    case What::all_mail_stopped:
    case What::mail_undone:
      return ActivityKind::mail;
    case What::account_created:
    case What::account_reset:
    case What::export_created:
    case What::deletion_requested:
    case What::deletion_cancelled:
      return ActivityKind::account;
    case What::entry_erased:
    case What::erased:
    case What::other:
      return ActivityKind::other;
  }
  return ActivityKind::other;
}

Result<LogLine> read_entry(View bytes, std::uint64_t sequence) {
  const Value entry = TRY(wire::parse_json(bytes));
  const auto* object = entry.find<Object>();
  if (!object || !has_members_of_entry(*object)) return Fault::malformed;
  const auto* actor = find_in<std::string>(entry, "actor");
  const auto* salt = find_in<std::string>(entry, "salt");
  const auto* number = find_in<std::uint64_t>(entry, "seq");
  const auto* time = find_in<std::uint64_t>(entry, "ts");
  const auto* type = find_in<std::string>(entry, "type");
  const auto* version = find_in<std::uint64_t>(entry, "v");
  const Value* data = entry.find_member("data");
  if (!actor || !salt || !number || !time || !type || !version) return Fault::malformed;
  if (*number != sequence || *time > kLastMillisecond || *version != 1) return Fault::malformed;
  if (!data->find<Object>()) return Fault::malformed;
  LogLine line{.milliseconds = *time, .what = named(kTypes, *type), .who = who_named(*actor)};
  TRY(read_data(*data, line));
  if (line.what == What::deletion_requested && line.number > UINT32_MAX) return Fault::malformed;
  return line;
}

bool is_leaf(View entry, const Sha256& leaf) {
  constexpr std::uint8_t kLeaf[] = {0};
  return equal_in_constant_time(sha256({kLeaf, entry}), leaf);
}

}  // namespace portal::core
