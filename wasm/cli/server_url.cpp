#include "wasm/cli/server_url.h"

#include <algorithm>

namespace portal::cli {
namespace {

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host == "127.0.0.1";
}

bool is_host(std::string_view host) {
  constexpr std::string_view kName = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  constexpr std::string_view kAddress = "0123456789abcdef:.";
  const bool is_address = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  if (is_address) host = host.substr(1, host.size() - 2);
  const bool is_plain = host.find_first_not_of(is_address ? kAddress : kName) == std::string_view::npos;
  return !host.empty() && host.size() <= 253 && is_plain && (is_address || host.front() != '.');
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 &&
         port.find_first_not_of("0123456789") == std::string_view::npos &&
         std::stoul(std::string(port)) >= 1 && std::stoul(std::string(port)) <= 65535;
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lowered;
}

}  // namespace

std::optional<ServerUrl> find_server(std::string_view url) {
  const std::string whole = lower(url);
  std::string_view rest = whole;
  const bool is_https = rest.starts_with("https://");
  if (!is_https && !rest.starts_with("http://")) return std::nullopt;
  rest.remove_prefix(is_https ? 8 : 7);
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const std::size_t bracket = rest.rfind(']');
  const std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string_view host = rest.substr(0, colon);
  if (!is_host(host) || (!is_https && !is_loopback(host))) return std::nullopt;
  std::string port = colon == std::string_view::npos ? "" : std::string(rest.substr(colon + 1));
  if (colon != std::string_view::npos && !is_port(port)) return std::nullopt;
  if (port == (is_https ? "443" : "80")) port.clear();
  const std::string scheme = is_https ? "https://" : "http://";
  const std::string at = port.empty() ? "" : ":" + port;
  std::string place = std::string(host) + (port.empty() ? "" : "_" + port);
  return ServerUrl{scheme + std::string(host) + at, std::move(place), is_https};
}

std::optional<MailedLink> find_link(const ServerUrl& server, std::string_view link) {
  if (!link.starts_with('/')) {
    const std::size_t start = link.find("://");
    const std::size_t end = start == std::string_view::npos ? start : link.find('/', start + 3);
    if (end == std::string_view::npos) return std::nullopt;
    const auto of = find_server(link.substr(0, end));
    if (!of || of->origin != server.origin) return std::nullopt;
    link.remove_prefix(end);
  }
  const std::size_t hash = link.find('#');
  if (hash == std::string_view::npos) return std::nullopt;
  return MailedLink{std::string(link.substr(0, hash)), std::string(link.substr(hash + 1))};
}

}  // namespace portal::cli
