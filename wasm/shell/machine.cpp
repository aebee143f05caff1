#include "wasm/shell/machine.h"

#include "wasm/shell/messages.h"
#include "wasm/view/screen.h"

namespace portal::shell {

const std::string& Machine::say(View head, View body) {
  forget();
  const auto parsed = wire::parse_json(head);
  if (parsed) effects_ = hand_in(*parsed, body);
  print();
  return answer_;
}

void Machine::forget() {
  wipe({reinterpret_cast<std::uint8_t*>(answer_.data()), answer_.size()});
  answer_.clear();
  effects_.clear();
  drawing_ = {};
}

core::Effects Machine::hand_in(const wire::Value& head, View body) {
  const std::string say = text_in(head, "say");
  const std::uint64_t now = number_in(head, "now");
  if (say == "open" && !core_) {
    core_ = std::make_unique<core::Core>(random_, profile_,
                                         core::Opening{text_in(head, "path"), text_in(head, "fragment"),
                                                       text_in(head, "device"), flag_in(head, "top_level")});
    return {};
  }
  if (!core_) return {};
  if (say == "stored" && !begun_) {
    core_->remember(text_in(head, "name"), copy_of(body));
    return {};
  }
  if (say == "ready" && !begun_) {
    begun_ = true;
    return core_->begin(now);
  }
  if (!begun_) return {};
  if (say == "go") return core_->go(text_in(head, "path"), text_in(head, "fragment"), now);
  if (say == "host") {
    return core_->meet_host({text_in(head, "site"), text_in(head, "theme"), text_in(head, "renderer")}, now);
  }
  if (say == "hear") {
    return core_->hear(static_cast<core::EffectId>(number_in(head, "id")), answer_in(head, body), now);
  }
  if (say == "pick") {
    const view::Node* node = view::find_node(tree_, text_in(head, "id"));
    if (!node || node->role != view::Role::file || node->disabled) return {};
    return core_->pick(text_in(head, "name"), number_in(head, "size"), now);
  }
  if (say == "look") {
    const view::Node* node = view::find_node(tree_, text_in(head, "id"));
    return node && node->rows ? core_->look(number_in(head, "from"), now) : core::Effects{};
  }
  if (say == "point") {
    const view::Node* node = view::find_node(tree_, text_in(head, "id"));
    if (!node || !node->drawn) return {};
    const bool is_at_something = head.find_member("number") != nullptr;
    return core_->point(is_at_something ? std::optional(number_in(head, "number")) : std::nullopt, now);
  }
  if (say == "follow") {
    const view::Node* node = view::find_node(tree_, text_in(head, "id"));
    const bool is_at_something = head.find_member("number") != nullptr;
    return node && node->drawn && is_at_something ? core_->follow(number_in(head, "number"), now)
                                                  : core::Effects{};
  }
  if (say == "press") return press(text_in(head, "id"), now);
  if (say == "choose") return choose(text_in(head, "id"), text_in(head, "value"), now);
  if (say == "type") {
    const view::Node* node = view::find_node(tree_, text_in(head, "id"));
    if (node && node->field && node->role != view::Role::file && !node->disabled)
      return core_->type(*node->field, Secret(body), now);
  }
  return {};
}

core::Effects Machine::press(const std::string& id, std::uint64_t now) {
  const view::Node* node = view::find_node(tree_, id);
  if (!node || node->disabled) return {};
  const core::Intent intent = node->intent;  // the tree is made anew before this returns
  return core_->press(intent, now);
}

core::Effects Machine::choose(const std::string& id, const std::string& option, std::uint64_t now) {
  const view::Node* node = view::find_node(tree_, id);
  if (!node || node->disabled) return {};
  for (const view::Node& child : node->children) {
    if (child.role != view::Role::option || child.name != option) continue;
    const core::Intent intent = child.intent;
    return core_->press(intent, now);
  }
  return {};
}

// Whatever is drawn, once.
void Machine::print_new_drawing() {
  const view::Node* node = view::find_drawn(tree_);
  const std::string drawn = node ? node->id + std::to_string(node->drawn) : "";
  if (node && drawn != drawn_) {
    drawing_ = view::drawing_of(core_->model());
    answer_ += ",\"drawing\":" + print_drawing(*node, drawing_);
  }
  drawn_ = drawn;
}

void Machine::print() {
  answer_ = "{\"effects\":" + print_effects(effects_);
  if (begun_) {
    tree_ = view::screen(core_->model());
    std::string tree = print_tree(tree_);
    const bool same = tree == shown_;
    answer_ += ",\"tree\":" + (same ? "null" : tree);
    print_new_drawing();
    answer_ += ",\"page\":" + print_page(core_->model(), tree_.name, core_->model().work.has_value());
    if (!same) {
      wipe({reinterpret_cast<std::uint8_t*>(shown_.data()), shown_.size()});
      shown_ = std::move(tree);
    }
  }
  answer_ += '}';
}

}  // namespace portal::shell
