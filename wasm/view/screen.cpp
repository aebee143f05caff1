#include "wasm/view/screen.h"

#include "wasm/view/build.h"
#include "wasm/view/moments.h"
#include "wasm/view/screens/screens.h"
#include "wasm/view/wording.h"

namespace portal::view {
namespace {

using core::Place;

std::vector<Node> content_of(const Model& model) {
  switch (model.place) {
    case Place::opening:
    case Place::sign_in:
      return sign_in_screen(model);
    case Place::sign_up:
      return sign_up_screen(model);
    case Place::finish:
      return finish_screen(model);
    case Place::recovery_key:
      return recovery_key_screen(model);
    case Place::recovery_key_check:
      return recovery_key_check_screen(model);
    case Place::recovery:
      return recovery_screen(model);
    case Place::not_me:
      return not_me_screen(model);
    case Place::framed:
      return framed_screen(model);
    case Place::pair:
      return pair_screen(model);
    case Place::overview:
      return overview_screen(model);
    case Place::subscriptions:
      return subscriptions_screen(model);
    case Place::change_password:
      return change_password_screen(model);
    case Place::sessions:
      return sessions_screen(model);
    case Place::activity:
      return activity_screen(model);
    case Place::my_data:
      return my_data_screen(model);
    case Place::who_can_read:
      return who_can_read_screen(model);
    case Place::make_export:
      return export_screen(model);
    case Place::verify:
      return verify_screen(model);
    case Place::delete_account:
      return delete_account_screen(model);
    case Place::cancel_deletion:
      return cancel_deletion_screen(model);
    case Place::reset:
      return reset_screen(model);
    case Place::reset_confirm:
      return reset_confirm_screen(model);
    case Place::reset_cancel:
      return reset_cancel_screen(model);
    case Place::reset_finish:
      return reset_finish_screen(model);
  }
  return {};
}

Node header(const Model& model) {
  std::vector<Node> children;
  Node brand = box(Role::text, model.site ? model.site->name : "Privacy portal", {}, Look::brand);
  brand.key = "brand";
  children.push_back(std::move(brand));
  if (model.signed_in && model.account) {
    Node who = box(Role::text, model.account->login, {}, Look::muted);
    who.key = "who";
    children.push_back(std::move(who));
  }
  return box(Role::banner, "", std::move(children));
}

Node navigation(const Model& model) {
  std::vector<Node> children;
  const auto to = [&](std::string name, Place place) {
    Node node = link(std::move(name), std::string(core::path_of(place)));
    node.selected = model.place == place;
    children.push_back(std::move(node));
  };
  to("Overview", Place::overview);
  to("Subscriptions", Place::subscriptions);
  if (model.is_framed) {
    children.push_back(outside_link("Open in a new window", std::string(core::path_of(Place::overview))));
  } else {
    to("My data", Place::my_data);
    to("Change password", Place::change_password);
    to("Sessions", Place::sessions);
    to("Activity", Place::activity);
    to("Export", Place::make_export);
    to("Delete account", Place::delete_account);
  }
  children.push_back(button("Sign out", {Intent::Do::sign_out}, Look::quiet));
  return box(Role::navigation, "Account", std::move(children));
}

// On every screen but the one that has the button.
Node deletion_notice(std::uint64_t due) {
  return box(Role::region, "Deletion",
             {paragraph("Your account will be deleted on " + print_date(due) + "."),
              link("Cancel this", "/delete-account")},
             Look::note);
}

Node told(Role role, const core::Told& what) {
  Node node{role, "", role == Role::status ? "status" : "alert"};
  node.value = sentence(what);
  return node;
}

struct Choice {
  std::string_view name;
  std::string_view argument;
  bool chosen;
};
Node choices(std::string name, Intent::Do action, std::initializer_list<Choice> among) {
  Node node{Role::combobox, std::move(name)};
  for (const Choice& choice : among) {
    Node option{Role::option, std::string(choice.name)};
    option.selected = choice.chosen;
    option.intent = {action, std::string(choice.argument)};
    if (choice.chosen) node.value = option.name;
    node.children.push_back(std::move(option));
  }
  return node;
}

Node footer(const Model& model) {
  std::vector<Node> links;
  if (model.site) {
    links.push_back(outside_link("Privacy policy", model.site->privacy_url));
    links.push_back(outside_link("Contact support", model.site->support_url));
  }
  links.push_back(link("Who can read what", std::string(core::path_of(Place::who_can_read))));
  Node licences = outside_link("Licences", "/licences.txt");
  links.push_back(std::move(licences));
  std::vector<Node> children;
  children.push_back(box(Role::generic, "", std::move(links), Look::row));
  if (model.is_framed) return box(Role::contentinfo, "", std::move(children));
  using core::Renderer, core::Theme;
  children.push_back(choices("Theme", Intent::Do::choose_theme,
                             {{"System", "system", model.theme == Theme::system},
                              {"Light", "light", model.theme == Theme::light},
                              {"Dark", "dark", model.theme == Theme::dark}}));
  children.push_back(choices("View", Intent::Do::choose_view,
                             {{"Automatic", "automatic", model.renderer == Renderer::automatic},
                              {"HTML", "html", model.renderer == Renderer::html},
                              {"Canvas", "canvas", model.renderer == Renderer::canvas}}));
  if (model.site) {
    children.push_back(paragraph(model.site->controller + ", " + model.site->address + ". Contact: " +
                                     model.site->contact + ". Authority: " + model.site->authority + ".",
                                 Look::muted));
  }
  return box(Role::contentinfo, "", std::move(children));
}

Node still_there() {
  Node dialog =
      box(Role::dialog, "Still there?",
          {heading(2, "Still there?"),
           paragraph("You will be signed out in a minute, because nothing has happened for a while."),
           button("Stay signed in", {Intent::Do::stay_signed_in}, Look::primary),
           button("Sign out", {Intent::Do::sign_out})});
  return dialog;
}

// What a frame cannot show opens at the top level.
void open_elsewhere(Node& node) {
  const bool is_here =
      node.href == core::path_of(Place::overview) || node.href == core::path_of(Place::subscriptions);
  if (node.role == Role::link && !is_here && !node.new_window) {
    node.new_window = true;
    node.intent = {};
  }
  for (Node& child : node.children) open_elsewhere(child);
}

}  // namespace

Node screen(const Model& model) {
  std::vector<Node> content = content_of(model);
  const std::string site = model.site ? model.site->name : "Privacy portal";
  Node root{Role::document, content.front().name + " · " + site};
  root.children.push_back(header(model));
  if (model.signed_in) root.children.push_back(navigation(model));
  std::vector<Node> told_ones;
  told_ones.push_back(told(Role::status, model.status));
  if (model.status.notice == core::Notice::led_to_entry) told_ones.back().value = led_to_words(model);
  told_ones.push_back(told(Role::alert, model.alert));
  content.insert(content.begin() + 1, told_ones.begin(), told_ones.end());
  const bool is_doomed = model.signed_in && model.account && model.account->erase_due;
  if (is_doomed && model.place != Place::delete_account) {
    content.insert(content.begin() + 3, deletion_notice(*model.account->erase_due));
  }
  const bool is_reset = model.signed_in && model.account && model.account->reset_due;
  const bool has_button = model.place == Place::reset_cancel;
  if (is_reset && !has_button) content.insert(content.begin() + 3, reset_notice(model));
  if (model.other_vault) content.insert(content.begin() + 3, other_vault_form(model));
  Node main = box(Role::main, "", std::move(content), model.signed_in ? Look::plain : Look::narrow);
  root.children.push_back(std::move(main));
  root.children.push_back(footer(model));
  if (model.asks_still_there) root.children.push_back(still_there());
  if (model.is_framed) open_elsewhere(root);
  give_ids(root);
  return root;
}

}  // namespace portal::view
