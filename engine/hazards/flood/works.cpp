// SPDX-License-Identifier: Apache-2.0
// Acts, faces and stamps of works.h; what moves water is in works_water.cpp, what breaks in works_breach.cpp.
#include "engine/hazards/flood/works.h"

#include <algorithm>
#include <cmath>

#include "engine/base/clock.h"
#include "engine/hazards/flood/stations.h"

namespace dayu::hazards::flood {
namespace {

template <class Work>
Work* named(std::vector<Work>& works, const std::string& name) {
  const auto found =
      std::find_if(works.begin(), works.end(), [&](const Work& work) { return work.name == name; });
  return found == works.end() ? nullptr : &*found;
}

FaceBarrier on_face(const Barrier& barrier, int col, bool to_east, double ground_m) {
  FaceBarrier on;
  on.col = col;
  on.to_east = to_east;
  on.weir_m1_2_per_s = static_cast<float>(barrier.weir_m1_2_per_s);
  on.orifice_1 = static_cast<float>(barrier.orifice_1);
  on.deck_m = static_cast<float>(barrier.deck_m);
  const double base = std::max(barrier.sill_m, ground_m);
  switch (barrier.kind) {
    case Barrier::Kind::wall:
      on.sill_m = static_cast<float>(barrier.setting_m + (barrier.over_ground ? ground_m : 0));
      break;
    case Barrier::Kind::bridge:
      on.soffit_m = static_cast<float>(barrier.soffit_m);
      break;
    case Barrier::Kind::gate:
      on.sill_m = static_cast<float>(barrier.sill_m);
      on.soffit_m = static_cast<float>(base + barrier.setting_m);
      break;
  }
  return on;
}

}  // namespace

bool Pump::has_power(double t_s) const {
  for (std::size_t k = 0; k < no_power_from_s.size(); ++k)
    if (t_s >= no_power_from_s[k] && t_s < no_power_until_s[k]) return false;
  return true;
}

Works::Works(WorksPlan plan, const geo::Grid& grid, const Water& water)
    : plan_(std::move(plan)), grid_(grid) {
  for (GroundBreach& breach : plan_.breaches) choose_cells(breach);
  for (Culvert& culvert : plan_.culverts) {
    culvert.forward = CulvertCurve(culvert.barrel);
    Barrel back = culvert.barrel;
    back.slope_1 = -back.slope_1;
    culvert.backward = CulvertCurve(back);
  }
  find_faces(water);
  rebuild_faces();
}

void Works::find_faces(const Water& water) {
  for (std::size_t k = 0; k < plan_.barriers.size(); ++k)
    for (const std::vector<geo::Point>& line : plan_.barriers[k].lines)
      for (std::size_t i = 1; i < line.size(); ++i)
        for (const SectionFace& face : stair_of(grid_, line[i - 1], line[i])) {
          const geo::Cell a = face.cell, b{a.row + (face.to_east ? 0 : 1), a.col + (face.to_east ? 1 : 0)};
          if (!grid_.holds(a) || !grid_.holds(b)) continue;
          const float za = water.z[water.shape.at(a.row, a.col)], zb = water.z[water.shape.at(b.row, b.col)];
          if (za == kWall_m || zb == kWall_m) continue;
          standing_.push_back({k, a.row, a.col, face.to_east, static_cast<double>(std::max(za, zb))});
        }
}

void Works::rebuild_faces() {
  stale_ = false;
  if (standing_.empty()) return;
  rows_.assign(static_cast<std::size_t>(grid_.n_rows) + 1, {});
  for (const Standing& face : standing_)
    rows_[static_cast<std::size_t>(face.row) + 1].push_back(
        on_face(plan_.barriers[face.barrier], face.col, face.to_east, face.ground_m));
}

double Works::next_stamp_s(double from_s) const {
  double next = base::kNever_s;
  const auto stamp = [&](double t) {
    if (t > from_s) next = std::min(next, t);
  };
  for (const Pump& pump : plan_.pumps)
    for (std::size_t k = 0; k < pump.no_power_from_s.size(); ++k) {
      stamp(pump.no_power_from_s[k]);
      stamp(pump.no_power_until_s[k]);
    }
  for (const GroundBreach& breach : plan_.breaches) {
    stamp(breach.at_s);
    if (breach.began_s >= 0) stamp(breach.began_s + breach.size.formation_s);
  }
  for (const Act& act : plan_.acts) {
    stamp(act.at_s);
    if (act.began_s >= 0) stamp(act.began_s + act.over_s);
  }
  return next;
}

double Works::setting_of(const std::string& work) const {
  for (const Barrier& barrier : plan_.barriers)
    if (barrier.name == work) return barrier.setting_m;
  for (const Pump& pump : plan_.pumps)
    if (pump.name == work) return pump.setting_1;
  for (const Culvert& culvert : plan_.culverts)
    if (culvert.name == work) return culvert.setting_1;
  return std::nan("");
}

bool Works::set(const std::string& work, double to, double t_s) {
  if (Barrier* barrier = named(plan_.barriers, work)) {
    stale_ = stale_ || barrier->setting_m != to;
    barrier->setting_m = to;
    return true;
  }
  if (Pump* pump = named(plan_.pumps, work)) return pump->setting_1 = std::clamp(to, 0.0, 1.0), true;
  if (Culvert* culvert = named(plan_.culverts, work))
    return culvert->setting_1 = std::clamp(to, 0.0, 1.0), true;
  if (GroundBreach* breach = named(plan_.breaches, work))
    return breach->at_s = std::min(breach->at_s, t_s), true;
  return false;
}

/// Whether an act has begun and is not yet through.
bool Works::due(Act& act, double t_s, const Water& water) {
  if (act.done) return false;
  if (act.began_s >= 0) return true;
  bool begins = t_s >= act.at_s;
  if (!begins && (act.rises_to_m < 1e300 || act.falls_to_m > -1e300)) {
    const std::ptrdiff_t at = water.shape.at(act.place.row, act.place.col);
    const double level = static_cast<double>(water.z[at]) + static_cast<double>(water.h[at]);
    begins = (water.h[at] > 0 && level >= act.rises_to_m) || level <= act.falls_to_m;
  }
  if (!begins) return false;
  act.began_s = t_s;
  act.from = setting_of(act.work);
  return true;
}

double Works::value_now(Act& act, double t_s) {
  const double share = act.over_s > 0 ? (t_s - act.began_s) / act.over_s : 1;
  act.done = share >= 1;
  return act.done || std::isnan(act.from) ? act.to : act.from + share * (act.to - act.from);
}

void Works::keep() {
  for (Pump& pump : plan_.pumps) pump.discharge_m3_per_s.push_back(pump.now_m3_per_s);
  for (Culvert& culvert : plan_.culverts) culvert.discharge_m3_per_s.push_back(culvert.now_m3_per_s);
}

}  // namespace dayu::hazards::flood
