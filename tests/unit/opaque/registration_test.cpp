#include <doctest/doctest.h>

#include "tests/unit/opaque/two_sides.h"

namespace portal::opaque {
namespace {

using test::TwoSides;

TEST_CASE_FIXTURE(TwoSides, "a registration answered with garbage is one fault") {
  auto start = create_registration_request(view_of(password), random);
  REQUIRE(start);
  const auto good = create_registration_response(setup, start->request, view_of(login));
  REQUIRE(good);
  const auto fault = [&](View response) {
    const auto output = recover_oprf_output(start->state, response);
    REQUIRE_FALSE(output);
    return output.fault();
  };
  Fixed<64> bad = *good;
  std::fill_n(bad.begin(), 32, std::uint8_t{0});
  CHECK(fault(bad) == Fault::unauthenticated);
  bad = *good;
  std::fill_n(bad.begin() + 32, 32, std::uint8_t{0});
  CHECK(fault(bad) == Fault::unauthenticated);
  CHECK(fault(View(*good).first(63)) == Fault::unauthenticated);
  CHECK(fault({}) == Fault::unauthenticated);
}

TEST_CASE_FIXTURE(TwoSides, "the server's own keys are checked when they are loaded") {
  const Secret& key = setup.server_private_key.bytes;
  CHECK(load_server_setup(setup.oprf_seed.reveal(), key.reveal()));
  CHECK_FALSE(load_server_setup(Bytes(63, 1), key.reveal()));
  CHECK_FALSE(load_server_setup(Bytes(65, 1), key.reveal()));
  CHECK_FALSE(load_server_setup(setup.oprf_seed.reveal(), Bytes(32, 0)));
  CHECK_FALSE(load_server_setup(setup.oprf_seed.reveal(), Bytes(32, 0xff)));
  CHECK_FALSE(load_server_setup(setup.oprf_seed.reveal(), Bytes(31, 1)));
}

TEST_CASE_FIXTURE(TwoSides, "passwords and identities have their longest length") {
  CHECK(create_registration_request(Bytes(65535, 'p'), random));
  CHECK_FALSE(create_registration_request(Bytes(65536, 'p'), random));
  CHECK_FALSE(generate_ke1(Bytes(65536, 'p'), random));
  const LoginStart start = typed(password);
  const Bytes too_long(65536, 'i');
  CHECK_FALSE(generate_ke2(setup, record, view_of(login), start.ke1, {}, {too_long, {}}, random));
  CHECK_FALSE(generate_ke2(setup, record, view_of(login), start.ke1, {}, {{}, too_long}, random));
  CHECK_FALSE(generate_ke2(setup, record, view_of(login), start.ke1, too_long, {}, random));
}

}  // namespace
}  // namespace portal::opaque
