#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

TEST_CASE_FIXTURE(Portal, "what is not a message is refused with its name") {
  CHECK(fault_of(post("/v1/sign-up", "")) == Fault::malformed);
  CHECK(fault_of(post("/v1/sign-up", "{}")) == Fault::malformed);
  CHECK(fault_of(post("/v1/sign-up", R"({"login":"a@example.org","more":1})")) == Fault::malformed);
  CHECK(fault_of(post("/v1/sign-up", R"({"login":"not an address"})")) == Fault::malformed);
  CHECK(fault_of(post("/v1/login/start", R"({"login":"a@example.org","ke1":"AA","scope":"full"})")) ==
        Fault::malformed);
  CHECK(post("/v1/no-such-route", "{}").status == 404);
  CHECK(send("GET", "/v1/sign-up", {}).status == 404);
  CHECK(read_mail().empty());
}

TEST_CASE_FIXTURE(Portal, "a KE1 with the identity or no element in it is refused") {
  wire::LoginStart message{.login = "a@example.org", .ke1 = {}, .scope = wire::Scope::full, .known = {}};
  CHECK(ask(message).fault() == Fault::malformed);
  message.ke1.fill(0xff);
  CHECK(ask(message).fault() == Fault::malformed);
}

TEST_CASE_FIXTURE(Portal, "only JSON is read") {
  const Bytes body = wire::encode(wire::SignUp{"a@example.org"});
  const auto as = [&](server::HeaderFields fields) {
    return app->handle({"POST", "/v1/sign-up", std::move(fields), body, network}).status;
  };
  CHECK(as({}) == 415);
  CHECK(as({{"content-type", "text/plain"}}) == 415);
  CHECK(as({{"content-type", "application/json"}, {"content-encoding", "gzip"}}) == 415);
  CHECK(as({{"content-type", "Application/JSON; charset=UTF-8"}}) == 202);
}

TEST_CASE_FIXTURE(Portal, "anybody may know the site, its keys and whether it is well") {
  CHECK(send("GET", "/v1/site", {}).status == 200);
  const auto trust = send("GET", "/trust.json", {});
  CHECK(trust.status == 200);
  CHECK(text_of(trust.body).starts_with(R"({"v":1,"realm":"portal.example","log":[{"key":")"));
  CHECK(text_of(send("GET", "/healthz", {}).body) == R"({"status":"ok","version":"0.0.0","store":"sqlite"})");
  CHECK(send("HEAD", "/healthz", {}).status == 200);
  CHECK(fault_of(send("GET", "/v1/site", bytes_of("{}"))) == Fault::malformed);
}

TEST_CASE_FIXTURE(Portal, "when the store fails, so does the health") {
  interrupt = [](std::size_t) { return server::Interruption::before_commit; };
  CHECK(send("GET", "/healthz", {}).status == 503);
  interrupt = {};
  CHECK(send("GET", "/healthz", {}).status == 200);
}

}  // namespace
}  // namespace portal::test
