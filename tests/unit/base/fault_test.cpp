#include "shared/base/fault.h"

#include <doctest/doctest.h>
#include <string>

#include "shared/base/result.h"

namespace portal {
namespace {

using enum Fault;

struct Row {
  Fault fault;
  const char* name;
  int status;
};

// contract.md, "HTTP".
constexpr Row kOnWire[] = {
    {malformed, "malformed", 400},         {unauthenticated, "unauthenticated", 401},
    {session_ended, "session-ended", 401}, {step_up_needed, "step-up-needed", 403},
    {out_of_scope, "out-of-scope", 403},   {not_found, "not-found", 404},
    {conflict, "conflict", 409},           {too_large, "too-large", 413},
    {wrong_type, "wrong-type", 415},       {slow_down, "slow-down", 429},
    {unavailable, "unavailable", 503},
};

TEST_CASE("each fault has its name and status, and is found by its name") {
  for (const Row& row : kOnWire) {
    CHECK(on_wire(row.fault).name == row.name);
    CHECK(on_wire(row.fault).status == row.status);
    CHECK(find_fault(row.name) == row.fault);
  }
}

TEST_CASE("what happens on one side only is called unavailable on the wire") {
  for (Fault fault : {unreachable, incident, no_memory}) CHECK(on_wire(fault).name == "unavailable");
  CHECK(find_fault("unavailable") == unavailable);
}

TEST_CASE("an unknown name is no fault") {
  for (const char* name : {"", "Malformed", "malformed ", "incident", "no-memory", "session_ended"})
    CHECK_FALSE(find_fault(name));
}

Result<int> half(int number) {
  if (number % 2 != 0) return malformed;
  return number / 2;
}
Result<std::string> quarter(int number) {
  const int once = TRY(half(number));
  const int twice = TRY(half(once));
  return std::to_string(twice);
}

TEST_CASE("TRY goes on with the value and returns early with the fault") {
  REQUIRE(quarter(12));
  CHECK(*quarter(12) == "3");
  REQUIRE_FALSE(quarter(6));
  CHECK(quarter(6).fault() == malformed);
}

}  // namespace
}  // namespace portal
