// SPDX-License-Identifier: Apache-2.0
// What people do about the fire, as edits of the ground that hold for a time: a line that is built along a
// polyline, a belt that was always there, water that dries. A cell of an edit stops a front whose flame is
// shorter than the edit holds; a longer one passes. An edit never puts out what burns already. Invariant:
// cells of a line share edges in order, so that no front slips through a corner.
#pragma once

#include <string>
#include <vector>

#include "engine/hazards/fire/rates.h"

namespace dayu::hazards::fire {

struct Edit {
  std::string name;
  std::vector<std::uint32_t> cells;  ///< of the landscape
  std::vector<float> from_s;         ///< when each of them holds
  float until_s = kNever;            ///< when all of them give way again
  float holds_flame_m = kNever;      ///< flames up to here
};

/// Flames up to this share of a cleared line's width do not cross it: width at least 1.5 flame lengths (Byram
/// 1959).
inline constexpr double kFlamePerWidth_1 = 1 / 1.5;

/// Cells that a polyline runs through, each sharing an edge with the one before, and the length of line up to
/// each, m.
struct LineCells {
  std::vector<std::uint32_t> cells;
  std::vector<double> along_m;
};
LineCells line_cells(const geo::Grid& grid, const std::vector<geo::Point>& line);

/// A landscape with edits.
class ActedGround : public LazyGround {
 public:
  static constexpr bool kHasEdits = true;
  ActedGround(const Rates& rates, const std::vector<Edit>& edits, int refine = 1);
  float enters_s(std::size_t cell, float time_s, float dx, float dy) const;
  void renew(const Rates& rates) {
    LazyGround::renew(rates);
    rates_ = &rates;
  }

 private:
  struct Item {
    float from_s, until_s, holds_flame_m;
    std::int32_t next;  ///< row of items_ for the same cell, -1: none
  };
  const Rates* rates_;
  std::vector<float> ends_s_;
  std::vector<Item> items_;
  ZeroArray<std::int32_t> first_;  ///< by landscape cell: row of items_ + 1
};

}  // namespace dayu::hazards::fire
