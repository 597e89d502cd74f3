// SPDX-License-Identifier: Apache-2.0
// How long does a new plan take when something happens? A made county: a grid of roads with 1,000 pieces that
// close, 5,000 settlements of one household in danger, 200 shelters that fill; then 100 random injects (a
// road that people are on, a shelter full, an order early), each against the plan as announced. Processor
// milliseconds, median and 95th percentile: replan_bench [SIDE [SETTLEMENTS [SHELTERS [INJECTS]]]]. Nothing
// here is asserted.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "engine/base/random.h"
#include "engine/plan/replan.h"
#include "tests/benchmarks/cpu_time.h"
#include "tests/plan/tiny_town.h"

using namespace dayu;

namespace {

constexpr double kSide_m = 250;
constexpr int kVillages = 100;
constexpr std::size_t kClosures = 1000;

struct County {
  test::TinyTown town;
  base::Random random{20250618, 1};

  County(int side, int settlements, int shelters) {
    town.world.villages.clear();
    for (int v = 0; v < kVillages; ++v)
      town.world.villages.push_back(
          {"V" + std::to_string(v), "", {"村", "village"}, {"乡", "township"}, {}, 0, 0});
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) town.node(kSide_m * x, kSide_m * y, 20 * random.uniform_1());
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        if (x + 1 < side) road(y * side + x, y * side + x + 1);
        if (y + 1 < side) road(y * side + x, (y + 1) * side + x);
      }
    for (int s = 0; s < shelters; ++s)
      town.shelter(random.below(side * side), 2.2 * 4 * settlements / shelters);
    for (std::size_t k = 0; k < kClosures; ++k)
      town.close_all(random.below(static_cast<int>(town.world.network.pieces.size())),
                     4000 + 12000 * random.uniform_1());
    people(side, settlements);
    for (int v = 0; v < kVillages; ++v)
      town.orders.push_back({{v}, base::kNever_s, 1000.0 + 60 * v, "bench"});
  }

 private:
  void road(int from, int to) {
    const int piece = town.road(from, to, kSide_m, 8, 0.2);
    town.world.network.pieces.back().road = "R" + std::to_string(piece);
  }
  void people(int side, int settlements) {
    for (int i = 0; i < settlements; ++i) {
      const int node = random.below(side * side);
      const int group = town.group(node, 4, 1);
      town.world.groups.back().village = {i % kVillages};
      town.household(group, 4, 6000 + 12000 * random.uniform_1(), 0, random.below(3) > 0 ? 1 : 0);
    }
  }
};

plan::Incident inject(base::Random& random, const County& county, const plan::Plan& plan) {
  plan::Incident i;
  i.at_s = 1000 + 5000 * random.uniform_1();
  const int kind = random.below(3);
  if (kind == 0) {
    i.kind = plan::Incident::Kind::road_lost;
    const plan::Trip& trip =
        plan.trips[static_cast<std::size_t>(random.below(static_cast<int>(plan.trips.size())))];
    const int arc =
        trip.arcs.empty()
            ? 0
            : trip.arcs[static_cast<std::size_t>(random.below(static_cast<int>(trip.arcs.size())))];
    i.id = std::to_string(arc / 2);
  } else if (kind == 1) {
    i.kind = plan::Incident::Kind::shelter_full;
    i.id = county.town.world
               .shelters[static_cast<std::size_t>(
                   random.below(static_cast<int>(county.town.world.shelters.size())))]
               .id;
  } else {
    i.kind = plan::Incident::Kind::order_early;
    i.id = county.town.world.villages[static_cast<std::size_t>(random.below(kVillages))].id;
  }
  return i;
}

void told(const char* what, std::vector<double>& spent_ms) {
  if (spent_ms.empty()) return;
  std::sort(spent_ms.begin(), spent_ms.end());
  std::printf("%s, %zu injects: median %.0f ms, 95th percentile %.0f ms\n", what, spent_ms.size(),
              spent_ms[spent_ms.size() / 2], spent_ms[(spent_ms.size() * 95 + 99) / 100 - 1]);
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int k, int fallback) { return argc > k ? std::atoi(argv[k]) : fallback; };
  County county(number(1, 140), number(2, 5000), number(3, 200));
  const base::Settings settings =
      test::TinyTown::settings("prepare_day_s = [600, 1200]\nwalk_limit_m = 3000\n");
  double begin = 1e3 * bench::cpu_s();
  const plan::Plan plan = plan::make(county.town.world, county.town.impact, county.town.orders, settings);
  std::printf("plan: %zu units, %zu trips, %zu left, %.0f ms\n", plan.units.size(), plan.trips.size(),
              plan.left_behind.size(), 1e3 * bench::cpu_s() - begin);
  std::vector<double> first, whole;
  std::size_t changed = 0;
  const base::Instant start = base::read_instant("2025-06-18T14:00:00+08:00");
  for (int k = 0; k < number(4, 100); ++k) {
    const plan::Incident incident = inject(county.random, county, plan);
    for (const plan::Answer answer : {plan::Answer::first, plan::Answer::whole}) {
      begin = 1e3 * bench::cpu_s();
      const plan::Replanned again =
          plan::replan(county.town.world, county.town.impact, plan, {incident}, settings, start, answer);
      (answer == plan::Answer::first ? first : whole).push_back(1e3 * bench::cpu_s() - begin);
      changed += again.changes.size();
    }
  }
  told("first answer", first);
  told("whole answer", whole);
  std::printf("%zu changes\n", changed / 2);
  return 0;
}
