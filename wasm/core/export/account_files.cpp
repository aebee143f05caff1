#include "shared/archive/csv.h"
#include "shared/archive/minisign.h"
#include "shared/archive/vcard.h"
#include "shared/base/calendar.h"
#include "shared/base/encoding.h"
#include "wasm/core/export/files.h"
#include "wasm/core/export/json_text.h"

namespace portal::core {
namespace {

std::string value_of(const ExportProfile& profile, std::string_view name) {
  for (const ExportField& field : profile.fields) {
    if (field.name == name) return field.value;
  }
  return {};
}

}  // namespace

std::string profile_json(const ExportFacts& facts) {
  const wire::Account& account = facts.account;
  JsonText json;
  json.open_object()
      .text("account", encode_hex(facts.account_id))
      .text("email", account.login)
      .number("created", account.created)
      .number("password_changed", account.password_changed)
      .number("remind_months", account.remind_months)
      .number("signed_in", account.signed_in);
  if (account.signed_in_before) json.number("signed_in_before", *account.signed_in_before);
  json.number("sessions", account.sessions)
      .text("owner_key", archive::print_minisign_key(facts.owner_key))
      .open_list("data");
  for (const ExportField& field : facts.profile.fields) {
    json.open_object()
        .text("name", field.name)
        .text("value", field.value)
        .text("source", field.source)
        .number("changed", field.changed)
        .close('}');
  }
  return json.close(']').close('}').take();
}

std::string profile_csv(const ExportFacts& facts) {
  const wire::Account& account = facts.account;
  std::string table = archive::csv_row({"name", "value", "source", "changed"});
  table += archive::csv_row({"Email address", account.login, "owner", print_iso_time(account.created)});
  table += archive::csv_row({"Account made", print_iso_time(account.created), "portal", ""});
  table += archive::csv_row({"Password changed", print_iso_time(account.password_changed), "portal", ""});
  table += archive::csv_row({"Remind me every (months)", std::to_string(account.remind_months), "owner", ""});
  for (const ExportField& field : facts.profile.fields) {
    table += archive::csv_row({field.name, field.value, field.source, print_iso_time(field.changed)});
  }
  return table;
}

std::string contact_vcf(const ExportFacts& facts) {
  const ExportProfile& profile = facts.profile;
  return archive::print_vcard({.name = value_of(profile, "Name"),
                               .email = facts.account.login,
                               .phone = value_of(profile, "Phone"),
                               .street = value_of(profile, "Street address"),
                               .city = value_of(profile, "City"),
                               .region = value_of(profile, "Region"),
                               .postal_code = value_of(profile, "Postal code"),
                               .country = value_of(profile, "Country"),
                               .organisation = value_of(profile, "Company"),
                               .note = value_of(profile, "Notes")});
}

std::string preferences_json(const ExportFacts& facts) {
  JsonText json;
  json.open_object();
  if (facts.subscriptions.stopped) json.number("all_mail_stopped", *facts.subscriptions.stopped);
  json.open_list("lists");
  for (const wire::ListState& list : facts.subscriptions.lists) {
    json.open_object()
        .text("id", list.id)
        .text("name", list.name)
        .text("about", list.about)
        .open_list("purposes");
    for (const wire::PurposeState& purpose : list.purposes) {
      json.open_object().text("id", wire::name_of(purpose.id)).flag("on", purpose.on);
      if (purpose.since) json.number("since", *purpose.since);
      json.text("channel", wire::name_of(purpose.channel)).close('}');
    }
    json.close(']').close('}');
  }
  return json.close(']').close('}').take();
}

std::string preferences_csv(const ExportFacts& facts) {
  std::string table = archive::csv_row({"list", "name", "purpose", "on", "since", "channel"});
  for (const wire::ListState& list : facts.subscriptions.lists) {
    for (const wire::PurposeState& purpose : list.purposes) {
      table += archive::csv_row(
          {list.id, list.name, std::string(wire::name_of(purpose.id)), purpose.on ? "yes" : "no",
           purpose.since ? print_iso_time(*purpose.since) : "", std::string(wire::name_of(purpose.channel))});
    }
  }
  return table;
}

}  // namespace portal::core
