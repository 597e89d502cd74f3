// SPDX-License-Identifier: Apache-2.0
// How is the county Yunlan (invented) made? The steps in their order; each file beside this one answers one
// of them.
#include "engine/world/synth/synth.h"

#include "engine/world/synth/build_land.h"
#include "engine/world/synth/cover.h"
#include "engine/world/synth/means.h"
#include "engine/world/synth/names.h"
#include "engine/world/synth/people.h"
#include "engine/world/synth/registers.h"
#include "engine/world/synth/roads.h"
#include "engine/world/synth/settle.h"
#include "engine/world/synth/townships.h"
#include "engine/world/synth/works.h"
#include "engine/world/synth/write.h"

namespace dayu::world {

namespace {

using namespace synth;

/// The main river, the reservoirs' streams, then the largest others.
void name_streams(County& c) {
  std::vector<Name> names = names_of("stream");
  c.streams[0].name_zh = "岚江";
  c.streams[0].name_en = "Lan River";
  std::size_t next = 2;
  for (std::size_t s = 1; s < c.streams.size(); ++s) {
    const int id = static_cast<int>(s);
    std::size_t k = id == c.dams[0].at.stream ? 0 : id == c.dams[1].at.stream ? 1 : next;
    if (k == next) ++next;
    if (k >= names.size()) break;
    c.streams[s].name_zh = names[k].zh;
    c.streams[s].name_en = names[k].en;
  }
}

}  // namespace

void synthesise(const SynthSpec& spec, const std::filesystem::path& folder) {
  County county;
  county.seed = spec.seed;
  build_land(county);
  measure_ground(county);
  name_streams(county);
  choose_case_places(county);
  settle(county);
  assign_townships(county);
  const RoadPlan roads = lay_roads(county);
  draw_roads(county, roads);
  draw_danger_zones(county);
  list_households(county);
  paint_cover(county);
  describe_works(county);
  place_sites(county);
  place_shelters(county, roads.refuges);
  place_stores_and_teams(county);
  place_gauges(county);
  set_thresholds(county);
  name_persons(county);
  count_residents(county);
  place_hazard_points(county);
  fill_registers(county);
  write_area(county, folder);
}

}  // namespace dayu::world
