#include "wasm/view/names.h"
#include "wasm/view/screens/items.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

using core::field_of;
using core::Item;
using core::item_at;
using core::kItems;

std::string in_lower_case(std::string_view name) {
  std::string lower(name);
  if (!lower.empty() && lower[0] >= 'A' && lower[0] <= 'Z')
    lower[0] = static_cast<char>(lower[0] + 'a' - 'A');
  return lower;
}

Node item_field(const Model& model, Item item) {
  const auto& kept = model.my_data->saved[item];
  const std::string name(item_name(item));
  const ItemInput input = input_of(item);
  Node field =
      text_field(model, field_of(item), name, std::string(input.input), std::string(input.autocomplete));
  field.description = describe(item, kept);
  field.has_lines = core::has_lines(item);
  field.disabled = model.work.has_value();
  Node remove =
      button("Delete " + in_lower_case(name), {Intent::Do::delete_item, {}, field_of(item)}, Look::quiet);
  remove.disabled = !kept || model.work.has_value();
  const bool is_explained = model.explained.count(field_of(item)) > 0;
  Node explain = button("Who can read " + in_lower_case(name) + "?",
                        {Intent::Do::explain, {}, field_of(item)}, Look::quiet);
  explain.pressed = is_explained;
  std::vector<Node> children;
  children.push_back(std::move(field));
  children.push_back(box(Role::generic, "", {std::move(remove), std::move(explain)}, Look::row));
  if (is_explained) children.push_back(paragraph(readers_of(item), Look::note));
  Node whole = box(Role::generic, "", std::move(children), Look::item);
  whole.key = name;
  return whole;
}

Node part(const Model& model, std::string name, std::string about, std::initializer_list<Item> items) {
  std::vector<Node> children{heading(2, name)};
  if (!about.empty()) children.push_back(paragraph(std::move(about), Look::muted));
  for (const Item item : items) children.push_back(item_field(model, item));
  return box(Role::region, std::move(name), std::move(children));
}

bool has_voluntary(const core::OwnerProfile& profile) {
  for (std::size_t i = 0; i < kItems; ++i) {
    if (!core::is_required(item_at(i)) && profile[item_at(i)]) return true;
  }
  return false;
}

bool is_unsaved(const Model& model) {
  for (std::size_t i = 0; i < kItems; ++i) {
    if (text_of(model.value_of(field_of(item_at(i))).reveal()) != model.my_data->saved.value(item_at(i))) {
      return true;
    }
  }
  return false;
}

std::vector<Node> form(const Model& model) {
  std::vector<Node> form;
  form.push_back(part(model, "You", "",
                      {Item::name, Item::phone, Item::street_address, Item::city, Item::region,
                       Item::postal_code, Item::country}));
  form.push_back(part(model, "Billing", "Used for invoices and for nothing else.",
                      {Item::billing_name, Item::company, Item::tax_number, Item::billing_address}));
  form.push_back(part(model, "Your notes", "", {Item::notes}));
  if (is_unsaved(model) && !model.work) {
    Node unsaved = paragraph("What you changed is not saved yet.", Look::note);
    unsaved.key = "unsaved";
    form.push_back(std::move(unsaved));
  }
  Node save = submit("Save", {Intent::Do::save_data});
  save.disabled = model.work.has_value();
  Node undo = button("Undo", {Intent::Do::undo_data});
  undo.disabled = !model.my_data->can_undo || model.work.has_value();
  Node clear = button("Clear what is voluntary", {Intent::Do::clear_voluntary}, Look::danger);
  clear.disabled = !has_voluntary(model.my_data->saved) || model.work.has_value();
  form.push_back(box(Role::generic, "", {std::move(save), std::move(undo), std::move(clear)}, Look::row));
  add_work(form, model);
  return form;
}

std::string shown(const std::string& value) {
  return value.empty() ? "(nothing)" : value;
}

// Both versions, where they differ.
Node choice(const Model& model) {
  const core::OwnerProfile& theirs = model.my_data->saved;
  const core::OwnerProfile& mine = *model.my_data->mine;
  std::vector<Node> children{
      heading(2, "Two versions"),
      paragraph("Since you opened this page, it was changed on another device. Nothing of "
                "yours is saved until you choose.")};
  for (std::size_t i = 0; i < kItems; ++i) {
    const Item item = item_at(i);
    if (mine.value(item) == theirs.value(item)) continue;
    const std::string name(item_name(item));
    Node both{Role::list, name + ", two versions"};
    both.children.push_back({Role::listitem, name + ", yours: " + shown(mine.value(item))});
    both.children.push_back({Role::listitem, name + ", the other one: " + shown(theirs.value(item))});
    children.push_back(std::move(both));
  }
  Node keep = button("Keep mine", {Intent::Do::keep_mine}, Look::primary);
  keep.disabled = model.work.has_value();
  Node take = button("Take the other one", {Intent::Do::take_theirs});
  take.disabled = model.work.has_value();
  children.push_back(box(Role::generic, "", {std::move(keep), std::move(take)}, Look::row));
  add_work(children, model);
  return box(Role::region, "Two versions", std::move(children), Look::card);
}

Node readable_part(const Model& model) {
  const std::string login = model.account ? model.account->login : "";
  Node facts{Role::list, "What we can read"};
  facts.children.push_back({Role::listitem, "Your email address, " + login + ": you sign in with it."});
  facts.children.push_back({Role::listitem, "Your mail choices: the mailer has to know them."});
  return box(Role::region, "What we can read",
             {heading(2, "What we can read"),
              paragraph("Of all that is on this page, these two. Everything above is for your eyes only.",
                        Look::muted),
              std::move(facts), link("Everything that we can see", "/who-can-read")},
             Look::card);
}

Node outside_part(const Model& model) {
  std::vector<Node> children{
      heading(2, "Outside this portal"),
      paragraph(
          "The company also keeps this about its customers, and can read it. Ask there to see, correct or "
          "delete it.",
          Look::muted)};
  for (const auto& store : model.site->outside) {
    children.push_back(heading(3, store.name));
    children.push_back(paragraph(store.about));
    Node contact = paragraph("Ask: " + store.contact, Look::muted);
    contact.key = "contact of " + store.name;
    children.push_back(std::move(contact));
  }
  return box(Role::region, "Outside this portal", std::move(children), Look::card);
}

}  // namespace

std::vector<Node> my_data_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "My data")};
  if (!model.my_data) {
    const bool goes_on = model.alert.notice != core::Notice::incident &&
                         model.alert.notice != core::Notice::data_of_other_version;
    if (goes_on) nodes.push_back(paragraph("Your data is being fetched and opened.", Look::muted));
    return nodes;
  }
  nodes.push_back(
      paragraph("Only you can read what you write here. All of it may stay empty as long as you buy "
                "nothing.",
                Look::muted));
  nodes.push_back(model.my_data->mine ? choice(model) : box(Role::form, "My data", form(model)));
  nodes.push_back(readable_part(model));
  if (model.site && !model.site->outside.empty()) nodes.push_back(outside_part(model));
  return nodes;
}

}  // namespace portal::view
