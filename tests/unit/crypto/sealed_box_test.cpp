#include "shared/crypto/sealed_box.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include "tests/unit/randoms.h"

namespace portal {
namespace {

struct Frame {
  test::SeededRandom random{1};
  BoxKeyPair frame = make_box_key_pair(random);
  Secret k32 = random.make_secret(32);
};

TEST_CASE_FIXTURE(Frame, "what is sealed for a key opens with that key alone") {
  const auto sealed = seal_box(frame.public_key, k32.reveal(), random);
  REQUIRE(sealed);
  const auto opened = open_box(frame, *sealed);
  REQUIRE(opened);
  CHECK(equal_in_constant_time(opened->reveal(), k32.reveal()));
  CHECK(open_box(make_box_key_pair(random), *sealed).fault() == Fault::unauthenticated);
}

TEST_CASE_FIXTURE(Frame, "libsodium's crypto_box_seal and ours open each other") {
  SealedBox sealed;
  REQUIRE(crypto_box_seal(sealed.data(), k32.reveal().data(), k32.size(), frame.public_key.data()) == 0);
  CHECK(open_box(frame, sealed));

  const auto ours = seal_box(frame.public_key, k32.reveal(), random);
  REQUIRE(ours);
  Secret opened(std::size_t{32});
  CHECK(crypto_box_seal_open(opened.reveal().data(), ours->data(), ours->size(), frame.public_key.data(),
                             frame.secret_key.reveal().data()) == 0);
}

TEST_CASE_FIXTURE(Frame, "every flipped bit is refused") {
  const auto sealed = seal_box(frame.public_key, k32.reveal(), random);
  REQUIRE(sealed);
  for (std::size_t bit = 0; bit < sealed->size() * 8; ++bit) {
    SealedBox changed = *sealed;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    CHECK(open_box(frame, changed).fault() == Fault::unauthenticated);
  }
}

TEST_CASE_FIXTURE(Frame, "nothing is sealed for a key of low order, nor another size") {
  CHECK(seal_box(BoxPublicKey{}, k32.reveal(), random).fault() == Fault::malformed);
  CHECK(seal_box(BoxPublicKey{1}, k32.reveal(), random).fault() == Fault::malformed);
  CHECK(seal_box(frame.public_key, k32.reveal().first(31), random).fault() == Fault::malformed);
}

}  // namespace
}  // namespace portal
