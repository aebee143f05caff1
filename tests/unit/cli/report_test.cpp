#include "wasm/cli/report.h"

#include <doctest/doctest.h>

#include "wasm/cli/screen_text.h"

using namespace portal::cli;
using portal::core::Notice;
using portal::view::Node;
using portal::view::Role;

TEST_CASE("a report is one JSON object, with what there is") {
  Report report{Outcome::wrong_proof, "No."};
  CHECK(print_json(report) == "{\"outcome\":\"wrong-proof\",\"exit\":4,\"says\":\"No.\"}\n");
  report.data.emplace();
  report.data->push_back({"city", "\"\n\x1b", "web", 5});
  CHECK(print_json(report) ==
        "{\"outcome\":\"wrong-proof\",\"exit\":4,\"says\":\"No.\",\"data\":[{\"field\":\"city\",\"value\":"
        "\"\\\"\\n\\u001b\",\"source\":\"web\",\"changed\":5}]}\n");
}

TEST_CASE("the exit codes are those of the manual") {
  CHECK(exit_code(Outcome::done) == 0);
  CHECK(exit_code(Outcome::failed) == 1);
  CHECK(exit_code(Outcome::usage) == 2);
  CHECK(exit_code(Outcome::not_accepted) == 3);
  CHECK(exit_code(Outcome::wrong_proof) == 4);
  CHECK(exit_code(Outcome::conflict) == 5);
  CHECK(exit_code(Outcome::unreachable) == 6);
  CHECK(exit_code(Outcome::unclear) == 7);
  CHECK(exit_code(Outcome::incident) == 8);
  CHECK(exit_code(Outcome::local) == 9);
  CHECK(exit_code(Outcome::not_whole) == 10);
  CHECK(exit_code(Outcome::stopped) == 130);
  CHECK(name_of(Outcome::stopped) == "stopped");
  CHECK(name_of(Outcome::not_whole) == "not-whole");
}

TEST_CASE("each alert has its outcome, and one that is not known is no success") {
  CHECK(outcome_of(Notice::none) == Outcome::done);
  CHECK(outcome_of(Notice::changed_but_signed_out) == Outcome::done);
  CHECK(outcome_of(Notice::ready_but_signed_out) == Outcome::done);
  CHECK(outcome_of(Notice::signed_out) == Outcome::failed);
  CHECK(outcome_of(static_cast<Notice>(9999)) == Outcome::failed);
  CHECK(outcome_of(Notice::wrong_login) == Outcome::wrong_proof);
  CHECK(outcome_of(Notice::password_too_weak) == Outcome::not_accepted);
  CHECK(outcome_of(Notice::data_changed_elsewhere) == Outcome::conflict);
  CHECK(outcome_of(Notice::unreachable) == Outcome::unreachable);
  CHECK(outcome_of(Notice::did_not_hear_back) == Outcome::unclear);
  CHECK(outcome_of(Notice::incident) == Outcome::incident);
  CHECK(outcome_of(Notice::export_is_broken) == Outcome::not_whole);
  CHECK(outcome_of(Notice::nothing_changed) == Outcome::failed);
}

TEST_CASE("a screen is read out: what is there to be read, and nothing to press") {
  Node main{Role::main};
  main.children = {Node{Role::heading, "Subscriptions"}, Node{Role::paragraph, "Each choice is saved."},
                   Node{Role::button, "Stop all mail"}, Node{Role::link, "Export"},
                   Node{Role::textbox, "Empty"}};
  Node on{Role::switch_, "Company news"};
  on.checked = true;
  on.description = "A few times a year.";
  Node name{Role::textbox, "Name"};
  name.value = "Anna";
  Node password{Role::password, "Password"};
  password.value = "never";
  for (Node& node : std::array<Node, 3>{on, name, password}) main.children.push_back(node);
  Node root{Role::document, "Title"};
  root.children = {Node{Role::navigation, "Account"}, main};
  CHECK(screen_text(root) ==
        "Subscriptions\nEach choice is saved.\n[on]  Company news: A few times a year.\nName: Anna\n");
}

TEST_CASE("what a terminal would obey is shown instead") {
  CHECK(printable("a\x1b[2J\x07\r\x7f"
                  "b\tc\n\xc3\xa9\xc2\x9b") ==
        "a\xef\xbf\xbd[2J\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
        "b\tc\n\xc3\xa9\xef\xbf\xbd");
}
