// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/reservoir.h"

#include <algorithm>
#include <cmath>

#include "engine/base/clock.h"
#include "engine/hazards/flood/riemann.h"

namespace dayu::hazards::flood {
namespace {

constexpr double kLongest_s = 5;
constexpr double kGateOrifice_1 = 0.6;

double gate_outflow(const GateRule& gate, double t_s, double level_m) {
  const bool set = gate.set_m >= 0;
  if (!set && (t_s < gate.from_s || t_s >= gate.until_s)) return 0;
  if (!set && !gate.release_m3_per_s.value.empty()) return gate.release_m3_per_s.at(level_m);
  if ((!set && gate.opening_m.value.empty()) || level_m <= gate.sill_m) return 0;
  const double opening = set ? gate.set_m : gate.opening_m.at(level_m), head = level_m - gate.sill_m;
  // Below 1.5 times the opening the gate's lip is dry: a weir.
  if (head < 1.5 * opening) return 1.705 * gate.width_m * head * std::sqrt(head) * (opening > 0 ? 1 : 0);
  return kGateOrifice_1 * opening * gate.width_m *
         std::sqrt(2 * kGravity64_m_per_s2 * (head - 0.5 * opening));
}

}  // namespace

double PoolCurve::volume_m3(double level_m) const {
  const auto above = std::upper_bound(rows_.begin(), rows_.end(), level_m,
                                      [](double level, const Row& row) { return level < row.level_m; });
  if (above == rows_.begin()) return rows_.front().volume_m3;
  const Row& low = *(above - 1);
  const double rise = level_m - low.level_m;
  if (above == rows_.end()) return low.volume_m3 + low.area_m2 * rise;
  const double w = rise / (above->level_m - low.level_m);
  const double whole = 0.5 * (low.area_m2 + above->area_m2) * (above->level_m - low.level_m);
  const double part = rise * (low.area_m2 + 0.5 * w * (above->area_m2 - low.area_m2));
  // Surveyed volumes win over the integral of areas; both agree at the rows.
  return low.volume_m3 + (whole > 0 ? part / whole : w) * (above->volume_m3 - low.volume_m3);
}

double PoolCurve::level_m(double volume) const {
  double low = rows_.front().level_m, high = rows_.back().level_m;
  while (volume_m3(high) < volume) high += 1 + (high - low);
  for (int k = 0; k < 60 && high - low > 1e-9; ++k) {
    const double middle = 0.5 * (low + high);
    (volume_m3(middle) < volume ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double Reservoir::inflow(double t_s) const {
  const auto k = static_cast<std::size_t>(std::upper_bound(inflow_end_s.begin(), inflow_end_s.end(), t_s) -
                                          inflow_end_s.begin());
  return k < inflow_m3_per_s.size() ? inflow_m3_per_s[k] : 0;
}

double Reservoir::next_stamp_s(double from_s) const {
  const auto next = std::upper_bound(inflow_end_s.begin(), inflow_end_s.end(), from_s);
  return next == inflow_end_s.end() ? base::kNever_s : *next;
}

double Reservoir::outflow(double t_s, double level) const {
  double q = 0;
  const double head = level - spill_crest_m;
  if (head > 0)
    q += spill_coefficient_1 * spill_width_m * std::sqrt(2 * kGravity64_m_per_s2) * head * std::sqrt(head);
  for (const GateRule& gate : gates) q += gate_outflow(gate, t_s, level);
  if (breach && breach_began_s >= 0) q += breach_outflow(*breach, breach_size, t_s - breach_began_s, level);
  return q;
}

void Reservoir::begin() {
  volume_m3 = start_m3 = curve.volume_m3(level_m);
  keep(0);
}

void Reservoir::keep(double time_s) {
  times_s.push_back(time_s);
  levels_m.push_back(level_m);
  outflows_m3_per_s.push_back(outflow(time_s, level_m));
  inflows_m3_per_s.push_back(inflow(time_s));
}

double Reservoir::advance(double from_s, double to_s, double caught_m3) {
  const int parts = std::max(1, static_cast<int>(std::ceil((to_s - from_s) / kLongest_s)));
  const double dt = (to_s - from_s) / parts;
  if (dt <= 0) return 0;
  double let_out = 0;
  for (int k = 0; k < parts; ++k) {
    const double t = from_s + k * dt;
    if (breach && breach_began_s < 0 && (t >= breach_at_s || level_m >= breach_at_level_m)) {
      breach_began_s = t;
      breach_size = size_of(*breach, volume_m3 - curve.volume_m3(breach->floor_m), level_m);
    }
    const double in = inflow(t + 0.5 * dt) + caught_m3 / (to_s - from_s);
    const double middle = volume_m3 + 0.5 * dt * (in - outflow(t, level_m));
    const double out =
        std::min(outflow(t + 0.5 * dt, curve.level_m(middle)), std::max(0.0, volume_m3 / dt + in));
    volume_m3 += dt * (in - out);
    level_m = curve.level_m(volume_m3);
    in_m3 += dt * in;
    let_out += dt * out;
  }
  out_m3 += let_out;
  return let_out;
}

}  // namespace dayu::hazards::flood
