// Hands one mail to the operator's mail server, by smtp:// or smtps://.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server-stub/mail/door.h"

namespace portal::server {

struct SmtpServer {
  enum class Tls {
    none,       // smtp:// on this machine
    start_tls,  // smtp:// elsewhere: no mail without it
    from_start  // smtps://
  };
  std::string url;  // without a path
  Tls tls;
};

// `smtp://HOST:PORT` or `smtps://HOST:PORT`, and nothing else in it.
std::optional<SmtpServer> find_smtp_server(std::string_view url);

class SmtpDoor final : public Door {
 public:
  // `helo` is how it names itself.
  SmtpDoor(SmtpServer server, const std::string& helo);
  ~SmtpDoor() override;

  Delivery deliver(const std::string& from, const std::string& to, std::string_view message) override;
  void give_up() override { giving_up_ = true; }

 private:
  struct Connection;
  SmtpServer server_;
  std::string url_;
  std::atomic<bool> giving_up_ = false;
  std::unique_ptr<Connection> connection_;  // kept open between mails
};

}  // namespace portal::server
