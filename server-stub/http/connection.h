// One client's connection: reads a request, has it answered, writes the answer, and so on, in order.
//
// Internal to the listener: the only header here that shows Boost. At most one request of a connection is
// being answered and nothing is read meanwhile, so that answers cannot overtake each other and a client that
// does not read its answers cannot make us hoard them.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/vector_body.hpp>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <unordered_set>

#include "server-stub/http/listener.h"

namespace portal::server {

class Connection;
using Socket = boost::asio::ip::tcp::socket;

// What all connections share. Touched by one thread only; hence no lock.
struct SharedState {
  std::vector<std::string> trusted_proxies;
  std::function<std::size_t(std::string_view path)> body_limit;
  bool is_stopping = false;
  std::unordered_set<Connection*> connections;
  std::list<Connection*> idle;  // longest idle first
  std::function<void(std::shared_ptr<Connection>, Request)> answer_elsewhere;
  std::function<void()> on_idle;
  std::function<void()> on_left;
};

inline constexpr std::size_t kBufferSize = 32 * 1024;

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(SharedState& shared, Socket socket, std::string peer);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void answer(Response response);
  void close();
  void stop_if_idle();

 private:
  enum class Doing { idle, reading, answering, writing, discarding };

  void await_head();
  void read_head();
  void take_head(std::size_t size);
  bool is_body_refused(std::uint64_t length, bool is_chunked);
  void ask_for_body();
  void read_body();
  void take_request();
  void refuse(int status, std::string_view fault);
  void write(Response response);
  void discard();
  void expire_in(std::chrono::milliseconds time);
  void on_deadline();
  void leave_idle();
  std::string_view unread() const {
    return {static_cast<const char*>(buffer_.data().data()), buffer_.data().size()};
  }

  SharedState& shared_;
  Socket socket_;
  boost::asio::steady_timer timer_;
  std::string peer_;
  boost::beast::flat_buffer buffer_{kBufferSize};
  std::optional<boost::beast::http::request_parser<boost::beast::http::vector_body<std::uint8_t>>> parser_;
  Request request_;
  std::size_t body_limit_ = 0;
  std::uint64_t body_bytes_seen_ = 0;  // chunk sizes and extensions included
  bool keeps_ = false;
  bool is_late_ = false;
  bool has_answered_ = false;
  Doing doing_ = Doing::reading;
  std::optional<std::list<Connection*>::iterator> idle_place_;
  std::string answer_head_;
  Bytes answer_body_;
};

}  // namespace portal::server
