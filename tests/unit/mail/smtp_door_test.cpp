#include "server-stub/mail/smtp_door.h"

#include <doctest/doctest.h>

#include "tests/unit/mail/fake_mail_server.h"

namespace portal::server {
namespace {

using test::FakeMailServer;
using test::MailServerHabits;
using Tls = SmtpServer::Tls;

const std::string kMessage =
    "From: p@x\nTo: a@b.c\nSubject: s\n\nHello\n.a line that begins with a dot\n.\nüber\n";

Delivery deliver(const FakeMailServer& server, const std::string& scheme = "smtp") {
  SmtpDoor door(*find_smtp_server(server.url(scheme)), "portal.example");
  return door.deliver("p@x", "a@b.c", kMessage);
}

TEST_CASE("addresses of mail servers are read strictly") {
  CHECK(find_smtp_server("smtp://mail.example:25")->tls == Tls::start_tls);
  CHECK(find_smtp_server("smtp://10.0.0.1:25")->tls == Tls::start_tls);
  CHECK(find_smtp_server("smtp://localhost:2525")->tls == Tls::none);
  CHECK(find_smtp_server("smtp://127.0.0.1:25")->tls == Tls::none);
  CHECK(find_smtp_server("smtp://[::1]:25")->tls == Tls::none);
  CHECK(find_smtp_server("smtps://mail.example:465")->tls == Tls::from_start);
  CHECK(find_smtp_server("smtps://localhost:465")->tls == Tls::from_start);
  for (std::string_view url :
       {"", "spool", "smtp://", "smtp://mail.example", "smtp://:25", "smtp://mail.example:", "smtp://a:0",
        "smtp://a:65536", "smtp://a:25/x", "smtp://u:p@a:25", "smtp://a b:25", "http://a:25", "SMTP://a:25",
        "smtp://[::1:25", "smtp://::1:25", "smtp://a\r\nb:25", "smtp://a:2a", "smtp://localhost.:x"}) {
    CHECK_FALSE(find_smtp_server(url));
  }
}

TEST_CASE("a mail arrives whole: CRLF at each line's end, dots doubled") {
  FakeMailServer server;
  REQUIRE(deliver(server) == Delivery::sent);
  const auto mails = server.received();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].from.starts_with("MAIL FROM:<p@x>"));
  CHECK(mails[0].to == "RCPT TO:<a@b.c>");
  CHECK(mails[0].text ==
        "From: p@x\r\nTo: a@b.c\r\nSubject: s\r\n\r\nHello\r\n..a line that begins with a "
        "dot\r\n..\r\nüber\r\n");
  CHECK(server.hello() == "EHLO portal.example");
}

TEST_CASE("mails go over one connection") {
  FakeMailServer server;
  SmtpDoor door(*find_smtp_server(server.url()), "x");
  CHECK(door.deliver("p@x", "a@b.c", kMessage) == Delivery::sent);
  CHECK(door.deliver("p@x", "d@e.f", kMessage) == Delivery::sent);
  CHECK(server.received().size() == 2);
  CHECK(server.connections() == 1);
}

TEST_CASE("what the server says decides what happens to the mail") {
  CHECK(deliver(FakeMailServer({.greeting = "421 too busy"})) == Delivery::later);
  CHECK(deliver(FakeMailServer({.to_recipient = "550 no such person"})) == Delivery::refused);
  CHECK(deliver(FakeMailServer({.to_recipient = "451 come back"})) == Delivery::later);
  CHECK(deliver(FakeMailServer({.to_text = "554 no"})) == Delivery::refused);
  CHECK(deliver(FakeMailServer({.to_text = "452 full"})) == Delivery::later);
}

TEST_CASE("a refused mail does not spoil the next one") {
  FakeMailServer refusing({.to_recipient = "550 no"});
  SmtpDoor door(*find_smtp_server(refusing.url()), "x");
  CHECK(door.deliver("p@x", "a@b.c", kMessage) == Delivery::refused);
  CHECK(door.deliver("p@x", "a@b.c", kMessage) == Delivery::refused);
}

TEST_CASE("no server is unreachable") {
  std::string url;
  { url = FakeMailServer().url(); }
  SmtpDoor door(*find_smtp_server(url), "x");
  CHECK(door.deliver("p@x", "a@b.c", kMessage) == Delivery::unreachable);
}

TEST_CASE("smtps without TLS sends nothing") {
  FakeMailServer server;
  CHECK(deliver(server, "smtps") == Delivery::unreachable);
  CHECK(server.received().empty());
}

TEST_CASE("elsewhere a server without STARTTLS gets nothing") {
  FakeMailServer server;
  SmtpDoor door({server.url(), Tls::start_tls}, "x");
  CHECK(door.deliver("p@x", "a@b.c", kMessage) == Delivery::unreachable);
  CHECK(server.received().empty());
}

TEST_CASE("a delivery under way can be given up") {
  FakeMailServer server({.is_silent = true});
  SmtpDoor door(*find_smtp_server(server.url()), "x");
  const auto begin = std::chrono::steady_clock::now();
  std::thread impatient([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    door.give_up();
  });
  CHECK(door.deliver("p@x", "a@b.c", kMessage) == Delivery::unreachable);
  impatient.join();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(4));
}

}  // namespace
}  // namespace portal::server
