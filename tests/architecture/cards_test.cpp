// SPDX-License-Identifier: Apache-2.0
// Walks the catalogue and holds every hazard to its own card.
#include <algorithm>
#include <set>

#include "engine/hazards/hazard.h"
#include "engine/impact/impact.h"
#include "tests/support/catch.h"

using namespace dayu;

namespace {

/// A small world: a tilted plane, enough to start any hazard on its defaults.
world::World tilted_plane() {
  world::World w;
  geo::Grid grid{24, 24, 500000, 3000000, 20, "EPSG:4547"};
  w.crs = grid.crs;
  w.terrain.elevation_m = geo::Raster<float>(grid);
  w.terrain.land_cover = geo::Raster<unsigned char>(grid, 1);
  w.terrain.manning_s_per_m1_3 = geo::Raster<float>(grid, 0.05F);
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col)
      w.terrain.elevation_m[{row, col}] = 100.0F - static_cast<float>(row);
  return w;
}

}  // namespace

TEST_CASE("the catalogue is alphabetical and every card is whole") {
  const auto& catalogue = hazards::catalogue();
  REQUIRE_FALSE(catalogue.empty());
  CHECK(std::is_sorted(catalogue.begin(), catalogue.end(),
                       [](const auto& a, const auto& b) { return a.card().name < b.card().name; }));
  for (const hazards::Entry& entry : catalogue) {
    const hazards::Card& card = entry.card();
    INFO(card.name);
    CHECK(card.settings.name == card.name);
    CHECK_FALSE(card.papers.empty());
    CHECK_FALSE(card.publishes.empty());
    for (const hazards::FieldSpec& field : card.publishes) {
      CHECK_FALSE(field.unit.empty());
      CHECK_FALSE(field.about.empty());
    }
    CHECK_FALSE(impact::effects_of(card).empty());
  }
}

TEST_CASE("every hazard publishes what its card says, and nothing else") {
  const world::World w = tilted_plane();
  for (const hazards::Entry& entry : hazards::catalogue()) {
    const hazards::Card& card = entry.card();
    INFO(card.name);
    base::SectionSpec root{"scenario", false, "", {}, {card.settings}};
    const base::Settings settings = base::Settings::parse("[" + card.name + "]\n", "card", root);
    const hazards::RunClock clock{base::read_instant("2025-06-18 14:00"), 600, 300, 1, 1};
    const hazards::Course course = hazards::simulate(entry, w, settings.section(card.name), clock);
    std::set<std::string> said, left;
    for (const hazards::FieldSpec& field : card.publishes) said.insert(field.name);
    for (const hazards::FrameSeries& series : course.frames) {
      left.insert(series.field.name);
      CHECK(series.count() == 3);
    }
    CHECK(said == left);
    const std::set<std::string> rasters(card.rasters.begin(), card.rasters.end());
    std::set<std::string> given;
    for (const auto& [name, raster] : course.rasters) {
      given.insert(name);
      CHECK(raster.grid.same_cells(course.grid));
    }
    CHECK(rasters == given);
  }
}
