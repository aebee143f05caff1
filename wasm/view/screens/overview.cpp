#include "wasm/view/moments.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

std::size_t switches_on(const wire::Subscriptions& subscriptions) {
  std::size_t on = 0;
  for (const auto& list : subscriptions.lists) {
    for (const auto& purpose : list.purposes) on += purpose.on ? 1 : 0;
  }
  return on;
}

bool is_due(const wire::Account& account, std::uint64_t now_seconds) {
  constexpr std::uint64_t kMonth = 2'629'746;  // of the mean Gregorian year
  return account.remind_months > 0 &&
         now_seconds >= account.password_changed + account.remind_months * kMonth;
}

Node card(std::string name, std::vector<Node> children) {
  children.insert(children.begin(), heading(2, name));
  return box(Role::region, std::move(name), std::move(children), Look::card);
}

Node password_card(const Model& model) {
  std::vector<Node> children;
  if (const auto& account = model.account) {
    children.push_back(paragraph("Changed " + print_age(account->password_changed, model.now / 1000) +
                                 ", on " + print_date(account->password_changed) + "."));
    if (is_due(*account, model.now / 1000)) {
      children.push_back(paragraph("It is time for a new one, as you wanted to be reminded.", Look::note));
    }
  }
  children.push_back(
      paragraph("It has never left your devices. We keep nothing that it could be read from.", Look::muted));
  children.push_back(link("Change password", "/change-password"));
  return card("Your password", std::move(children));
}

Node mail_card(const Model& model) {
  std::vector<Node> children;
  if (model.subscriptions) {
    const std::size_t on = switches_on(*model.subscriptions);
    children.push_back(paragraph(on == 0   ? "You get no mail from our lists."
                                 : on == 1 ? "You get 1 kind of mail."
                                           : "You get " + std::to_string(on) + " kinds of mail."));
  }
  children.push_back(paragraph("What you switch off is off with the next mail.", Look::muted));
  children.push_back(link("Subscriptions", "/subscriptions"));
  return card("Your mail", std::move(children));
}

Node data_card(const Model& model) {
  const std::string login = model.account ? model.account->login : "";
  return card(
      "Your data",
      {paragraph(login),
       paragraph("We can read your email address, your mail choices, and when you used this portal. What "
                 "you write under My data is encrypted on your device before it is sent.",
                 Look::muted),
       link("My data", "/my-data"), link("Export", "/export")});
}

Node sign_ins_card(const Model& model) {
  std::vector<Node> children;
  if (const auto& account = model.account) {
    children.push_back(paragraph("This one: " + print_date(account->signed_in) + "."));
    if (account->signed_in_before) {
      children.push_back(paragraph("The one before: " + print_date(*account->signed_in_before) + "."));
    }
    children.push_back(paragraph(account->sessions == 1
                                     ? "You are signed in here only."
                                     : "You are signed in at " + std::to_string(account->sessions) +
                                           " places. A new password signs out all others."));
  }
  if (model.stays_until) {
    children.push_back(paragraph("This device stays signed in until " + print_date(*model.stays_until) +
                                 ". Signing out ends that."));
  }
  children.push_back(link("Sessions", "/sessions"));
  return card("Sign-ins", std::move(children));
}

}  // namespace

std::vector<Node> overview_screen(const Model& model) {
  return {heading(1, "Overview"), password_card(model), mail_card(model), data_card(model),
          sign_ins_card(model)};
}

}  // namespace portal::view
