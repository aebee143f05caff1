#include "wasm/shell/machine.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/randoms.h"

namespace portal::shell {
namespace {

using nlohmann::json;

struct Opened {
  test::SeededRandom random{1};
  Machine machine{random, core::Profile{1, 1, 8}};
  json last;

  Opened() {
    say({{"say", "open"}, {"path", "/sign-in"}, {"fragment", ""}, {"top_level", true}, {"now", 1000}});
    say({{"say", "ready"}, {"now", 1000}});
  }
  const json& say(const json& head, std::string_view body = "") { return say_text(head.dump(), body); }
  const json& say_text(std::string_view head, std::string_view body = "") {
    last = json::parse(machine.say(view_of(head), view_of(body)), nullptr, false);
    REQUIRE_FALSE(last.is_discarded());
    return last;
  }
};

std::string id_of(const json& node, const std::string& role, const std::string& name) {
  if (node["role"] == role && node["name"] == name) return node["id"];
  for (const auto& child : node["children"]) {
    if (std::string found = id_of(child, role, name); !found.empty()) return found;
  }
  return "";
}

TEST_CASE_FIXTURE(Opened, "the first answer has a tree and asks for what the portal is") {
  CHECK(last["tree"]["role"] == "document");
  CHECK(last["page"]["screen"] == "sign-in");
  bool asks = false;
  for (const auto& effect : last["effects"]) asks = asks || effect.value("path", "") == "/trust.json";
  CHECK(asks);
}

TEST_CASE_FIXTURE(Opened, "an unchanged tree is not sent again") {
  CHECK(say({{"say", "hear"}, {"id", 999}, {"status", 200}, {"now", 1001}})["tree"].is_null());
}

TEST_CASE_FIXTURE(Opened, "what was typed into a text field comes back, a password does not") {
  const json tree = last["tree"];
  say({{"say", "type"}, {"id", id_of(tree, "textbox", "Email address")}, {"now", 1001}}, "alice@example.org");
  CHECK(last.dump().find("alice@example.org") != std::string::npos);
  say({{"say", "type"}, {"id", id_of(tree, "password", "Password")}, {"now", 1001}}, "correct horse");
  CHECK(last.dump().find("correct horse") == std::string::npos);
}

TEST_CASE_FIXTURE(Opened, "nonsense changes nothing") {
  for (std::string_view head : {"", "{", "[]", "null", "{\"say\":1}", "{\"say\":\"press\",\"id\":\"n\"}",
                                "{\"say\":\"open\"}", "{\"say\":\"hear\",\"id\":18446744073709551615}"}) {
    CAPTURE(head);
    const json& answer = say_text(head);
    CHECK(answer["effects"].empty());
    CHECK(answer["tree"].is_null());
  }
}

TEST_CASE_FIXTURE(Opened, "an id of another screen does nothing") {
  const std::string sign_in = id_of(last["tree"], "button", "Sign in");
  say({{"say", "go"}, {"path", "/sign-up"}, {"fragment", ""}, {"now", 1002}});
  CHECK(say({{"say", "press"}, {"id", sign_in}, {"now", 1003}})["effects"].empty());
}

TEST_CASE_FIXTURE(Opened, "a picked file is asked for piece by piece, and only by an input for files") {
  const std::string field = id_of(last["tree"], "textbox", "Email address");
  CHECK(
      say({{"say", "pick"}, {"id", field}, {"name", "x.zip"}, {"size", 5}, {"now", 1001}})["tree"].is_null());
  const json tree = say({{"say", "go"}, {"path", "/verify"}, {"fragment", ""}, {"now", 1002}})["tree"];
  say({{"say", "pick"},
       {"id", id_of(tree, "file", "Export file")},
       {"name", "x.zip"},
       {"size", 5},
       {"now", 1003}});
  const json asked =
      say({{"say", "press"}, {"id", id_of(tree, "button", "Check")}, {"now", 1004}})["effects"][0];
  CHECK(asked["do"] == "read-file");
  CHECK(asked["from"] == 0);
  CHECK(asked["size"] == 5);
  say({{"say", "hear"}, {"id", asked["id"]}, {"read", true}, {"now", 1005}}, "hello");
  CHECK(last.dump().find("This is not an export, or it was changed.") != std::string::npos);
}

TEST_CASE_FIXTURE(Opened, "the key of a sealed file is asked for outside, with cost and salt") {
  const json tree = say({{"say", "go"}, {"path", "/verify"}, {"fragment", ""}, {"now", 1002}})["tree"];
  const std::string file = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 16\n" +
                           std::string(43, 'A') + "\n--- " + std::string(43, 'A') + "\n" +
                           std::string(40, 'x');
  say({{"say", "type"}, {"id", id_of(tree, "textbox", "Passphrase")}, {"now", 1003}}, "a passphrase");
  say({{"say", "pick"},
       {"id", id_of(tree, "file", "Export file")},
       {"name", "x.zip.age"},
       {"size", file.size()},
       {"now", 1004}});
  const json asked =
      say({{"say", "press"}, {"id", id_of(tree, "button", "Check")}, {"now", 1005}})["effects"][0];
  const json scrypt =
      say({{"say", "hear"}, {"id", asked["id"]}, {"read", true}, {"now", 1006}}, file)["effects"][0];
  CHECK(scrypt["do"] == "scrypt");
  CHECK(scrypt["log2_n"] == 16);
  CHECK(scrypt["r"] == 8);
  CHECK(scrypt["p"] == 1);
  CHECK(scrypt["salt"] == "YWdlLWVuY3J5cHRpb24ub3JnL3YxL3NjcnlwdAAAAAAAAAAAAAAAAAAAAAA");
  CHECK(scrypt["payload"][1] == 12);
  say({{"say", "hear"}, {"id", scrypt["id"]}, {"now", 1007}}, std::string(32, 'k'));
  CHECK(last.dump().find("The passphrase is not right.") != std::string::npos);
}

TEST_CASE_FIXTURE(Opened, "a drawing is handed out when it is another one, its numbers in memory") {
  CHECK_FALSE(last.contains("drawing"));
  const json tree = say({{"say", "go"}, {"path", "/who-can-read"}, {"fragment", ""}, {"now", 1002}})["tree"];
  const std::string picture = id_of(tree, "picture", "Picture of your keys");
  REQUIRE(last.contains("drawing"));
  CHECK(last["drawing"]["id"] == picture);
  CHECK(last["drawing"]["scene"] == "keys");
  CHECK(last["drawing"]["words"].size() > 10);
  CHECK(last["drawing"]["payload"][1].get<int>() % 8 == 0);
  CHECK_FALSE(say({{"say", "point"}, {"id", picture}, {"number", 1}, {"now", 1003}}).contains("drawing"));
  say({{"say", "go"}, {"path", "/sign-in"}, {"fragment", ""}, {"now", 1004}});
  CHECK(say({{"say", "go"}, {"path", "/who-can-read"}, {"fragment", ""}, {"now", 1005}}).contains("drawing"));
}

TEST_CASE_FIXTURE(Opened, "the theme is remembered") {
  const json tree = last["tree"];
  say({{"say", "choose"}, {"id", id_of(tree, "combobox", "Theme")}, {"value", "Dark"}, {"now", 1002}});
  CHECK(last["page"]["theme"] == "dark");
  CHECK(last["effects"][0]["do"] == "keep");
}

}  // namespace
}  // namespace portal::shell
