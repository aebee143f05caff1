#include "shared/base/secret.h"

#include <doctest/doctest.h>
#include <new>
#include <type_traits>

#include "shared/base/random.h"

namespace portal {
namespace {

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(!std::is_convertible_v<View, Secret>, "a secret is never made by accident");

TEST_CASE("a secret is a copy of what it was given") {
  Bytes source = bytes_of("hush");
  const Secret secret{View(source)};
  wipe(source);
  CHECK(text_of(secret.reveal()) == "hush");
}

TEST_CASE("a new secret of a size is all zeros") {
  const Secret secret(33);
  CHECK(secret.size() == 33);
  for (std::uint8_t byte : secret.reveal()) CHECK(byte == 0);
}

TEST_CASE("wiping leaves zeros only") {
  Bytes bytes = bytes_of("hush");
  wipe(bytes);
  CHECK(bytes == Bytes(4, 0));
  wipe({});
}

TEST_CASE("a moved secret leaves nothing behind") {
  Secret first{view_of("hush")};
  Secret second = std::move(first);
  CHECK(text_of(second.reveal()) == "hush");
  CHECK(first.empty());  // NOLINT(bugprone-use-after-move): this is what is tested
  CHECK(first.reveal().empty());
}

TEST_CASE("moving into a secret replaces it, into itself changes nothing") {
  Secret kept{view_of("old and long")};
  kept = Secret(view_of("new"));
  CHECK(text_of(kept.reveal()) == "new");
  Secret& same = kept;
  kept = std::move(same);
  CHECK(text_of(kept.reveal()) == "new");
}

TEST_CASE("a duplicate is a second, independent secret") {
  Secret first{view_of("hush")};
  Secret second = first.duplicate();
  first.reveal()[0] = 'r';
  CHECK(text_of(first.reveal()) == "rush");
  CHECK(text_of(second.reveal()) == "hush");
}

TEST_CASE("secrets are joined in order") {
  CHECK(text_of(join_secret({view_of("hu"), view_of(""), view_of("sh")}).reveal()) == "hush");
  CHECK(join_secret({}).empty());
}

TEST_CASE("the machine's randomness fills every byte and does not repeat") {
  SystemRandom random;
  // 64 runs: that one byte is zero in all of them has a chance of 2^-512.
  Bytes seen(100, 0);
  for (int run = 0; run < 64; ++run) {
    const Bytes bytes = random.make_bytes(seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i) seen[i] |= bytes[i];
  }
  for (std::uint8_t byte : seen) CHECK(byte != 0);
  CHECK_FALSE(equal_in_constant_time(random.make_secret(32).reveal(), random.make_secret(32).reveal()));
  CHECK(random.make_bytes(200'000).size() == 200'000);  // more than a browser gives at once
}

}  // namespace
}  // namespace portal
