// A contact as vCard 4.0 (RFC 6350).
#pragma once

#include <string>

namespace portal::archive {

struct Contact {  // UTF-8; what is empty is left out
  std::string name = {};
  std::string email = {};
  std::string phone = {};
  std::string street = {};
  std::string city = {};
  std::string region = {};
  std::string postal_code = {};
  std::string country = {};
  std::string organisation = {};
  std::string note = {};
};

// Lines end with CRLF and are folded after 75 bytes, between characters.
std::string print_vcard(const Contact& contact);

}  // namespace portal::archive
