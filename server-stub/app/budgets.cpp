#include "server-stub/app/budgets.h"

#include "server-stub/app/network_keys.h"
#include "shared/crypto/budget_key.h"

namespace portal::server {
namespace {

// The byte that keeps the names of one purse apart from those of another.
enum Purse : std::uint8_t {
  known_device = 1,
  stranger = 2,
  step_up = 4,
  throughput = 5,
  mail = 6,
  sign_up = 7,
  new_device = 8,
  device = 9,
  pairing = 10,
  open_pairs = 11,
  frame_change = 12,
  recovery = 16,
  recovery_throughput = 17,
};

constexpr Milliseconds kTryEvery = 10 * kMinute;
constexpr std::uint32_t kTriesOfKnownDevice = 20;
constexpr std::uint32_t kUnlocksOfDevice = 20;
constexpr Milliseconds kUnlockEvery = kHour / 20;
constexpr std::uint32_t kTriesOfStrangers = 10;
constexpr std::uint32_t kTriesOfStepUp = 10;
constexpr std::uint32_t kTriesOfNetwork = 60;
constexpr Milliseconds kNetworkTryEvery = kMinute;
constexpr std::uint32_t kTriesPerSecond = 50;
constexpr std::uint32_t kRecoveriesOfNetwork = 20;
constexpr Milliseconds kNetworkRecoveryEvery = kHour / kRecoveriesOfNetwork;
constexpr std::uint32_t kPairingsOfNetwork = 30;
constexpr Milliseconds kNetworkPairingEvery = kHour / kPairingsOfNetwork;
constexpr std::uint32_t kMostPendingOfDevice = 2;
constexpr std::uint32_t kMostPendingOfStrangers = 5;
constexpr std::uint32_t kMostMailsADay = 3;
constexpr std::uint32_t kMostNewDeviceMailsADay = 20;
constexpr std::uint32_t kMostFrameChangeMailsADay = 3;

// Networks are counted under the key of the day.
Result<Charge> network_charge(Desk& desk, Purse purse, std::uint32_t burst, Milliseconds interval) {
  const Sha256 key = TRY(desk.network_keys.name(desk.store, desk.secrets.network_secret, desk.random,
                                                desk.now, purse, desk.request.network));
  return Charge{.key = key, .burst = burst, .interval = interval, .day = desk.now / kDay};
}

}  // namespace

Result<LoginPurses> login_purses(Desk& desk, const std::string& login,
                                 const std::optional<wire::Hash>& known) {
  const BudgetSecret& secret = desk.secrets.budget_secret;
  const Sha256 device_key = derive_budget_key(secret, Purse::known_device, known.value_or(wire::Hash{}));
  const Sha256 login_key = derive_budget_key(secret, Purse::stranger, view_of(login));
  LoginPurses purses{
      .device = {.charges = {}, .throughput = {}, .key = device_key, .most_pending = 0},
      .strangers = {.charges = {}, .throughput = {}, .key = login_key, .most_pending = 0},
      .all_of_strangers = {},
  };
  if (!desk.is_limited()) return purses;

  purses.device.charges = {{.key = device_key, .burst = kTriesOfKnownDevice, .interval = kTryEvery}};
  purses.device.most_pending = kMostPendingOfDevice;

  const Charge network = TRY(network_charge(desk, Purse::stranger, kTriesOfNetwork, kNetworkTryEvery));
  purses.strangers.charges = {{.key = login_key, .burst = kTriesOfStrangers, .interval = kTryEvery}, network};
  purses.strangers.throughput = Charge{.key = derive_budget_key(secret, Purse::throughput, View{}),
                                       .burst = kTriesPerSecond,
                                       .interval = kSecond / kTriesPerSecond};
  purses.strangers.most_pending = kMostPendingOfStrangers;
  purses.all_of_strangers = purses.strangers.charges;
  purses.all_of_strangers.push_back(*purses.strangers.throughput);
  return purses;
}

std::optional<Charge> step_up_charge(Desk& desk, const AccountId& account) {
  if (!desk.is_limited()) return std::nullopt;
  return Charge{.key = derive_budget_key(desk.secrets.budget_secret, Purse::step_up, account),
                .burst = kTriesOfStepUp,
                .interval = kTryEvery};
}

std::optional<Charge> device_charge(Desk& desk, const wire::Hash& token_hash) {
  if (!desk.is_limited()) return std::nullopt;
  return Charge{.key = derive_budget_key(desk.secrets.budget_secret, Purse::device, token_hash),
                .burst = kUnlocksOfDevice,
                .interval = kUnlockEvery};
}

Result<std::vector<Charge>> sign_up_charges(Desk& desk) {
  std::vector<Charge> charges;
  if (desk.is_limited())
    charges.push_back(TRY(network_charge(desk, Purse::sign_up, kTriesOfNetwork, kNetworkTryEvery)));
  return charges;
}

Result<std::vector<Charge>> recovery_charges(Desk& desk) {
  std::vector<Charge> charges;
  if (!desk.is_limited()) return charges;
  charges.push_back(TRY(network_charge(desk, Purse::recovery, kRecoveriesOfNetwork, kNetworkRecoveryEvery)));
  charges.push_back({.key = derive_budget_key(desk.secrets.budget_secret, Purse::recovery_throughput, View{}),
                     .burst = kTriesPerSecond,
                     .interval = kSecond / kTriesPerSecond});
  return charges;
}

Result<std::vector<Charge>> pair_charges(Desk& desk) {
  std::vector<Charge> charges;
  if (desk.is_limited()) {
    charges.push_back(TRY(network_charge(desk, Purse::pairing, kPairingsOfNetwork, kNetworkPairingEvery)));
  }
  return charges;
}

Result<std::optional<Sha256>> pair_network(Desk& desk) {
  if (!desk.is_limited()) return std::optional<Sha256>{};
  return std::optional<Sha256>(TRY(network_charge(desk, Purse::open_pairs, 1, 1)).key);
}

Sha256 mail_name(const Secrets& secrets, const std::string& login) {
  return derive_budget_key(secrets.budget_secret, Purse::mail, view_of(login));
}

std::vector<Sha256> budget_names(const Secrets& secrets, const std::string& login, const AccountId& account) {
  return {mail_name(secrets, login),
          derive_budget_key(secrets.budget_secret, Purse::stranger, view_of(login)),
          derive_budget_key(secrets.budget_secret, Purse::step_up, account),
          derive_budget_key(secrets.budget_secret, Purse::new_device, account),
          derive_budget_key(secrets.budget_secret, Purse::frame_change, account)};
}

std::optional<MailLimit> new_device_mail_limit(Desk& desk, const AccountId& account) {
  if (!desk.is_limited()) return std::nullopt;
  return MailLimit{.key = derive_budget_key(desk.secrets.budget_secret, Purse::new_device, account),
                   .day = desk.now / kDay,
                   .most = kMostNewDeviceMailsADay};
}

// For its owner's peace, not against an attack: it holds where there are no limits, too.
MailLimit frame_change_mail_limit(Desk& desk, const AccountId& account) {
  return {.key = derive_budget_key(desk.secrets.budget_secret, Purse::frame_change, account),
          .day = desk.now / kDay,
          .most = kMostFrameChangeMailsADay};
}

std::optional<MailLimit> stranger_mail_limit(Desk& desk, const std::string& login) {
  if (!desk.is_limited()) return std::nullopt;
  return MailLimit{.key = mail_name(desk.secrets, login), .day = desk.now / kDay, .most = kMostMailsADay};
}

}  // namespace portal::server
