#include "server-stub/http/listener.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>

#include "server-stub/http/answer.h"
#include "server-stub/http/connection.h"
#include "server-stub/http/network.h"

namespace portal::server {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;

constexpr auto kStopTime = std::chrono::seconds(3);  // the promise is 5 s, and the postman may need 2
constexpr auto kRetryAcceptTime = std::chrono::milliseconds(100);

struct Door {
  tcp::acceptor acceptor;
  net::steady_timer retry;
  bool waits_for_room = false;
};

}  // namespace

// One thread runs everything but `handle`.
class Listener::Sockets {
 public:
  explicit Sockets(ListenerSettings settings);
  std::optional<CannotListen> open();
  std::uint16_t port() const { return doors_.front().acceptor.local_endpoint().port(); }
  void serve(const Service& service);

 private:
  error_code open_door(const std::string& address, std::uint16_t port);
  void accept(Door& door);
  void welcome(Socket socket);
  bool has_room();
  void on_idle();
  void on_left();
  void answer_elsewhere(std::shared_ptr<Connection> connection, Request request);
  void await_signal();
  void run_whatever_happens();
  void stop();

  ListenerSettings settings_;
  Service service_;
  SharedState shared_;
  net::io_context io_{1};  // dies before `shared_`: it holds the connections
  std::list<Door> doors_;
  net::signal_set signals_{io_, SIGINT, SIGTERM};
  net::steady_timer stop_timer_{io_};
  net::thread_pool pool_;
};

Listener::Sockets::Sockets(ListenerSettings settings)
    : settings_(std::move(settings)), pool_(settings_.threads) {}

std::optional<CannotListen> Listener::Sockets::open() {
  constexpr int kTries = 20;  // with port 0, the port that one address is given may be taken on the other
  bool is_taken = false;
  for (int i = 0; i < kTries; ++i) {
    doors_.clear();
    is_taken = false;
    std::uint16_t port = settings_.port;
    for (const auto& address : settings_.addresses) {
      const error_code error = open_door(address, port);
      if (error == net::error::address_in_use) is_taken = true;
      if (!error) port = doors_.back().acceptor.local_endpoint().port();
    }
    if (!is_taken || settings_.port != 0) break;
  }
  if (is_taken) return CannotListen::port_taken;
  if (doors_.empty()) return CannotListen::no_address;
  return std::nullopt;
}

error_code Listener::Sockets::open_door(const std::string& address, std::uint16_t port) {
  error_code error;
  const auto parsed = net::ip::make_address(address, error);
  if (error) return error;
  const tcp::endpoint endpoint(parsed, port);
  tcp::acceptor acceptor(io_);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error && parsed.is_v6()) acceptor.set_option(net::ip::v6_only(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (!error) acceptor.non_blocking(true, error);
  if (!error) doors_.push_back({std::move(acceptor), net::steady_timer(io_)});
  return error;
}

// Memory that is refused to one connection ends that connection only.
void Listener::Sockets::run_whatever_happens() {
  while (true) {
    try {
      io_.run();
      return;
    } catch (const std::exception&) {
      continue;
    }
  }
}

void Listener::Sockets::serve(const Service& service) {
  service_ = service;
  shared_.trusted_proxies = settings_.trusted_proxies;
  shared_.body_limit = service.body_limit;
  shared_.on_idle = [this] { on_idle(); };
  shared_.on_left = [this] { on_left(); };
  shared_.answer_elsewhere = [this](std::shared_ptr<Connection> connection, Request request) {
    answer_elsewhere(std::move(connection), std::move(request));
  };
  await_signal();
  for (auto& door : doors_) accept(door);
  run_whatever_happens();
  shared_.on_left = [] {};
  pool_.stop();
  pool_.join();
}

void Listener::Sockets::accept(Door& door) {
  door.acceptor.async_accept([this, &door](error_code error, Socket socket) {
    if (!error) welcome(std::move(socket));
    if (shared_.is_stopping) return;
    if (error) {  // no file descriptor or memory left, most likely: some will be free again
      door.retry.expires_after(kRetryAcceptTime);
      return door.retry.async_wait([this, &door](error_code) {
        if (!shared_.is_stopping) accept(door);
      });
    }
    door.waits_for_room = !has_room();
    if (!door.waits_for_room) accept(door);
  });
}

void Listener::Sockets::welcome(Socket socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return;
  const auto address = normalise_address(peer.address().to_string());
  if (!address) return;
  std::make_shared<Connection>(shared_, std::move(socket), *address)->start();
}

bool Listener::Sockets::has_room() {
  if (shared_.connections.size() < settings_.most_connections) return true;
  if (shared_.idle.empty()) return false;
  shared_.idle.front()->close();
  return true;
}

// Somebody waits outside, and at last there is a connection that can be done without.
void Listener::Sockets::on_idle() {
  const bool is_awaited =
      std::any_of(doors_.begin(), doors_.end(), [](const Door& door) { return door.waits_for_room; });
  if (is_awaited) shared_.idle.front()->close();
}

void Listener::Sockets::on_left() {
  if (shared_.is_stopping && shared_.connections.empty()) return io_.stop();
  if (shared_.is_stopping) return;
  for (auto& door : doors_) {
    if (std::exchange(door.waits_for_room, false)) accept(door);
  }
}

void Listener::Sockets::answer_elsewhere(std::shared_ptr<Connection> connection, Request request) {
  net::post(pool_, [this, connection = std::move(connection), request = std::move(request)]() mutable {
    Response response;
    try {
      response = service_.handle(request);
    } catch (...) {
      response = fault_answer(500, "unavailable");
    }
    net::post(io_, [connection = std::move(connection), response = std::move(response)]() mutable {
      connection->answer(std::move(response));
    });
  });
}

void Listener::Sockets::await_signal() {
  signals_.async_wait([this](error_code error, int) {
    if (error) return;
    if (shared_.is_stopping) return io_.stop();
    stop();
    await_signal();
  });
}

void Listener::Sockets::stop() {
  shared_.is_stopping = true;
  stop_timer_.expires_after(kStopTime);
  stop_timer_.async_wait([this](error_code error) {
    if (!error) io_.stop();
  });
  for (auto& door : doors_) {  // who is in the backlog already believes to be connected
    error_code error;
    while (!error) {
      Socket socket(io_);
      door.acceptor.accept(socket, error);
      if (!error) welcome(std::move(socket));
    }
    door.acceptor.close(error);
  }
  for (auto* connection : shared_.connections) connection->stop_if_idle();
  if (shared_.connections.empty()) io_.stop();
}

std::variant<Listener, CannotListen> Listener::open(ListenerSettings settings) {
  try {
    auto sockets = std::make_unique<Sockets>(std::move(settings));
    if (const auto failed = sockets->open()) return *failed;
    return Listener(std::move(sockets));
  } catch (...) {
    return CannotListen::no_address;
  }
}

Listener::Listener(std::unique_ptr<Sockets> sockets) : sockets_(std::move(sockets)) {}
Listener::Listener(Listener&&) noexcept = default;
Listener::~Listener() = default;

std::uint16_t Listener::port() const {
  return sockets_->port();
}

void Listener::serve(const Service& service) {
  sockets_->serve(service);
}

}  // namespace portal::server
