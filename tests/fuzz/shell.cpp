// The boundary of the core: a person who presses anything, a server that answers anything, and a shell that
// says anything. Each line of the input is something said: JSON as it stands, or a letter, a number and a
// body.
#include <nlohmann/json.hpp>

#include "tests/fuzz/demand.h"
#include "tests/unit/randoms.h"
#include "wasm/shell/machine.h"

using namespace portal;
using nlohmann::json;
using portal::fuzz::demand;

namespace {

constexpr std::size_t kMostSaid = 40;

constexpr std::string_view kPassword = "planted password";

struct Place {
  std::string id;
  bool is_password = false;
};

void collect(const json& node, std::vector<Place>& places) {
  places.push_back({node["id"], node["role"] == "password"});
  for (const json& child : node["children"]) collect(child, places);
}

struct Visit {
  test::SeededRandom random{1};
  shell::Machine machine{random, core::Profile{1, 1, 8}};
  std::vector<Place> places{{}};
  std::uint64_t now = 1'000'000;

  void say(std::string_view head, std::string_view body) {
    const json answer = json::parse(machine.say(view_of(head), view_of(body)), nullptr, false);
    demand(!answer.is_discarded() && answer["effects"].is_array(), "an answer is JSON with effects");
    if (!answer.contains("tree") || answer["tree"].is_null()) return;
    places.clear();
    collect(answer["tree"], places);
    const std::string shown = answer["tree"].dump();
    demand(shown.find(kPassword) == std::string::npos, "no password is shown");
  }

  void act(std::string_view line) {
    const std::size_t number = line.size() > 1 ? static_cast<std::uint8_t>(line[1]) : 0;
    const std::string_view body = line.substr(std::min<std::size_t>(2, line.size()));
    const auto [id, is_password] = places[number % places.size()];
    if (line.find(kPassword) != std::string_view::npos) return;  // it comes from here alone
    now += number * number;
    switch (line[0]) {
      case 'p':
        return say(json{{"say", "press"}, {"id", id}, {"now", now}}.dump(), "");
      case 't':
        return say(json{{"say", "type"}, {"id", id}, {"now", now}}.dump(), is_password ? kPassword : body);
      case 'h':
        return say(json{{"say", "hear"}, {"id", number}, {"status", 200}, {"now", now}}.dump(), body);
      case 'e':
        return say(json{{"say", "hear"}, {"id", number}, {"score", 4}, {"now", now}}.dump(), "");
      case 's':
        return say(json{{"say", "hear"}, {"id", number}, {"now", now}}.dump(), body);
      case 'f':
        return say(json{{"say", "hear"}, {"id", number}, {"failed", "memory"}, {"now", now}}.dump(), "");
      default:
        return say(line, "planted body");
    }
  }
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Visit visit;
  std::string_view rest = text_of({data, size});
  if (!rest.starts_with('{')) {
    visit.say(R"({"say":"open","path":"/sign-in","fragment":"","top_level":true,"now":1000})", "");
    visit.say(R"({"say":"ready","now":1000})", "");
  }
  for (std::size_t said = 0; said < kMostSaid && !rest.empty(); ++said) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.empty()) visit.act(line);
  }
  return 0;
}
