// A mail server on this machine that says what a test wants it to say.
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace portal::test {

struct ReceivedMail {
  std::string from;  // the lines as they came
  std::string to;
  std::string text;  // dots still doubled
};

struct MailServerHabits {
  std::string greeting = "220 fake ESMTP";
  std::string to_recipient = "250 ok";
  std::string to_text = "250 taken";
  bool is_silent = false;  // accepts, then says nothing
};

class FakeMailServer {
 public:
  explicit FakeMailServer(MailServerHabits habits = {}) : habits_(std::move(habits)) {
    listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&place), size) != 0 || ::listen(listening_, 8) != 0 ||
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&place), &size) != 0) {
      std::abort();
    }
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  FakeMailServer(const FakeMailServer&) = delete;
  FakeMailServer& operator=(const FakeMailServer&) = delete;
  ~FakeMailServer() {
    stopping_ = true;
    thread_.join();
    ::close(listening_);
  }

  std::string url(const std::string& scheme = "smtp") const {
    return scheme + "://127.0.0.1:" + std::to_string(port_);
  }
  std::vector<ReceivedMail> received() {
    const std::lock_guard lock(mutex_);
    return received_;
  }
  std::string hello() {
    const std::lock_guard lock(mutex_);
    return hello_;
  }
  int connections() const { return connections_; }

 private:
  bool is_readable(int socket) {
    while (!stopping_) {
      pollfd wanted{socket, POLLIN, 0};
      if (::poll(&wanted, 1, 20) > 0) return true;
    }
    return false;
  }
  void serve() {
    while (is_readable(listening_)) {
      const int socket = ::accept(listening_, nullptr, nullptr);
      ++connections_;
      if (!habits_.is_silent) talk(socket);
      while (habits_.is_silent && !stopping_) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      ::close(socket);
    }
  }
  void say(int socket, const std::string& line) {
    const std::string text = line + "\r\n";
    if (::send(socket, text.data(), text.size(), MSG_NOSIGNAL) < 0) return;
  }
  // The next line without CRLF; false at the end.
  bool hear(int socket, std::string& unread, std::string& line) {
    std::size_t end;
    while ((end = unread.find("\r\n")) == std::string::npos) {
      char some[4096];
      if (!is_readable(socket)) return false;
      const ssize_t got = ::recv(socket, some, sizeof some, 0);
      if (got <= 0) return false;
      unread.append(some, static_cast<std::size_t>(got));
    }
    line = unread.substr(0, end);
    unread.erase(0, end + 2);
    return true;
  }
  void talk(int socket) {
    std::string unread;
    std::string line;
    ReceivedMail mail;
    say(socket, habits_.greeting);
    while (hear(socket, unread, line)) {
      if (line.starts_with("EHLO")) {
        {
          const std::lock_guard lock(mutex_);
          hello_ = line;
        }
        say(socket, "250-fake");
        say(socket, "250 8BITMIME");
      } else if (line.starts_with("MAIL FROM:")) {
        mail = {line, "", ""};
        say(socket, "250 ok");
      } else if (line.starts_with("RCPT TO:")) {
        mail.to = line;
        say(socket, habits_.to_recipient);
      } else if (line == "DATA") {
        say(socket, "354 go on");
        while (hear(socket, unread, line) && line != ".") mail.text += line + "\r\n";
        if (habits_.to_text.starts_with("250")) {
          const std::lock_guard lock(mutex_);
          received_.push_back(mail);
        }
        say(socket, habits_.to_text);
      } else if (line == "QUIT") {
        say(socket, "221 bye");
        return;
      } else {
        say(socket, "250 ok");
      }
    }
  }

  MailServerHabits habits_;
  int listening_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> connections_ = 0;
  std::mutex mutex_;
  std::vector<ReceivedMail> received_;
  std::string hello_;
  std::thread thread_;
};

}  // namespace portal::test
