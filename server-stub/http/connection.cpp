#include "server-stub/http/connection.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include "server-stub/http/answer.h"
#include "server-stub/http/head.h"
#include "server-stub/http/network.h"

namespace portal::server {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using net::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto kHeadTime = seconds(5);     // from the first byte to the blank line
constexpr auto kIdleTime = seconds(30);    // between two requests
constexpr auto kDiscardTime = seconds(1);  // after a final answer
constexpr std::size_t kSlowestPerSecond = 16 * 1024;

milliseconds time_for(std::uint64_t size) {
  return seconds(10) + milliseconds(size * 1000 / kSlowestPerSecond);
}

}  // namespace

Connection::Connection(SharedState& shared, Socket socket, std::string peer)
    : shared_(shared), socket_(std::move(socket)), timer_(socket_.get_executor()), peer_(std::move(peer)) {
  shared_.connections.insert(this);
}

Connection::~Connection() {
  leave_idle();
  shared_.connections.erase(this);
  shared_.on_left();
}

void Connection::start() {
  error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  await_head();
}

void Connection::await_head() {
  parser_.emplace();
  request_ = {};
  keeps_ = false;
  if (!buffer_.data().size() && has_answered_) {
    doing_ = Doing::idle;
    idle_place_ = shared_.idle.insert(shared_.idle.end(), this);
    expire_in(kIdleTime);
    shared_.on_idle();
  } else {
    doing_ = Doing::reading;
    expire_in(kHeadTime);
  }
  read_head();
  if (shared_.is_stopping) stop_if_idle();
}

void Connection::read_head() {
  const auto end = unread().find("\r\n\r\n");
  if (end != std::string_view::npos && end + 4 <= kLargestHead) return take_head(end + 4);
  if (unread().size() >= kLargestHead) return refuse(431, "too-large");
  const auto whole_lines = unread().substr(0, unread().rfind('\n') + 1);
  if (const auto refusal = refuse_raw_head(whole_lines)) return refuse(refusal->status, refusal->fault);

  socket_.async_read_some(buffer_.prepare(4096),
                          [self = shared_from_this()](error_code error, std::size_t size) {
                            if (self->is_late_) return self->refuse(408, "malformed");
                            if (error) return self->close();
                            self->buffer_.commit(size);
                            if (self->doing_ == Doing::idle) {
                              self->leave_idle();
                              self->doing_ = Doing::reading;
                              self->expire_in(kHeadTime);
                            }
                            self->read_head();
                          });
}

void Connection::take_head(std::size_t size) {
  if (const auto refusal = refuse_raw_head(unread().substr(0, size)))
    return refuse(refusal->status, refusal->fault);

  parser_->header_limit(2 * kLargestHead);  // the head's own is counted above; trailers are limited by this
  parser_->body_limit(boost::none);         // the route's limit comes when the route is known
  parser_->eager(false);
  error_code error;
  const std::size_t used = parser_->put(net::buffer(buffer_.data().data(), size), error);
  if (error == http::error::bad_version) {
    const auto refusal = refuse_version(unread());
    return refuse(refusal.status, refusal.fault);
  }
  if (error || !parser_->is_header_done()) return refuse(400, "malformed");
  buffer_.consume(used);

  const auto& message = parser_->get();
  request_.method = std::string(message.method_string());
  request_.target = std::string(message.target());
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    request_.fields.emplace_back(std::move(name), std::string(field.value()));
  }
  const auto judged =
      judge_head({request_.method, request_.target, static_cast<int>(message.version()), request_.fields});
  if (const auto* refusal = std::get_if<HttpRefusal>(&judged)) return refuse(refusal->status, refusal->fault);
  const auto& framing = *std::get_if<Framing>(&judged);
  keeps_ = parser_->keep_alive() && message.version() == 11;

  if (parser_->is_done()) return take_request();
  if (is_body_refused(framing.length, framing.is_chunked)) return refuse(413, "too-large");
  if (framing.expects_continue && !buffer_.data().size()) return ask_for_body();
  read_body();
}

bool Connection::is_body_refused(std::uint64_t length, bool is_chunked) {
  body_limit_ = shared_.body_limit(request_.path());
  if (length > body_limit_) return true;
  parser_->body_limit(body_limit_);
  parser_->eager(true);
  body_bytes_seen_ = 0;
  expire_in(time_for(is_chunked ? body_limit_ : length));
  return false;
}

void Connection::ask_for_body() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  net::async_write(socket_, net::buffer(kContinue),
                   [self = shared_from_this()](error_code error, std::size_t) {
                     if (error) return self->close();
                     self->read_body();
                   });
}

void Connection::read_body() {
  http::async_read_some(
      socket_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t size) {
        if (self->is_late_) return self->refuse(408, "malformed");
        self->body_bytes_seen_ += size;
        const bool is_padded = self->body_bytes_seen_ > 16 * self->body_limit_ + kBufferSize;
        if (error == http::error::body_limit || error == http::error::buffer_overflow || is_padded) {
          return self->refuse(413, "too-large");
        }
        if (error.category() == http::make_error_code(http::error::bad_chunk).category() && error &&
            error != http::error::end_of_stream && error != http::error::partial_message) {
          return self->refuse(400, "malformed");
        }
        if (error) return self->close();
        if (!self->parser_->is_done()) return self->read_body();
        self->take_request();
      });
}

void Connection::take_request() {
  doing_ = Doing::answering;
  timer_.cancel();
  request_.body = std::move(parser_->get().body());  // trailers stay behind in the parser
  request_.network = find_network(peer_, request_.fields, shared_.trusted_proxies);
  shared_.answer_elsewhere(shared_from_this(), request_);
}

void Connection::refuse(int status, std::string_view fault) {
  is_late_ = false;
  keeps_ = false;
  write(fault_answer(status, fault));
}

void Connection::answer(Response response) {
  if (shared_.is_stopping) keeps_ = false;
  write(std::move(response));
}

void Connection::write(Response response) {
  const auto after = [this] { return keeps_ ? After::keep : After::close; };
  const std::time_t now = std::time(nullptr);
  answer_head_ = print_head(response, after(), now);
  if (answer_head_.empty()) {
    response = fault_answer(500, "unavailable");
    answer_head_ = print_head(response, after(), now);
  }
  answer_body_ = has_body(response.status, request_.method) ? std::move(response.body) : Bytes{};

  doing_ = Doing::writing;
  leave_idle();
  expire_in(time_for(answer_body_.size()));
  const std::array<net::const_buffer, 2> both{net::buffer(answer_head_), net::buffer(answer_body_)};
  net::async_write(socket_, both, [self = shared_from_this()](error_code error, std::size_t) {
    self->answer_body_ = {};
    self->has_answered_ = true;
    if (error) return self->close();
    if (!self->keeps_) return self->discard();
    self->await_head();
  });
}

// RFC 9112 §9.6: closing at once would send a reset, which may take the answer from the client's hands.
void Connection::discard() {
  error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  if (error) return close();
  if (doing_ != Doing::discarding) expire_in(kDiscardTime);
  doing_ = Doing::discarding;
  buffer_.clear();
  socket_.async_read_some(buffer_.prepare(kBufferSize),
                          [self = shared_from_this()](error_code failed, std::size_t) {
                            if (failed) return self->close();
                            self->discard();
                          });
}

void Connection::expire_in(milliseconds time) {
  timer_.expires_after(time);
  timer_.async_wait([weak = weak_from_this()](error_code error) {
    const auto self = weak.lock();
    if (error || !self || self->timer_.expiry() > net::steady_timer::clock_type::now()) return;
    self->on_deadline();
  });
}

void Connection::on_deadline() {
  if (doing_ == Doing::answering) return;
  const bool has_begun = doing_ == Doing::reading && (buffer_.data().size() || !request_.method.empty());
  if (!has_begun) return close();
  is_late_ = true;  // the pending read ends, and answers 408
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::stop_if_idle() {
  error_code ignored;
  if (doing_ == Doing::idle && socket_.available(ignored) == 0) return close();
  // A client that connected before it had something to ask gets a moment, in case that its request is on the
  // way.
  if (doing_ == Doing::reading && request_.method.empty() && !buffer_.data().size())
    expire_in(milliseconds(500));
}

void Connection::leave_idle() {
  if (idle_place_) shared_.idle.erase(*idle_place_);
  idle_place_.reset();
}

void Connection::close() {
  leave_idle();
  timer_.cancel();
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace portal::server
