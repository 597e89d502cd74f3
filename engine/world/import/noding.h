// SPDX-License-Identifier: Apache-2.0
// Where do lines meet? OpenStreetMap ways share nodes, and a shared node has the very same coordinates in
// each: joining on them gives the graph of node ids exactly; a bridge that only crosses shares none.
// Invariant: every cut line begins and ends at a shared point, an end of a line, or a stated cut.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "engine/geo/osm.h"

namespace dayu::world::importing {

using Line = std::vector<geo::Point>;

/// The parts of a line inside a box, by vertices; repeated vertices are dropped.
std::vector<Line> parts_inside(const Line& line, const geo::Box& box);

class Noding {
 public:
  void add(const Line& line);
  void cut_at(geo::Point p) { uses_[key(p)] += 2; }
  bool is_node(geo::Point p) const;
  bool is_used(geo::Point p) const { return uses_.count(key(p)) > 0; }
  /// The line cut at its inner nodes; a ring without one is cut in the middle, so that no part ends where it
  /// began.
  std::vector<Line> cut(const Line& line) const;

  using Key = std::pair<std::int64_t, std::int64_t>;  // mm
  static Key key(geo::Point p);

 private:
  std::map<Key, int> uses_;
};

}  // namespace dayu::world::importing
