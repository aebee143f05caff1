#include "shared/opaque/envelope.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"
#include "tests/unit/opaque/two_sides.h"

namespace portal::opaque {
namespace {

struct Enveloped {
  test::SeededRandom random{1};
  Secret randomized_password{Bytes(64, 1)};
  Element server_key = *multiply_base(random_scalar(random));
  Identities identities = test::named("portal.example", "alice@example.org");
  Stored stored = std::move(*store(randomized_password, server_key, identities, random));

  bool opens(const Secret& with_password, const Element& with_key, const Envelope& envelope,
             const Identities& with_identities) {
    const auto recovered = recover(with_password, with_key, envelope, with_identities);
    if (!recovered) CHECK(recovered.fault() == Fault::unauthenticated);
    return static_cast<bool>(recovered);
  }
};

TEST_CASE_FIXTURE(Enveloped, "the envelope gives back the key pair and the export key") {
  const auto recovered = recover(randomized_password, server_key, stored.envelope, identities);
  REQUIRE(recovered);
  CHECK(recovered->client.public_key == stored.client_public_key);
  CHECK(*multiply_base(recovered->client.private_key) == stored.client_public_key);
  CHECK(test::hex(recovered->export_key.bytes.reveal()) == test::hex(stored.export_key.bytes.reveal()));
}

TEST_CASE_FIXTURE(Enveloped, "another password, server key or identity does not open it") {
  CHECK(opens(randomized_password, server_key, stored.envelope, identities));
  CHECK_FALSE(opens(Secret(Bytes(64, 2)), server_key, stored.envelope, identities));
  CHECK_FALSE(opens(randomized_password, *multiply_base(random_scalar(random)), stored.envelope, identities));
  CHECK_FALSE(opens(randomized_password, server_key, stored.envelope, {}));
  CHECK_FALSE(opens(randomized_password, server_key, stored.envelope,
                    test::named("portal.example", "bob@example.org")));
  CHECK_FALSE(opens(randomized_password, server_key, stored.envelope,
                    test::named("portal.exampl", "ealice@example.org")));
}

TEST_CASE_FIXTURE(Enveloped, "every flipped bit of it is noticed") {
  const Fixed<96> bytes = encode(stored.envelope);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    Fixed<96> changed = bytes;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(opens(randomized_password, server_key, *decode_envelope(changed), identities));
  }
}

TEST_CASE_FIXTURE(Enveloped, "storing again gives another key pair and another export key") {
  const auto again = store(randomized_password, server_key, identities, random);
  REQUIRE(again);
  CHECK(again->client_public_key != stored.client_public_key);
  CHECK(test::hex(again->export_key.bytes.reveal()) != test::hex(stored.export_key.bytes.reveal()));
  CHECK(test::hex(again->masking_key) == test::hex(stored.masking_key));
}

}  // namespace
}  // namespace portal::opaque
