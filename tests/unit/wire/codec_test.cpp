#include "shared/wire/codec.h"

#include <doctest/doctest.h>

#include "shared/wire/account.h"
#include "shared/wire/credential.h"
#include "shared/wire/login.h"
#include "shared/wire/sign_up.h"
#include "shared/wire/site.h"
#include "shared/wire/subscriptions.h"

namespace portal::wire {
namespace {

template <class M>
bool reads(std::string_view text) {
  return static_cast<bool>(parse<M>(view_of(text)));
}

constexpr std::string_view kToken = "AAECAwQFBgcICQoLDA0ODw";
constexpr std::string_view kRequest = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

std::string start_with(std::string_view token, std::string_view request, std::string_view more = "") {
  return R"({"token":")" + std::string(token) + R"(","request":")" + std::string(request) + "\"" +
         std::string(more) + "}";
}

TEST_CASE("a message survives the way there and back") {
  SignUpFinish sent{};
  sent.record.fill(7);
  sent.wrap.fill(1);
  sent.known.emplace().fill(9);
  const auto read_back = parse<SignUpFinish>(encode(sent));
  REQUIRE(read_back);
  CHECK(read_back->record == sent.record);
  CHECK(read_back->known == sent.known);
  CHECK(encode(*read_back) == encode(sent));
}

TEST_CASE("an absent optional member is left out, not null") {
  LoginStart sent{};
  sent.login = "a@b.c";
  CHECK(text_of(encode(sent)).find("known") == std::string_view::npos);
  CHECK_FALSE(parse<LoginStart>(encode(sent))->known);
}

TEST_CASE("exactly the described members are accepted") {
  CHECK(reads<SignUpStart>(start_with(kToken, kRequest)));
  CHECK_FALSE(reads<SignUpStart>(start_with(kToken, kRequest, R"(,"more":1)")));
  CHECK_FALSE(reads<SignUpStart>(start_with(kToken, kRequest, R"(,"token":"AAECAwQFBgcICQoLDA0ODw")")));
  CHECK_FALSE(reads<SignUpStart>(R"({"token":"AAECAwQFBgcICQoLDA0ODw"})"));
  CHECK_FALSE(reads<SignUpStart>("[]"));
  CHECK_FALSE(reads<SignUpStart>(""));
  CHECK_FALSE(reads<SignUpStart>("{}"));
  CHECK_FALSE(reads<SignUpStart>(start_with(kToken, kRequest) + "x"));
}

TEST_CASE("byte strings have one length and one spelling") {
  CHECK_FALSE(reads<SignUpStart>(start_with("AAECAwQFBgcICQoLDA0OD", kRequest)));
  CHECK_FALSE(reads<SignUpStart>(start_with("AAECAwQFBgcICQoLDA0ODxA", kRequest)));
  CHECK_FALSE(reads<SignUpStart>(start_with("AAECAwQFBgcICQoLDA0ODx", kRequest)));  // trailing bits
  CHECK_FALSE(reads<SignUpStart>(start_with("AAECAwQFBgcICQoLDA0ODw==", kRequest)));
  CHECK_FALSE(reads<SignUpStart>(start_with("AAECAwQFBgcICQoLDA0OD+", kRequest)));
  CHECK_FALSE(reads<SignUpStart>(start_with(" AAECAwQFBgcICQoLDA0OD", kRequest)));
}

TEST_CASE("integers are whole, unsigned and below 2^53") {
  CHECK(reads<ReminderSet>(R"({"remind_months":3})"));
  for (auto wrong :
       {"-1", "1.0", "1e2", "\"3\"", "null", "true", "4294967296", "9007199254740993", "03", "+3"}) {
    CAPTURE(wrong);
    CHECK_FALSE(reads<ReminderSet>(R"({"remind_months":)" + std::string(wrong) + "}"));
  }
}

TEST_CASE("depth, encoding and size are bounded") {
  CHECK(parse_json(view_of("[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]")));
  CHECK_FALSE(parse_json(view_of("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]")));
  CHECK_FALSE(parse_json(view_of(std::string(200000, '['))));
  CHECK_FALSE(parse_json(view_of("\xef\xbb\xbf{}")));
  CHECK_FALSE(parse_json(view_of(std::string_view("{}\0", 3))));  // NUL is not the end of the text
  CHECK_FALSE(parse_json(view_of("\"\xc3\x28\"")));
  CHECK_FALSE(parse_json(view_of("\"\xed\xa0\x80\"")));
  CHECK_FALSE(parse_json(view_of("\"\n\"")));
  CHECK_FALSE(parse_json(view_of("{\"a\":1,\"\\u0061\":2}")));
  CHECK(parse_json(Bytes(kLargestJson + 1, ' ')).fault() == Fault::too_large);
}

TEST_CASE("names of enums are a closed list") {
  CHECK(reads<StepUpStart>(R"({"op":"credential","ke1":")" + encode_base64url(Bytes(96)) + "\"}"));
  CHECK_FALSE(reads<StepUpStart>(R"({"op":"Credential","ke1":")" + encode_base64url(Bytes(96)) + "\"}"));
  CHECK(name_of(Channel::one_click) == "one-click");
  CHECK(find_named<Purpose>("follow-up") == Purpose::follow_up);
}

TEST_CASE("a nullable member must be there") {
  MailAnswer answer{"a@b.c", false, {}, {}};
  CHECK(text_of(encode(answer)) == R"({"address":"a@b.c","may_send":false,"since":null,"channel":null})");
  CHECK(reads<MailAnswer>(R"({"address":"a@b.c","may_send":false,"since":null,"channel":"portal"})"));
  CHECK_FALSE(reads<MailAnswer>(R"({"address":"a@b.c","may_send":false,"since":null})"));
}

}  // namespace
}  // namespace portal::wire
