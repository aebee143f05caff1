#include "server-stub/mail/message.h"

#include <doctest/doctest.h>
#include <sstream>
#include <vector>

#include "server-stub/mail/wording.h"
#include "tests/unit/randoms.h"

namespace portal::server {
namespace {

constexpr std::uint64_t kNow = 1'700'000'000'123;
const std::string kLink = "https://portal.example/sign-up/finish#token=AAAAAAAAAAAAAAAAAAAAAA";

struct Desk {
  Sender sender{"Harbour Mail", "portal.example"};
  test::SeededRandom random{1};

  Result<std::string> composed(MailKind kind, const std::string& to = "alice@example.org") {
    const bool has_link = wording_of(kind).link != Link::none;
    return compose({kind, to, has_link ? kLink : ""}, sender, kNow, random);
  }
};

std::vector<MailKind> all_kinds() {
  std::vector<MailKind> kinds;
  for (std::size_t i = 0; i < names_of(MailKind{}).size(); ++i) kinds.push_back(static_cast<MailKind>(i));
  return kinds;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t count(const std::vector<std::string>& lines, const std::string& wanted) {
  std::size_t found = 0;
  for (const auto& line : lines) found += line == wanted;
  return found;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("each kind has its subject") {
  CHECK(wording_of(MailKind::sign_up).subject == "Finish your sign-up");
  CHECK(wording_of(MailKind::already_registered).subject == "You already have an account");
  CHECK(wording_of(MailKind::password_changed).subject == "Your password was changed");
  CHECK(wording_of(MailKind::new_device).subject == "Sign-in from a new device");
  CHECK(wording_of(MailKind::recovery_started).subject == "Your recovery key is being used");
  CHECK(wording_of(MailKind::recovered).subject == "Your account was recovered");
  CHECK(wording_of(MailKind::deletion_requested).subject == "Your account will be deleted");
  CHECK(wording_of(MailKind::deleted).subject == "Your account is deleted");
  CHECK(wording_of(MailKind::reset_requested).subject == "Confirm that your vault will be emptied");
  CHECK(wording_of(MailKind::reset_started).subject == "Your vault will be emptied");
  CHECK(wording_of(MailKind::reset_ready).subject == "Set up your account again");
  CHECK(wording_of(MailKind::reminder).subject == "Time for a new password?");
}

TEST_CASE_FIXTURE(Desk, "a mail has the fields that are promised, and the link alone on its line") {
  const auto mail = composed(MailKind::sign_up);
  REQUIRE(mail);
  const auto lines = lines_of(*mail);
  CHECK(count(lines, "From: \"Harbour Mail\" <portal@portal.example>") == 1);
  CHECK(count(lines, "To: alice@example.org") == 1);
  CHECK(count(lines, "Subject: Finish your sign-up") == 1);
  CHECK(count(lines, "Date: Tue, 14 Nov 2023 22:13:20 +0000") == 1);
  CHECK(count(lines, "Auto-Submitted: auto-generated") == 1);
  CHECK(count(lines, "X-Portal-Kind: sign-up") == 1);
  CHECK(count(lines, "Content-Type: text/plain; charset=UTF-8") == 1);
  CHECK(count(lines, "Content-Transfer-Encoding: 7bit") == 1);
  CHECK(has(*mail, "\nMessage-ID: <"));
  CHECK(count(lines, kLink) == 1);
  CHECK(find_recipient(*mail) == "alice@example.org");
}

TEST_CASE_FIXTURE(Desk, "every kind is plain text of short lines that says no address but in To") {
  for (const MailKind kind : all_kinds()) {
    const auto mail = composed(kind);
    REQUIRE(mail);
    const std::string body = mail->substr(mail->find("\n\n"));
    CHECK_FALSE(has(body, "alice"));
    CHECK_FALSE(has(*mail, "\r"));
    CHECK(count(lines_of(*mail), kLink) == (wording_of(kind).link == Link::none ? 0 : 1));
    CHECK(count(lines_of(*mail), "X-Portal-Kind: " + std::string(wire::name_of(kind))) == 1);
    for (const std::string& line : lines_of(*mail)) CHECK((line == kLink || line.size() <= 78));
  }
}

TEST_CASE_FIXTURE(Desk, "two mails have two Message-IDs") {
  CHECK(*composed(MailKind::sign_up) != *composed(MailKind::sign_up));
}

TEST_CASE_FIXTURE(Desk, "a recipient that is not one normalised address makes no mail") {
  for (const std::string& to :
       {std::string(), std::string("Alice@example.org"), std::string(" alice@example.org"),
        std::string("alice@example.org\r\nBcc: eve@example.org"), std::string("alice@example.org\nX: y"),
        std::string("alice@example.org\n\nbody"), std::string("alice@example.org, eve@example.org"),
        std::string("<alice@example.org>"), std::string("alice@example.org\0", 18), std::string("alice")}) {
    const auto mail = composed(MailKind::sign_up, to);
    REQUIRE_FALSE(mail);
    CHECK(mail.fault() == Fault::malformed);
  }
}

TEST_CASE_FIXTURE(Desk, "a note stands alone on its line, and is one line of ASCII or the mail is none") {
  const auto with_note = [&](std::string note) {
    return compose({MailKind::deleted, "a@b.c", "", std::move(note)}, sender, kNow, random);
  };
  CHECK(count(lines_of(*with_note("eyJh.eyJi.c2ln")), "eyJh.eyJi.c2ln") == 1);
  CHECK_FALSE(with_note("two\nlines"));
  CHECK_FALSE(with_note("\xc3\xa4"));
  CHECK_FALSE(with_note(std::string(901, 'x')));
}

TEST_CASE_FIXTURE(Desk, "a link that is not one clean web address makes no mail") {
  for (const std::string& link :
       {std::string(), std::string("javascript:a"), std::string("https://a b"), std::string("https://a\nb"),
        std::string("https://a\r\n\r\nb"), std::string("https://ä"), "https://" + std::string(900, 'a')}) {
    CHECK_FALSE(compose({MailKind::sign_up, "a@b.c", link}, sender, kNow, random));
  }
  CHECK_FALSE(compose({MailKind::deleted, "a@b.c", kLink}, sender, kNow, random));
  CHECK(compose({MailKind::deleted, "a@b.c", ""}, sender, kNow, random));
}

TEST_CASE_FIXTURE(Desk, "the site's name cannot add a field") {
  for (const std::string& name : {std::string(), std::string("a\r\nBcc: eve@example.org"),
                                  std::string("a\nb"), std::string("\xff"), std::string(101, 'a')}) {
    sender.site_name = name;
    CHECK_FALSE(composed(MailKind::sign_up));
  }
  sender = {"a", "x\nBcc: eve@example.org"};
  CHECK_FALSE(composed(MailKind::sign_up));
  sender = {"A \"B\" <c@d.e> \\", "x"};
  const auto quoted = composed(MailKind::sign_up);
  REQUIRE(quoted);
  CHECK(has(*quoted, "From: \"A \\\"B\\\" <c@d.e> \\\\\" <portal@x>\n"));
}

TEST_CASE_FIXTURE(Desk, "a name beyond ASCII is encoded in the header and 8-bit in the body") {
  sender.site_name = "Bücherei";
  const auto mail = composed(MailKind::sign_up);
  REQUIRE(mail);
  CHECK(has(*mail, "From: =?UTF-8?B?QsO8Y2hlcmVp?= <portal@portal.example>\n"));
  CHECK(has(*mail, "Content-Transfer-Encoding: 8bit\n"));
  CHECK(has(*mail, "\nBücherei\n"));

  sender.site_name.clear();
  for (int i = 0; i < 49; ++i) sender.site_name += "ü";
  const auto long_name = composed(MailKind::sign_up);
  REQUIRE(long_name);
  const std::string header = long_name->substr(0, long_name->find("\n\n"));
  for (const std::string& line : lines_of(header)) CHECK(line.size() <= 110);
  for (const char c : header) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("the recipient is looked for in the header only, and has to be an address") {
  CHECK_FALSE(find_recipient("From: a\n\nTo: alice@example.org\n"));
  CHECK_FALSE(find_recipient("From: a\nTo: Alice <alice@example.org>\n\n"));
  CHECK_FALSE(find_recipient(""));
  CHECK(find_recipient("From: a\nTo: alice@example.org") == "alice@example.org");
}

}  // namespace
}  // namespace portal::server
