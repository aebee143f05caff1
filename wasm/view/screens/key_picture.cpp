#include "wasm/view/screens/key_picture.h"

#include <array>

#include "wasm/view/moments.h"

namespace portal::view {
namespace {

// In the order of the scene's kinds.
enum class ThingKind { person, key, sealed, secret, readable };

struct Thing {
  std::size_t group, column;
  ThingKind kind;
  std::string title, note;
};

struct KeyWorld {
  std::vector<Thing> things;
  std::vector<std::pair<std::size_t, std::size_t>> arrows;

  std::size_t add(Thing thing) {
    things.push_back(std::move(thing));
    return things.size() - 1;
  }
  void lead(std::size_t from, std::size_t to) { arrows.emplace_back(from, to); }
};

constexpr std::array<std::string_view, 2> kGroups{"Opened by your keys alone", "Readable by us"};

void add_own(KeyWorld& world, const Model& model) {
  using enum ThingKind;
  const std::size_t master = world.add({0, 2, key, "Master key", "open on your devices alone"});
  const auto add_way = [&](std::string title, std::string note, std::string copy) {
    const std::size_t way = world.add({0, 0, person, std::move(title), std::move(note)});
    const std::size_t sealed_copy = world.add({0, 1, sealed, std::move(copy), "of the master key, sealed"});
    world.lead(way, sealed_copy);
    world.lead(sealed_copy, master);
  };
  const bool is_known = model.signed_in && model.account;
  add_way("Your password",
          is_known ? "of " + print_date(model.account->password_changed) : "known to you alone",
          "Copy for your password");
  add_way("Your recovery key", "on your recovery sheet", "Copy for your recovery key");
  if (model.stays_until) {
    add_way("This device", "stays signed in until " + print_date(*model.stays_until), "Copy for this device");
  }
  const std::size_t data_key = world.add({0, 3, key, "Key of My data", "sealed by the master key"});
  const std::size_t signing_key = world.add({0, 3, key, "Signing key", "made from the master key"});
  world.lead(master, data_key);
  world.lead(master, signing_key);
  world.lead(data_key, world.add({0, 4, secret, "My data",
                                  std::to_string(core::kItems) + " fields, sealed on your device"}));
  world.lead(signing_key, world.add({0, 4, secret, "Changes, exports", "signed by you"}));
}

void add_readable(KeyWorld& world, const Model& model) {
  using enum ThingKind;
  const bool is_known = model.signed_in && model.account;
  const std::size_t company =
      world.add({1, 0, person, model.site ? model.site->name : "The company", "who runs this portal"});
  const std::size_t mailer = world.add({1, 0, person, "The mail server", "asks before each mail"});
  const std::size_t address =
      world.add({1, 4, readable, "Your address", is_known ? model.account->login : "what you sign in with"});
  std::string lists = "which mail you want";
  if (model.signed_in && model.subscriptions)
    lists = "of " + std::to_string(model.subscriptions->lists.size()) + " lists";
  const std::size_t mail = world.add({1, 4, readable, "Mail choices", std::move(lists)});
  std::string sign_ins = "and the log of your account";
  if (is_known)
    sign_ins = "open at " + std::to_string(model.account->sessions) +
               (model.account->sessions == 1 ? " place" : " places") + " now";
  const std::size_t log = world.add({1, 4, readable, "Sign-ins", std::move(sign_ins)});
  for (const std::size_t each : {address, mail, log}) world.lead(company, each);
  world.lead(mailer, mail);
}

KeyWorld key_world(const Model& model) {
  KeyWorld world;
  add_own(world, model);
  add_readable(world, model);
  return world;
}

std::string sentence_of(const Thing& from, const Thing& to) {
  const std::string verb = to.kind == ThingKind::readable                                 ? "can read"
                           : from.title == "Signing key"                                  ? "signs"
                           : to.kind == ThingKind::sealed || to.kind == ThingKind::secret ? "opens"
                                                                                          : "leads to";
  return from.title + " " + verb + ": " + to.title + ", " + to.note + ".";
}

}  // namespace

Node key_picture(const Model& model) {
  const KeyWorld world = key_world(model);
  Node list = box(Role::list, "Which key opens what", {}, Look::twin);
  std::uint64_t drawn = 1469598103934665603ull;
  for (const auto& [from, to] : world.arrows) {
    list.children.push_back({Role::listitem, sentence_of(world.things[from], world.things[to])});
    for (const char character : list.children.back().name)
      drawn = (drawn ^ static_cast<std::uint8_t>(character)) * 1099511628211ull;
  }
  Node picture = box(Role::picture, "Picture of your keys", {std::move(list)}, Look::card);
  picture.description = "Up and down go from one thing to the next.";
  picture.drawn = (drawn >> 16) | 1;
  return picture;
}

Drawing keys_of(const Model& model) {
  const KeyWorld world = key_world(model);
  Drawing drawing{
      "keys", {static_cast<double>(kGroups.size()), static_cast<double>(world.things.size())}, {}};
  drawing.words.assign(kGroups.begin(), kGroups.end());
  for (const Thing& thing : world.things) {
    drawing.numbers.push_back(static_cast<double>(thing.group));
    drawing.numbers.push_back(static_cast<double>(thing.column));
    drawing.numbers.push_back(static_cast<double>(thing.kind));
    drawing.words.push_back(thing.title);
    drawing.words.push_back(thing.note);
  }
  for (const auto& [from, to] : world.arrows) {
    drawing.numbers.push_back(static_cast<double>(from));
    drawing.numbers.push_back(static_cast<double>(to));
  }
  return drawing;
}

}  // namespace portal::view
