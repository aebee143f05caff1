#include "tests/world/service.h"

#include <cstdio>
#include <cstdlib>

#include "server-stub/app/sealed_mail.h"
#include "server-stub/files/secrets_text.h"
#include "shared/base/encoding.h"

namespace portal::world {
namespace {

// A world that cannot be made is an error of the test.
template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fputs("the world could not be made\n", stderr);
    std::abort();
  }
  return std::move(*result);
}

server::Site demo_site() {
  using wire::Purpose;
  const std::vector<Purpose> all{Purpose::follow_up, Purpose::news, Purpose::marketing};
  return {
      .name = "A company",
      .controller = {"A company", "1 Some Street", "privacy@example.org", "The authority"},
      .privacy_url = "https://example.org/privacy",
      .support_url = "https://example.org/support",
      .lists = {{"software", "Email marketing software", "", all}, {"services", "Online services", "", all}}};
}

std::string bearer(const server::MailerKey& key) {
  return "Bearer " + std::string(text_of(key.text.reveal()));
}

}  // namespace

Service::Service(FormInFrames form)
    : secrets_(must(server::make_secrets("localhost", 1'763'000'000, random_))),
      mailer_key_{Secret(view_of("a key that only this test knows, 43 letters"))},
      site_(demo_site()) {
  server::StoreOptions options;
  options.path = ":memory:";
  options.writing = server::Writing::in_place;
  options.interrupt = [this](std::size_t) {
    return verbs_++ == stop_at_ ? how_ : server::Interruption::none;
  };
  store_ = must(server::open_sqlite_store(options));
  must(store_->set_up(secrets_.realm));
  app_ = std::make_unique<server::App>(
      *store_, secrets_, mailer_key_, site_, random_, [this] { return now; },
      server::Settings{.public_url = "http://localhost:8080",
                       .version = "test",
                       .limits = server::Limits::off,
                       .embed_password = form == FormInFrames::yes,
                       .embed_origins = {kListedSite}});
}

Service::~Service() = default;

server::Response Service::handle(const server::Request& request) {
  server::Response response = app_->handle(request);
  if (lie) lie(request, response);
  return response;
}

void Service::tidy() {
  (void)app_->tidy();
}

void Service::interrupt_at(std::size_t verb, server::Interruption how) {
  stop_at_ = verbs_ + verb;
  how_ = how;
}
void Service::never_interrupt() {
  stop_at_ = ~std::size_t{0};
}

std::vector<Mail> Service::read_mail() {
  std::vector<Mail> mails;
  for (const auto& sealed : must(store_->take_outbox(100))) {
    const auto mail = must(server::open_mail(secrets_.outbox_key, sealed));
    mails.push_back({mail.kind, mail.to, mail.link, mail.note.value_or("")});
    must(store_->forget_mail(sealed.id));
  }
  return mails;
}

bool Service::may_send(const std::string& list, const std::string& purpose, const std::string& address) {
  const wire::MailerCheck check{list, *wire::find_named<wire::Purpose>(purpose), {address}};
  server::Request request{"POST", "/mailer/v1/check", {}, wire::encode(check), "192.0.2.8"};
  request.fields = {{"content-type", "application/json"}, {"authorization", bearer(mailer_key_)}};
  const auto answers = must(wire::parse<wire::MailAnswers>(handle(request).body));
  return answers.answers.front().may_send;
}

}  // namespace portal::world
