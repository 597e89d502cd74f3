// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/map_frame.h"

#include <algorithm>
#include <cmath>

namespace dayu::drill {
namespace {

constexpr double kRound[] = {1000,  2000,  2500,  5000,  7500,  10000,  15000,  20000,
                             25000, 30000, 40000, 50000, 75000, 100000, 200000, 500000};
// Symbols and labels need room beyond the outermost point.
constexpr double kMargin_mm = 13;

}  // namespace

MapFrame::MapFrame(const std::vector<geo::Point>& points, double x_mm, double y_mm, double w_mm, double h_mm)
    : x_mm_(x_mm), y_mm_(y_mm), w_mm_(w_mm), h_mm_(h_mm), denominator_(kRound[0]) {
  if (points.empty()) return;
  geo::Point low = points.front(), high = points.front();
  for (const geo::Point& p : points) {
    low = {std::min(low.x_m, p.x_m), std::min(low.y_m, p.y_m)};
    high = {std::max(high.x_m, p.x_m), std::max(high.y_m, p.y_m)};
  }
  centre_ = {(low.x_m + high.x_m) / 2, (low.y_m + high.y_m) / 2};
  for (const double denominator : kRound) {
    denominator_ = denominator;
    if ((high.x_m - low.x_m) * 1000 / denominator <= w_mm - 2 * kMargin_mm &&
        (high.y_m - low.y_m) * 1000 / denominator <= h_mm - 2 * kMargin_mm)
      break;
  }
}

geo::Point MapFrame::at(double paper_x_mm, double paper_y_mm) const {
  return {centre_.x_m + (paper_x_mm - x_mm_ - w_mm_ / 2) * denominator_ / 1000,
          centre_.y_m - (paper_y_mm - y_mm_ - h_mm_ / 2) * denominator_ / 1000};
}

bool MapFrame::holds(geo::Point p, double slack_mm) const {
  const double x = this->x_mm(p), y = this->y_mm(p);
  return x >= x_mm_ + slack_mm && x <= x_mm_ + w_mm_ - slack_mm && y >= y_mm_ + slack_mm &&
         y <= y_mm_ + h_mm_ - slack_mm;
}

bool MapFrame::meets(const std::vector<geo::Point>& line) const {
  if (line.empty()) return false;
  const geo::Point low = at(x_mm_, y_mm_ + h_mm_), high = at(x_mm_ + w_mm_, y_mm_);
  geo::Point a = line.front(), b = line.front();
  for (const geo::Point& p : line) {
    a = {std::min(a.x_m, p.x_m), std::min(a.y_m, p.y_m)};
    b = {std::max(b.x_m, p.x_m), std::max(b.y_m, p.y_m)};
  }
  return a.x_m <= high.x_m && b.x_m >= low.x_m && a.y_m <= high.y_m && b.y_m >= low.y_m;
}

double MapFrame::bar_m(double longest_mm) const {
  const double longest_m = longest_mm * denominator_ / 1000;
  const double power = std::pow(10, std::floor(std::log10(longest_m)));
  for (const double factor : {5.0, 2.0})
    if (factor * power <= longest_m) return factor * power;
  return power;
}

}  // namespace dayu::drill
