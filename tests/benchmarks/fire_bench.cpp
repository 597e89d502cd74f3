// SPDX-License-Identifier: Apache-2.0
// Speed of the fire in processor seconds, by hand: fire_bench [SCENARIO_FOLDER]. Nothing here is asserted.
//   front: ellipses and arrival times of one fire, memory fresh and used; ensemble: members a second with
//   everything perturbed; reverse: one trigger map; edit: what comes after two hours solved again.
#include <cstdio>
#include <ctime>

#include "engine/drill/scenario.h"
#include "engine/hazards/fire/ensemble.h"
#include "engine/hazards/fire/fire.h"
#include "engine/hazards/fire/reach.h"
#include "engine/world/load.h"
#include "tests/benchmarks/cpu_time.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {}  // namespace

int main(int argc, char** argv) {
  const drill::Scenario scenario = drill::read_scenario(argc > 1 ? argv[1] : "tests/validation/fire_hills0");
  const world::World world = scenario.area.empty() ? world::bare_world(scenario.terrain, 0.05)
                                                   : world::load(scenario.area, scenario.cell_m);
  std::vector<std::string> notes;
  Inputs in =
      read_inputs(world, scenario.settings.section("fire"),
                  {scenario.start, scenario.duration_s, scenario.output_interval_s, 1, scenario.seed}, notes);
  const int rows = in.land.grid.n_rows, cols = in.land.grid.n_cols;
  const auto until = static_cast<float>(in.duration_s);

  double begin = bench::cpu_s();
  const Rates rates(in.land, in.slices, in.options);
  LazyGround ground(rates);
  Front<LazyGround> front(rows, cols, in.land.grid.cell_m, until, static_cast<float>(in.bucket_s),
                          rates.ends_s(), ground);
  for (int round = 0; round < 4; ++round) {
    if (round > 0) {
      begin = bench::cpu_s();
      ground.renew(rates);
      front.reset();
    }
    for (const Ignition& i : in.ignitions)
      for (const std::uint32_t c : i.cells)
        front.ignite(front.at(static_cast<int>(c) / cols, static_cast<int>(c) % cols),
                     static_cast<float>(i.time_s));
    front.run(until);
    const double spent = bench::cpu_s() - begin;
    std::printf("front, %s: %lld cells in %.4f s: %.2f million a second\n",
                round == 0 ? "fresh memory" : "used memory", front.taken(), spent,
                static_cast<double>(front.taken()) / spent * 1e-6);
  }
  begin = bench::cpu_s();
  front.forget_from(until - 7200);
  front.run(until);
  std::printf("edit: the last two hours again in %.4f s\n", bench::cpu_s() - begin);

  begin = bench::cpu_s();
  constexpr int kVillages = 20;
  for (int v = 0; v < kVillages; ++v)
    time_to_target(in, rates,
                   {"v",
                    {static_cast<std::uint32_t>(
                        in.land.grid.index({rows / 3 + v * rows / 60, cols / 3 + v * cols / 60}))}},
                   0, in.duration_s);
  std::printf("reverse: %.4f s a trigger map\n", (bench::cpu_s() - begin) / kVillages);

  begin = bench::cpu_s();
  const Odds odds = burn_odds(in, {100, 0.2, 15, 0.15, 300}, 1);
  double area = 0;
  for (const double a : odds.areas_ha) area += a;
  std::printf("ensemble: %.1f members a second, mean %.0f ha\n", 100 / (bench::cpu_s() - begin), area / 100);
  return 0;
}
