// SPDX-License-Identifier: Apache-2.0
// What of a flood must be kept so that it goes on as if it had never stopped: water, ground, extremes, what
// the ground has taken, books, records, tiles, works, reservoirs, and where the steps stand. What follows
// from the inputs (roughness, edges, series, rain rates) is made again.
#include <algorithm>

#include "engine/hazards/flood/solver.h"
#include "engine/hazards/state_file.h"

namespace dayu::hazards::flood {
namespace {

void save_lattice(StateWriter& to, const Lattice& lattice) {
  to.bytes(lattice.begin(), lattice.size() * sizeof(float));
}
void restore_lattice(StateReader& from, Lattice& lattice) {
  from.bytes(lattice.begin(), lattice.size() * sizeof(float));
}

/// Calls visit on every lattice that a step changes.
template <class TheWater, class TheWorst, class Visit>
void each_lattice(TheWater& water, TheWorst& worst, const Visit& visit) {
  visit(water.h), visit(water.rest), visit(water.hu), visit(water.hv), visit(water.z);
  visit(water.ux), visit(water.uy), visit(water.lean);
  visit(worst.frame_depth), visit(worst.frame_depth_speed), visit(worst.depth), visit(worst.speed);
  visit(worst.depth_speed), visit(worst.hazard_class), visit(worst.depth_time);
  for (auto& lattice : worst.arrival) visit(lattice);
  for (auto& lattice : worst.above) visit(lattice);
}

/// Numbers of a work that change, in one order for both directions.
template <class Plan, class Number, class Series>
void each_work(Plan& plan, const Number& number, const Series& series) {
  for (auto& barrier : plan.barriers) number(barrier.setting_m);
  for (auto& pump : plan.pumps) {
    number(pump.setting_1), number(pump.runs), number(pump.moved_m3), number(pump.now_m3_per_s);
    series(pump.discharge_m3_per_s);
  }
  for (auto& culvert : plan.culverts) {
    number(culvert.setting_1), number(culvert.moved_m3), number(culvert.now_m3_per_s);
    series(culvert.discharge_m3_per_s);
  }
  for (auto& breach : plan.breaches)
    number(breach.at_s), number(breach.began_s), number(breach.water_m3), number(breach.size);
  for (auto& act : plan.acts) number(act.began_s), number(act.from), number(act.done);
}

template <class Pools, class Number, class Series>
void each_reservoir(Pools& pools, const Number& number, const Series& series) {
  for (auto& pool : pools) {
    number(pool.level_m), number(pool.volume_m3), number(pool.breach_began_s), number(pool.breach_size);
    number(pool.in_m3), number(pool.out_m3), number(pool.start_m3);
    for (auto& gate : pool.gates) number(gate.set_m);
    series(pool.times_s), series(pool.levels_m), series(pool.outflows_m3_per_s),
        series(pool.inflows_m3_per_s);
  }
}

template <class TheRecord, class Series>
void each_record(TheRecord& record, const Series& series) {
  series(record.times_s);
  for (auto& values : record.depth_m) series(values);
  for (auto& values : record.level_m) series(values);
  for (auto& values : record.speed_m_per_s) series(values);
  for (auto& values : record.discharge_m3_per_s) series(values);
}

}  // namespace

void Solver::save(StateWriter& to) const {
  const auto number = [&](const auto& value) { to.put(value); };
  const auto series = [&](const auto& values) { to.put(values); };
  to.put(handed_over_s_);
  each_lattice(water_, worst_, [&](const Lattice& lattice) { save_lattice(to, lattice); });
  for (const Lattice* lattice : {&abstraction_, &fallen_, &taken_}) save_lattice(to, *lattice);
  to.put(books_);
  each_record(record_, series);
  for (const std::vector<float>& masses : record_.face_mass) to.put(masses);
  tiles_.save(to);
  each_work(works_.plan(), number, series);
  each_reservoir(inputs_.reservoirs, number, series);
  for (const double value : {time_s_, next_record_s_, wanted_step_s_, active_steps_, watched_until_s_,
                             rates_from_s_, rates_until_s_, abstraction_left_m_})
    to.put(value);
  to.put(steps_);
  to.put(fastest_m_per_s_);
}

void Solver::restore(StateReader& from) {
  const auto number = [&](auto& value) { from.take(value); };
  const auto series = [&](auto& values) { from.take(values); };
  double handed_over_s = -1;
  from.take(handed_over_s);
  if (handed_over_s >= 0) become_full();
  handed_over_s_ = handed_over_s;
  each_lattice(water_, worst_, [&](Lattice& lattice) { restore_lattice(from, lattice); });
  for (Lattice* lattice : {&abstraction_, &fallen_, &taken_}) restore_lattice(from, *lattice);
  from.take(books_);
  each_record(record_, series);
  // In place: the sweep holds the addresses of these numbers.
  for (std::vector<float>& masses : record_.face_mass) {
    std::vector<float> kept;
    from.take(kept);
    std::copy_n(kept.begin(), std::min(kept.size(), masses.size()), masses.begin());
  }
  tiles_.restore(from);
  each_work(works_.plan(), number, series);
  each_reservoir(inputs_.reservoirs, number, series);
  for (double* value : {&time_s_, &next_record_s_, &wanted_step_s_, &active_steps_, &watched_until_s_,
                        &rates_from_s_, &rates_until_s_, &abstraction_left_m_})
    from.take(*value);
  from.take(steps_);
  from.take(fastest_m_per_s_);
  // A tile that is left out holds the same state in both halves.
  for (auto [now, next] : {std::pair{&water_.h, &water_.next.h}, std::pair{&water_.rest, &water_.next.rest},
                           std::pair{&water_.hu, &water_.next.hu}, std::pair{&water_.hv, &water_.next.hv},
                           std::pair{&water_.ux, &water_.next.ux}, std::pair{&water_.uy, &water_.next.uy}})
    std::copy_n(now->begin(), now->size(), next->begin());
  works_.rebuild_faces();
  fill_rates(rates_from_s_);
}

}  // namespace dayu::hazards::flood
