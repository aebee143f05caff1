// The server of a world: the real one, without sockets, on a database in memory.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server-stub/app/app.h"
#include "server-stub/app/outgoing_mail.h"
#include "server-stub/store/sqlite_store.h"
#include "tests/unit/randoms.h"

namespace portal::world {

struct Mail {
  server::MailKind kind;
  std::string to;
  std::string link;
  std::string note;
};

inline constexpr std::uint64_t kMinute = 60'000;  // of the clock of both sides
inline constexpr std::uint64_t kHour = 60 * kMinute;

inline const std::string kListedSite = "https://members.example";  // may show our frame

enum class FormInFrames { no, yes };

class Service {
 public:
  explicit Service(FormInFrames form = FormInFrames::no);
  ~Service();

  server::Response handle(const server::Request& request);
  // Stops the store at its n-th verb from now on, counted from 0; each verb is counted.
  void interrupt_at(std::size_t verb, server::Interruption how);
  void never_interrupt();
  std::size_t verbs() const { return verbs_; }

  void tidy();                    // what happens every minute
  std::vector<Mail> read_mail();  // all that has been sent since
  bool may_send(const std::string& list, const std::string& purpose, const std::string& address);

  // A server that is not honest: what it makes of an answer before it leaves.
  std::function<void(const server::Request&, server::Response&)> lie;

  std::uint64_t now = 1'764'000'000'000;  // unix ms

 private:
  test::SeededRandom random_{2026};
  server::Secrets secrets_;
  server::MailerKey mailer_key_;
  server::Site site_;
  std::unique_ptr<server::Store> store_;
  std::unique_ptr<server::App> app_;
  std::size_t verbs_ = 0;
  std::size_t stop_at_ = ~std::size_t{0};
  server::Interruption how_ = server::Interruption::none;
};

}  // namespace portal::world
