// What may go wrong, and how to let it go wrong at every step of a story.
#pragma once

#include <array>
#include <doctest/doctest.h>
#include <memory>

#include "tests/world/people.h"

namespace portal::world {

inline constexpr std::array kLosses{Loss::request, Loss::answer, Loss::twice, Loss::answer_late};
inline constexpr std::array kInterruptions{server::Interruption::before_commit,
                                           server::Interruption::after_commit};

// Runs `act` at a device that is signed out, with each failure at each step, and then asks `check` what is
// allowed.
template <class Act, class Check>
void with_every_failure(Act act, Check check) {
  struct Scene {
    Service service;
    Storage storage;
    std::unique_ptr<Device> device;
    Scene() {
      sign_up(service, storage, kAlice, kOldPassword);
      device = std::make_unique<Device>(service, storage, "/sign-in");
    }
  };
  std::size_t requests = 0;
  std::size_t verbs = 0;
  std::size_t effects = 0;
  {
    Scene whole;
    const std::size_t requests_before = whole.device->requests();
    const std::size_t effects_before = whole.device->effects();
    const std::size_t verbs_before = whole.service.verbs();
    act(*whole.device);
    requests = whole.device->requests() - requests_before;
    effects = whole.device->effects() - effects_before;
    verbs = whole.service.verbs() - verbs_before;
  }
  REQUIRE(requests >= 2);
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      Scene scene;
      scene.device->lose(n, loss);
      act(*scene.device);
      scene.device->pass(40'000);
      check(scene.service, *scene.device);
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Scene scene;
      scene.service.interrupt_at(n, how);
      act(*scene.device);
      scene.device->pass(40'000);
      scene.service.never_interrupt();
      check(scene.service, *scene.device);
    }
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Scene scene;
    scene.device->die_at(scene.device->effects() + n);
    act(*scene.device);
    check(scene.service, *scene.device);
  }
}

}  // namespace portal::world
