#include "server-stub/app/app.h"

#include "server-stub/app/chores.h"
#include "server-stub/app/network_keys.h"
#include "server-stub/app/routes.h"
#include "shared/wire/json.h"
#include "shared/wire/records.h"

namespace portal::server {

App::App(Store& store, const Secrets& secrets, const MailerKey& mailer_key, const Site& site, Random& random,
         Clock clock, Settings settings, Tell tell)
    : store_(store),
      secrets_(secrets),
      mailer_key_(mailer_key),
      site_(site),
      random_(random),
      clock_(std::move(clock)),
      settings_(std::move(settings)),
      tell_(std::move(tell)),
      network_keys_(std::make_unique<NetworkKeys>()) {}

App::~App() = default;

bool App::answers(std::string_view path) {
  return path.starts_with("/v1/") || path.starts_with("/mailer/v1/") || path == "/healthz" ||
         path == "/trust.json";
}

std::size_t App::largest_body(std::string_view path) {
  constexpr std::size_t kUsual = 16 * 1024;
  const bool is_large = path == wire::MailerCheck::route.path || path == wire::RecordsWrite::route.path;
  return is_large ? wire::kLargestJson : kUsual;
}

Response App::handle(const Request& request) {
  Desk desk{.store = store_,
            .secrets = secrets_,
            .mailer_key = mailer_key_,
            .site = site_,
            .random = random_,
            .settings = settings_,
            .network_keys = *network_keys_,
            .request = request,
            .now = clock_()};
  Response response = answer_by_route(desk);
  if (desk.has_mailed && response.status < 300 && settings_.mail_waits) settings_.mail_waits();
  if (response.status == on_wire(Fault::unavailable).status && tell_) {
    tell_(request.path(), on_wire(Fault::unavailable).name);
  }
  return response;
}

Status App::tidy() {
  const Request nobody{};
  Desk desk{.store = store_,
            .secrets = secrets_,
            .mailer_key = mailer_key_,
            .site = site_,
            .random = random_,
            .settings = settings_,
            .network_keys = *network_keys_,
            .request = nobody,
            .now = clock_()};
  const Status tidied = do_chores(desk);
  if (desk.has_mailed && settings_.mail_waits) settings_.mail_waits();
  if (!tidied && tell_) tell_("tidy", on_wire(tidied.fault()).name);
  return tidied;
}

}  // namespace portal::server
