// Sockets: reads HTTP/1.1 requests strictly, has them answered by a few threads, stops gracefully.
//
// Only listener.cpp and connection.cpp are built with exceptions, and none leaves them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server-stub/app/exchange.h"

namespace portal::server {

struct ListenerSettings {
  std::vector<std::string> addresses;  // all on one port; IPv6 is left out where there is none
  std::uint16_t port = 0;              // 0: a free one
  std::size_t threads = 4;
  std::size_t most_connections = 900;        // with the files of the store below the usual 1,024 descriptors
  std::vector<std::string> trusted_proxies;  // in the form of normalise_address
};

struct Service {
  std::function<Response(const Request&)> handle;  // called on any of the threads, several at a time
  std::function<std::size_t(std::string_view path)> body_limit;
};

enum class CannotListen { port_taken, no_address };

class Listener {
 public:
  // From now on clients can connect; they wait until serve().
  static std::variant<Listener, CannotListen> open(ListenerSettings settings);
  Listener(Listener&&) noexcept;
  ~Listener();

  std::uint16_t port() const;

  // Until SIGTERM or SIGINT; then answers what it has read, for 5 s at most. A second signal ends it at once.
  void serve(const Service& service);

 private:
  class Sockets;
  explicit Listener(std::unique_ptr<Sockets> sockets);

  std::unique_ptr<Sockets> sockets_;
};

}  // namespace portal::server
