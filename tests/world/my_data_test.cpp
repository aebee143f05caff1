// My data: what the owner writes is kept as written, on every device, whatever happens on the way; and the
// server never has it.
#include <doctest/doctest.h>

#include "tests/world/keeping.h"

namespace portal::world {
namespace {

using core::Item;

TEST_CASE_FIXTURE(AtMyData, "what is saved is there on every device, with where it is from") {
  CHECK(device->value("Name").empty());
  save(*device, {{"Name", "  Anna Grau "}, {"Notes", "two\nlines"}, {"Postal code", "10115"}});
  CHECK(device->sees("Saved."));
  CHECK(device->value("Name") == "Anna Grau");
  CHECK(device->sees("Given here on "));
  CHECK(kept(service, "Name") == "Anna Grau");
  CHECK(kept(service, "Notes") == "two\nlines");
  save(*device, {{"Name", "Anna Blau"}});
  CHECK(kept(service, "Name") == "Anna Blau");
  CHECK(kept(service, "Postal code") == "10115");
  device->press("Sign out");
  device->settle();
  CHECK_FALSE(device->sees("Anna Blau"));
  CHECK_FALSE(device->core().model().my_data);
}

TEST_CASE_FIXTURE(AtMyData, "each item can be deleted by itself, and what else was typed stays") {
  save(*device, {{"Name", "Anna"}, {"Phone", "030 1"}});
  device->fill("City", "Kiel");
  device->press("Delete phone");
  device->settle();
  CHECK(device->sees("Phone is deleted."));
  CHECK(device->value("Phone").empty());
  CHECK(device->value("City") == "Kiel");
  CHECK(device->sees("What you changed is not saved yet."));
  CHECK(kept(service, "Phone").empty());
  CHECK(kept(service, "Name") == "Anna");
  CHECK(kept(service, "City").empty());
  const std::size_t before = device->requests();
  device->press("Delete city");  // nothing of it is saved
  device->settle();
  CHECK(device->requests() == before);
}

TEST_CASE_FIXTURE(AtMyData, "undo takes the last change back, once, with its date") {
  save(*device, {{"Name", "Anna"}});
  const auto saved_first = device->core().model().my_data->saved;
  service.now += 86'400'000;
  Device later(service, storage, "/my-data");
  sign_in(later, kAlice, kOldPassword);
  save(later, {{"Name", "Bert"}});
  later.press("Undo");
  later.settle();
  CHECK(later.sees("Undone."));
  CHECK(later.value("Name") == "Anna");
  CHECK(later.core().model().my_data->saved == saved_first);
  CHECK_FALSE(later.core().model().my_data->can_undo);
  CHECK(kept(service, "Name") == "Anna");
}

TEST_CASE_FIXTURE(AtMyData, "clearing what is voluntary leaves what is required, and can be undone") {
  std::map<std::string, std::string> all;
  for (const char* name : {"Name", "Phone", "Street address", "City", "Region", "Postal code", "Country",
                           "Billing name", "Company", "Tax number", "Billing address", "Notes"}) {
    all[name] = "value of " + std::string(name);
  }
  save(*device, all);
  device->press("Clear what is voluntary");
  device->settle();
  CHECK(device->sees("What is voluntary is deleted."));
  for (std::size_t i = 0; i < core::kItems; ++i) {
    const auto& saved = device->core().model().my_data->saved;
    CHECK(saved.kept[i].has_value() == core::is_required(core::item_at(i)));
  }
  device->press("Undo");
  device->settle();
  for (const auto& [name, value] : all) CHECK(device->value(name) == value);
}

TEST_CASE_FIXTURE(AtMyData,
                  "card numbers, endless values and control characters are refused before anything is sent") {
  const std::size_t before = device->requests();
  save(*device, {{"Notes", "pay with 4111 1111 1111 1111"}});
  CHECK(device->sees("This looks like a card number."));
  CHECK(device->core().model().invalid.count(core::Field::notes) == 1);
  save(*device, {{"Notes", ""}, {"Name", std::string(4097, 'a')}});
  CHECK(device->sees("This is too long."));
  save(*device, {{"Name", "a\x01"}});
  CHECK(device->sees("This has characters that cannot be kept."));
  CHECK(device->requests() == before);
  save(*device, {{"Name", "Anna"}});
  CHECK(device->sees("Saved."));
}

TEST_CASE_FIXTURE(AtMyData, "each item says who can read it, when asked") {
  CHECK_FALSE(device->sees("Tax number: only you."));
  device->press("Who can read tax number?");
  CHECK(device->sees("Tax number: only you."));
  device->press("Who can read tax number?");
  CHECK_FALSE(device->sees("Tax number: only you."));
  CHECK(device->sees("Your email address, alice@example.org"));
}

TEST_CASE_FIXTURE(TwoDevices, "who saves later is told, sees both versions and chooses") {
  CHECK(other->sees("Someone changed this elsewhere."));
  CHECK_FALSE(other->sees("Saved."));
  CHECK(other->sees("Name, yours: Anna Blau"));
  CHECK(other->sees("Name, the other one: Anna Grau"));
  CHECK_FALSE(other->sees("Phone, yours"));
  CHECK(kept(service, "Name") == "Anna Grau");
  SUBCASE("mine, on top of what only the other changed") {
    other->press("Keep mine");
    other->settle();
    CHECK(other->sees("Saved."));
    CHECK(kept(service, "Name") == "Anna Blau");
    CHECK(kept(service, "City") == "Bonn");
    CHECK(kept(service, "Phone") == "030 1");
  }
  SUBCASE("the other one") {
    other->press("Take the other one");
    other->settle();
    CHECK(other->sees("The other version is kept."));
    CHECK(other->value("Name") == "Anna Grau");
    CHECK(kept(service, "City") == "Kiel");
  }
  SUBCASE("and until then nothing else can be pressed") {
    CHECK_FALSE(other->sees("Clear what is voluntary"));
    other->is_impatient = true;
    const std::size_t before = other->requests();
    other->press("Keep mine");
    other->settle();
    CHECK(other->requests() == before + 1);
  }
  SUBCASE("and may be too late again") {
    save(*device, {{"Name", "Anna Rot"}});
    other->press("Keep mine");
    other->settle();
    CHECK(other->sees("Someone changed this elsewhere."));
    CHECK(other->sees("Name, the other one: Anna Rot"));
    CHECK(kept(service, "Name") == "Anna Rot");
  }
}

TEST_CASE_FIXTURE(AtMyData, "two devices that both write for the first time make one record") {
  Storage other_storage;
  Device other(service, other_storage, "/my-data");
  sign_in(other, kAlice, kOldPassword);
  save(*device, {{"Name", "Anna"}});
  save(other, {{"City", "Bonn"}});
  CHECK(other.sees("Someone changed this elsewhere."));
  other.press("Keep mine");
  other.settle();
  CHECK(other.value("Name") == "Anna");
  CHECK(kept(service, "Name") == "Anna");
  CHECK(kept(service, "City") == "Bonn");
}

TEST_CASE_FIXTURE(AtMyData, "what is pressed twice is saved once") {
  device->is_impatient = true;
  const std::size_t before = device->requests();
  save(*device, {{"Name", "Anna"}});
  CHECK(device->sees("Saved."));
  CHECK(device->requests() == before + 1);
  device->press("Delete name");
  device->settle();
  CHECK(device->sees("Name is deleted."));
  CHECK(device->requests() == before + 2);
}

TEST_CASE_FIXTURE(AtMyData, "after a change of the password the data is readable on every device") {
  save(*device, {{"Name", "Anna"}});
  change_password(*device, kOldPassword, kNewPassword);
  open_my_data(*device);
  CHECK(device->value("Name") == "Anna");
  Storage fresh;
  Device other(service, fresh, "/my-data");
  sign_in(other, kAlice, kNewPassword);
  CHECK(other.value("Name") == "Anna");
}

}  // namespace
}  // namespace portal::world
