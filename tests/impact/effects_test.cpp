// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/geo/table.h"
#include "tests/impact/tiny_course.h"
#include "tests/support/catch.h"

using namespace dayu;

namespace {
hazards::Card card_with(const std::string& rows) {
  hazards::Card card = test::test_card();
  card.effects_csv = "field,who,slows_from,stops_from,source,surety\n" + rows;
  return card;
}

std::vector<std::string> faults_of(const hazards::Card& card) {
  try {
    impact::effects_of(card);
  } catch (const base::InputError& e) {
    std::vector<std::string> texts;
    for (const base::Fault& f : e.faults()) texts.push_back(base::to_text(f));
    return texts;
  }
  return {};
}
}  // namespace

TEST_CASE("an effects table is read row by row, empty limits as never") {
  const auto effects = impact::effects_of(card_with("water_depth_m,walker,,0.3,\"a, b\",C\n"));
  REQUIRE(effects.size() == 1);
  CHECK(effects[0].hazard == "test_flood");
  CHECK(effects[0].slows_from == base::kNever_s);
  CHECK(effects[0].stops_from == 0.3);
  CHECK(effects[0].source == "a, b");
}

TEST_CASE("every fault of an effects table is named at once") {
  const auto faults =
      faults_of(card_with("smoke,walker,,0.3,x,A\n"
                          "water_depth_m,horse,,0.3,x,A\n"
                          "water_depth_m,car,,0.3,,A\n"
                          "water_depth_m,car,,,x,A\n"
                          "water_depth_m,car,0.5,0.3,x,A\n"
                          "water_depth_m,car,,deep,x,A\n"));
  CHECK(faults.size() >= 6);
  for (const char* word : {"smoke", "horse", "source", "no limit", "above stops_from", "deep"})
    CHECK(std::any_of(faults.begin(), faults.end(),
                      [&](const std::string& f) { return f.find(word) != f.npos; }));
}

TEST_CASE("an effects table with a wrong header or a ragged row is refused") {
  hazards::Card card = test::test_card();
  card.effects_csv = "field,who,slow,stops_from,source,surety\n";
  CHECK(faults_of(card).size() == 2);  // slow is unknown, slows_from is missing
  CHECK(faults_of(card_with("water_depth_m,car,0.3\n")).size() == 1);
}

TEST_CASE("every hazard of the catalogue has effects that can be read") {
  for (const hazards::Entry& entry : hazards::catalogue())
    CHECK_FALSE(impact::effects_of(entry.card()).empty());
}
