// The portal's server without sockets: a request in, a response out.
//
// Answers carry content-type and cache-control (and retry-after, allow); all other headers are the adapter's.
// `handle` may be called from several threads, if the store and the source of randomness may.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server-stub/app/exchange.h"
#include "server-stub/app/secrets.h"
#include "server-stub/app/site.h"
#include "server-stub/store/store.h"
#include "shared/base/random.h"

namespace portal::server {

enum class Limits { normal, off };

struct Settings {
  std::string public_url;  // without a slash at its end
  std::string version;
  Limits limits = Limits::normal;
  bool embed_password = false;
  std::vector<std::string> embed_origins = {};  // that may show /embed
  Milliseconds erase_delay = 72 * kHour;        // between asking for the end of an account and the end
  Milliseconds reset_delay = 72 * kHour;        // before an account may be started again
  std::function<void()> mail_waits = {};        // called after a mail was put into the outbox
};

using Clock = std::function<Milliseconds()>;  // unix milliseconds

// For operators: a route's path and the fault that it met, never what was in the request.
using Tell = std::function<void(std::string_view path, std::string_view fault)>;

class NetworkKeys;

class App {
 public:
  // All references outlive the App.
  App(Store& store, const Secrets& secrets, const MailerKey& mailer_key, const Site& site, Random& random,
      Clock clock, Settings settings, Tell tell = {});
  ~App();

  // Whether the path is answered here; every other one is the adapter's: the page, its assets, 404.
  static bool answers(std::string_view path);
  static std::size_t largest_body(std::string_view path);

  Response handle(const Request& request);

  // To be called about once a minute.
  Status tidy();

 private:
  Store& store_;
  const Secrets& secrets_;
  const MailerKey& mailer_key_;
  const Site& site_;
  Random& random_;
  Clock clock_;
  Settings settings_;
  Tell tell_;
  std::unique_ptr<NetworkKeys> network_keys_;
};

}  // namespace portal::server
