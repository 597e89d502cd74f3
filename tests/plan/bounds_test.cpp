// SPDX-License-Identifier: Apache-2.0
// The county's bounds against brute force over every assignment of whole units to shelters (each alone on its
// road: the relaxation splits units and ignores nothing else here), and against hand-worked cuts.
#include "engine/plan/bounds.h"

#include "engine/plan/plan_files.h"
#include "tests/plan/plan_checks.h"

using namespace dayu;
using test::TinyTown;

namespace {

std::uint32_t next(std::uint32_t& state) {
  state = state * 1664525U + 1013904223U;
  return state >> 8;
}

struct Answer {
  int most = 0;
  double clear_s = base::kNever_s, sum_s = base::kNever_s;
};

/// Single people in households of one: splitting is no relaxation then.
struct Star {
  TinyTown town;
  std::vector<std::vector<double>> arrives_s;  ///< [household][shelter]
  std::vector<int> places;
};

/// Households of one, each with a road of its own to each of three halls.
Star star(std::uint32_t seed) {
  Star s;
  std::uint32_t state = seed;
  std::vector<int> halls;
  for (int h = 0; h < 3; ++h) {
    halls.push_back(s.town.node(5000.0 * h, 5000));
    s.places.push_back(static_cast<int>(next(state) % 3));
    s.town.shelter(halls.back(), 2.0 * s.places.back());
  }
  s.town.order(base::kNever_s, 1000);
  for (int i = 0; i < 5; ++i) {
    const int home = s.town.node(100.0 * i, 0);
    const int g = s.town.group(home, 1, 1);
    s.town.household(g, 1, 20000);
    std::vector<double> row;
    for (int h = 0; h < 3; ++h) {
      const double length_m = 300 + next(state) % 2000;
      const int road = s.town.road(home, halls[static_cast<std::size_t>(h)], length_m);
      s.town.world.network.pieces.back().oneway = true;
      const double closes_s = 1000 + 200 + next(state) % 3000;
      s.town.close_all(road, closes_s);
      const double arrive_s = 1000 + std::ceil(length_m);
      row.push_back(arrive_s <= closes_s ? arrive_s : base::kNever_s);
    }
    s.arrives_s.push_back(row);
  }
  return s;
}

void assign_all(const Star& s, std::size_t i, std::vector<int>& room, int count, double last_s, double sum_s,
                int want, Answer& best) {
  if (i == s.arrives_s.size()) {
    best.most = std::max(best.most, count);
    if (count == want) {
      best.clear_s = std::min(best.clear_s, last_s);
      best.sum_s = std::min(best.sum_s, sum_s);
    }
    return;
  }
  assign_all(s, i + 1, room, count, last_s, sum_s, want, best);
  for (std::size_t h = 0; h < room.size(); ++h) {
    const double t = s.arrives_s[i][h];
    if (room[h] == 0 || t == base::kNever_s) continue;
    --room[h];
    assign_all(s, i + 1, room, count + 1, std::max(last_s, t), sum_s + t, want, best);
    ++room[h];
  }
}

}  // namespace

TEST_CASE("bounds equal brute force where nothing is relaxed") {
  int with_left = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    const Star s = star(seed);
    const plan::Plan plan = s.town.plan();
    int arrived = 0;
    for (const plan::Trip& t : plan.trips) arrived += plan.units[static_cast<std::size_t>(t.unit)].people;
    std::vector<int> room = s.places;
    Answer best;
    assign_all(s, 0, room, 0, 0, 0, arrived, best);
    INFO("seed " << seed);
    CHECK(plan.bound_left == 5 - best.most);
    with_left += best.most < 5 ? 1 : 0;
    if (arrived == 0) continue;
    CHECK(plan.bound_clear_s == best.clear_s);
    CHECK(plan.bound_mean_s * arrived == Approx(best.sum_s));
  }
  CHECK(with_left > 5);
  CHECK(with_left < 60);
}

TEST_CASE("places bind: whom no hall can take is in the bound") {
  TinyTown town;
  const int home = town.node(0, 0), hall = town.node(500, 0);
  town.road(home, hall, 500);
  town.shelter(hall, 20);  // ten places
  town.order(base::kNever_s, 1000);
  const int g = town.group(home, 16, 4);
  for (int i = 0; i < 4; ++i) town.household(g, 4, 9000);
  const plan::Plan plan = town.plan();
  CHECK(plan.bound_left == 6);
  CHECK(test::people_left(plan) == 8);  // whole households of four
  CHECK(plan.proof.left_full == std::vector<char>{1});
}

TEST_CASE("bus seats bind: later loads come a round later") {
  TinyTown town;
  const int home = town.node(0, 0), hall = town.node(9000, 0);
  town.road(home, hall, 9000, 10);
  town.shelter(hall, 400);
  town.order(base::kNever_s, 1000);
  const int g = town.group(home, 30, 10);
  for (int i = 0; i < 10; ++i) town.household(g, 3, 20000);
  town.team("bus", home, 1, 12);
  const plan::Plan few = town.plan("boarding_s = 300\n");
  town.world.teams.back().vehicles = 5;
  const plan::Plan many = town.plan("boarding_s = 300\n");
  CHECK(few.bound_mean_s > many.bound_mean_s + 100);
  CHECK(few.bound_mean_s <= plan::figures_of(few).mean_arrival_s);
  CHECK(many.bound_mean_s <= plan::figures_of(many).mean_arrival_s);
}
