// Who runs this portal and which mail it can send: what the operator says in site.json.
#pragma once

#include <string>
#include <vector>

#include "shared/wire/subscriptions.h"

namespace portal::server {

struct Controller {
  std::string name;
  std::string address;
  std::string contact;
  std::string authority;  // where people may complain
};

struct MailList {
  std::string id;  // [a-z0-9-], at most 32 characters, unique
  std::string name;
  std::string about;
  std::vector<wire::Purpose> purposes;  // at least one, none twice
};

// What the company keeps about its customers outside the portal, and whom to ask about it.
struct OutsideStore {
  std::string name;
  std::string about;
  std::string contact;
};

struct Site {
  std::string name;
  Controller controller;
  std::string privacy_url;
  std::string support_url;
  std::vector<MailList> lists;             // at most 64
  std::vector<OutsideStore> outside = {};  // at most 32
};

}  // namespace portal::server
