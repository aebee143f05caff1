#include "server-stub/mail/smtp_door.h"

#include <algorithm>
#include <cstring>
#include <curl/curl.h>

namespace portal::server {
namespace {

constexpr long kConnectWithin = 10;  // seconds
constexpr long kDeliverWithin = 60;

bool is_number_of_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         text.find_first_not_of("0123456789") == std::string_view::npos &&
         std::stoul(std::string(text)) >= 1 && std::stoul(std::string(text)) <= 65535;
}

bool is_host(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) {
    return text.size() > 2 && text.find_first_not_of("0123456789abcdefABCDEF:.", 1) == text.size() - 1;
  }
  return !text.empty() && text.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789.-") == std::string_view::npos;
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// SMTP's lines end with CRLF (RFC 5321 §2.3.8); dots are curl's to double.
std::string with_crlf(std::string_view message) {
  std::string text;
  text.reserve(message.size() + message.size() / 16);
  for (const char c : message) {
    if (c == '\r') continue;
    if (c == '\n') text += '\r';
    text += c;
  }
  return text;
}

struct Upload {
  std::string text;
  std::size_t done = 0;
};
std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  const std::size_t some = std::min(size * count, upload.text.size() - upload.done);
  std::memcpy(to, upload.text.data() + upload.done, some);
  upload.done += some;
  return some;
}

int stop_if_asked(void* giving_up, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<const std::atomic<bool>*>(giving_up) ? 1 : 0;
}

}  // namespace

std::optional<SmtpServer> find_smtp_server(std::string_view url) {
  const bool from_start = url.starts_with("smtps://");
  if (!from_start && !url.starts_with("smtp://")) return std::nullopt;
  const std::string_view place = url.substr(url.find("//") + 2);
  const std::size_t colon = place.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view host = place.substr(0, colon);
  if (!is_host(host) || !is_number_of_port(place.substr(colon + 1))) return std::nullopt;
  using Tls = SmtpServer::Tls;
  return SmtpServer{std::string(url), from_start              ? Tls::from_start
                                      : is_this_machine(host) ? Tls::none
                                                              : Tls::start_tls};
}

struct SmtpDoor::Connection {
  CURL* curl = curl_easy_init();
  curl_slist* to = nullptr;
  ~Connection() {
    curl_slist_free_all(to);
    curl_easy_cleanup(curl);
  }
};

SmtpDoor::SmtpDoor(SmtpServer server, const std::string& helo)
    : server_(std::move(server)),
      url_(server_.url + "/" + helo),  // curl takes the name for EHLO from the path
      connection_(std::make_unique<Connection>()) {}

SmtpDoor::~SmtpDoor() = default;

Delivery SmtpDoor::deliver(const std::string& from, const std::string& to, std::string_view message) {
  CURL* const curl = connection_->curl;
  if (!curl) return Delivery::unreachable;
  Upload upload{with_crlf(message)};
  curl_slist_free_all(connection_->to);
  connection_->to = curl_slist_append(nullptr, ("<" + to + ">").c_str());
  const std::string sender = "<" + from + ">";

  curl_easy_reset(curl);  // keeps the connection
  curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // whatever the environment says
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(
      curl, CURLOPT_USE_SSL,
      static_cast<long>(server_.tls == SmtpServer::Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, connection_->to);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(upload.text.size()));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectWithin);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kDeliverWithin);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_if_asked);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &giving_up_);

  if (curl_easy_perform(curl) == CURLE_OK) return Delivery::sent;
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  if (reply >= 500 && reply < 600) return Delivery::refused;
  if (reply >= 400 && reply < 500) return Delivery::later;
  return Delivery::unreachable;
}

}  // namespace portal::server
