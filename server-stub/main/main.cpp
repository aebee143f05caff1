// portal-server: checks its options, opens socket and data folder, says where they are, serves until stopped.
#include <chrono>
#include <csignal>
#include <iostream>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server-stub/mail/postman.h"
#include "server-stub/mail/smtp_door.h"
#include "server-stub/mail/store_outbox.h"
#include "server-stub/main/data_folder.h"
#include "server-stub/main/every_minute.h"
#include "server-stub/main/front.h"
#include "server-stub/main/log.h"
#include "server-stub/main/options.h"

namespace portal::server {
namespace {

enum Exit { fine = 0, failed = 1, bad_option = 2 };

int complain(Exit code, std::string_view sentence) {
  std::cerr << "portal-server: " << sentence << '\n';
  return code;
}

Milliseconds now() {
  using namespace std::chrono;
  return static_cast<Milliseconds>(
      duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

// PROTOCOL.md, "Secret hygiene": a core dump would hold the secrets of the process. And nothing that it
// writes is for other users of the machine.
void keep_to_ourselves() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  umask(0077);
}

// Installed beside the program, or in the build tree: build/native/server-stub/portal-server and build/web.
std::filesystem::path find_assets(const Options& options) {
  if (!options.assets.empty()) return options.assets;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const auto& folder : {program / "web", program / "../web", program / "../../web"}) {
    if (std::filesystem::exists(folder / "index.html", error)) return folder.lexically_normal();
  }
  return program / "web";
}

void log_mail(const MailCounts& counts) {
  log_line("mail", {{"spooled", std::to_string(counts.spooled)},
                    {"sent", std::to_string(counts.sent)},
                    {"refused", std::to_string(counts.refused)},
                    {"later", std::to_string(counts.later)},
                    {"unreachable", std::to_string(counts.unreachable)},
                    {"expired", std::to_string(counts.expired)},
                    {"unfit", std::to_string(counts.unfit)},
                    {"stuck", std::to_string(counts.stuck)}});
}

std::unique_ptr<Door> make_door(const Options& options, const std::string& realm) {
  auto server = find_smtp_server(options.mail);
  if (!server) return nullptr;  // the spool
  return std::make_unique<SmtpDoor>(std::move(*server), realm);
}

int serve(const Options& options, Listener& listener, DataFolder& data, Random& random) {
  auto spool = Spool::open(data.path);
  if (!spool) return complain(failed, "The folder \"mail\" in the data folder cannot be made.");
  if (data.made_secrets_now) log_line("secrets-made", {{"notice", std::string(kBackUpNotice)}});
  if (!data.locked_in_memory) log_line("secrets-may-be-swapped");

  const HeaderPolicy policy{.public_origin = options.public_url, .embed_origins = options.embed_origins};
  Assets assets(policy);
  if (!assets.load(find_assets(options)))
    log_line("page-missing", {{"notice", "Build it, or name it by --assets."}});

  StoreOutbox outbox(*data.store, data.secrets.outbox_key);
  Postman postman(make_door(options, data.secrets.realm), outbox, std::move(*spool),
                  {.site_name = data.site.name, .realm = data.secrets.realm}, random, now, log_mail);
  const Settings settings{.public_url = options.public_url,
                          .version = PORTAL_VERSION,
                          .limits = options.budgets == Budgets::off ? Limits::off : Limits::normal,
                          .embed_password = options.embed_password == EmbedPassword::allowed,
                          .embed_origins = options.embed_origins,
                          .erase_delay = options.erase_delay_hours * kHour,
                          .reset_delay = options.reset_delay_hours * kHour,
                          .mail_waits = [&] { postman.wake(); }};
  App app(*data.store, data.secrets, data.mailer_key, data.site, random, now, settings,
          [](std::string_view path, std::string_view fault) {
            log_line("fault", {{"path", std::string(path)}, {"fault", std::string(fault)}});
          });
  const EveryMinute tidying([&] { [[maybe_unused]] const Status told = app.tidy(); });

  std::cout << "Portal: " << options.public_url << "/\nData: " << data.path.string() << "\nReady"
            << std::endl;
  listener.serve(make_front(app, assets, policy));
  log_line("stopping");
  return fine;
}

int run(Options options) {
  keep_to_ourselves();
  signal(SIGPIPE, SIG_IGN);
  if (sodium_init() < 0) return complain(failed, "libsodium does not start.");
  if (options.ends_with_parent) prctl(PR_SET_PDEATHSIG, SIGTERM);

  auto opened = Listener::open(
      {.addresses = options.listen, .port = options.port, .trusted_proxies = options.trusted_proxies});
  if (const auto* cannot = std::get_if<CannotListen>(&opened)) {
    if (*cannot == CannotListen::no_address)
      return complain(failed, "None of the addresses can be listened on.");
    return complain(failed,
                    "Port " + std::to_string(options.port) + " is taken. Choose another with --port.");
  }
  auto& listener = *std::get_if<Listener>(&opened);
  if (options.public_url.empty()) options.public_url = "http://localhost:" + std::to_string(listener.port());

  SystemRandom random;
  RealmChoice realm{.given = std::nullopt, .otherwise = host_of(options.public_url)};
  if (!options.realm.empty()) realm.given = options.realm;
  auto data = open_data_folder(options.data, realm, now(), random);
  if (!data) return complain(failed, data.sentence());
  return serve(options, listener, *data, random);
}

}  // namespace
}  // namespace portal::server

int main(int count, char** words) {
  using namespace portal::server;
  const auto parsed = parse_options({words + 1, words + count});
  if (const auto* bad = std::get_if<BadOption>(&parsed)) return complain(bad_option, bad->sentence);
  if (const auto* question = std::get_if<Question>(&parsed)) {
    std::cout << (*question == Question::help ? help_text()
                                              : std::string_view("portal-server " PORTAL_VERSION "\n"));
    return fine;
  }
  return run(*std::get_if<Options>(&parsed));
}
