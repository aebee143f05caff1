#include <array>
#include <map>

#include "shared/base/encoding.h"
#include "wasm/view/moments.h"
#include "wasm/view/names.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

constexpr std::array<std::string_view, 4> kColumns{"Device", "Signed in", "Last used", "Access"};

Node cell(std::string_view column, std::string text) {
  Node node{Role::cell, std::move(text)};
  node.key = column;
  return node;
}

Node cell(std::string_view column, std::vector<Node> parts) {
  Node node = box(Role::cell, "", {box(Role::generic, "", std::move(parts))});
  node.key = column;
  return node;
}

Node words(std::string text, Look look = Look::plain) {
  return box(Role::text, std::move(text), {}, look);
}

Node head() {
  std::vector<Node> columns;
  for (const std::string_view column : kColumns) columns.push_back({Role::columnheader, std::string(column)});
  Node node = box(Role::row, "", std::move(columns));
  node.key = "head";
  return node;
}

Node row(const wire::SessionState& session, std::string name) {
  std::vector<Node> device{words(name)};
  if (session.current) device.push_back(words("This device", Look::muted));
  const std::string sid = encode_base64url(session.sid);
  const Intent end = session.current ? Intent{Intent::Do::sign_out} : Intent{Intent::Do::end_session, sid};
  std::vector<Node> cells;
  cells.push_back(cell(kColumns[0], std::move(device)));
  cells.push_back(cell(kColumns[1], print_moment(session.signed_in)));
  cells.push_back(cell(kColumns[2], session.current ? "Now" : print_moment(session.last_used)));
  cells.push_back(
      cell(kColumns[3], {words(std::string(access_name(session.scope))), button("End session", end)}));
  Node node = box(Role::row, std::move(name), std::move(cells));
  node.key = sid;
  return node;
}

Node row(const wire::KeptDevice& device, std::string name) {
  const std::string id = encode_base64url(device.token_hash);
  std::vector<Node> cells;
  cells.push_back(cell(kColumns[0], {words(name)}));
  cells.push_back(cell(kColumns[1], print_moment(device.signed_in)));
  cells.push_back(cell(kColumns[2], "Not open now"));
  cells.push_back(cell(kColumns[3], {words("Stays signed in until " + print_date(device.stays_until)),
                                     button("End session", {Intent::Do::end_device, id})}));
  Node node = box(Role::row, std::move(name), std::move(cells));
  node.key = id;
  return node;
}

// The one that asks comes first; devices of one name are numbered, for each row has a name of its own.
Node table(const wire::Sessions& sessions) {
  std::vector<Node> rows{head()};
  std::map<std::string, int> seen;
  const auto name_of = [&seen](const std::string& device) {
    std::string name = device.empty() ? "A device without a name" : device;
    const int number = ++seen[name];
    return number > 1 ? name + " (" + std::to_string(number) + ")" : name;
  };
  for (const bool current : {true, false}) {
    for (const auto& session : sessions.sessions) {
      if (session.current != current) continue;
      rows.push_back(row(session, name_of(session.device)));
    }
  }
  for (const auto& device : sessions.devices) rows.push_back(row(device, name_of(device.device)));
  return box(Role::table, "Sessions", std::move(rows));
}

Node this_device(const Model& model) {
  std::vector<Node> form;
  Node name = text_field(model, Field::device_name, "Name of this device", "text", "off");
  name.longest = wire::kLongestDeviceName;
  name.description = "So that you know it again in this list. We can read it.";
  form.push_back(std::move(name));
  form.push_back(submit("Save", {Intent::Do::name_device}));
  return box(Role::form, "This device", std::move(form));
}

}  // namespace

std::vector<Node> sessions_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Sessions")};
  if (!model.sessions) {
    nodes.push_back(paragraph("The list is being fetched.", Look::muted));
    return nodes;
  }
  nodes.push_back(paragraph(
      "Where you are signed in, and which devices open your account without the password. What you end "
      "is over with its next request.",
      Look::muted));
  nodes.push_back(table(*model.sessions));
  Node others = button("End all other sessions", {Intent::Do::end_other_sessions}, Look::danger);
  others.description = "From then on every device counts as new, this one included.";
  nodes.push_back(std::move(others));
  nodes.push_back(
      box(Role::region, "Device name", {heading(2, "Device name"), this_device(model)}, Look::card));
  Node mail{Role::switch_, "Mail me when a new device signs in"};
  mail.checked = model.sessions->mail_new_device;
  mail.intent = {Intent::Do::switch_new_device_mail};
  nodes.push_back(box(Role::region, "New devices", {heading(2, "New devices"), std::move(mail)}, Look::card));
  return nodes;
}

}  // namespace portal::view
