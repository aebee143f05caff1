#include "server-stub/mail/message.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "server-stub/mail/wording.h"
#include "shared/base/encoding.h"
#include "shared/base/inputs.h"

namespace portal::server {
namespace {

constexpr std::size_t kLongestLink = 900;  // a note too; RFC 5322 §2.1.1: a line has at most 998 bytes
constexpr std::size_t kLongestSiteName = 100;

bool is_link(const std::string& text) {
  const bool is_web = text.starts_with("https://") || text.starts_with("http://");
  const bool is_clean = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
  return is_web && is_clean && text.size() <= kLongestLink;
}

bool has_link_as_needed(const std::string& link, Link rule) {
  if (link.empty()) return rule != Link::must_be;
  return rule != Link::none && is_link(link);
}

bool is_note(const std::string& note) {
  const bool is_plain = std::all_of(note.begin(), note.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  return is_plain && note.size() <= kLongestLink;
}

bool is_normalised(const std::string& login) {
  const auto normalised = normalise_login(view_of(login));
  return normalised && *normalised == login;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < 0x7f; });
}

// RFC 2047 §2: an encoded word has at most 75 characters, so at most 45 bytes; no character may be cut.
std::string encoded_words(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    std::size_t size = std::min<std::size_t>(text.size(), 45);
    while (size < text.size() && (text[size] & 0xc0) == 0x80) --size;
    if (!words.empty()) words += "\n ";
    words += "=?UTF-8?B?" + encode_base64(view_of(text.substr(0, size))) + "?=";
    text.remove_prefix(size);
  }
  return words;
}

// A display name (RFC 5322 §3.4).
std::string display_name(std::string_view name) {
  if (!is_ascii(name)) return encoded_words(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

// RFC 5322 §3.3, in English whatever the machine's language is.
std::string mail_date(std::uint64_t now) {
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto seconds = static_cast<std::time_t>(now / 1000);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %d %02d:%02d:%02d +0000",
                kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
                utc.tm_sec);
  return text.data();
}

std::string body_of(const OutgoingMail& mail, const Wording& wording, const std::string& site_name) {
  std::string body = "Hello,\n\n" + std::string(wording.before);
  if (!mail.link.empty()) body += "\n" + mail.link + "\n";
  if (!wording.after.empty()) body += "\n" + std::string(wording.after);
  if (mail.note) body += "\n" + *mail.note + "\n";
  return body + "\n-- \n" + site_name + "\n";
}

}  // namespace

std::string sender_address(const Sender& sender) {
  return "portal@" + sender.realm;
}

Result<std::string> compose(const OutgoingMail& mail, const Sender& sender, std::uint64_t now,
                            Random& random) {
  const Wording wording = wording_of(mail.kind);
  if (!is_normalised(mail.to) || !has_link_as_needed(mail.link, wording.link) ||
      (mail.note && !is_note(*mail.note))) {
    return Fault::malformed;
  }
  if (sender.site_name.empty() || sender.site_name.size() > kLongestSiteName ||
      !is_printable_utf8(view_of(sender.site_name)) || !is_ascii(sender.realm) ||
      !is_printable_utf8(view_of(sender.realm))) {
    return Fault::malformed;
  }
  const std::string body = body_of(mail, wording, sender.site_name);
  const std::string kind(wire::name_of(mail.kind));
  return "From: " + display_name(sender.site_name) + " <" + sender_address(sender) + ">\n" +  //
         "To: " + mail.to + "\n" +                                                            //
         "Subject: " + std::string(wording.subject) + "\n" +                                  //
         "Date: " + mail_date(now) + "\n" +                                                   //
         "Message-ID: <" + encode_hex(random.make_bytes(16)) + "@" + sender.realm + ">\n" +   //
         "Auto-Submitted: auto-generated\n" +                                                 //
         "X-Portal-Kind: " + kind + "\n" +                                                    //
         "MIME-Version: 1.0\n" +                                                              //
         "Content-Type: text/plain; charset=UTF-8\n" +                                        //
         "Content-Transfer-Encoding: " + (is_ascii(body) ? "7bit" : "8bit") + "\n\n" + body;
}

std::optional<std::string> find_recipient(std::string_view message) {
  constexpr std::string_view kField = "\nTo: ";
  const std::string_view header = message.substr(0, message.find("\n\n"));
  const std::size_t field = header.find(kField);
  if (field == std::string_view::npos) return std::nullopt;
  const std::string_view rest = header.substr(field + kField.size());
  const std::string to(rest.substr(0, rest.find('\n')));
  if (!is_normalised(to)) return std::nullopt;
  return to;
}

}  // namespace portal::server
