#include "shared/archive/vcard.h"

#include <string_view>

namespace portal::archive {
namespace {

constexpr std::size_t kLongestLine = 75;

// RFC 6350 §3.4.
std::string escaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == '\r') {
      if (i + 1 == value.size() || value[i + 1] != '\n') text += "\\n";
    } else if (c == '\n') {
      text += "\\n";
    } else {
      if (c == '\\' || c == ',' || c == ';') text += '\\';
      text += c;
    }
  }
  return text;
}

bool continues_a_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::string folded(std::string_view line) {
  std::string text;
  std::size_t room = kLongestLine;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 1 && continues_a_character(line[end])) --end;
    text += std::string(line.substr(0, end)) + "\r\n ";
    line.remove_prefix(end);
    room = kLongestLine - 1;  // the space counts
  }
  return text + std::string(line) + "\r\n";
}

void add(std::string& to, std::string_view property, const std::string& value) {
  if (!value.empty()) to += folded(std::string(property) + ":" + escaped(value));
}

}  // namespace

std::string print_vcard(const Contact& contact) {
  std::string text = "BEGIN:VCARD\r\nVERSION:4.0\r\n";
  // FN must be there.
  add(text, "FN", contact.name.empty() ? contact.email : contact.name);
  add(text, "EMAIL", contact.email);
  add(text, "TEL;VALUE=text", contact.phone);
  const std::string address = ";;" + escaped(contact.street) + ";" + escaped(contact.city) + ";" +
                              escaped(contact.region) + ";" + escaped(contact.postal_code) + ";" +
                              escaped(contact.country);
  if (address != ";;;;;;") text += folded("ADR:" + address);
  add(text, "ORG", contact.organisation);
  add(text, "NOTE", contact.note);
  return text + "END:VCARD\r\n";
}

}  // namespace portal::archive
