// What anybody may ask: who runs this portal, its keys, and whether it is well.
#pragma once

#include "server-stub/app/desk.h"

namespace portal::server {

struct Health {
  std::string status;
  std::string version;
  std::string store;
  static void fields(auto& m, auto&& field) {
    field("status", m.status);
    field("version", m.version);
    field("store", m.store);
  }
};
struct HealthShow {
  using Reply = Health;
  static constexpr wire::Route route{"GET", "/healthz"};
  static void fields(auto&, auto&&) {}
};

Result<wire::Site> site_show(Desk& desk, const wire::SiteShow& message);
Result<wire::Trust> trust_show(Desk& desk, const wire::TrustShow& message);
Result<Health> health_show(Desk& desk, const HealthShow& message);

}  // namespace portal::server
