// One function for each screen: its h1 first, then what is on it.
#pragma once

#include <vector>

#include "wasm/view/build.h"

namespace portal::view {

std::vector<Node> sign_in_screen(const Model& model);
std::vector<Node> sign_up_screen(const Model& model);
std::vector<Node> finish_screen(const Model& model);
std::vector<Node> recovery_key_screen(const Model& model);
std::vector<Node> recovery_key_check_screen(const Model& model);
std::vector<Node> recovery_screen(const Model& model);
std::vector<Node> not_me_screen(const Model& model);
std::vector<Node> framed_screen(const Model& model);
std::vector<Node> pair_screen(const Model& model);
std::vector<Node> overview_screen(const Model& model);
std::vector<Node> subscriptions_screen(const Model& model);
std::vector<Node> change_password_screen(const Model& model);
std::vector<Node> sessions_screen(const Model& model);
std::vector<Node> activity_screen(const Model& model);
std::string led_to_words(const Model& model);  // Notice::led_to_entry
std::vector<Node> my_data_screen(const Model& model);
std::vector<Node> who_can_read_screen(const Model& model);
std::vector<Node> export_screen(const Model& model);
std::vector<Node> verify_screen(const Model& model);
std::vector<Node> delete_account_screen(const Model& model);
std::vector<Node> cancel_deletion_screen(const Model& model);
std::vector<Node> reset_screen(const Model& model);
std::vector<Node> reset_confirm_screen(const Model& model);
std::vector<Node> reset_cancel_screen(const Model& model);
std::vector<Node> reset_finish_screen(const Model& model);

// Parts of several screens.
Node reset_notice(const Model& model);      // of which the session knows
Node other_vault_form(const Model& model);  // that this device does not know

}  // namespace portal::view
