// SPDX-License-Identifier: Apache-2.0
// The plan and, beside it, the course that is to be expected when people and their chain of calls behave as
// they do: in each draw everybody is told, gets ready and moves by call_tree.h, leaving.h and movement.h, at
// every compliance with the same luck. Ranges are over the draws, nearest rank. People in danger when the
// hazard comes are counted where it meets them, at home or on the road; deaths never.
// Invariant: safe + at home + on the road + stays = people, in every draw and village.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/settings.h"
#include "engine/plan/plan.h"

namespace dayu::plan {

/// Nearest rank: the smallest value that at least 10, 50, 90 % of the draws do not exceed.
template <class T>
struct Range {
  T p10{}, p50{}, p90{};
};

/// People of one village in one course.
struct CourseCount {
  int people = 0, departed = 0, safe = 0, at_home = 0, on_road = 0, stays = 0, turned = 0;
  int by_command = 0, by_gauge = 0, by_neighbours = 0, by_sign = 0;  ///< what made those who left leave
  double last_safe_s = 0;
  double ninety_s = base::kNever_s;  ///< when 90 % of the people were safe
  int in_danger() const { return at_home + on_road; }
};

struct DrawRow {
  double compliance_1 = 1;
  int draw = 0, village = -1;  ///< -1: all together
  CourseCount count;
};

struct ExpectedRow {
  double compliance_1 = 1;
  int village = -1, people = 0;
  int plan_safe = 0, plan_in_danger = 0;
  double plan_last_s = 0;
  Range<int> departed, safe, in_danger, at_home, on_road, stays;
  Range<double> ninety_s, last_safe_s;
  int by_command = 0, by_gauge = 0, by_neighbours = 0, by_sign = 0;  ///< medians
};

struct CurveRow {
  double compliance_1 = 1, time_s = 0;
  int village = -1, plan_departed = 0, plan_safe = 0;
  int announced_departed = 0, announced_safe = 0;  ///< the same model with nothing drawn: must equal the plan
  Range<int> departed, safe;
};

struct Behaviour {
  int draws = 0;
  std::uint64_t seed = 0;
  double step_s = 0;
  std::vector<double> compliance_1;
  std::vector<ExpectedRow> expected;  ///< by compliance, then all together and each village
  std::vector<DrawRow> rows;          ///< likewise, by draw; empty where read back
  std::vector<CurveRow> curves;       ///< empty where read back
};

/// Computes plan.behaviour for a plan as `make` gives it; nothing where draws = 0 or nobody moves.
/// `settings` is the [plan] section, `seed` the scenario's.
void add_behaviour(const world::World& world, const impact::Impact& impact, const base::Settings& settings,
                   std::uint64_t seed, Plan& plan);

/// Of sorted values.
template <class T>
Range<T> range_of(const std::vector<T>& sorted) {
  const auto ranked = [&](std::size_t percent) { return sorted[(sorted.size() * percent + 99) / 100 - 1]; };
  return sorted.empty() ? Range<T>{} : Range<T>{ranked(10), ranked(50), ranked(90)};
}

}  // namespace dayu::plan
