// A client and a server of OPAQUE in one test, with a cheap key stretching function.
#pragma once

#include <doctest/doctest.h>

#include "shared/crypto/stretch.h"
#include "shared/opaque/client.h"
#include "shared/opaque/server.h"
#include "tests/unit/randoms.h"

namespace portal::test {

inline opaque::StretchedOutput stretch(const opaque::OprfOutput& output) {
  auto stretched = stretch_argon2id(output.bytes, 1, 8);
  REQUIRE(stretched);
  return {std::move(*stretched)};
}

inline opaque::Identities named(std::string_view server, std::string_view client) {
  return {view_of(server), view_of(client)};
}

struct TwoSides {
  SeededRandom random{1};
  opaque::ServerSetup setup = std::move(*opaque::make_server_setup(random));
  std::string realm = "portal.example";
  std::string login = "alice@example.org";
  std::string password = "correct horse battery staple";
  Secret export_key;
  Fixed<192> record = registered(password);

  Fixed<192> registered(std::string_view with_password) {
    auto start = opaque::create_registration_request(view_of(with_password), random);
    REQUIRE(start);
    const auto response = opaque::create_registration_response(setup, start->request, view_of(login));
    REQUIRE(response);
    const auto output = opaque::recover_oprf_output(start->state, *response);
    REQUIRE(output);
    auto finish = opaque::finalize_registration_request(std::move(start->state), *response, stretch(*output),
                                                        named(realm, login), random);
    REQUIRE(finish);
    CHECK(finish->server_public_key == setup.server_public_key);
    export_key = std::move(finish->export_key.bytes);
    return finish->record;
  }

  opaque::LoginStart typed(std::string_view with_password) {
    auto start = opaque::generate_ke1(view_of(with_password), random);
    REQUIRE(start);
    return std::move(*start);
  }

  Result<opaque::ServerLoginStart> answer(View ke1, View with_record) {
    return opaque::generate_ke2(setup, with_record, view_of(login), ke1, {}, named(realm, login), random);
  }

  Result<opaque::LoginFinish> finish(opaque::ClientLoginState state, View ke2) {
    return finish_as(std::move(state), ke2, {}, named(realm, login));
  }

  Result<opaque::LoginFinish> finish_as(opaque::ClientLoginState state, View ke2, View context,
                                        const opaque::Identities& identities) {
    const auto output = TRY(opaque::recover_oprf_output(state, ke2));
    return opaque::generate_ke3(std::move(state), ke2, stretch(output), context, identities);
  }
};

}  // namespace portal::test
