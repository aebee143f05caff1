// The decoders of OPAQUE, and both sides fed with what is no answer of the other.
#include "shared/opaque/client.h"
#include "shared/opaque/server.h"
#include "tests/fuzz/demand.h"
#include "tests/unit/randoms.h"

using namespace portal;
using namespace portal::opaque;
using portal::fuzz::are_equal;
using portal::fuzz::demand;

namespace {

template <class Decode>
void try_decoder(View input, Decode decode) {
  if (const auto message = decode(input)) {
    demand(are_equal(encode(*message), input), "a message has one encoding");
  }
}

void try_server(View input, test::SeededRandom& random) {
  static const ServerSetup setup = std::move(*make_server_setup(random));
  static const Fixed<192> record = *make_fake_record(random);
  const Identities who{view_of("portal.example"), view_of("a@b.example")};
  const View login = view_of("a@b.example");

  auto start = generate_ke2(setup, record, login, input, {}, who, random);
  demand(bool(start) == bool(decode_ke1(input)), "the server answers a KE1 and nothing else");
  if (start) demand(!server_finish(std::move(start->state), input), "no KE1 is a KE3");
  demand(bool(create_registration_response(setup, input, login)) == bool(decode_registration_request(input)),
         "the server evaluates a request and nothing else");
}

void try_client(View input, test::SeededRandom& random) {
  auto login = generate_ke1(view_of("password"), random);
  demand(login && (decode_ke2(input) || !recover_oprf_output(login->state, input)),
         "only a KE2 is evaluated");
  const StretchedOutput stretched{Secret(64)};
  const Identities who{view_of("portal.example"), view_of("a@b.example")};
  demand(!generate_ke3(std::move(login->state), input, stretched, {}, who), "nobody else is the server");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  test::SeededRandom random(1);
  try_decoder(input, decode_registration_request);
  try_decoder(input, decode_registration_response);
  try_decoder(input, decode_envelope);
  try_decoder(input, decode_registration_record);
  try_decoder(input, decode_ke1);
  try_decoder(input, decode_ke2);
  if (const auto ke3 = decode_ke3(input)) demand(are_equal(ke3->client_mac, input), "a KE3 is its MAC");
  try_server(input, random);
  try_client(input, random);
  return 0;
}
