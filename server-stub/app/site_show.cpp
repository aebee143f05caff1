#include "server-stub/app/site_show.h"

namespace portal::server {

Result<wire::Site> site_show(Desk& desk, const wire::SiteShow&) {
  const Site& site = desk.site;
  std::vector<wire::OutsideStore> outside;
  for (const OutsideStore& each : site.outside) outside.push_back({each.name, each.about, each.contact});
  return wire::Site{.name = site.name,
                    .controller = site.controller.name,
                    .address = site.controller.address,
                    .contact = site.controller.contact,
                    .authority = site.controller.authority,
                    .privacy_url = site.privacy_url,
                    .support_url = site.support_url,
                    .outside = std::move(outside),
                    .embed_origins = desk.settings.embed_origins,
                    .embed_password = desk.settings.embed_password};
}

Result<wire::Trust> trust_show(Desk& desk, const wire::TrustShow&) {
  return trust_of(desk.secrets);
}

Result<Health> health_show(Desk& desk, const HealthShow&) {
  TRY(desk.store.check());
  return Health{.status = "ok", .version = desk.settings.version, .store = "sqlite"};
}

}  // namespace portal::server
