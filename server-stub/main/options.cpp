#include "server-stub/main/options.h"

#include <algorithm>
#include <charconv>

#include "server-stub/http/network.h"

namespace portal::server {
namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lowered;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return port;
}

// Up to a year.
std::optional<std::uint32_t> parse_hours(std::string_view text) {
  std::uint32_t hours = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return hours <= 8760 ? std::optional(hours) : std::nullopt;
}

bool is_host(std::string_view host) {
  const bool is_address = host.starts_with('[');
  if (is_address && (!host.ends_with(']') || host.size() < 3)) return false;
  if (is_address) return normalise_address(host.substr(1, host.size() - 2)).has_value();
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

struct Authority {
  std::string scheme, host, port;  // port is empty if it was not written or is the scheme's own
};

std::optional<Authority> parse_authority(std::string_view text) {
  const auto colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  Authority parsed{.scheme = lower(text.substr(0, colon)), .host = {}, .port = {}};
  std::string_view rest = text.substr(colon + 3);
  const auto bracket = rest.rfind(']');
  const auto at = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  parsed.host = lower(rest.substr(0, at));
  if (!is_host(parsed.host)) return std::nullopt;
  if (at == std::string_view::npos) return parsed;
  const auto port = parse_port(rest.substr(at + 1));
  if (!port || *port == 0) return std::nullopt;
  const int usual = parsed.scheme == "https" ? 443 : parsed.scheme == "http" ? 80 : 0;
  if (*port != usual) parsed.port = std::to_string(*port);
  return parsed;
}

bool is_mail_door(std::string_view text) {
  if (text == "spool") return true;
  const auto door = parse_authority(text);
  return door && (door->scheme == "smtp" || door->scheme == "smtps") && !door->port.empty();
}

using Complaint = std::optional<std::string>;

Complaint take_address(std::string_view name, std::string_view value, std::vector<std::string>& list) {
  const auto address = normalise_address(value);
  if (!address) return std::string(name) + " needs an IP address, not \"" + std::string(value) + "\".";
  list.push_back(*address);
  return std::nullopt;
}

// One option with its value. `is_known` turns false if there is no such option.
Complaint take(Options& options, std::string_view name, std::string_view value, bool& is_known) {
  const std::string quoted = "not \"" + std::string(value) + "\".";
  if (name == "--port") {
    const auto port = parse_port(value);
    if (!port) return "--port needs a number from 0 to 65535, " + quoted;
    options.port = *port;
  } else if (name == "--data") {
    if (value.empty()) return "--data needs a folder.";
    options.data = value;
  } else if (name == "--assets") {
    if (value.empty()) return "--assets needs a folder.";
    options.assets = value;
  } else if (name == "--public-url") {
    const bool has_slash = value.ends_with('/');
    const auto origin = parse_origin(value.substr(0, value.size() - (has_slash ? 1 : 0)));
    if (!origin) {
      return "--public-url needs https://HOST, or http:// on a loopback host, and no path, " + quoted;
    }
    options.public_url = *origin;
  } else if (name == "--realm") {
    options.realm = lower(value);
    if (!is_host(options.realm)) return "--realm needs a host name, " + quoted;
  } else if (name == "--embed-origin") {
    const auto origin = parse_origin(value);
    if (!origin) return "--embed-origin needs https://HOST[:PORT], or http:// on a loopback host, " + quoted;
    options.embed_origins.push_back(*origin);
  } else if (name == "--mail") {
    if (!is_mail_door(value)) return "--mail needs spool, smtp://HOST:PORT or smtps://HOST:PORT, " + quoted;
    options.mail = value;
  } else if (name == "--trusted-proxy") {
    return take_address(name, value, options.trusted_proxies);
  } else if (name == "--listen") {
    return take_address(name, value, options.listen);
  } else if (name == "--erase-delay-hours") {
    const auto hours = parse_hours(value);
    if (!hours) return "--erase-delay-hours needs a number from 0 to 8760, " + quoted;
    options.erase_delay_hours = *hours;
  } else if (name == "--reset-delay-hours") {
    const auto hours = parse_hours(value);
    if (!hours) return "--reset-delay-hours needs a number from 0 to 8760, " + quoted;
    options.reset_delay_hours = *hours;
  } else if (name == "--limits") {
    if (value != "normal" && value != "off") return "--limits is normal or off, " + quoted;
    options.budgets = value == "off" ? Budgets::off : Budgets::kept;
  } else {
    is_known = false;
  }
  return std::nullopt;
}

Complaint complain_about_whole(const Options& options) {
  const bool is_local = options.public_url.empty() || is_loopback_host(host_of(options.public_url));
  if (options.budgets == Budgets::off && !is_local) {
    return "--limits off is for a loopback public URL only: without budgets strangers could guess passwords.";
  }
  return std::nullopt;
}

}  // namespace

std::variant<Options, Question, BadOption> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  const auto default_listen = std::exchange(options.listen, {});
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto equals = arguments[i].find('=');
    const std::string name = arguments[i].substr(0, equals);
    if (name == "--help") return Question::help;
    if (name == "--version") return Question::version;
    if (arguments[i] == "--embed-password") {
      options.embed_password = EmbedPassword::allowed;
      continue;
    }
    if (arguments[i] == "--watch-parent") {
      options.ends_with_parent = true;
      continue;
    }
    bool is_known = true;
    const bool is_inline = equals != std::string::npos;
    const bool has_value = is_inline || i + 1 < arguments.size();
    std::string value;
    if (has_value) value = is_inline ? arguments[i].substr(equals + 1) : arguments[i + 1];
    const auto complaint = take(options, name, value, is_known);
    if (!is_known) return BadOption{"There is no option \"" + name + "\". --help lists them."};
    if (!has_value) return BadOption{name + " needs a value."};
    if (complaint) return BadOption{*complaint};
    if (!is_inline) ++i;
  }
  if (options.listen.empty()) options.listen = default_listen;
  if (const auto complaint = complain_about_whole(options)) return BadOption{*complaint};
  return options;
}

std::string_view help_text() {
  return R"(portal-server: the portal's page and its sync endpoint.

  --port N              port to listen on; 0 takes a free one (8080)
  --listen ADDR         address to listen on, may be repeated (127.0.0.1 and ::1)
  --data DIR            folder of the database, the secrets and the mail spool (./data)
  --assets DIR          folder of the built page (found beside the program)
  --public-url URL      where people reach the portal; https unless loopback (http://localhost:PORT)
  --realm NAME          name that passwords are bound to; fixed at the first start (the public URL's host)
  --embed-origin ORIGIN site that may show /embed in a frame, may be repeated (none)
  --embed-password      allow the password form inside frames
  --mail DOOR           spool, smtp://HOST:PORT or smtps://HOST:PORT (spool)
  --trusted-proxy ADDR  proxy whose X-Forwarded-For is believed, may be repeated (none)
  --limits normal|off   off only on loopback
  --erase-delay-hours N hours between asking for the end of an account and the end (72)
  --reset-delay-hours N hours before an account may be started again with an empty vault (72)
  --watch-parent        end when the program that started this one ends
  --help  --version
)";
}

bool is_loopback_host(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  return host.starts_with("127.") && normalise_address(host).has_value();
}

std::string host_of(std::string_view url) {
  const auto parsed = parse_authority(url);
  return parsed ? parsed->host : std::string{};
}

std::optional<std::string> parse_origin(std::string_view text) {
  const auto parsed = parse_authority(text);
  if (!parsed) return std::nullopt;
  const bool is_allowed =
      parsed->scheme == "https" || (parsed->scheme == "http" && is_loopback_host(parsed->host));
  if (!is_allowed) return std::nullopt;
  return parsed->scheme + "://" + parsed->host + (parsed->port.empty() ? "" : ":" + parsed->port);
}

}  // namespace portal::server
