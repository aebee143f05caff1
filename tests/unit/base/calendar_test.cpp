#include "shared/base/calendar.h"

#include <doctest/doctest.h>

namespace portal {

TEST_CASE("a unix time as a day and a time of RFC 3339") {
  CHECK(print_iso_time(0) == "1970-01-01T00:00:00Z");
  CHECK(print_iso_time(951'827'696) == "2000-02-29T12:34:56Z");
  CHECK(print_iso_time(4'107'542'399) == "2100-02-28T23:59:59Z");
  CHECK(print_iso_day(4'107'542'400) == "2100-03-01");  // no leap year
  CHECK(print_iso_day(1'764'000'000) == "2025-11-24");
}

}  // namespace portal
