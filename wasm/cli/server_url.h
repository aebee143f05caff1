// Where the portal is: https, or http on this machine alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace portal::cli {

struct ServerUrl {
  std::string origin;  // scheme://host[:port], in lower case, without a slash
  std::string place;   // host[_port], as the name of a folder
  bool is_https;
};

// Nothing for what is none, has a path, a query or a user, or is http to another machine.
std::optional<ServerUrl> find_server(std::string_view url);

struct MailedLink {
  std::string path;
  std::string fragment;
};

// A link of that portal, whole or from its path on.
std::optional<MailedLink> find_link(const ServerUrl& server, std::string_view link);

}  // namespace portal::cli
