// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/breach.h"

#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/riemann.h"

namespace dayu::hazards::flood {
namespace {

constexpr double kCrestWeir = 1.70, kSideWeir = 1.35;  // Fread 1988: 3.1 and 2.45 in feet
constexpr double kOrifice_1 = 0.6;

/// Outflow of a pipe that grows around its axis until its roof reaches the water or the crest.
double pipe_outflow(const BreachPlan& plan, const BreachSize& size, double grown_1, double level_m) {
  const double width = grown_1 * size.width_m;
  const double top = plan.pipe_m + grown_1 * (plan.crest_m - plan.pipe_m);
  const double bottom = plan.pipe_m - grown_1 * (plan.pipe_m - plan.floor_m);
  const double axis = 0.5 * (top + bottom);
  return level_m <= axis
             ? 0
             : kOrifice_1 * width * (top - bottom) * std::sqrt(2 * kGravity64_m_per_s2 * (level_m - axis));
}

}  // namespace

BreachSize froehlich_2008(double water_m3, double height_m, BreachWay way) {
  const bool over = way == BreachWay::overtopping;
  const double ko = over ? 1.3 : 1.0;
  return {0.27 * ko * std::pow(water_m3, 0.32) * std::pow(height_m, 0.04),
          63.2 * std::sqrt(water_m3 / (kGravity64_m_per_s2 * height_m * height_m)), over ? 1.0 : 0.7};
}

BreachSize von_thun_gillette_1990(double water_m3, double depth_m, bool resistant) {
  const double offset = water_m3 < 1.23e6 ? 6.1 : water_m3 < 6.17e6 ? 18.3 : water_m3 < 1.23e7 ? 42.7 : 54.9;
  const double width = 2.5 * depth_m + offset;
  const double hours = resistant ? width / (4 * depth_m) : width / (4 * depth_m + 61);
  return {width, 3600 * hours, 1.0};
}

BreachSize size_of(const BreachPlan& plan, double water_m3, double level_m) {
  if (plan.formula == BreachFormula::given) return plan.given;
  if (plan.formula == BreachFormula::froehlich_2008)
    return froehlich_2008(water_m3, plan.crest_m - plan.floor_m, plan.way);
  return von_thun_gillette_1990(water_m3, std::max(0.1, level_m - plan.floor_m), plan.resistant);
}

double breach_outflow(const BreachPlan& plan, const BreachSize& size, double age_s, double level_m) {
  if (age_s <= 0) return 0;
  const double grown = std::min(1.0, size.formation_s > 0 ? age_s / size.formation_s : 1.0);
  if (plan.way == BreachWay::piping) {
    const double top = plan.pipe_m + grown * (plan.crest_m - plan.pipe_m);
    if (top < std::min(level_m, plan.crest_m)) return pipe_outflow(plan, size, grown, level_m);
  }
  const double floor = plan.crest_m - grown * (plan.crest_m - plan.floor_m);
  const double head = level_m - floor;
  if (head <= 0) return 0;
  const double height = plan.crest_m - plan.floor_m;
  const double bottom = grown * std::max(0.0, size.width_m - size.side_slope_1 * height);
  return kCrestWeir * bottom * head * std::sqrt(head) +
         kSideWeir * size.side_slope_1 * head * head * std::sqrt(head);
}

}  // namespace dayu::hazards::flood
