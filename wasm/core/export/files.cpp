#include "wasm/core/export/files.h"

#include "shared/base/calendar.h"
#include "shared/base/encoding.h"
#include "wasm/core/export/json_text.h"

namespace portal::core {

const std::vector<Described>& described_files() {
  static const std::vector<Described> files{
      {"index.html", "This overview."},
      {"account/profile.json", "Your account and your own data."},
      {"account/profile.csv", "The same as a table."},
      {"account/contact.vcf", "Your own data as a contact, for address books."},
      {"account/article15.json", "What Article 15 of the GDPR asks for: purposes, recipients, your rights."},
      {"preferences.json", "Which mail you want."},
      {"preferences.csv", "The same as a table."},
      {kActivityPath, "What happened in your account: one JSON text per line, as it was recorded."},
      {"keys/owner.pub", "The public half of your key. Compare it with the one that the portal shows you."},
      {"SHA256SUMS", "The SHA-256 of each file."},
      {"SHA256SUMS.minisig", "Your signature over that list."},
  };
  return files;
}

std::vector<ExportFile> export_files(const ExportFacts& facts) {
  return {{"index.html", index_html(facts)},
          {"style.css", style_css()},
          {"manifest.json", manifest_json(facts)},
          {"account/profile.json", profile_json(facts)},
          {"account/profile.csv", profile_csv(facts)},
          {"account/contact.vcf", contact_vcf(facts)},
          {"account/article15.json", article15_json(facts)},
          {"preferences.json", preferences_json(facts)},
          {"preferences.csv", preferences_csv(facts)}};
}

std::string manifest_json(const ExportFacts& facts) {
  JsonText json;
  json.open_object()
      .text("format", "portal/v1 export")
      .text("realm", facts.realm)
      .text("account", encode_hex(facts.account_id))
      .number("time", facts.made)
      .text("time_utc", print_iso_time(facts.made))
      .text("json",
            "UTF-8; times are seconds since 1970 in UTC, in the activity log milliseconds. These files are "
            "complete; tables and the contact are made from them.")
      .text(
          "csv",
          "RFC 4180, UTF-8, CRLF. A cell that begins with = + - @, tab or carriage return has an apostrophe "
          "before it, so that no spreadsheet takes it for a formula.")
      .text("check",
            "sha256sum -c SHA256SUMS; minisign -Vm SHA256SUMS -P <the key line that the portal shows you>")
      .open_list("files");
  for (const Described& file : described_files()) {
    json.open_object().text("path", file.path).text("about", file.about).close('}');
  }
  return json.close(']').close('}').take();
}

}  // namespace portal::core
