// SPDX-License-Identifier: Apache-2.0
// impact/*.csv of a run folder, and back.
//   roads.csv      piece,road,name_zh,name_en,kind,from_node,to_node,length_m,speed_m_per_s,capacity_per_s,
//                  oneway,bridge,tunnel,deck_m,from_z_m,to_z_m,line
//                  (line: "x y;x y;..." m) - one row a piece, row number = piece
//   closures.csv   piece,who,effect,from_s,to_s,from,x_m,y_m,hazard,field,value  (to_s empty: never reopened)
//   settlements.csv kind,id,village,group,name_zh,name_en,people,need_help,node,access_m,x_m,y_m,
//                  touched_s,danger_s,worst_class_1,max_depth_m,worst     kind: group, household, site
//                  (group: of a household; worst: "field=value;..." of every field; people of a site: by
//                  night)
//   shelters.csv   shelter,name_zh,name_en,village,indoor_m2,places,standard,node,access_m,open_s,x_m,y_m,
//                  touched_s,danger_s,worst_class_1,worst       (places by the standard the plan uses)
//   effects.csv    hazard,field,who,slows_from,stops_from,source,surety
//   notes.csv      key,value                     (interval_s, duration_s, note)
// Times are s since the start; an empty time is "never". All files are read back to the same Impact.
#pragma once

#include <filesystem>

#include "engine/impact/impact.h"

namespace dayu::impact {

struct ShelterStandard {
  std::string name;  ///< e.g. "GB 51143-2015 short-term"
  double area_m2_per_person = 2;
  std::string source, surety;
};

/// Places by the standard: whole people on the indoor area (outdoor area for open ground without a roof).
int capacity_places(const world::Shelter& shelter, const ShelterStandard& standard);

void write_impact(const Impact& impact, const world::World& world, const ShelterStandard& standard,
                  const base::Instant& start, const std::filesystem::path& run, bool by_night = true);
Impact read_impact(const world::World& world, const std::filesystem::path& run);

}  // namespace dayu::impact
