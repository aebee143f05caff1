#include "wasm/cli/options.h"

#include <doctest/doctest.h>
#include <sstream>

using namespace portal::cli;

namespace {

std::variant<Options, Printed> parse(const std::string& line) {
  std::istringstream words(line);
  std::vector<std::string> arguments;
  for (std::string word; words >> word;) arguments.push_back(word);
  return parse_options(arguments);
}
Options good(const std::string& line) {
  const auto parsed = parse(line);
  const auto* options = std::get_if<Options>(&parsed);
  INFO(line);
  REQUIRE(options);
  return *options;
}
std::string complaint(const std::string& line) {
  const auto parsed = parse(line);
  const auto* printed = std::get_if<Printed>(&parsed);
  INFO(line);
  REQUIRE(printed);
  CHECK(printed->is_wrong);
  return printed->text;
}
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("each command is known by its name") {
  CHECK(good("sign-up anna@example.org").command == Command::ask_for_sign_up);
  CHECK(good("sign-up anna@example.org").login == "anna@example.org");
  CHECK(good("sign-up --finish").command == Command::finish_sign_up);
  CHECK(good("sign-in").command == Command::sign_in);
  CHECK(good("data show").command == Command::show_data);
  CHECK(good("data set city --value X").command == Command::set_data);
  CHECK(good("data clear city").command == Command::clear_data);
  CHECK(good("data clear --voluntary").command == Command::clear_data);
  CHECK(good("subscriptions").command == Command::show_subscriptions);
  CHECK(good("subscriptions set software news on").command == Command::set_subscription);
  CHECK(good("subscriptions stop-all").command == Command::stop_all_mail);
  CHECK(good("export").command == Command::make_export);
  CHECK(good("verify a.zip").command == Command::verify);
  CHECK(good("change-password").command == Command::change_password);
  CHECK(good("recover").command == Command::recover);
  CHECK(good("delete").command == Command::delete_account);
  CHECK(good("delete --cancel").command == Command::cancel_deletion);
}

TEST_CASE("the options of every command may stand before and after it") {
  CHECK(good("--json data show --server https://a.example").speaks_json);
  CHECK(good("data --json show --server https://a.example").server == "https://a.example");
  CHECK(good("data show").keeps_state);
  CHECK_FALSE(good("data show --no-state").keeps_state);
  CHECK(good("data show --state /x --login a@b.example").state == "/x");
}

TEST_CASE("a field is named as in the data, with hyphens too") {
  CHECK(good("data show street_address").item == portal::core::Item::street_address);
  CHECK(good("data show street-address").item == portal::core::Item::street_address);
  CHECK_FALSE(good("data show").item);
}

TEST_CASE("a switch is a list, a purpose, and on or off") {
  const Options options = good("subscriptions set software follow-up off");
  CHECK(options.list == "software");
  CHECK(options.purpose == portal::wire::Purpose::follow_up);
  CHECK_FALSE(options.on);
  CHECK(good("subscriptions set software marketing on").on);
}

TEST_CASE("what does not fit is refused") {
  for (const char* line :
       {"", "no-such-command", "data", "data set", "data clear", "data clear city --voluntary",
        "data show no-such-field", "subscriptions set software", "subscriptions set software news maybe",
        "subscriptions set software gossip on", "verify", "sign-in --no-such-option", "sign-in a b",
        "sign-up a@b.example --finish", "sign-in --state /x --no-state", "sign-in --password-fd",
        "sign-in --password-fd 999", "sign-in --password-fd -1", "sign-in --password-fd 1x"}) {
    CHECK(has(complaint(line), "See portal --help."));
  }
}

TEST_CASE("a secret as an argument is refused, and not repeated") {
  for (const char* name : {"--password", "--new-password", "--recovery-key", "--token", "--link"}) {
    for (const char* between : {" ", "="}) {
      const std::string said = complaint(std::string("sign-in ") + name + between + "hunter2");
      CHECK(has(said, "A secret is never an argument"));
      CHECK_FALSE(has(said, "hunter2"));
    }
  }
  CHECK(has(complaint("export --passphrase=hunter2"), "A secret is never an argument"));
  CHECK(good("export --passphrase").seals);
}

TEST_CASE("what was typed in the wrong place is not repeated") {
  for (const char* line :
       {"sign-in hunter2", "sign-in --password-fd hunter2", "data show hunter2", "data show city hunter2",
        "sign-in --passwd=hunter2", "subscriptions set a hunter2 on", "subscriptions set a news hunter2"}) {
    CHECK_FALSE(has(complaint(line), "hunter2"));
  }
}

TEST_CASE("each command teaches") {
  for (const char* line : {"--help", "sign-up --help", "sign-in --help", "data --help", "data set --help",
                           "subscriptions --help", "export --help", "verify --help", "change-password --help",
                           "recover --help", "delete --help"}) {
    const auto parsed = parse(line);
    const auto* printed = std::get_if<Printed>(&parsed);
    REQUIRE(printed);
    CHECK_FALSE(printed->is_wrong);
    CHECK(has(printed->text, "\n  portal "));  // an example
  }
}
