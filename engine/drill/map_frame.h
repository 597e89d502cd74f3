// SPDX-License-Identifier: Apache-2.0
// Where a point of the county falls on paper at a round scale that is true in print: 1 mm is denominator mm.
#pragma once

#include <vector>

#include "engine/geo/raster.h"

namespace dayu::drill {

class MapFrame {
 public:
  /// The largest round scale at which all points fit into a box on paper with a margin; centred on them.
  MapFrame(const std::vector<geo::Point>& points, double x_mm, double y_mm, double w_mm, double h_mm);

  double x_mm(geo::Point p) const { return x_mm_ + w_mm_ / 2 + (p.x_m - centre_.x_m) * 1000 / denominator_; }
  double y_mm(geo::Point p) const { return y_mm_ + h_mm_ / 2 - (p.y_m - centre_.y_m) * 1000 / denominator_; }
  geo::Point at(double paper_x_mm, double paper_y_mm) const;
  /// True if the point falls into the box, `slack_mm` inside its edge.
  bool holds(geo::Point p, double slack_mm = 0) const;
  /// True if any part of a line may fall into the box: what lies outside is not drawn (and not in the file).
  bool meets(const std::vector<geo::Point>& line) const;
  double denominator() const { return denominator_; }
  double left_mm() const { return x_mm_; }
  double top_mm() const { return y_mm_; }
  double width_mm() const { return w_mm_; }
  double height_mm() const { return h_mm_; }
  /// Ground length of a scale bar of at most `longest_mm` on paper: 1, 2 or 5 times a power of ten, m.
  double bar_m(double longest_mm) const;

 private:
  double x_mm_, y_mm_, w_mm_, h_mm_;
  geo::Point centre_;
  double denominator_ = 0;
};

}  // namespace dayu::drill
