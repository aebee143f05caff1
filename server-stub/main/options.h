// The command line of the server program, checked before anything is opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace portal::server {

enum class Budgets { kept, off };
enum class EmbedPassword { refused, allowed };

struct Options {
  std::uint16_t port = 8080;
  std::filesystem::path data = "data";
  std::string public_url;  // without a slash at the end; empty: http://localhost:PORT
  std::string realm;       // empty: the public URL's host
  std::vector<std::string> embed_origins;
  EmbedPassword embed_password = EmbedPassword::refused;
  std::string mail = "spool";  // or smtp://HOST:PORT, smtps://HOST:PORT
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> listen{"127.0.0.1", "::1"};
  Budgets budgets = Budgets::kept;
  std::uint32_t erase_delay_hours = 72;
  std::uint32_t reset_delay_hours = 72;
  std::filesystem::path assets;  // empty: found beside the program
  bool ends_with_parent = false;
};

enum class Question { help, version };
struct BadOption {
  std::string sentence;
};

std::variant<Options, Question, BadOption> parse_options(const std::vector<std::string>& arguments);

std::string_view help_text();

bool is_loopback_host(std::string_view host);  // localhost, 127.0.0.0/8, [::1]
std::string host_of(std::string_view url);     // without port; in lower case

// scheme://host[:port] in lower case, https unless loopback: what a browser sends as Origin.
std::optional<std::string> parse_origin(std::string_view text);

}  // namespace portal::server
