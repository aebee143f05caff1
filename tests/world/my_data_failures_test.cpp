// My data with every failure at every step, and before a server that lies: what is kept is what was written,
// and the screen tells the truth.
#include <doctest/doctest.h>
#include <functional>

#include "shared/wire/records.h"
#include "tests/world/failures.h"
#include "tests/world/keeping.h"

namespace portal::world {
namespace {

using core::Item;

TEST_CASE_FIXTURE(AtMyData,
                  "a save whose answer is lost is not called a failure, and is repeated until it is heard") {
  device->lose_answers_of = wire::RecordsWrite::route.path;
  save(*device, {{"Name", "Anna"}});
  CHECK(device->sees("We did not hear back yet."));
  CHECK_FALSE(device->sees("Saved."));
  CHECK(kept(service, "Name") == "Anna");
  device->lose_answers_of.clear();
  device->pass(30'000);
  CHECK(device->sees("Saved."));
  save(*device, {{"Name", "Anna Grau"}});  // the revision is the one that the server has
  CHECK(device->sees("Saved."));
}

TEST_CASE("a save that meets any failure is saved in whole or not at all, and the screen does not lie") {
  const auto act = [](Device& device) {
    sign_in(device, kAlice, kOldPassword);
    if (device.heading() != "Overview") return;
    open_my_data(device);
    for (const char* value : {"first", "second"}) {
      if (device.is_dead() || !device.core().model().my_data) return;
      save(device, {{"Name", value}, {"City", value}});
    }
    if (device.is_dead() || !device.core().model().my_data) return;
    device.press("Delete city");
    device.press("Cancel");
    device.settle();
  };
  with_every_failure(act, [](Service& service, Device& device) {
    const std::string name = kept(service, "Name");
    const std::string city = kept(service, "City");
    CHECK((name.empty() || name == "first" || name == "second"));
    CHECK((city == name || (name == "second" && city.empty())));
    if (device.is_dead() || device.heading() != "My data" || !device.core().model().my_data) return;
    INFO(device.text());
    CHECK_FALSE(device.core().model().work);
    const auto& saved = device.core().model().my_data->saved;
    CHECK(saved.value(Item::name) == name);
    CHECK(saved.value(Item::city) == city);
    if (device.sees("City is deleted.")) CHECK(city.empty());
    if (device.sees("Saved.")) CHECK(device.value("Name") == name);
  });
}

TEST_CASE_FIXTURE(AtMyData, "a save that meets a change of something else is saved, without a question") {
  Storage other_storage;
  Device other(service, other_storage, "/my-data");
  sign_in(other, kAlice, kOldPassword);
  save(*device, {{"Name", "Anna"}});
  device->press("Delete name");
  device->settle();
  save(other, {{"City", "Bonn"}});  // the other one finds a record, as empty as what it had
  CHECK(other.sees("Saved."));
  CHECK(kept(service, "City") == "Bonn");
}

TEST_CASE_FIXTURE(AtMyData, "a server that always says that something changed does not keep a page busy") {
  service.lie = [](const server::Request& request, server::Response& response) {
    if (request.path() != wire::RecordsWrite::route.path) return;
    response.status = 409;
    response.body = bytes_of(R"({"fault":"conflict"})");
  };
  const std::size_t before = device->requests();
  save(*device, {{"Name", "Anna"}});
  CHECK(device->sees("Someone changed this elsewhere."));
  CHECK(device->requests() < before + 10);
  CHECK_FALSE(device->core().model().work);
}

// The server changes what it shows of the records.
template <class M>
void lie(Service& service, std::function<void(typename M::Reply&)> change) {
  service.lie = [change](const server::Request& request, server::Response& response) {
    if (request.path() != M::route.path || response.status != M::route.status) return;
    auto reply = wire::parse<typename M::Reply>(response.body);
    REQUIRE(reply);
    change(*reply);
    response.body = wire::encode(*reply);
  };
}

TEST_CASE_FIXTURE(AtMyData, "what a server changes in keys or records is an incident, and nothing is shown") {
  save(*device, {{"Name", "Anna"}});
  save(*device, {{"Name", "Anna Grau"}});
  const std::vector<std::function<void(wire::Records&)>> lies{
      [](wire::Records& shown) { shown.records[0].blob[100] ^= 1; },
      [](wire::Records& shown) { shown.records[0].blob.pop_back(); },
      [](wire::Records& shown) { shown.records[0].blob[0] = 2; },
      [](wire::Records& shown) { shown.records[0].id[0] ^= 1; },
      [](wire::Records& shown) { shown.records[0].revision = 1; },
      [](wire::Records& shown) { shown.records[0].revision = 3; },
      [](wire::Records& shown) { shown.records[0].ck_version = 2; },
      [](wire::Records& shown) { shown.records[0].flags = wire::Standing::tombstone; },
      [](wire::Records& shown) { shown.records.insert(shown.records.begin(), wire::Record{}); },
      [](wire::Records& shown) {
        shown = {{}, wire::RecordId{1}};
      }};
  for (const auto& change : lies) {
    lie<wire::RecordsShow>(service, change);
    Storage fresh;
    Device victim(service, fresh, "/my-data");
    sign_in(victim, kAlice, kOldPassword);
    CHECK(victim.sees("The server showed something that an honest server cannot show."));
    CHECK_FALSE(victim.core().model().my_data);
  }
  const std::vector<std::function<void(wire::Collections&)>> other_lies{
      [](wire::Collections& shown) { shown.collections[0].keys[0].blob[50] ^= 1; },
      [](wire::Collections& shown) { shown.collections[0].keys[0].ck_version = 2; },
      [](wire::Collections& shown) { shown.collections[0].keys.clear(); },
      [](wire::Collections& shown) { shown.collections[0].ck_current = 2; }};
  for (const auto& change : other_lies) {
    lie<wire::CollectionsShow>(service, change);
    Storage fresh;
    Device victim(service, fresh, "/my-data");
    sign_in(victim, kAlice, kOldPassword);
    CHECK(victim.sees("The server showed something that an honest server cannot show."));
  }
  service.lie = {};
  CHECK(kept(service, "Name") == "Anna Grau");
}

TEST_CASE_FIXTURE(TwoDevices, "a page is not shown less than it has seen") {
  lie<wire::CollectionsShow>(service, [](wire::Collections& shown) { shown.collections.clear(); });
  save(*device, {{"Name", "Anna Rot"}});
  CHECK(device->sees("Saved."));
  other->press("Take the other one");
  other->settle();
  save(*other, {{"Name", "Anna Weiss"}});
  CHECK(other->sees("The server showed something that an honest server cannot show."));
}

}  // namespace
}  // namespace portal::world
