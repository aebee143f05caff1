// The server's half of a login without network and store, for the bench: prints how many there are in a
// second on one thread, and how many there would be if only their scalar multiplications took time.
// native_login LOGINS ROUNDS
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sodium.h>

#include "shared/opaque/client.h"
#include "shared/opaque/server.h"

using namespace portal;
using namespace portal::opaque;

namespace {

// RFC 9807: one for the OPRF, one of the base for the key share, three Diffie-Hellman results.
constexpr int kMultiplications = 4;
constexpr int kBaseMultiplications = 1;

template <class Run>
double per_second(int times, Run run) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) {
    if (!run()) std::exit(1);
  }
  return times / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 || sodium_init() < 0) return 2;
  const int logins = std::atoi(arguments[1]);
  SystemRandom random;
  const auto setup = make_server_setup(random);
  const auto record = make_fake_record(random);
  const auto client = generate_ke1(view_of("password"), random);
  if (!setup || !record || !client) return 1;
  const View login = view_of("a@b.example");
  const Identities who{view_of("portal.example"), login};
  const std::array<std::uint8_t, 64> wrong_ke3{};  // costs what the right one costs

  const auto login_once = [&] {
    auto start = generate_ke2(*setup, *record, login, client->ke1, {}, who, random);
    return start && !server_finish(std::move(start->state), wrong_ke3);
  };
  std::array<std::uint8_t, 32> scalar{};
  std::array<std::uint8_t, 32> point{};
  std::array<std::uint8_t, 32> result{};
  crypto_core_ristretto255_scalar_random(scalar.data());
  crypto_core_ristretto255_random(point.data());
  const auto multiply_only = [&] {
    bool good = true;
    for (int i = 0; i < kMultiplications; ++i)
      good = crypto_scalarmult_ristretto255(result.data(), scalar.data(), point.data()) == 0 && good;
    for (int i = 0; i < kBaseMultiplications; ++i)
      good = crypto_scalarmult_ristretto255_base(result.data(), scalar.data()) == 0 && good;
    return good;
  };
  for (int round = 0; round < std::atoi(arguments[2]); ++round) {
    std::printf("%.1f %.1f\n", per_second(logins, login_once), per_second(logins, multiply_only));
  }
}
