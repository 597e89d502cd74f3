// SPDX-License-Identifier: Apache-2.0
// Names on a map that never overlap: the most important first, each at the first free place beside its point;
// a name without a free place is left out. Invariant: no two boxes that were placed intersect.
#pragma once

#include <vector>

#include "engine/drill/map_frame.h"
#include "engine/drill/paper.h"

namespace dayu::drill {

struct PaperBox {
  double x_mm = 0, y_mm = 0, w_mm = 0, h_mm = 0;
  bool meets(const PaperBox& other) const;
};

class Labels {
 public:
  Labels(Paper& paper, const MapFrame& frame) : paper_(paper), frame_(frame) {}
  /// Keeps a place free of names: a symbol, the scale bar.
  void block(const PaperBox& box) { taken_.push_back(box); }
  /// Draws the name beside a point on paper; false if no place is free.
  bool place(double x_mm, double y_mm, double gap_mm, const std::string& name, const TextLook& look);
  const std::vector<PaperBox>& taken() const { return taken_; }

 private:
  bool free(const PaperBox& box) const;
  Paper& paper_;
  const MapFrame& frame_;
  std::vector<PaperBox> taken_;
};

}  // namespace dayu::drill
