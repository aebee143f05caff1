// RFC 9807, Appendix C, on the code that ships. The key stretching function of these vectors is the identity.
#include <doctest/doctest.h>

#include "shared/opaque/client.h"
#include "shared/opaque/server.h"
#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal::opaque {
namespace {

using test::hex;
using test::hex_in;
using test::text_in;

struct Vector {
  nlohmann::json inputs;
  nlohmann::json outputs;
  Bytes context;
  Bytes server_identity;
  Bytes client_identity;
  ServerSetup setup;

  explicit Vector(const nlohmann::json& vector)
      : inputs(vector["inputs"]),
        outputs(vector["outputs"]),
        context(hex_in(vector, "config", "Context")),
        setup(*load_server_setup(hex_in(inputs, "oprf_seed"), hex_in(inputs, "server_private_key"))) {
    if (inputs.contains("server_identity")) server_identity = hex_in(inputs, "server_identity");
    if (inputs.contains("client_identity")) client_identity = hex_in(inputs, "client_identity");
    CHECK(hex(setup.server_public_key.bytes) == text_in(inputs, "server_public_key"));
  }

  Bytes input(const char* name) const { return hex_in(inputs, name); }
  std::string output(const char* name) const { return text_in(outputs, name); }

  Identities identities() const {
    Identities both;
    if (!server_identity.empty()) both.server = server_identity;
    if (!client_identity.empty()) both.client = client_identity;
    return both;
  }
};

// random_scalar takes 64 bytes: the blind, and nothing above it.
constexpr Fixed<32> kNothing{};

void registers(const Vector& vector) {
  test::ScriptedRandom blind({vector.input("blind_registration"), kNothing});
  auto start = create_registration_request(vector.input("password"), blind);
  REQUIRE(start);
  CHECK(hex(start->request) == vector.output("registration_request"));

  const auto response =
      create_registration_response(vector.setup, start->request, vector.input("credential_identifier"));
  REQUIRE(response);
  CHECK(hex(*response) == vector.output("registration_response"));

  auto oprf_output = recover_oprf_output(start->state, *response);
  REQUIRE(oprf_output);
  test::ScriptedRandom envelope_nonce({vector.input("envelope_nonce")});
  const auto finish =
      finalize_registration_request(std::move(start->state), *response, {std::move(oprf_output->bytes)},
                                    vector.identities(), envelope_nonce);
  REQUIRE(finish);
  CHECK(hex(finish->record) == vector.output("registration_upload"));
  CHECK(hex(finish->export_key.bytes.reveal()) == vector.output("export_key"));
}

void logs_in(const Vector& vector) {
  test::ScriptedRandom client_random({vector.input("blind_login"), kNothing, vector.input("client_nonce"),
                                      vector.input("client_keyshare_seed")});
  auto start = generate_ke1(vector.input("password"), client_random);
  REQUIRE(start);
  CHECK(hex(start->ke1) == vector.output("KE1"));

  test::ScriptedRandom server_random(
      {vector.input("masking_nonce"), vector.input("server_nonce"), vector.input("server_keyshare_seed")});
  auto challenge = generate_ke2(vector.setup, hex_in(vector.outputs, "registration_upload"),
                                vector.input("credential_identifier"), start->ke1, vector.context,
                                vector.identities(), server_random);
  REQUIRE(challenge);
  CHECK(hex(challenge->ke2) == vector.output("KE2"));

  auto oprf_output = recover_oprf_output(start->state, challenge->ke2);
  REQUIRE(oprf_output);
  const auto finish = generate_ke3(std::move(start->state), challenge->ke2, {std::move(oprf_output->bytes)},
                                   vector.context, vector.identities());
  REQUIRE(finish);
  CHECK(hex(finish->ke3) == vector.output("KE3"));
  CHECK(hex(finish->session_key.bytes.reveal()) == vector.output("session_key"));
  CHECK(hex(finish->export_key.bytes.reveal()) == vector.output("export_key"));

  const auto session_key = server_finish(std::move(challenge->state), finish->ke3);
  REQUIRE(session_key);
  CHECK(hex(session_key->bytes.reveal()) == vector.output("session_key"));
}

void answers_an_unknown_login(const Vector& vector) {
  const Bytes record = join({vector.input("client_public_key"), vector.input("masking_key"), Fixed<96>{}});
  test::ScriptedRandom random(
      {vector.input("masking_nonce"), vector.input("server_nonce"), vector.input("server_keyshare_seed")});
  const auto challenge = generate_ke2(vector.setup, record, vector.input("credential_identifier"),
                                      vector.input("KE1"), vector.context, vector.identities(), random);
  REQUIRE(challenge);
  CHECK(hex(challenge->ke2) == vector.output("KE2"));
}

TEST_CASE("RFC 9807 C: the vectors of ristretto255-SHA512, two real and one fake") {
  const auto file = test::find_vectors("opaque/rfc9807-ristretto255-sha512.json");
  if (!file) return;
  int real = 0;
  int fake = 0;
  for (const nlohmann::json& item : (*file)["vectors"]) {
    CAPTURE(text_in(item, "name"));
    const Vector vector(item);
    if (text_in(item, "config", "Fake") == "True") {
      answers_an_unknown_login(vector);
      ++fake;
      continue;
    }
    registers(vector);
    logs_in(vector);
    ++real;
  }
  CHECK(real == 2);
  CHECK(fake == 1);
}

}  // namespace
}  // namespace portal::opaque
