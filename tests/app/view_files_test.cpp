// SPDX-License-Identifier: Apache-2.0
// What the page reads: every file is there, the script is JSON behind one assignment, base64 gives back the
// packs, sums agree, names stay as they were written.
#include "engine/app/view_files.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/app/view_parts.h"
#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using nlohmann::json;

namespace {

const std::string kHostile = "<img src=x onerror=alert(1)>\"</script>";

geo::Grid grid() {
  return {6, 8, 500000.4, 3000000.6, 10, "EPSG:4547"};
}

world::World county() {
  world::World w;
  w.name = {"测试县", "Test county"};
  w.invented = true;
  w.crs = "EPSG:4547";
  w.terrain.elevation_m = geo::Raster<float>(grid());
  for (std::size_t i = 0; i < w.terrain.elevation_m.values.size(); ++i)
    w.terrain.elevation_m.values[i] = static_cast<float>(i % 8) * 3;
  w.terrain.elevation_m.values[5] = std::nanf("");
  w.network.nodes = {{{500005, 2999950}, 0}, {{500035, 2999950}, 0}, {{500070, 2999990}, 0}};
  w.network.in_largest = {true, true, true};
  world::Piece first{"r1",
                     {"村道", "Lane"},
                     "unclassified",
                     {0},
                     {1},
                     {{500005, 2999950}, {500020.2, 2999951}, {500035, 2999950}}};
  world::Piece second{
      "r1", {"村道", "Lane"}, "unclassified", {1}, {2}, {{500035, 2999950}, {500070, 2999990}}};
  second.bridge = true;
  w.network.pieces = {first, second};
  w.villages = {{"V1", "360900000001", {kHostile, kHostile}, {"乡", "Township"}, {500010, 2999955}, 40, 12},
                {"V2", "360900000002", {"乙村", "Yi"}, {"乡", "Township"}, {500060, 2999985}, 30, 9}};
  w.groups = {{"G1", {0}, {"一组", "Group 1"}, {500012, 2999956}, 40, 12, {0}, 5}};
  world::Household h{"H1", {0}};
  h.people = 4;
  h.at = {500011, 2999957};
  w.households = {h};
  world::Shelter s{"A1", {"村部", "Hall"}, {1}, "village_hall", 20, 0};
  s.at = {500072, 2999992};
  w.shelters = {s};
  return w;
}

hazards::Course flood() {
  hazards::Course c;
  c.hazard = "flood";
  c.grid = grid();
  c.duration_s = 1320;
  hazards::FrameSeries series;
  series.field = {"water_depth_m", "m", "depth", 0.01, 0.03};
  series.grid = grid();
  for (int k = 0; k < 12; ++k) {
    std::vector<float> depth(grid().count(), 0);
    for (std::size_t i = 0; i < depth.size(); ++i) depth[i] = 0.1F * static_cast<float>((k * i) % 40);
    series.append(120.0 * k, depth);
  }
  series.close();
  c.frames = {series};
  c.rasters["max_depth_m"] = geo::Raster<float>(grid(), 1.25F);
  c.rasters["max_depth_m"].values[3] = std::nanf("");
  c.rasters["arrival_s"] = geo::Raster<float>(grid(), 90000);
  return c;
}

impact::Impact closed_bridge() {
  impact::Impact i;
  i.closures = {{{1},
                 "walker",
                 impact::Effected::stop,
                 960,
                 base::kNever_s,
                 {500040, 2999955},
                 "flood",
                 "water_depth_m",
                 0.456}};
  i.households.resize(1);
  i.households[0].danger_s = 700;
  return i;
}

plan::Plan evacuation() {
  plan::Plan p;
  plan::Unit household{"H1", "household", 4, 1};
  household.village = {0};
  plan::Unit rest{"G1#2", "group", 3};
  rest.village = {0};
  plan::Unit lost{"G1#3", "group", 2};
  lost.village = {0};
  p.units = {household, rest, lost};
  plan::Trip a;
  a.unit = 0, a.who = "walker", a.to = {0}, a.depart_s = 300, a.arrive_s = 900;
  a.arcs = {0, 2}, a.enter_s = {310.06, 500, 859.99};
  plan::Trip b = a;
  b.unit = 1, b.arcs = {}, b.enter_s = {};
  p.trips = {a, b};
  p.left_behind = {{2, "道路中断", "the road is cut", 700}};
  p.orders = {{{0}, 100, 200, "rain"}};
  p.shelters = {{{0}, 5, 7}};
  return p;
}

struct Written {
  test::TemporaryFolder folder{"view"};
  std::filesystem::path run = folder.path() / "run";
  hazards::Course course = flood();
  json page;

  Written() {
    drill::Scenario s;
    s.name = "tiny";
    s.title_zh = "小演练";
    s.title_en = "A tiny drill";
    s.start = base::read_instant("2025-06-18T14:00:00+08:00");
    s.duration_s = 1320;
    drill::Log log;
    log.events = {{120, "e1", "alert", "G1", "预警 " + kHostile, "Alert " + kHostile}};
    app::write_view(s, county(), {course}, closed_bridge(), evacuation(), log, run);
    const std::string script = geo::read_file(run / "view" / "run.js");
    const std::string head = "window.DAYU_RUN = ";
    REQUIRE(script.substr(0, head.size()) == head);
    REQUIRE(script.substr(script.size() - 2) == ";\n");
    page = json::parse(script.substr(head.size(), script.size() - head.size() - 2));
  }
};

std::string from_base64(const std::string& text) {
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int have = 0;
  for (const char c : text) {
    const std::size_t value = digits.find(c);
    if (value == std::string::npos) break;
    bits = bits << 6 | static_cast<unsigned>(value);
    have += 6;
    if (have >= 8) have -= 8, out.push_back(static_cast<char>(bits >> have & 255));
  }
  return out;
}

std::string quoted_last(const std::string& script) {
  const std::size_t end = script.rfind('"'), begin = script.rfind('"', end - 1);
  return script.substr(begin + 1, end - begin - 1);
}

}  // namespace

TEST_CASE("the page stands in the run folder as it was built", "[app][view]") {
  const Written w;
  for (const std::string file : {"index.html", "viewer/viewer.js", "viewer/viewer.css"}) {
    const std::string name = file.substr(file.find('/') == std::string::npos ? 0 : file.find('/') + 1);
    REQUIRE(geo::read_file(w.run / file) == geo::read_file(test::source_dir() / "viewer" / "dist" / name));
  }
  const std::string html = geo::read_file(w.run / "index.html");
  REQUIRE(html.find("演练 EXERCISE") != std::string::npos);
  REQUIRE(html.find("type=\"module\"") == std::string::npos);
  REQUIRE(html.find("http://") == std::string::npos);
  REQUIRE(html.find("https://") == std::string::npos);
}

TEST_CASE("frames go out as they were packed", "[app][view]") {
  const Written w;
  const json& index = w.page.at("frames").at(0);
  const hazards::FrameSeries& series = w.course.frames[0];
  REQUIRE(index.at("files").size() == series.groups.size());
  REQUIRE(index.at("times_s").size() == 12);
  REQUIRE(index.at("crc32").get<std::vector<std::uint32_t>>() == series.crc32);
  for (std::size_t g = 0; g < series.groups.size(); ++g) {
    const std::string script = geo::read_file(w.run / index.at("files").at(g).get<std::string>());
    REQUIRE(script.find("DAYU_FRAMES(\"flood\",\"water_depth_m\"," + std::to_string(g) + ",") == 0);
    REQUIRE(from_base64(quoted_last(script)) == series.groups[g]);
  }
}

TEST_CASE("base64 is that of RFC 4648", "[app][view]") {
  REQUIRE(app::view::base64("") == "");
  REQUIRE(app::view::base64("f") == "Zg==");
  REQUIRE(app::view::base64("fo") == "Zm8=");
  REQUIRE(app::view::base64("foobar") == "Zm9vYmFy");
  REQUIRE(app::view::base64(std::string("\xff\xfe\x00", 3)) == "//4A");
}

TEST_CASE("rasters say their scale and never exceed a count", "[app][view]") {
  const Written w;
  for (const json& r : w.page.at("rasters")) {
    REQUIRE(std::filesystem::exists(w.run / r.at("file").get<std::string>()));
    REQUIRE(r.at("largest").get<double>() / r.at("scale").get<double>() <= 65534);
    REQUIRE(r.at("unit") == (r.at("name") == "arrival_s" ? "s" : "m"));
  }
  REQUIRE(w.page.at("rasters").size() == 2);
}

TEST_CASE("people: trips, fills and those left behind add up", "[app][view]") {
  const Written w;
  const json& fills = w.page.at("shelters").at(0).at("fills");
  REQUIRE(fills == json::parse("[[900.0,7]]"));
  REQUIRE(w.page.at("shelters").at(0).at("places") == 5);
  const json& village = w.page.at("villages").at(0);
  REQUIRE(village.at("to_move") == 9);
  REQUIRE(village.at("left") == 2);
  REQUIRE(village.at("danger_s") == 700);
  REQUIRE(village.at("touched_s").is_null());
  REQUIRE(w.page.at("villages").at(1).at("immediate_s").is_null());
  int people = 0;
  for (const json& trip : w.page.at("trips")) people += trip.at(0).get<int>();
  REQUIRE(people == 7);
  // Homes by household, and by group for the numbered rest; whole metres from the south-western corner.
  REQUIRE(w.page.at("origin") == json::parse("[500000.0,2999940.0]"));
  REQUIRE(w.page.at("trips").at(0).at(9) == 11);
  REQUIRE(w.page.at("trips").at(0).at(10) == 17);
  REQUIRE(w.page.at("trips").at(1).at(9) == 12);
}

TEST_CASE("times on the road are rounded down and have one more than the arcs", "[app][view]") {
  const Written w;
  const json& trip = w.page.at("trips").at(0);
  REQUIRE(trip.at(11) == json::parse("[0,2]"));
  REQUIRE(trip.at(12) == json::parse("[3100,1900,3599]"));
  REQUIRE(w.page.at("trips").at(1).at(12).empty());
}

TEST_CASE("roads meet where they met, and closures never reopened are null", "[app][view]") {
  const Written w;
  const json& pieces = w.page.at("roads").at("pieces");
  REQUIRE(pieces.at(0).at(3) == json::parse("[5,10,15,1,15,-1]"));
  REQUIRE(pieces.at(1).at(3) == json::parse("[35,10,35,40]"));
  REQUIRE(pieces.at(1).at(2) == 2);
  const json& closure = w.page.at("closures").at(0);
  REQUIRE(closure.at(4).is_null());
  REQUIRE(closure.at(8) == 0.46);
  REQUIRE(w.page.at("who").at(closure.at(1).get<std::size_t>()) == "walker");
}

TEST_CASE("names are carried as they are and the title carries the mark", "[app][view]") {
  const Written w;
  REQUIRE(w.page.at("villages").at(0).at("name").at("zh") == kHostile);
  REQUIRE(w.page.at("events").at(0).at("zh") == "预警 " + kHostile);
  REQUIRE(w.page.at("meta").at("title").at("mark") == "演练 EXERCISE");
  REQUIRE(w.page.at("exercise") == true);
}

TEST_CASE("the relief covers the terrain, voids and all", "[app][view]") {
  const Written w;
  const json& terrain = w.page.at("terrain");
  REQUIRE(std::filesystem::file_size(w.run / terrain.at("file").get<std::string>()) > 100);
  REQUIRE(terrain.at("east").get<double>() == Approx(500080.4));
  REQUIRE(terrain.at("south").get<double>() == Approx(2999940.6));
}

TEST_CASE("a hazard alone, without roads or people, still gets a page", "[app][view]") {
  const test::TemporaryFolder folder("view_bare");
  world::World bare;
  bare.terrain.elevation_m = county().terrain.elevation_m;
  drill::Scenario s;
  s.duration_s = 1320;
  app::write_view(s, bare, {flood()}, {}, {}, {}, folder.path());
  const std::string script = geo::read_file(folder.path() / "view" / "run.js");
  const json page = json::parse(script.substr(18, script.size() - 20));
  for (const std::string part : {"villages", "trips", "closures", "events", "tasks", "shelters"})
    REQUIRE(page.at(part).empty());
  REQUIRE(page.at("frames").size() == 1);
}

TEST_CASE("the same run gives the same bytes", "[app][view]") {
  const Written a, b;
  for (const std::string file : {"view/run.js", "view/relief.jpg", "view/frames/flood.water_depth_m.0.js",
                                 "view/rasters/flood.arrival_s.js"})
    REQUIRE(geo::read_file(a.run / file) == geo::read_file(b.run / file));
}
