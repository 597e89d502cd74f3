// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/osm.h"

#include "engine/base/errors.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/support/osm_text.h"

using namespace dayu;
using test::OsmText;

namespace {

const std::string kCrs = "EPSG:32631";
const geo::Box kBox{375000, 4705000, 377000, 4707000};

}  // namespace

TEST_CASE("osm: tags come as columns under their own names") {
  const test::TemporaryFolder folder("osm_tags");
  OsmText osm(kCrs);
  const int a = osm.node(375100, 4705100), b = osm.node(375400, 4705200);
  osm.way({a, b}, {{"highway", "primary"},
                   {"maxspeed", "50"},
                   {"oneway", "-1"},
                   {"bridge", "viaduct"},
                   {"name:zh", "河街"}});
  osm.node(375200, 4705900, {{"place", "village"}, {"name", "Alta"}, {"population", "312"}});
  osm.rectangle(375300, 4705300, 375340, 4705330, {{"building", "school"}, {"building:levels", "3"}});
  osm.write(folder.path() / "a.osm");
  const geo::OsmExtract extract = geo::read_osm(folder.path() / "a.osm", kCrs, kBox);
  CHECK(extract.roads_in_file == 1);
  REQUIRE(extract.lines.size() == 1);
  const geo::Feature& road = extract.lines.front();
  CHECK(road.text("maxspeed") == "50");
  CHECK(road.text("oneway") == "-1");
  CHECK(road.text("bridge") == "viaduct");
  CHECK(road.text("name:zh") == "河街");
  CHECK(road.parts.front().front().x_m == Approx(375100).margin(0.02));
  CHECK(road.parts.front().back().y_m == Approx(4705200).margin(0.02));
  REQUIRE(extract.points.size() == 1);
  CHECK(extract.points.front().text("population") == "312");
  REQUIRE(extract.areas.size() == 1);
  CHECK(extract.areas.front().text("building:levels") == "3");
  CHECK(extract.areas.front().text("osm_id") == "w1002");
}

TEST_CASE("osm: ways that share a node have the same coordinates there, to the bit") {
  const test::TemporaryFolder folder("osm_shared");
  OsmText osm(kCrs);
  const int shared = osm.node(375333.337, 4705777.771);
  osm.way({osm.node(375100, 4705100), shared, osm.node(375900, 4705900)}, {{"highway", "track"}});
  osm.way({shared, osm.node(375900, 4705100)}, {{"highway", "path"}});
  osm.write(folder.path() / "a.osm");
  const geo::OsmExtract extract = geo::read_osm(folder.path() / "a.osm", kCrs, kBox);
  REQUIRE(extract.lines.size() == 2);
  CHECK(extract.lines[0].parts.front()[1] == extract.lines[1].parts.front()[0]);
}

TEST_CASE("osm: ids out of order, as merged files have them, lose nothing") {
  const test::TemporaryFolder folder("osm_unsorted");
  geo::write_file(folder.path() / "a.osm",
                  "<osm version=\"0.6\"><node id=\"7\" version=\"1\" lat=\"42.5\" lon=\"1.49\"/>"
                  "<node id=\"3\" version=\"1\" lat=\"42.501\" lon=\"1.491\"/>"
                  "<way id=\"2\" version=\"1\"><nd ref=\"7\"/><nd ref=\"3\"/><tag k=\"highway\" "
                  "v=\"track\"/></way></osm>");
  const geo::OsmExtract extract = geo::read_osm(folder.path() / "a.osm", kCrs, kBox);
  REQUIRE(extract.lines.size() == 1);
  CHECK(extract.lines.front().parts.front().size() == 2);
}

TEST_CASE("osm: what lies outside the box is left out but counted") {
  const test::TemporaryFolder folder("osm_box");
  OsmText osm(kCrs);
  osm.way({osm.node(385000, 4715000), osm.node(386000, 4715000)}, {{"highway", "track"}});
  osm.write(folder.path() / "a.osm");
  const geo::OsmExtract extract = geo::read_osm(folder.path() / "a.osm", kCrs, kBox);
  CHECK(extract.lines.empty());
  CHECK(extract.roads_in_file == 1);
}

TEST_CASE("osm: a file without roads, a broken one, none at all: refused with the reason") {
  const test::TemporaryFolder folder("osm_refused");
  const auto reason = [&](const char* name) {
    try {
      geo::read_osm(folder.path() / name, kCrs, kBox);
    } catch (const base::InputError& error) {
      return error.faults().front().what;
    }
    return std::string("accepted");
  };
  OsmText osm(kCrs);
  osm.node(375200, 4705900, {{"place", "village"}, {"name", "Alta"}});
  osm.write(folder.path() / "no_roads.osm");
  CHECK(reason("no_roads.osm").find("no road") != std::string::npos);

  osm.way({osm.node(375100, 4705100), osm.node(375400, 4705200)}, {{"highway", "track"}});
  const std::string whole = osm.text();
  geo::write_file(folder.path() / "cut.osm", whole.substr(0, whole.size() - 60));
  CHECK(reason("cut.osm").find("cannot be read whole") != std::string::npos);

  geo::write_file(folder.path() / "noise.osm.pbf", "this is no extract");
  CHECK(reason("noise.osm.pbf").find("is not an OpenStreetMap extract") != std::string::npos);
  CHECK(reason("absent.osm.pbf").find("missing") != std::string::npos);
}
