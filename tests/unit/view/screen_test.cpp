#include "wasm/view/screen.h"

#include <doctest/doctest.h>
#include <set>

#include "wasm/view/moments.h"
#include "wasm/view/names.h"

namespace portal::view {
namespace {

using core::Place;

constexpr std::array kPlaces{Place::opening,       Place::sign_in,         Place::sign_up,
                             Place::finish,        Place::recovery_key,    Place::recovery_key_check,
                             Place::recovery,      Place::framed,          Place::overview,
                             Place::subscriptions, Place::change_password, Place::sessions,
                             Place::my_data,       Place::who_can_read,    Place::make_export,
                             Place::verify,        Place::delete_account,  Place::cancel_deletion,
                             Place::not_me,        Place::reset,           Place::reset_confirm,
                             Place::reset_cancel,  Place::reset_finish,    Place::activity};

core::Model model_at(Place place) {
  core::Model model;
  model.place = place;
  model.now = 1'764'000'000'000;
  model.signed_in = core::needs_session(place);
  model.site = wire::Site{"A company",
                          "A company",
                          "1 Street",
                          "privacy@example.org",
                          "The authority",
                          "https://example.org/privacy",
                          "https://example.org/support"};
  if (model.signed_in) {
    model.account = wire::Account{
        "alice@example.org", 1'700'000'000, 1'700'000'000, 3, 1'764'000'000, {}, 1, {}, {}, {}, {}};
    wire::ListState list{"news", "News", "", {}};
    for (auto purpose : {wire::Purpose::follow_up, wire::Purpose::news, wire::Purpose::marketing}) {
      list.purposes.push_back({purpose, false, {}, wire::Channel::by_default});
    }
    model.subscriptions = wire::Subscriptions{{list}, {}, {}};
    model.subscriptions->lists.push_back({"other", "Other", "", list.purposes});
    model.my_data = core::MyData{};
    const wire::SessionState one{{1},           "Firefox on Linux", 1'764'000'000,
                                 1'764'000'000, wire::Scope::full,  true};
    wire::SessionState two = one;
    two.sid = {2};
    two.current = false;
    model.sessions =
        wire::Sessions{{two, one}, {{{3}, "Firefox on Linux", 1'764'000'000, 1'764'600'000}}, true};
  }
  model.sheet = core::RecoverySheet{Secret(view_of("RK1Q-ZQG3-YYC5-Z5TP-WXQE-RGD3-C8G7-RU43-3L02")),
                                    "RWSY3O9czk2vPEZBZqWPR6zyxDWIrXHg6m0u5Kuw64B3lJt1JKwWFeup",
                                    "anna@example.org",
                                    Place::finish,
                                    {2, 5}};
  return model;
}

template <class Visit>
void walk(const Node& node, Visit visit) {
  visit(node);
  for (const Node& child : node.children) walk(child, visit);
}

std::size_t count(const Node& root, Role role, std::uint32_t level = 0) {
  std::size_t number = 0;
  walk(root,
       [&](const Node& node) { number += node.role == role && (level == 0 || node.level == level) ? 1 : 0; });
  return number;
}

const Node* find(const Node& root, Role role, std::string_view name) {
  const Node* found = nullptr;
  walk(root, [&](const Node& node) {
    if (node.role == role && node.name == name) found = &node;
  });
  return found;
}

TEST_CASE("the session that asks is the first row, and rows of one device's name are told apart") {
  const Node root = screen(model_at(Place::sessions));
  const Node* table = find(root, Role::table, "Sessions");
  REQUIRE(table);
  REQUIRE(table->children.size() == 4);
  CHECK(table->children[1].name == "Firefox on Linux");
  CHECK(table->children[1].children[2].name == "Now");
  CHECK(table->children[2].name == "Firefox on Linux (2)");
  CHECK(table->children[2].children[1].name == "24 November 2025, 16:00 UTC");
  CHECK(table->children[3].name == "Firefox on Linux (3)");  // not open, and last
  CHECK(table->children[3].children[2].name == "Not open now");
}

TEST_CASE("an account that waits to be deleted says so on every screen") {
  for (Place place : kPlaces) {
    if (!core::needs_session(place)) continue;
    CAPTURE(core::screen_of(place));
    core::Model model = model_at(place);
    model.account->erase_due = 1'764'000'000;
    bool says = false;
    walk(screen(model), [&](const Node& node) {
      says = says || node.name.find("will be deleted on 24 November 2025") != std::string::npos;
    });
    CHECK(says);
  }
}

TEST_CASE("a reset that waits, and a vault that this device does not know, are told on every screen") {
  for (Place place : kPlaces) {
    CAPTURE(core::screen_of(place));
    core::Model model = model_at(place);
    CHECK_FALSE(find(screen(model), Role::form, "Another vault"));
    model.other_vault = core::OtherVault{"alice@example.org", {}};
    CHECK(find(screen(model), Role::form, "Another vault"));
    if (!core::needs_session(place)) continue;
    CHECK_FALSE(find(screen(model), Role::button, "Cancel the reset"));
    model.account->reset_due = 1'764'000'000;
    const Node root = screen(model);
    CHECK(find(root, Role::region, "Reset"));
    CHECK(find(root, Role::button, "Cancel the reset"));
  }
}

TEST_CASE("each screen has one h1, one status, one alert, and ids that are unique") {
  for (Place place : kPlaces) {
    CAPTURE(core::screen_of(place));
    const Node root = screen(model_at(place));
    CHECK(count(root, Role::heading, 1) == 1);
    CHECK(count(root, Role::status) == 1);
    CHECK(count(root, Role::alert) == 1);
    CHECK(count(root, Role::main) == 1);
    std::set<std::string> ids;
    std::size_t nodes = 0;
    walk(root, [&](const Node& node) {
      ids.insert(node.id);
      ++nodes;
    });
    CHECK(ids.size() == nodes);
  }
}

TEST_CASE(
    "whatever can be pressed or typed into has a name, and contact and privacy policy are on every screen") {
  for (Place place : kPlaces) {
    CAPTURE(core::screen_of(place));
    const Node root = screen(model_at(place));
    walk(root, [](const Node& node) {
      if (node.field || node.role == Role::button || node.role == Role::link || node.role == Role::switch_) {
        CHECK_FALSE(node.name.empty());
      }
    });
    CHECK(find(root, Role::link, "Privacy policy"));
    CHECK(find(root, Role::link, "Contact support"));
    CHECK(find(root, Role::combobox, "Theme"));
    CHECK(find(root, Role::combobox, "View"));
  }
}

TEST_CASE("ids stay when a notice appears") {
  core::Model model = model_at(Place::sign_in);
  const Node before = screen(model);
  model.alert = {core::Notice::wrong_login, ""};
  const Node after = screen(model);
  CHECK(find(before, Role::password, "Password")->id == find(after, Role::password, "Password")->id);
  CHECK(find_node(after, find(before, Role::button, "Sign in")->id));
}

TEST_CASE("a password's value is not in the tree, only that there is one") {
  core::Model model = model_at(Place::sign_in);
  model.typed_in(core::Field::password).value = Secret(view_of("a secret password"));
  model.shown.insert(core::Field::password);
  const Node root = screen(model);
  walk(root, [](const Node& node) { CHECK(node.value.find("secret") == std::string::npos); });
  CHECK(find(root, Role::password, "Password")->filled);
  CHECK(*find(root, Role::button, "Show password")->pressed);
}

TEST_CASE("while something is under way its form cannot be used, but Cancel can") {
  core::Model model = model_at(Place::change_password);
  model.work = core::Work{"Changing your password", 40, true};
  const Node root = screen(model);
  CHECK(find(root, Role::password, "New password")->disabled);
  CHECK(find(root, Role::progressbar, "Changing your password")->percent == 40);
  CHECK_FALSE(find(root, Role::button, "Cancel")->disabled);
}

TEST_CASE("every item of the profile has a field, its readers, its reason and its way out on the screen") {
  core::Model model = model_at(Place::my_data);
  std::set<std::string> tokens;
  for (std::size_t i = 0; i < core::kItems; ++i) {
    model.my_data->saved.kept[i] = core::Kept{"a value", static_cast<core::Source>(i % 4), 1'764'000'000};
    model.explained.insert(core::field_of(core::item_at(i)));
  }
  const Node root = screen(model);
  for (std::size_t i = 0; i < core::kItems; ++i) {
    const std::string name(item_name(core::item_at(i)));
    CAPTURE(name);
    std::string lower = name;
    lower[0] = static_cast<char>(lower[0] + 'a' - 'A');
    const Node* field = find(root, Role::textbox, name);
    REQUIRE(field);
    CHECK(field->field == core::field_of(core::item_at(i)));
    const bool is_required = field->description.starts_with("Required when you buy. For accounting: ");
    CHECK(is_required == core::is_required(core::item_at(i)));
    CHECK((is_required || field->description.starts_with("Voluntary. For ")));
    CHECK(field->description.find(" on 24 November 2025.") != std::string::npos);
    CHECK_FALSE(field->autocomplete.empty());
    if (field->autocomplete != "off") CHECK(tokens.insert(field->autocomplete).second);
    CHECK(find(root, Role::button, "Delete " + lower));
    CHECK(*find(root, Role::button, "Who can read " + lower + "?")->pressed);
    std::size_t explained = 0;
    walk(root, [&](const Node& node) { explained += node.name.starts_with(name + ": only you.") ? 1 : 0; });
    CHECK(explained == 1);
  }
}

TEST_CASE("what was told by phone, in person or imported says so") {
  core::Model model = model_at(Place::my_data);
  for (const auto& [source, words] : {std::pair{core::Source::web, "Given here on "},
                                      {core::Source::phone, "Given by phone on "},
                                      {core::Source::in_person, "Given in person on "},
                                      {core::Source::import, "Imported on "}}) {
    model.my_data->saved[core::Item::phone] = core::Kept{"030 1", source, 1'764'000'000};
    const Node root = screen(model);
    CHECK(find(root, Role::textbox, "Phone")->description.find(words) != std::string::npos);
  }
}

TEST_CASE("what the company keeps elsewhere is named with whom to ask, if there is any") {
  core::Model model = model_at(Place::my_data);
  CHECK_FALSE(find(screen(model), Role::region, "Outside this portal"));
  model.site->outside.push_back({"Invoices", "What you paid.", "billing@example.org"});
  const Node root = screen(model);
  REQUIRE(find(root, Role::region, "Outside this portal"));
  CHECK(find(root, Role::heading, "Invoices"));
  CHECK(find(root, Role::paragraph, "What you paid."));
  CHECK(find(root, Role::paragraph, "Ask: billing@example.org"));
}

TEST_CASE("months begin and end where the calendar says") {
  for (const auto& [at, begins, ends] :
       {std::tuple{0ull, 0ull, 2'678'400ull},
        std::tuple{951'782'400ull, 949'363'200ull, 951'868'800ull},           // 29 February 2000
        std::tuple{1'767'225'599ull, 1'764'547'200ull, 1'767'225'600ull}}) {  // the last second of 2025
    const MonthSpan month = month_around(at);
    CHECK(month.begins == begins);
    CHECK(month.ends == ends);
  }
  CHECK(print_month(951'782'400) == "February 2000");
  CHECK(print_short_month(951'782'400) == "Feb 2000");
}

TEST_CASE("dates are civil dates") {
  CHECK(print_date(0) == "1 January 1970");
  CHECK(print_date(951'782'400) == "29 February 2000");
  CHECK(print_date(951'868'800) == "1 March 2000");
  CHECK(print_date(1'795'564'800) == "25 November 2026");
  CHECK(print_date(4'107'542'400) == "1 March 2100");
}

TEST_CASE("ages are told in the largest unit that says something") {
  constexpr std::uint64_t day = 86'400;
  CHECK(print_age(10, 20) == "today");
  CHECK(print_age(20, 10) == "today");
  CHECK(print_age(0, day) == "1 day ago");
  CHECK(print_age(0, 59 * day) == "59 days ago");
  CHECK(print_age(0, 100 * day) == "3 months ago");
  CHECK(print_age(0, 800 * day) == "2 years ago");
}

}  // namespace
}  // namespace portal::view
