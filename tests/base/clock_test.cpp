// SPDX-License-Identifier: Apache-2.0
#include "engine/base/clock.h"

#include "engine/base/errors.h"
#include "engine/base/random.h"
#include "tests/support/catch.h"

using namespace dayu::base;

TEST_CASE("civil times are read in every form people write") {
  const Instant a = read_instant("2025-06-18T14:00:00+08:00");
  CHECK(a.unix_s == 1750226400);
  CHECK(read_instant("2025-06-18 14:00") == a);
  CHECK(read_instant("2025-06-18 14:00:00") == a);
  CHECK(read_instant("2025-06-18T06:00:00Z").unix_s == a.unix_s);
  CHECK(iso8601(a, 50400) == "2025-06-19T04:00:00+08:00");
  CHECK(clock_hh_mm(a, 6.5 * 3600) == "20:30");
  CHECK(clock_hh_mm(a, 12 * 3600) == "06-19 02:00");
  CHECK(t_plus(23400) == "T+06:30:00");
}

TEST_CASE("what is not a time is refused") {
  for (const char* text :
       {"", "18 June", "2025-13-01 00:00", "2025-06-18", "2025-06-18 25:00", "2025-06-18 14:00x"})
    CHECK_THROWS_AS(read_instant(text), InputError);
}

TEST_CASE("random numbers depend on seed, stream and index alone") {
  CHECK(uniform_1(1, 2, 3) == uniform_1(1, 2, 3));
  CHECK(uniform_1(1, 2, 3) != uniform_1(1, 2, 4));
  double sum = 0;
  for (std::uint64_t i = 0; i < 10000; ++i) sum += uniform_1(7, 0, i);
  CHECK(sum / 10000 == Approx(0.5).margin(0.02));
}
