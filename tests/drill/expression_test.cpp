// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/expression.h"

#include <cmath>

#include "engine/base/clock.h"
#include "engine/base/errors.h"
#include "tests/support/catch.h"

using namespace dayu;
using drill::Call;
using drill::Expression;
using drill::Steps;

namespace {

/// Two quantities by name: level in steps of 600 s, rain constant.
Steps world(const Call& call) {
  if (call.name == "level") return {{0, 600, 1200, 1800, 2400, 3000}, {1, 2, 3, 2, 3, 4}};
  if (call.name == "rain") return {{600, 2400}, {10, 50}};
  if (call.name == "done") return {{1500}, {1}};
  return {};
}

double first(const std::string& text, double from_s = 0, double to_s = 1e6) {
  return Expression::parse(text).first_true_s(world, from_s, to_s);
}

std::string fault_of(const std::string& text) {
  try {
    Expression::parse(text);
  } catch (const base::InputError& error) {
    return error.faults().front().place + ": " + error.faults().front().what + "; " +
           error.faults().front().remedy;
  }
  return "";
}

}  // namespace

TEST_CASE("a state fires at the first stamp at which it holds") {
  CHECK(first("level('a') >= 3") == 1200);
  CHECK(first("level('a') > 3") == 3000);
  CHECK(first("3 <= level('a')") == 1200);
  CHECK(first("level('a') == 2") == 600);
  CHECK(first("level('a') >= 5") == base::kNever_s);
  CHECK(first("level('a') >= 3", 1300) == 1300);  // it holds already
  CHECK(first("level('a') >= 3", 1900) == 2400);
  CHECK(first("level('a') >= 4", 0, 2999) == base::kNever_s);
}

TEST_CASE("a state that must hold for a while fires at the end of that while, never after a break") {
  CHECK(first("level('a') >= 3 for 10min") == 3000);  // 1200-1800 is broken AT 1800
  CHECK(first("level('a') >= 3 for 9min") == 1740);
  CHECK(first("level('a') >= 2 for 40min") == 3000);
  CHECK(first("level('a') >= 3 for 2h") == 9600);  // the last value holds on
}

TEST_CASE("and, or, not and brackets bind as written") {
  CHECK(first("level('a') >= 3 and rain('G','3h') >= 50") == 2400);
  CHECK(first("level('a') >= 4 or rain('G','1h') >= 10") == 600);
  CHECK(first("not level('a') >= 2 and level('a') >= 1") == 0);
  CHECK(first("(level('a') >= 4 or rain('G','1h') >= 10) and done('EA-1')") == 1500);
  CHECK(first("level('a') >= 4 or rain('G','1h') >= 10 and done('EA-1')") == 1500);
}

TEST_CASE("what is not known yet makes a comparison false") {
  CHECK(first("rain('G','3h') < 100") == 600);
  CHECK(first("stage('R') < 100") == base::kNever_s);
}

TEST_CASE("a text that is not of the language is told with its column and what is known") {
  CHECK(fault_of("levle('a') >= 3").find("'levle' is not a quantity") != std::string::npos);
  CHECK(fault_of("level('a') >= 3 for ten").find("10min") != std::string::npos);
  CHECK(fault_of("level('a')").find("comparison is missing") != std::string::npos);
  CHECK(fault_of("level('a' >= 3").find("not closed") != std::string::npos);
  CHECK(fault_of("1 >= 3").find("two numbers") != std::string::npos);
  CHECK(fault_of("rain('G') >= 3").find("2 text") != std::string::npos);
  CHECK(fault_of("level('a') >= 3 level('b') >= 1").find("column 17") != std::string::npos);
  CHECK(fault_of("system('rm')").find("not a quantity") != std::string::npos);
  CHECK(fault_of("").find("missing") != std::string::npos);
}
