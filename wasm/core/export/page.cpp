// index.html: the export for people, without scripts.
#include "shared/archive/minisign.h"
#include "shared/base/calendar.h"
#include "wasm/core/export/files.h"

namespace portal::core {
namespace {

std::string escaped(std::string_view text) {
  std::string html;
  for (char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string row(std::string_view name, std::string_view value) {
  return "<tr><th scope=\"row\">" + escaped(name) + "</th><td>" + escaped(value) + "</td></tr>\n";
}

std::string account_table(const ExportFacts& facts) {
  const wire::Account& account = facts.account;
  std::string html = "<h2>Your account</h2>\n<table>\n";
  html += row("Email address", account.login);
  html += row("Made", print_iso_time(account.created));
  html += row("Password changed", print_iso_time(account.password_changed));
  html += row("Key", archive::print_minisign_key(facts.owner_key));
  return html + "</table>\n";
}

std::string profile_table(const ExportFacts& facts) {
  if (facts.profile.fields.empty()) return {};
  std::string html = "<h2>Your data</h2>\n<table>\n";
  for (const ExportField& field : facts.profile.fields) html += row(field.name, field.value);
  return html + "</table>\n";
}

std::string preferences_table(const ExportFacts& facts) {
  std::string html =
      "<h2>Your mail</h2>\n<table>\n<tr><th scope=\"col\">List</th><th scope=\"col\">Kind</th>"
      "<th scope=\"col\">On</th><th scope=\"col\">Since</th></tr>\n";
  for (const wire::ListState& list : facts.subscriptions.lists) {
    for (const wire::PurposeState& purpose : list.purposes) {
      html += "<tr><td>" + escaped(list.name) + "</td><td>" + std::string(wire::name_of(purpose.id)) +
              "</td><td>" + (purpose.on ? "yes" : "no") + "</td><td>" +
              (purpose.since ? print_iso_time(*purpose.since) : "") + "</td></tr>\n";
    }
  }
  return html + "</table>\n";
}

std::string file_list() {
  std::string html = "<h2>Files</h2>\n<ul>\n";
  for (const Described& file : described_files()) {
    html += "<li><a href=\"" + std::string(file.path) + "\">" + std::string(file.path) +
            "</a>: " + escaped(file.about) + "</li>\n";
  }
  return html + "</ul>\n";
}

}  // namespace

std::string index_html(const ExportFacts& facts) {
  const std::string title = "Export of " + facts.account.login;
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
         escaped(title) + "</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<h1>" +
         escaped(title) + "</h1>\n<p>From " + escaped(facts.site.name) + ", " + escaped(facts.realm) +
         ", made " + print_iso_time(facts.made) + ".</p>\n" + account_table(facts) + profile_table(facts) +
         preferences_table(facts) + file_list() + "<p>" + escaped(facts.site.controller) + ", " +
         escaped(facts.site.address) + ". Contact: " + escaped(facts.site.contact) +
         ". Authority: " + escaped(facts.site.authority) + ".</p>\n</body>\n</html>\n";
}

std::string style_css() {
  return "body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; "
         "}\n"
         "table { border-collapse: collapse; }\n"
         "th, td { text-align: left; vertical-align: top; padding: 0.25rem 1rem 0.25rem 0; overflow-wrap: "
         "anywhere; }\n"
         "@media (prefers-color-scheme: dark) { body { background: #16181c; color: #e6e6e6; } a { color: "
         "#8ab4f8; } }\n";
}

}  // namespace portal::core
