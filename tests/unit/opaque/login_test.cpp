#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"
#include "tests/unit/opaque/two_sides.h"

namespace portal::opaque {
namespace {

using test::hex;
using test::named;
using test::TwoSides;

TEST_CASE_FIXTURE(TwoSides,
                  "the right password gives both sides one session key, and the owner her export key") {
  LoginStart start = typed(password);
  auto challenge = answer(start.ke1, record);
  REQUIRE(challenge);
  const auto done = finish(std::move(start.state), challenge->ke2);
  REQUIRE(done);
  CHECK(hex(done->export_key.bytes.reveal()) == hex(export_key.reveal()));
  CHECK(done->server_public_key == setup.server_public_key);
  const auto session_key = server_finish(std::move(challenge->state), done->ke3);
  REQUIRE(session_key);
  CHECK(hex(session_key->bytes.reveal()) == hex(done->session_key.bytes.reveal()));
}

TEST_CASE_FIXTURE(TwoSides, "each login has its own session key, and the same export key") {
  std::string keys[2];
  for (std::string& key : keys) {
    LoginStart start = typed(password);
    const auto challenge = answer(start.ke1, record);
    REQUIRE(challenge);
    const auto done = finish(std::move(start.state), challenge->ke2);
    REQUIRE(done);
    CHECK(hex(done->export_key.bytes.reveal()) == hex(export_key.reveal()));
    key = hex(done->session_key.bytes.reveal());
  }
  CHECK(keys[0] != keys[1]);
}

TEST_CASE_FIXTURE(TwoSides, "a wrong password, a fake record and a foreign record look the same") {
  const auto fake = make_fake_record(random);
  REQUIRE(fake);
  const Fixed<192> foreign = registered("another password of another day");
  const auto fault = [&](std::string_view with_password, View with_record) {
    LoginStart start = typed(with_password);
    const auto challenge = answer(start.ke1, with_record);
    REQUIRE(challenge);
    CHECK(challenge->ke2.size() == 320);
    const auto done = finish(std::move(start.state), challenge->ke2);
    REQUIRE_FALSE(done);
    return done.fault();
  };
  CHECK(fault("correct horse battery stapl", record) == Fault::unauthenticated);
  CHECK(fault("", record) == Fault::unauthenticated);
  CHECK(fault(password, *fake) == Fault::unauthenticated);
  CHECK(fault(password, foreign) == Fault::unauthenticated);
}

TEST_CASE_FIXTURE(TwoSides, "other identities, another context or another server key do not agree") {
  const auto agrees = [&](std::string_view client_realm, std::string_view client_login, View context) {
    LoginStart start = typed(password);
    const auto challenge = answer(start.ke1, record);
    REQUIRE(challenge);
    const auto done =
        finish_as(std::move(start.state), challenge->ke2, context, named(client_realm, client_login));
    return static_cast<bool>(done);
  };
  CHECK(agrees(realm, login, {}));
  CHECK_FALSE(agrees("portal.exampl", login, {}));
  CHECK_FALSE(agrees(realm, "mallory@example.org", {}));
  CHECK_FALSE(agrees(login, realm, {}));
  CHECK_FALSE(agrees("", login, {}));
  CHECK_FALSE(agrees(realm, login, view_of("context")));

  setup = std::move(*load_server_setup(setup.oprf_seed.reveal(), random_scalar(random).bytes.reveal()));
  CHECK_FALSE(agrees(realm, login, {}));
}

TEST_CASE_FIXTURE(TwoSides, "absent identities are the public keys") {
  auto start = create_registration_request(view_of(password), random);
  REQUIRE(start);
  const auto response = create_registration_response(setup, start->request, view_of(login));
  REQUIRE(response);
  const auto output = recover_oprf_output(start->state, *response);
  REQUIRE(output);
  const auto registered =
      finalize_registration_request(std::move(start->state), *response, test::stretch(*output), {}, random);
  REQUIRE(registered);

  LoginStart login_start = typed(password);
  const View server_key = setup.server_public_key.bytes;
  const View client_key = View(registered->record).first(32);
  const auto challenge = generate_ke2(setup, registered->record, view_of(login), login_start.ke1, {},
                                      {server_key, client_key}, random);
  REQUIRE(challenge);
  CHECK(finish_as(std::move(login_start.state), challenge->ke2, {}, {}));
}

TEST_CASE_FIXTURE(TwoSides, "every flipped bit of KE2 is noticed by the client") {
  const LoginStart start = typed(password);
  const auto challenge = answer(start.ke1, record);
  REQUIRE(challenge);
  for (std::size_t byte = 0; byte < challenge->ke2.size(); ++byte) {
    Fixed<320> changed = challenge->ke2;
    changed[byte] = static_cast<std::uint8_t>(changed[byte] ^ (1 << byte % 8));
    ClientLoginState state{start.state.password.duplicate(),
                           {start.state.blind.bytes.duplicate()},
                           {start.state.client_secret.bytes.duplicate()},
                           start.state.ke1};
    const auto done = finish(std::move(state), changed);
    REQUIRE_FALSE(done);
    CHECK(done.fault() == Fault::unauthenticated);
  }
}

TEST_CASE_FIXTURE(TwoSides, "every flipped bit of KE1 is refused by the server or noticed by the client") {
  LoginStart start = typed(password);
  int refused = 0;
  for (std::size_t byte = 0; byte < start.ke1.size(); ++byte) {
    Fixed<96> changed = start.ke1;
    changed[byte] = static_cast<std::uint8_t>(changed[byte] ^ (1 << byte % 8));
    const auto challenge = answer(changed, record);
    if (!challenge) {
      CHECK(challenge.fault() == Fault::malformed);
      ++refused;
      continue;
    }
    ClientLoginState state{start.state.password.duplicate(),
                           {start.state.blind.bytes.duplicate()},
                           {start.state.client_secret.bytes.duplicate()},
                           start.state.ke1};
    CHECK_FALSE(finish(std::move(state), challenge->ke2));
  }
  CHECK(refused > 0);
}

TEST_CASE_FIXTURE(TwoSides, "every flipped bit and every other length of KE3 is one fault") {
  LoginStart start = typed(password);
  const auto challenge = answer(start.ke1, record);
  REQUIRE(challenge);
  const auto done = finish(std::move(start.state), challenge->ke2);
  REQUIRE(done);
  const Secret kept = encode(challenge->state);
  const auto fault = [&](View ke3) {
    auto state = decode_server_login_state(kept.reveal());
    REQUIRE(state);
    const auto session_key = server_finish(std::move(*state), ke3);
    REQUIRE_FALSE(session_key);
    return session_key.fault();
  };
  for (std::size_t bit = 0; bit < 512; ++bit) {
    Fixed<64> changed = done->ke3;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
    CHECK(fault(changed) == Fault::unauthenticated);
  }
  for (std::size_t size : {0, 1, 63, 65, 128}) {
    Bytes resized = copy_of(done->ke3);
    resized.resize(size);
    CHECK(fault(resized) == Fault::unauthenticated);
  }
}

TEST_CASE_FIXTURE(TwoSides, "KE3 of one attempt does not finish another") {
  LoginStart start = typed(password);
  auto first = answer(start.ke1, record);
  auto second = answer(start.ke1, record);
  REQUIRE((first && second));
  const auto done = finish(std::move(start.state), first->ke2);
  REQUIRE(done);
  CHECK_FALSE(server_finish(std::move(second->state), done->ke3));
  CHECK(server_finish(std::move(first->state), done->ke3));
}

TEST_CASE_FIXTURE(TwoSides, "the server's state survives being kept, at exactly its length") {
  LoginStart start = typed(password);
  const auto challenge = answer(start.ke1, record);
  REQUIRE(challenge);
  const Secret kept = encode(challenge->state);
  CHECK(kept.size() == 128);
  auto state = decode_server_login_state(kept.reveal());
  REQUIRE(state);
  const auto done = finish(std::move(start.state), challenge->ke2);
  REQUIRE(done);
  CHECK(server_finish(std::move(*state), done->ke3));
  for (std::size_t size : {0, 127, 129}) CHECK_FALSE(decode_server_login_state(Bytes(size, 1)));
}

TEST_CASE_FIXTURE(TwoSides, "one blinded input is evaluated alike before and after the address registers") {
  const auto fake = make_fake_record(random);
  REQUIRE(fake);
  const LoginStart start = typed(password);
  const auto unknown = answer(start.ke1, *fake);
  const auto known = answer(start.ke1, record);
  REQUIRE((unknown && known));
  CHECK(hex(View(unknown->ke2).first(32)) == hex(View(known->ke2).first(32)));
  const auto response = create_registration_response(setup, View(start.ke1).first(32), view_of(login));
  REQUIRE(response);
  CHECK(hex(View(*response).first(32)) == hex(View(known->ke2).first(32)));

  const auto other =
      create_registration_response(setup, View(start.ke1).first(32), view_of("bob@example.org"));
  REQUIRE(other);
  CHECK(hex(View(*other).first(32)) != hex(View(known->ke2).first(32)));
}

TEST_CASE_FIXTURE(TwoSides, "a broken record of the store is the server's fault, not the client's") {
  const LoginStart start = typed(password);
  Fixed<192> broken = record;
  std::fill_n(broken.begin(), 32, std::uint8_t{0});
  const auto challenge = answer(start.ke1, broken);
  REQUIRE_FALSE(challenge);
  CHECK(challenge.fault() == Fault::unavailable);
}

}  // namespace
}  // namespace portal::opaque
