// SPDX-License-Identifier: Apache-2.0
// What facilities are looked for in: the extract, its buildings, who lives where; and how one thing that the
// map holds twice (outline and point, two tags) is known to be one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/world/import/settlements.h"

namespace dayu::world::importing {

struct Scene {
  const geo::OsmExtract& osm;
  const std::vector<Building>& buildings;
  const Settled& settled;
  const geo::Box& box;
};

/// Outlines before points, so that a point inside an outline is known to be the same thing.
void for_each_feature(const Scene& scene, const std::function<void(const geo::Feature&, geo::Point)>& visit);
/// The feature's own name, else its kind beside the village's name.
Name name_near(const geo::Feature& feature, const std::string& kind, const Village* village);
std::string word_en(std::string kind);
const Village* village_at(const Scene& scene, VillageId id);
const Village* largest_village(const Scene& scene);  ///< nullptr if there is none
const Building* building_around(const Scene& scene, geo::Point p);

/// What is already counted.
class Taken {
 public:
  /// True when an outline that is taken holds the point, or the like lies beside it.
  bool has(geo::Point at, const std::string& kind) const;
  void add(const geo::Feature* outline, geo::Point at, const std::string& kind) {
    list_.push_back({outline, at, kind});
  }

 private:
  struct Entry {
    const geo::Feature* outline;
    geo::Point at;
    std::string kind;
  };
  std::vector<Entry> list_;
};

std::vector<Shelter> shelters_of(const Scene& scene, Notes& notes);

}  // namespace dayu::world::importing
