// The password form inside frames, where the operator wants it (--embed-password).
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

TEST_CASE("where the operator wants it, the frame has a form, and gets no key by it") {
  Service service(FormInFrames::yes);
  Storage storage, nothing;
  sign_up(service, storage, kAlice, kOldPassword);
  Device frame(service, nothing, "/subscriptions", "", Frame::inside);
  CHECK(frame.heading() == "Your mail preferences");
  frame.fill("Email address", kAlice);
  frame.fill("Password", "not this one at all");
  frame.press("Sign in");
  frame.settle();
  CHECK(frame.sees("The email address or the password is not right."));
  frame.fill("Password", kOldPassword);
  frame.press("Sign in");
  frame.settle();
  CHECK(frame.heading() == "Subscriptions");
  CHECK(frame.core().model().owner_key_line.empty());
  frame.press("Company news", "Online services");
  frame.settle();
  CHECK(service.may_send("services", "news", kAlice));
  CHECK(nothing.empty());
}

TEST_CASE("a server that hands a key to a frame is not believed") {
  Service service(FormInFrames::yes);
  Storage storage, nothing;
  sign_up(service, storage, kAlice, kOldPassword);
  Device frame(service, nothing, "/subscriptions", "", Frame::inside);
  service.lie = [](const server::Request& request, server::Response& response) {
    if (request.target != "/v1/login/finish") return;
    std::string body(text_of(response.body));
    const std::string scope = "\"scope\":\"embedded\"";
    const auto at = body.find(scope);
    REQUIRE(at != std::string::npos);
    SUBCASE("of another scope") {
      body.replace(at, scope.size(), "\"scope\":\"full\"");
    }
    SUBCASE("with a version of its keys") {
      body.insert(at, "\"amk_version\":1,");
    }
    response.body = copy_of(view_of(body));
  };
  frame.fill("Email address", kAlice);
  frame.fill("Password", kOldPassword);
  frame.press("Sign in");
  frame.settle();
  CHECK_FALSE(frame.core().model().signed_in);
}

}  // namespace
}  // namespace portal::world
