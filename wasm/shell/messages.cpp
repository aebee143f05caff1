#include "wasm/shell/messages.h"

#include "shared/base/encoding.h"
#include "wasm/view/screen.h"

namespace portal::shell {
namespace {

// One JSON object, member by member. Empty texts, false and absent numbers are left out.
class Object {
 public:
  Object& text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : raw(name, wire::print_json_string(value));
  }
  Object& number(std::string_view name, std::uint64_t value) { return raw(name, std::to_string(value)); }
  Object& number_if(std::string_view name, std::uint64_t value) {
    return value ? number(name, value) : *this;
  }
  Object& flag(std::string_view name, bool value) { return value ? raw(name, "true") : *this; }
  Object& payload(View bytes) {
    const auto address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(bytes.data()));
    return raw("payload", "[" + std::to_string(address) + "," + std::to_string(bytes.size()) + "]");
  }
  Object& raw(std::string_view name, std::string_view json) {
    text_ += text_.size() > 1 ? ",\"" : "\"";
    text_ += name;
    text_ += "\":";
    text_ += json;
    return *this;
  }
  std::string close() { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

template <class T, class Print>
std::string print_array(const std::vector<T>& values, Print print) {
  std::string text = "[";
  for (const T& value : values) {
    if (text.size() > 1) text += ',';
    text += print(value);
  }
  return text + "]";
}

Object effect(std::string_view what) {
  Object object;
  object.text("do", what);
  return object;
}

struct PrintEffect {
  std::string operator()(const core::Fetch& fetch) const {
    return effect("fetch")
        .number("id", fetch.id)
        .text("method", fetch.method)
        .text("path", fetch.path)
        .text("authorization", fetch.authorization)
        .payload(fetch.body)
        .close();
  }
  std::string operator()(const core::Stretch& stretch) const {
    return effect("stretch")
        .number("id", stretch.id)
        .number("iterations", stretch.iterations)
        .number("memory_kib", stretch.memory_kib)
        .payload(stretch.input.reveal())
        .close();
  }
  std::string operator()(const core::Scrypt& scrypt) const {
    return effect("scrypt")
        .number("id", scrypt.id)
        .number("log2_n", scrypt.cost.log2_n)
        .number("r", scrypt.cost.r)
        .number("p", scrypt.cost.p)
        .text("salt", encode_base64url(scrypt.salt))
        .payload(scrypt.input.reveal())
        .close();
  }
  std::string operator()(const core::Estimate& estimate) const {
    return effect("estimate")
        .number("id", estimate.id)
        .raw("words", print_array(estimate.words,
                                  [](const std::string& word) { return wire::print_json_string(word); }))
        .payload(estimate.password.reveal())
        .close();
  }
  std::string operator()(const core::Wait& wait) const {
    return effect("wait").number("id", wait.id).number("ms", wait.milliseconds).close();
  }
  std::string operator()(const core::CopyText& copy) const {
    return effect("copy").number("id", copy.id).payload(copy.text.reveal()).close();
  }
  std::string operator()(const core::Cancel& cancel) const {
    return effect("cancel").number("id", cancel.id).close();
  }
  std::string operator()(const core::Keep& keep) const {
    return effect("keep")
        .text("name", keep.name)
        .text("bound_to", encode_base64url(keep.bound_to))
        .payload(keep.value)
        .close();
  }
  std::string operator()(const core::Drop& drop) const {
    return effect("drop").text("name", drop.name).close();
  }
  std::string operator()(const core::SaveFile& file) const {
    return effect("save")
        .text("name", file.name)
        .text("type", file.type)
        .payload(file.content.reveal())
        .close();
  }
  std::string operator()(const core::OpenFile& file) const {
    return effect("open-file").number("id", file.id).text("name", file.name).text("type", file.type).close();
  }
  std::string operator()(const core::WriteFile& part) const {
    return effect("write-file")
        .number("id", part.id)
        .number("file", part.file)
        .payload(part.content.reveal())
        .close();
  }
  std::string operator()(const core::CloseFile& close) const {
    return effect("close-file").number("id", close.id).number("file", close.file).close();
  }
  std::string operator()(const core::AbortFile& abort) const {
    return effect("abort-file").number("file", abort.file).close();
  }
  std::string operator()(const core::ReadFile& read) const {
    return effect("read-file")
        .number("id", read.id)
        .number("from", read.from)
        .number("size", read.size)
        .close();
  }
  std::string operator()(const core::Print&) const { return effect("print").close(); }
  std::string operator()(const core::ShowPath& show) const {
    return effect("path").text("path", show.path).flag("replace", show.replace).close();
  }
};

}  // namespace

std::string print_tree(const view::Node& node) {
  Object object;
  object.text("id", node.id)
      .text("role", view::name_of(node.role))
      .raw("name", wire::print_json_string(node.name))
      .text("look", view::name_of(node.look))
      .number_if("level", node.level)
      .text("value", node.value)
      .text("description", node.description)
      .text("autocomplete", node.autocomplete)
      .text("input", node.input)
      .text("href", node.href)
      .flag("new_window", node.new_window)
      .number_if("maxlength", node.longest)
      .flag("checked", node.checked)
      .flag("selected", node.selected)
      .flag("disabled", node.disabled)
      .flag("invalid", node.invalid)
      .flag("readonly", node.read_only)
      .flag("lines", node.has_lines)
      .flag("submit", node.submits)
      .flag("filled", node.filled)
      .number_if("cleared", node.cleared);
  if (node.pressed) object.raw("pressed", *node.pressed ? "true" : "false");
  if (node.rows) object.number("rows", *node.rows).number("from", node.from);
  if (node.leap) object.number("goal", node.goal).number("leap", node.leap);
  object.number_if("drawn", node.drawn).text("gesture", node.gesture);
  if (node.percent) object.number("percent", static_cast<std::uint64_t>(*node.percent));
  return object.raw("children", print_array(node.children, print_tree)).close();
}

std::string print_drawing(const view::Node& node, const view::Drawing& drawing) {
  const View numbers(reinterpret_cast<const std::uint8_t*>(drawing.numbers.data()),
                     drawing.numbers.size() * sizeof(double));
  return Object()
      .text("id", node.id)
      .text("scene", drawing.scene)
      .raw("words",
           print_array(drawing.words, [](const std::string& word) { return wire::print_json_string(word); }))
      .payload(numbers)
      .close();
}

std::string print_effects(const core::Effects& effects) {
  return print_array(effects, [](const core::Effect& effect) { return std::visit(PrintEffect{}, effect); });
}

std::string print_page(const core::Model& model, std::string_view title, bool busy) {
  constexpr std::array<std::string_view, 3> kThemes{"system", "light", "dark"};
  constexpr std::array<std::string_view, 3> kRenderers{"auto", "html", "canvas"};
  return Object()
      .text("screen", core::screen_of(model.place))
      .text("title", title)
      .text("theme", kThemes[static_cast<std::size_t>(model.theme)])
      .text("renderer", kRenderers[static_cast<std::size_t>(model.renderer)])
      .flag("busy", busy)
      .flag("signed_in", model.signed_in)
      .text("host", core::is_listed(model, model.host.site) ? model.host.site : "")
      .number("mail_changes", model.mail_changes)
      .close();
}

std::string text_in(const wire::Value& head, std::string_view name) {
  const wire::Value* member = head.find_member(name);
  const auto* text = member ? member->find<std::string>() : nullptr;
  return text ? *text : "";
}

std::uint64_t number_in(const wire::Value& head, std::string_view name) {
  const wire::Value* member = head.find_member(name);
  const auto* number = member ? member->find<std::uint64_t>() : nullptr;
  return number ? *number : 0;
}

bool flag_in(const wire::Value& head, std::string_view name) {
  const wire::Value* member = head.find_member(name);
  const auto* flag = member ? member->find<bool>() : nullptr;
  return flag && *flag;
}

core::Answer answer_in(const wire::Value& head, View body) {
  if (const wire::Value* failed = head.find_member("failed")) {
    if (!failed->find<std::string>()) return core::Failure::no_answer;
    if (text_in(head, "failed") == "refused") return core::Failure::refused;
    return text_in(head, "failed") == "memory" ? core::Failure::no_memory : core::Failure::not_possible;
  }
  if (const std::uint64_t status = number_in(head, "status")) {
    return core::HttpAnswer{static_cast<int>(status), copy_of(body)};
  }
  if (head.find_member("score")) {
    return core::Estimated{static_cast<int>(number_in(head, "score")), flag_in(head, "common")};
  }
  if (flag_in(head, "read")) return core::Piece{Secret(body)};
  if (body.empty()) return core::Over{};
  return core::Stretched{Secret(body)};
}

}  // namespace portal::shell
