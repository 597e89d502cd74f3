// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/culvert.h"

#include <algorithm>
#include <cmath>

#include "engine/base/errors.h"
#include "engine/geo/table.h"
#include "engine/hazards/flood/riemann.h"

namespace dayu::embedded {
extern const char* const flood_culvert_inlets_csv;
}

namespace dayu::hazards::flood {
namespace {

constexpr double kUnits_1 = 1.811;
/// Limits of the two inlet formulas in Ku Q / (A D^0.5) (HDS-5, appendix A).
constexpr double kUnsubmerged_1 = 3.5, kSubmerged_1 = 4.0;
/// Points of the kept curve; it ends at eight times the rise and goes on as an orifice.
constexpr int kPoints = 240;
constexpr double kEnd_1 = 8;

std::vector<CulvertInlet> read_inlets() {
  const geo::Table table = geo::parse_table(embedded::flood_culvert_inlets_csv, "culvert_inlets.csv");
  base::Faults faults;
  std::vector<CulvertInlet> inlets;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    inlets.push_back({table.text(row, "name"), table.number(row, "K_1", faults),
                      table.number(row, "M_1", faults), table.number(row, "c_1", faults),
                      table.number(row, "Y_1", faults), table.number(row, "entrance_loss_1", faults)});
  faults.throw_if_any();
  return inlets;
}

}  // namespace

const std::vector<CulvertInlet>& culvert_inlets() {
  static const std::vector<CulvertInlet> inlets = read_inlets();
  return inlets;
}

double CulvertCurve::flow_area_m2(double depth_m) const {
  const double y = std::clamp(depth_m, 0.0, barrel_.rise_m);
  if (!barrel_.round) return barrel_.width_m * y;
  const double d = barrel_.rise_m, angle = 2 * std::acos(std::clamp(1 - 2 * y / d, -1.0, 1.0));
  return d * d / 8 * (angle - std::sin(angle));
}

double CulvertCurve::top_width_m(double depth_m) const {
  const double y = std::clamp(depth_m, 0.0, barrel_.rise_m);
  return barrel_.round ? 2 * std::sqrt(y * (barrel_.rise_m - y)) : barrel_.width_m;
}

double CulvertCurve::critical_depth_m(double q) const {
  double low = 0, high = barrel_.rise_m;
  for (int k = 0; k < 60; ++k) {
    const double y = 0.5 * (low + high), a = flow_area_m2(y);
    (q * q * top_width_m(y) > kGravity64_m_per_s2 * a * a * a ? low : high) = y;
  }
  return 0.5 * (low + high);
}

double CulvertCurve::inlet_headwater_m(double q) const {
  const double d = barrel_.rise_m, x = kUnits_1 * q / (area_m2_ * std::sqrt(d));
  const CulvertInlet& inlet = barrel_.inlet;
  const auto unsubmerged = [&](double ratio) {
    const double flow = ratio * area_m2_ * std::sqrt(d) / kUnits_1, y = critical_depth_m(flow);
    const double a = std::max(flow_area_m2(y), 1e-9), speed = flow / a;
    return (y + speed * speed / (2 * kGravity64_m_per_s2)) / d + inlet.K * std::pow(ratio, inlet.M);
  };
  const auto submerged = [&](double ratio) { return inlet.c * ratio * ratio + inlet.Y; };
  double share = 0;
  if (x <= kUnsubmerged_1) {
    share = unsubmerged(x);
  } else if (x >= kSubmerged_1) {
    share = submerged(x);
  } else {
    const double w = (x - kUnsubmerged_1) / (kSubmerged_1 - kUnsubmerged_1);
    share = (1 - w) * unsubmerged(kUnsubmerged_1) + w * submerged(kSubmerged_1);
  }
  return std::max(0.0, share - 0.5 * barrel_.slope_1) * d;
}

CulvertCurve::CulvertCurve(const Barrel& barrel) : barrel_(barrel) {
  const double d = barrel_.rise_m, b = barrel_.width_m;
  area_m2_ = barrel_.round ? M_PI / 4 * d * d : b * d;
  radius_m_ = barrel_.round ? d / 4 : b * d / (2 * (b + d));
  double largest = area_m2_ * std::sqrt(d) / kUnits_1;
  while (inlet_headwater_m(largest) < kEnd_1 * d) largest *= 1.5;
  headwater_m_ = {0};
  carried_m3_per_s_ = {0};
  // Closer together where little flows: the curve is steepest there.
  for (int k = 1; k <= kPoints; ++k) {
    const double q = largest * std::pow(static_cast<double>(k) / kPoints, 2), h = inlet_headwater_m(q);
    if (h <= headwater_m_.back()) continue;
    headwater_m_.push_back(h);
    carried_m3_per_s_.push_back(q);
  }
  const double just_full = inlet_discharge(d);
  partly_1_ = std::min(1.0, outlet_discharge(d, 0, just_full) / just_full);
}

double CulvertCurve::inlet_discharge(double headwater_m) const {
  const auto above = std::upper_bound(headwater_m_.begin(), headwater_m_.end(), headwater_m);
  if (above == headwater_m_.begin()) return 0;
  const auto k = static_cast<std::size_t>(above - headwater_m_.begin());
  if (above == headwater_m_.end())
    return carried_m3_per_s_.back() * std::sqrt(headwater_m / headwater_m_.back());
  const double w = (headwater_m - headwater_m_[k - 1]) / (headwater_m_[k] - headwater_m_[k - 1]);
  return carried_m3_per_s_[k - 1] + w * (carried_m3_per_s_[k] - carried_m3_per_s_[k - 1]);
}

/// One full barrel. A tailwater below its roof acts at half way between the critical depth and the roof.
double CulvertCurve::outlet_discharge(double headwater_m, double tailwater_m, double inlet_m3_per_s) const {
  const double drop = barrel_.slope_1 * barrel_.length_m, n = barrel_.manning_s_per_m1_3;
  const double tail = std::max(tailwater_m, 0.5 * (critical_depth_m(inlet_m3_per_s) + barrel_.rise_m));
  const double loss = 1 + barrel_.inlet.entrance_loss_1 +
                      2 * kGravity64_m_per_s2 * n * n * barrel_.length_m / std::pow(radius_m_, 4.0 / 3);
  return area_m2_ * std::sqrt(2 * kGravity64_m_per_s2 * std::max(headwater_m + drop - tail, 0.0) / loss);
}

double CulvertCurve::discharge_m3_per_s(double headwater_m, double tailwater_m) const {
  const double drop = barrel_.slope_1 * barrel_.length_m;
  if (headwater_m <= 0 || headwater_m + drop <= tailwater_m) return 0;
  const double inlet = inlet_discharge(headwater_m);
  if (headwater_m >= barrel_.rise_m || tailwater_m >= barrel_.rise_m)
    return barrel_.count * std::min(inlet, outlet_discharge(headwater_m, tailwater_m, inlet));
  // Partly full: what the tailwater holds back, as over a submerged weir (Villemonte 1947).
  const double held = std::clamp((tailwater_m - drop) / headwater_m, 0.0, 1.0);
  return barrel_.count * partly_1_ * inlet * std::pow(1 - std::pow(held, 1.5), 0.385);
}

}  // namespace dayu::hazards::flood
