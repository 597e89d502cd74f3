// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/uses.h"

#include <algorithm>

namespace dayu::verify {
namespace {

/// Tobler 1993: 6 km/h at best, on a slope of -5 %.
constexpr double kTobler_m_per_s = 6 / 3.6;
/// 120 km/h: the highest limit on any road of China (road traffic safety regulations 2004, art. 78).
constexpr double kRoadLimit_m_per_s = 120 / 3.6;

bool exists(const Run& run, int arc) {
  return arc >= 0 && piece_of(arc) < static_cast<int>(run.pieces.size());
}

void add_uses(const Run& run, const std::vector<int>& route, const std::vector<double>& enter_s,
              double leave_s, Use use, std::vector<Use>& uses) {
  for (std::size_t i = 0; i < route.size() && i < enter_s.size(); ++i) {
    if (!exists(run, route[i])) continue;
    use.piece = piece_of(route[i]), use.against = against(route[i]);
    use.enter_s = enter_s[i];
    use.leave_s = i + 1 < enter_s.size() ? enter_s[i + 1] : leave_s;
    uses.push_back(use);
  }
}

}  // namespace

std::string road_class(const Run& run, const std::string& who) {
  const auto named = [&](const auto& row) { return row.who == who; };
  const bool own_rows = std::any_of(run.effects.begin(), run.effects.end(), named) ||
                        std::any_of(run.closures.begin(), run.closures.end(), named);
  if (who == "walker_stretcher" && !own_rows) return road_class(run, "walker_weak");
  return who == "bus" && !own_rows ? "car" : who;
}

double top_speed_m_per_s(const std::string& who) {
  return who.starts_with("walker") ? kTobler_m_per_s : kRoadLimit_m_per_s;
}

double leave_last_s(const Run& run, const Trip& trip) {
  const std::vector<double>& enter_s = *trip.enter_s;
  if (enter_s.size() > trip.route.size()) return enter_s.back();
  const double enter = enter_s.back();
  const int arc = trip.route.back();
  if (!exists(run, arc)) return trip.arrive_s;
  const double length_m = run.pieces[static_cast<std::size_t>(piece_of(arc))].length_m;
  const double way_m = length_m + trip.access_to_m;
  return way_m > 0 ? enter + (trip.arrive_s - enter) * length_m / way_m : trip.arrive_s;
}

std::vector<Use> uses_of(const Run& run) {
  std::vector<Use> uses;
  for (const Trip& t : run.trips) {
    if (!t.enter_s || t.enter_s->empty() || t.route.empty()) continue;
    Use use;
    use.who = road_class(run, t.who), use.unit = t.unit, use.people = t.people, use.spot = t.spot;
    use.vehicles = t.vehicles;
    add_uses(run, t.route, *t.enter_s, leave_last_s(run, t), use, uses);
  }
  for (const Task& t : run.tasks) {
    if (!t.enter_s || t.enter_s->empty() || t.who.empty()) continue;
    Use use;
    use.who = road_class(run, t.who), use.unit = t.id, use.people = t.people, use.spot = t.spot;
    use.vehicles = use.who.starts_with("walker") || use.who == "boat" ? 0 : t.vehicles;
    add_uses(run, t.route, *t.enter_s, t.arrive_s, use, uses);
  }
  return uses;
}

}  // namespace dayu::verify
