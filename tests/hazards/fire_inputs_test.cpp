// SPDX-License-Identifier: Apache-2.0
// What a user can get wrong in [fire]: each told with its place and a remedy; what only looks wrong is a
// note.
#include <fstream>

#include "engine/geo/raster_file.h"
#include "engine/hazards/fire/fire.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards;

namespace {

world::World plain() {
  world::World w;
  w.crs = "EPSG:4547";
  w.terrain.elevation_m = geo::Raster<float>({20, 20, 500000, 3000000, 30, "EPSG:4547"}, 100);
  return w;
}

struct Told {
  std::string faults, notes;
};

Told tell(const std::string& toml, const world::World& w) {
  base::SectionSpec root{"scenario", false, "", {}, {fire::card().settings}};
  const base::Settings settings = base::Settings::parse(toml, "case.toml", root);
  const RunClock clock{base::read_instant("2025-04-04 13:00"), 6 * 3600, 300, 1, 1};
  Told told;
  std::vector<std::string> notes;
  try {
    fire::read_inputs(w, settings.section("fire"), clock, notes);
  } catch (const base::InputError& error) {
    for (const base::Fault& fault : error.faults()) told.faults += base::to_text(fault) + "\n";
  }
  for (const std::string& note : notes) told.notes += note + "\n";
  return told;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kLit = "[[fire.ignition]]\nname = \"spark\"\nx_m = 500300\ny_m = 2999700\n";

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

}  // namespace

TEST_CASE("terrain, a fuel and an ignition are enough") {
  const Told told = tell("[fire]\nfuel_code = \"GR2\"\n" + kLit, plain());
  CHECK(told.faults.empty());
  CHECK(told.notes.empty());
}

TEST_CASE("unknown fuels name their cells and the known codes") {
  test::TemporaryFolder folder("fire_fuel");
  geo::Raster<float> fuel({20, 20, 500000, 3000000, 30, "EPSG:4547"}, 102);
  fuel[{2, 4}] = 177;
  geo::write_cog(folder.path() / "fuel.tif", fuel, {"", "fuel"});
  const Told told =
      tell("[fire]\nfuel = \"" + (folder.path() / "fuel.tif").string() + "\"\n" + kLit, plain());
  CHECK(holds(told.faults, "fuel number 177 is in no table: 1 cell (row 3 col 5)"));
  CHECK(holds(told.faults, "TU5"));
  CHECK(holds(tell("[fire]\nfuel_code = \"GR99\"\n" + kLit, plain()).faults, "no fuel model 'GR99'"));
}

TEST_CASE("an ignition on water is refused, with the nearest fuel") {
  test::TemporaryFolder folder("fire_water");
  geo::Raster<float> fuel({20, 20, 500000, 3000000, 30, "EPSG:4547"}, 102);
  for (int row = 8; row < 13; ++row)
    for (int col = 8; col < 13; ++col) fuel[{row, col}] = 98;
  geo::write_cog(folder.path() / "fuel.tif", fuel, {"", "fuel"});
  const std::string head = "[fire]\nfuel = \"" + (folder.path() / "fuel.tif").string() + "\"\n";
  const Told told = tell(head + kLit, plain());
  CHECK(holds(told.faults, "'spark' lies on NB8 (water)"));
  CHECK(holds(told.faults, "the nearest fuel lies at x"));
  const Told outside = tell("[fire]\nfuel_code = \"GR2\"\n[[fire.ignition]]\nx_m = 1\ny_m = 2\n", plain());
  CHECK(holds(outside.faults, "outside the terrain"));
  const Told part = tell(
      head + "[[fire.ignition]]\nname = \"line\"\nline_m = [500030, 2999700, 500570, 2999700]\n", plain());
  CHECK(part.faults.empty());
  CHECK(holds(part.notes, "has parts that do not burn (NB8 (water)): 5 cells (row 11 col 9"));
}

TEST_CASE("canopy in LANDFIRE's units is noticed") {
  const std::string head = "[fire]\nfuel_code = \"TU5\"\n";
  test::TemporaryFolder folder("fire_canopy");
  geo::write_cog(folder.path() / "height.tif",
                 geo::Raster<float>({20, 20, 500000, 3000000, 30, "EPSG:4547"}, 180), {"", "h"});
  const std::string canopy =
      "[fire.canopy]\ncover_pct = 60\nheight = \"" + (folder.path() / "height.tif").string() + "\"\n";
  CHECK(holds(tell(head + canopy + kLit, plain()).faults,
              "trees of 180 m; is the raster in LANDFIRE's tenths?"));
  CHECK(tell(head + canopy + "units = \"landfire\"\n" + kLit, plain()).faults.empty());
  CHECK(holds(tell(head + "[fire.canopy]\ncover_pct = 60\n" + kLit, plain()).faults, "cover and its height"));
}

TEST_CASE("a wind must say whether it comes or goes") {
  test::TemporaryFolder folder("fire_wind");
  const std::string head = "[fire]\nfuel_code = \"GR2\"\n[fire.weather]\n",
                    file = (folder.path() / "w.csv").string();
  CHECK(holds(tell(head + "wind_m_per_s = 5\n" + kLit, plain()).faults, "the wind has no direction"));
  CHECK(holds(tell(head + "wind_m_per_s = 5\nwind_from_deg = 90\nwind_to_deg = 270\n" + kLit, plain()).faults,
              "both given"));
  write(file, "time_s,wind_m_per_s,direction_deg\n0,5,90\n");
  CHECK(holds(tell(head + "series = \"" + file + "\"\n" + kLit, plain()).faults, "comes from or goes to"));
  write(file, "time_s,wind_m_per_s,wind_from_deg\n0,5,90\n3600,250,400\n");
  const Told told = tell(head + "series = \"" + file + "\"\n" + kLit, plain());
  CHECK(holds(told.faults, "row 3"));
  CHECK(holds(told.faults, "km/h divided by 3.6"));
  CHECK(holds(told.faults, "outside 0..360"));
}

TEST_CASE("weather that ends early, moisture above extinction, no ignition: notes") {
  test::TemporaryFolder folder("fire_notes");
  const std::string file = (folder.path() / "w.csv").string();
  write(file, "time,wind_m_per_s,wind_from_deg\n2025-04-04 13:00,5,90\n2025-04-04 14:00,6,90\n");
  const std::string head = "[fire]\nfuel_code = \"GR2\"\n[fire.weather]\nseries = \"" + file + "\"\n";
  const Told early = tell(head + kLit, plain());
  CHECK(early.faults.empty());
  CHECK(holds(early.notes, "the weather ends at 15:00"));
  CHECK(holds(tell("[fire]\nfuel_code = \"GR2\"\n[fire.moisture]\ndead_1h_1 = 0.4\n" + kLit, plain()).notes,
              "the moisture is above extinction in every fuel of all 400 cells"));
  CHECK(holds(tell("[fire]\nfuel_code = \"GR2\"\n", plain()).notes, "no ignition is given"));
  CHECK(holds(tell("[fire]\n", plain()).notes, "no fuel is given"));
}

TEST_CASE("a user's fuel table is checked row by row") {
  test::TemporaryFolder folder("fire_table");
  const std::string file = (folder.path() / "own.csv").string();
  const std::string columns =
      "number,code,dynamic,load_1h_kg_per_m2,load_10h_kg_per_m2,load_100h_kg_per_m2,load_herb_kg_per_m2,load_"
      "woody_kg_per_m2,sav_1h_per_m,sav_herb_per_m,sav_woody_per_m,depth_m,extinction_moisture_1,heat_dead_J_"
      "per_kg,heat_live_J_per_kg,source\n";
  const std::string head = "[fire]\nfuel_code = \"CN1\"\nfuel_table = \"" + file + "\"\n" + kLit;
  write(file,
        columns + "301,CN1,0,0.9,0.3,0.1,0,0.2,6000,5000,5000,0.5,0.3,18608000,18608000,measured plot\n");
  CHECK(tell(head, plain()).faults.empty());
  write(file, columns + "301,CN1,0,90,0.3,0.1,0,0.2,6000,5000,5000,0.5,30,18608000,18608000,\n");
  const Told told = tell(head, plain());
  CHECK(holds(told.faults, "kg/m2"));
  CHECK(holds(told.faults, "write 0.25 for 25 %"));
  CHECK(holds(told.faults, "say where the numbers come from"));
}
