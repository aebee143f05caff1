// One HTTP exchange as plain values: what a handler is given, and what it answers. No sockets here.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "shared/base/bytes.h"

namespace portal::server {

using HeaderFields = std::vector<std::pair<std::string, std::string>>;  // names in lower case, in order

struct Request {
  std::string method;  // upper case, as received
  std::string target;  // origin form exactly as received, with `?` only if there is a query
  HeaderFields fields;
  Bytes body;           // transfer coding removed
  std::string network;  // the peer's address, or the one that a trusted proxy named; text form of inet_ntop

  std::string path() const { return target.substr(0, target.find('?')); }
  const std::string* find_field(std::string_view lower_case_name) const;
};

struct Response {
  int status = 200;
  HeaderFields fields;
  Bytes body;
};

}  // namespace portal::server
