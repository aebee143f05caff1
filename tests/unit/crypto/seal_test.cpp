#include "shared/crypto/seal.h"

#include <doctest/doctest.h>

#include "shared/crypto/budget_key.h"
#include "shared/crypto/key_hierarchy.h"
#include "tests/unit/randoms.h"

namespace portal {
namespace {

struct Sealed {
  StateKey key{Secret(Bytes(32, 1))};
  test::SeededRandom random{1};
  Bytes sealed = seal_state(key, DataLabel::session, view_of("row"), view_of("state"), random);
};

TEST_CASE_FIXTURE(Sealed, "what is sealed opens under its key, label and row, and nowhere else") {
  const auto opened = open_state(key, DataLabel::session, view_of("row"), sealed);
  REQUIRE(opened);
  CHECK(text_of(opened->reveal()) == "state");

  CHECK_FALSE(open_state(key, DataLabel::pending, view_of("row"), sealed));
  CHECK_FALSE(open_state(key, DataLabel::session, view_of("rov"), sealed));
  CHECK_FALSE(open_state(key, DataLabel::session, view_of("rowrow"), sealed));
  CHECK_FALSE(open_state(key, DataLabel::session, {}, sealed));
  CHECK_FALSE(open_state({Secret(Bytes(32, 2))}, DataLabel::session, view_of("row"), sealed));
}

TEST_CASE_FIXTURE(Sealed, "every flipped bit and every other length is refused") {
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes changed = sealed;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(open_state(key, DataLabel::session, view_of("row"), changed));
  }
  for (std::size_t size = 0; size < sealed.size() + 3; ++size) {
    if (size == sealed.size()) continue;
    Bytes resized = sealed;
    resized.resize(size);
    CHECK_FALSE(open_state(key, DataLabel::session, view_of("row"), resized));
  }
}

TEST_CASE_FIXTURE(Sealed, "nothing can be sealed too") {
  const Bytes empty = seal_state(key, DataLabel::outbox, view_of("row"), {}, random);
  CHECK(empty.size() == 41);
  const auto opened = open_state(key, DataLabel::outbox, view_of("row"), empty);
  REQUIRE(opened);
  CHECK(opened->empty());
}

TEST_CASE("a budget's name depends on the secret, the purse and whom it counts") {
  const BudgetSecret secret{Secret(Bytes(32, 1))};
  const Sha256 name = derive_budget_key(secret, 1, view_of("a@b.c"));
  CHECK(name == derive_budget_key(secret, 1, view_of("a@b.c")));
  CHECK(name != derive_budget_key(secret, 2, view_of("a@b.c")));
  CHECK(name != derive_budget_key(secret, 1, view_of("a@b.d")));
  CHECK(name != derive_budget_key(BudgetSecret{Secret(Bytes(32, 2))}, 1, view_of("a@b.c")));
}

TEST_CASE("another day counts networks under other names") {
  const NetworkSecret secret{Secret(Bytes(32, 1))};
  const NetworkDayKey today = derive_network_day_key(secret, {1});
  const NetworkDayKey tomorrow = derive_network_day_key(secret, {2});
  CHECK(derive_budget_key(today, 2, view_of("192.0.2")) == derive_budget_key(today, 2, view_of("192.0.2")));
  CHECK(derive_budget_key(today, 2, view_of("192.0.2")) !=
        derive_budget_key(tomorrow, 2, view_of("192.0.2")));
}

}  // namespace
}  // namespace portal
