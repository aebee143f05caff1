// Article 15 (1) and (2) of the GDPR, item by item, as far as the portal itself knows it.
#include "shared/base/calendar.h"
#include "wasm/core/export/files.h"
#include "wasm/core/export/json_text.h"

namespace portal::core {
namespace {

void add_purposes(JsonText& json) {
  json.open_list("1a_purposes")
      .text({}, "to let you sign in and nobody else")
      .text({}, "to send you the mail that you switched on, and no other")
      .text({}, "to show you what happened in your account")
      .text({}, "to limit attempts to guess passwords")
      .close(']');
}

void add_categories(JsonText& json, const ExportFacts& facts) {
  json.open_list("1b_categories")
      .text({}, "email address")
      .text({},
            "public keys, a password record that the password cannot be read from, and keys sealed under it")
      .text({}, "mail choices, with time and way")
      .text({}, "times of sign-ins, changes and exports");
  if (!facts.profile.fields.empty())
    json.text({}, "your own data, encrypted on your device before it is sent");
  json.close(']');
}

void add_periods(JsonText& json) {
  json.open_object("1d_periods")
      .text("account, mail choices, activity log", "as long as the account exists")
      .text("sessions", "12 hours at most")
      .text("mails on their way", "24 hours at most")
      .text("devices that attempts are counted for", "180 days after the last sign-in")
      .text("networks that attempts are counted for", "until the end of the UTC day, as a keyed hash")
      .close('}');
}

}  // namespace

std::string article15_json(const ExportFacts& facts) {
  const wire::Site& site = facts.site;
  JsonText json;
  json.open_object()
      .text("law", "Regulation (EU) 2016/679, Article 15 (1) and (2)")
      .text("time_utc", print_iso_time(facts.made))
      .open_object("controller")
      .text("name", site.controller)
      .text("address", site.address)
      .text("contact", site.contact)
      .close('}');
  add_purposes(json);
  add_categories(json, facts);
  json.open_list("1c_recipients")
      .text({}, "the mailer of " + site.controller + ", which asks before each mail whether you want it")
      .text({}, "the mail servers on the way to your mailbox")
      .close(']');
  add_periods(json);
  json.open_object("1e_rights")
      .text("rights",
            "rectification, erasure, restriction of processing, and to object; also portability (Article 20)")
      .text("how", "in the portal, or by writing to " + site.contact)
      .close('}');
  json.text("1f_complaint", site.authority)
      .text("1g_source", "you, and your own use of the portal; a mail choice says the way it came")
      .text("1h_automated_decisions", "none, and no profiling")
      .text("2_third_countries",
            "the portal by itself sends nothing to a third country; where it is run is said in the privacy "
            "policy")
      .text("privacy_policy", site.privacy_url);
  return json.close('}').take();
}

}  // namespace portal::core
