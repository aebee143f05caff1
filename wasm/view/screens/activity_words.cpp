#include "wasm/view/screens/activity_words.h"

#include "wasm/view/moments.h"
#include "wasm/view/names.h"

namespace portal::view {
namespace {

using core::ActivityKind;
using core::Phrase;
using core::What;
using core::Whence;
using core::Who;

constexpr std::uint64_t kDay = 86'400'000;
constexpr std::size_t kMostWords = 8;

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& character : lowered)
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  return lowered;
}

std::string list_name(const Phrase& phrase, const Model& model) {
  const std::string& id = model.activity->log.list_id(phrase.list);
  if (model.subscriptions) {
    for (const auto& list : model.subscriptions->lists)
      if (list.id == id) return list.name;
  }
  return id.empty() ? "a list that is no longer there" : id;
}

std::string mail_words(const Phrase& phrase, const Model& model) {
  const std::size_t which =
      static_cast<std::size_t>(phrase.what) - static_cast<std::size_t>(What::follow_up_on);
  return std::string(switch_name(static_cast<wire::Purpose>(which / 2))) + " switched " +
         (which % 2 == 0 ? "on: " : "off: ") + list_name(phrase, model);
}

std::string what_words(const Phrase& phrase, const Model& model) {
  switch (phrase.what) {
    case What::account_created:
      return "Account created";
    case What::account_reset:
      return "Vault of the account replaced";
    case What::signed_in:
      return "Signed in";
    case What::failed_sign_ins:
      return "Failed sign-ins";
    case What::session_ended:
      return phrase.whence == Whence::this_session ? "Signed out" : "A session ended";
    case What::other_sessions_ended:
      return "All other sessions ended";
    case What::password_changed:
      return "Password changed";
    case What::recovery_key_used:
      return "Recovery key used";
    case What::recovery_key_renewed:
      return "New recovery key made";
    case What::export_created:
      return "Export created";
    case What::deletion_requested:
      return "Deletion of the account asked for";
    case What::deletion_cancelled:
      return "Deletion of the account cancelled";
    case What::follow_up_on:
    case What::follow_up_off:
    case What::news_on:
    case What::news_off:
    case What::marketing_on:
    case What::marketing_off:
      return mail_words(phrase, model);
    case What::all_mail_stopped:
      return "All mail stopped";
    case What::mail_undone:
      return "A mail choice undone";
    case What::entry_erased:
      return "An entry of this log erased";
    case What::erased:
      return "Erased";
    case What::other:
      return "Something that this program does not know yet";
  }
  return {};
}

std::string_view who_words(const Phrase& phrase) {
  if (phrase.what == What::erased) return "";
  switch (phrase.who) {
    case Who::owner:
      return "You";
    case Who::system:
      return "The portal";
    case Who::mailer:
      return "The mail server";
    case Who::support:
      return "Our support";
    case Who::other:
      return "Somebody else";
  }
  return {};
}

std::string_view whence_words(const Phrase& phrase) {
  switch (phrase.whence) {
    case Whence::nowhere:
      return "";
    case Whence::password:
      return "Your password";
    case Whence::frame_with_password:
      return "Your password, on the members page";
    case Whence::frame_by_pairing:
      return "The members page, which you allowed";
    case Whence::kept_device:
      return "A device that stays signed in";
    case Whence::this_session:
      return phrase.what == What::session_ended ? "That session itself" : "A signed-in session";
    case Whence::another_session:
      return "Another session";
    case Whence::wrong_passwords:
      return "Five wrong passwords";
    case Whence::mailed_link:
      return "A mailed link";
    case Whence::disowning:
      return "“It was not me”";
    case Whence::reset:
      return "A new start with an empty vault";
    case Whence::portal:
      return "The portal";
    case Whence::embed:
      return "The members page";
    case Whence::one_click:
      return "A mail programme's button";
    case Whence::reply:
      return "A reply to a mail";
    case Whence::other:
      return "Another way";
  }
  return {};
}

bool has(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty() && words.size() < kMostWords) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(lower(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

PhraseWords words_of(const Phrase& phrase, const Model& model) {
  return {what_words(phrase, model), std::string(who_words(phrase)), std::string(whence_words(phrase))};
}

std::string what_of(const core::Activity::Row& row, const Phrase& phrase, const Model& model) {
  const std::string words = what_words(phrase, model);
  switch (phrase.what) {
    case What::failed_sign_ins:
      return row.number == 1 ? "1 failed sign-in" : print_number(row.number) + " failed sign-ins";
    case What::other_sessions_ended:
      return words + " (" + print_number(row.number) + ")";
    case What::deletion_requested:
      return words + ", for " + print_date(row.number);
    default:
      return words;
  }
}

std::string_view kind_words(ActivityKind kind) {
  switch (kind) {
    case ActivityKind::all:
      return "Everything";
    case ActivityKind::sign_ins:
      return "Sign-ins";
    case ActivityKind::keys:
      return "Password and keys";
    case ActivityKind::mail:
      return "Mail choices";
    case ActivityKind::account:
      return "Account";
    case ActivityKind::other:
      return "Other";
  }
  return {};
}

std::string print_number(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

ActivitySearch::ActivitySearch(const Model& model)
    : words_(words_in(text_of(model.value_of(core::Field::search).reveal()))) {
  const ActivityKind kind = model.activity->kind;
  for (const Phrase& phrase : model.activity->log.phrases()) {
    has_kind_.push_back(kind == ActivityKind::all || core::kind_of(phrase.what) == kind);
    const PhraseWords said = words_of(phrase, model);
    const std::string all = lower(said.what + "\n" + said.who + "\n" + said.whence);
    std::uint64_t missing = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) missing |= has(all, words_[i]) ? 0 : 1ull << i;
    missing_.push_back(missing);
  }
}

bool ActivitySearch::finds(const core::Activity::Row& row) {
  if (!has_kind_[row.phrase]) return false;
  if (missing_[row.phrase] == 0) return true;
  if (const std::uint64_t day = row.milliseconds / kDay; day != day_) {
    day_ = day;
    missing_in_day_ = 0;
    const std::string date = lower(print_date(row.milliseconds / 1000));
    for (std::size_t i = 0; i < words_.size(); ++i) missing_in_day_ |= has(date, words_[i]) ? 0 : 1ull << i;
  }
  return (missing_[row.phrase] & missing_in_day_) == 0;
}

}  // namespace portal::view
