// PROTOCOL.md, "Purses": how often a password may be tried, and by whom.
#pragma once

#include "server-stub/app/desk.h"

namespace portal::server {

struct LoginPurses {
  LoginPurse device;  // for the holder of a known token of this login
  LoginPurse strangers;
  std::vector<Charge> all_of_strangers;  // to look whether there is room at all
};
Result<LoginPurses> login_purses(Desk& desk, const std::string& login,
                                 const std::optional<wire::Hash>& known);

std::optional<Charge> step_up_charge(Desk& desk, const AccountId& account);

std::optional<Charge> device_charge(Desk& desk, const wire::Hash& token_hash);

// How many addresses one network may have mailed. What is over it is dropped in silence, for the answer is
// always the same.
Result<std::vector<Charge>> sign_up_charges(Desk& desk);

// Under which name mails of an address are found and counted.
Sha256 mail_name(const Secrets& secrets, const std::string& login);

// All names under which an account was counted, but those of its known devices.
std::vector<Sha256> budget_names(const Secrets& secrets, const std::string& login, const AccountId& account);

std::optional<MailLimit> new_device_mail_limit(Desk& desk, const AccountId& account);
MailLimit frame_change_mail_limit(Desk& desk, const AccountId& account);

// How often the recovery of a password may be begun, by one network and by all. Not per login: nobody can
// guess a recovery key.
Result<std::vector<Charge>> recovery_charges(Desk& desk);

// How often a network may ask an owner for permission, and under which name its open requests are counted.
Result<std::vector<Charge>> pair_charges(Desk& desk);
Result<std::optional<Sha256>> pair_network(Desk& desk);

std::optional<MailLimit> stranger_mail_limit(Desk& desk, const std::string& login);

}  // namespace portal::server
