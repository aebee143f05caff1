// People at "My data", alone and at two devices.
#pragma once

#include <doctest/doctest.h>
#include <map>
#include <memory>

#include "tests/world/people.h"

namespace portal::world {

inline void open_my_data(Device& device) {
  device.go("/my-data");
  device.settle();
}

inline void save(Device& device, const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values) device.fill(name, value);
  device.press("Save");
  device.settle();
}

// What a device that has seen nothing yet finds.
inline std::string kept(Service& service, const std::string& name) {
  Storage fresh;
  Device device(service, fresh, "/my-data");
  sign_in(device, kAlice, kOldPassword);
  REQUIRE(device.heading() == "My data");
  return device.value(name);
}

struct AtMyData {
  Service service;
  Storage storage;
  std::unique_ptr<Device> device;

  AtMyData() {
    sign_up(service, storage, kAlice, kOldPassword);
    device = std::make_unique<Device>(service, storage, "/my-data");
    sign_in(*device, kAlice, kOldPassword);
    REQUIRE(device->heading() == "My data");
  }
};

// Both have opened it; the first one has saved, and the other one comes too late.
struct TwoDevices : AtMyData {
  Storage other_storage;
  std::unique_ptr<Device> other;
  TwoDevices() {
    save(*device, {{"Name", "Anna"}, {"City", "Kiel"}});
    other = std::make_unique<Device>(service, other_storage, "/my-data");
    sign_in(*other, kAlice, kOldPassword);
    save(*device, {{"Name", "Anna Grau"}, {"Phone", "030 1"}});
    save(*other, {{"Name", "Anna Blau"}, {"City", "Bonn"}});
  }
};

}  // namespace portal::world
