// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/vector_file.h"

#include <functional>

#include "engine/base/errors.h"
#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using geo::Feature;
using geo::Layer;
using geo::Point;
using geo::Shape;

namespace {

Layer roads() {
  Layer layer{"roads", "EPSG:4547", Shape::line, {}, "<qgis/>", "", {"closes"}};
  Feature a{Shape::line, {{{539000, 3077000}, {539100, 3077050}}}, {}};
  a.attributes = {{"road", std::string("县道 1")},
                  {"lanes", 2LL},
                  {"speed_m_per_s", 8.5},
                  {"oneway", 0LL},
                  {"closes", std::string("2025-06-18T20:30:00+08:00")},
                  {"mixed", 1LL}};
  Feature b{Shape::line, {{{539100, 3077050}, {539300, 3077050}}}, {}};
  b.attributes = {{"road", std::string("乡道 2")}, {"mixed", 2.5}, {"lanes", {}}};
  layer.features = {a, b};
  return layer;
}

Layer zones() {
  Layer layer{"danger_zones", "EPSG:4547", Shape::polygon, {}, "", "", {}};
  Feature z{
      Shape::polygon,
      {{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, {{40, 40}, {60, 40}, {60, 60}, {40, 60}, {40, 40}}},
      {{"zone", std::string("Z1")}}};
  layer.features = {z};
  return layer;
}

base::Fault fault_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const base::InputError& error) {
    return error.faults().front();
  }
  FAIL("no fault");
  return {};
}

}  // namespace

TEST_CASE("a GeoPackage comes back feature by feature, with its styles") {
  const test::TemporaryFolder folder("vector");
  const auto file = folder.path() / "plan.gpkg";
  geo::write_geopackage(file, {roads(), zones()});
  CHECK(geo::layer_names(file) == std::vector<std::string>{"roads", "danger_zones", "layer_styles"});
  const Layer back = geo::read_layer(file, "roads");
  CHECK(back.crs == "EPSG:4547");
  CHECK(back.shape == Shape::line);
  REQUIRE(back.features.size() == 2);
  CHECK(back.features[0].parts == roads().features[0].parts);
  CHECK(back.features[0].text("road") == "县道 1");
  CHECK(back.features[0].text("lanes") == "2");
  CHECK(back.features[0].number("speed_m_per_s", 0) == 8.5);
  CHECK(back.features[0].text("closes") == "2025-06-18T20:30:00+08:00");
  CHECK(back.features[0].number("mixed", 0) == 1);
  CHECK(back.features[1].number("mixed", 0) == 2.5);
  CHECK(back.features[1].number("lanes", 7) == 7);
  CHECK(back.features[1].text("closes", "never") == "never");
  const Layer polygons = geo::read_layer(file, "danger_zones");
  REQUIRE(polygons.features.size() == 1);
  CHECK(polygons.features[0].parts == zones().features[0].parts);
  CHECK(geo::inside(polygons.features[0], {10, 10}));
  CHECK_FALSE(geo::inside(polygons.features[0], {50, 50}));  // the hole
  CHECK_FALSE(geo::inside(polygons.features[0], {150, 50}));
  CHECK(geo::read_file(file).find("useAsDefault") != std::string::npos);
}

TEST_CASE("equal layers give equal bytes") {
  const test::TemporaryFolder folder("vector");
  geo::write_geopackage(folder.path() / "a.gpkg", {roads(), zones()});
  geo::write_geopackage(folder.path() / "b.gpkg", {roads(), zones()});
  CHECK(geo::read_file(folder.path() / "a.gpkg") == geo::read_file(folder.path() / "b.gpkg"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "a.gpkg.tmp"));
}

TEST_CASE("layers are carried over to another system") {
  const test::TemporaryFolder folder("vector");
  Layer layer{"places", "EPSG:4490", Shape::point, {{Shape::point, {{{114.4, 27.8}}}, {}}}, "", "", {}};
  geo::write_geopackage(folder.path() / "p.gpkg", {layer});
  const Layer moved = geo::read_layer(folder.path() / "p.gpkg", "places", "EPSG:4547");
  CHECK(moved.crs == "EPSG:4547");
  CHECK(moved.features[0].parts[0][0].x_m == Approx(539417.33).margin(0.01));
  CHECK(moved.features[0].parts[0][0].y_m == Approx(3076342.35).margin(0.01));
}

TEST_CASE("GeoJSON in degrees is RFC 7946, in metres it names its system") {
  const test::TemporaryFolder folder("vector");
  Layer layer{"places", "EPSG:4490", Shape::point, {{Shape::point, {{{114.4, 27.8}}}, {}}}, "", "", {}};
  geo::write_geojson(folder.path() / "p.geojson", layer);
  const std::string text = geo::read_file(folder.path() / "p.geojson");
  CHECK(text.find("[ 114.4, 27.8 ]") != std::string::npos);
  CHECK(text.find("\"crs\"") == std::string::npos);
  geo::write_geojson(folder.path() / "r.model.json", roads());
  CHECK(geo::read_file(folder.path() / "r.model.json").find("EPSG::4547") != std::string::npos);
  CHECK(geo::read_layer(folder.path() / "r.model.json", "roads").features[0].parts ==
        roads().features[0].parts);
}

TEST_CASE("a vector file that cannot be used says why") {
  const test::TemporaryFolder folder("vector");
  const auto file = folder.path() / "v.gpkg";
  CHECK(fault_of([&] { geo::read_layer(file, "roads"); }).what == "the file is missing");
  geo::write_geopackage(file, {roads()});
  const base::Fault missing = fault_of([&] { geo::read_layer(file, "streams"); });
  CHECK(missing.place == "layer streams");
  CHECK(missing.what == "the layer is missing");
  CHECK(missing.remedy.find("roads") != std::string::npos);

  Layer empty{"streams", "EPSG:4547", Shape::line, {}, "", "", {}};
  geo::write_geopackage(file, {empty});
  CHECK(fault_of([&] { geo::read_layer(file, "streams"); }).what == "the layer is empty");
  CHECK(geo::read_layer(file, "streams", "", true).features.empty());

  geo::write_file(folder.path() / "x.gpkg", "this is no database");
  CHECK(fault_of([&] { geo::read_layer(folder.path() / "x.gpkg", "a"); }).what.find("is not a vector file") ==
        0);
  // Points in a table carry no CRS.
  geo::write_file(folder.path() / "p.csv", "id,X,Y\n1,2,3\n");
  CHECK(fault_of([&] { geo::read_layer(folder.path() / "p.csv", "p"); }).what.find("states no coordinate") ==
        0);
  // A database cut off in its middle: OGR opens it.
  geo::write_geopackage(file, {roads(), zones()});
  const std::string bytes = geo::read_file(file);
  geo::write_file(folder.path() / "cut.gpkg", bytes.substr(0, bytes.size() / 3));
  CHECK_THROWS_AS(geo::read_layer(folder.path() / "cut.gpkg", "roads"), base::InputError);
  // A feature without a place.
  geo::write_file(
      folder.path() / "n.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]})");
  CHECK(fault_of([&] { geo::read_layer(folder.path() / "n.geojson", ""); }).what == "has no geometry");
}

TEST_CASE("shapefiles in GB 18030, declared, declared as its older kin, or not at all") {
  const test::TemporaryFolder folder("vector");
  const auto file = folder.path() / "villages.shp";
  // One point; one text field called 名称啊啊啊 (10 bytes in GB 18030) that holds 曾家𠮷.
  const auto le = [](unsigned v) {
    return std::string{static_cast<char>(v), static_cast<char>(v >> 8), static_cast<char>(v >> 16),
                       static_cast<char>(v >> 24)};
  };
  const auto be = [&](unsigned v) {
    const std::string s = le(v);
    return std::string(s.rbegin(), s.rend());
  };
  const double box[8] = {114.4, 27.8, 114.4, 27.8, 0, 0, 0, 0};
  const std::string bounds(reinterpret_cast<const char*>(box), sizeof box), xy = bounds.substr(0, 16);
  const auto head = [&](unsigned words) {
    return be(9994) + std::string(20, '\0') + be(words) + le(1000) + le(1) + bounds;
  };
  geo::write_file(file, head(64) + be(1) + be(10) + le(1) + xy);
  geo::write_file(folder.path() / "villages.shx", head(54) + be(50) + be(10));
  geo::write_file(
      folder.path() / "villages.prj",
      R"(GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,)"
      R"(298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])");
  const std::string name = "\xC3\xFB\xB3\xC6\xB0\xA1\xB0\xA1\xB0\xA1",
                    text = std::string("\xD4\xF8\xBC\xD2\x95\x34\xB2\x35");
  const auto dbf = [&](char ldid) {
    std::string d("\x03\x7D\x01\x01\x01\0\0\0\x41\0\x0D\0", 12);
    d += std::string(17, '\0') + ldid + std::string(2, '\0');
    d += name + std::string(1, '\0') + "C" + std::string(4, '\0') + std::string("\x0C", 1) +
         std::string(15, '\0') + "\x0D";
    return d + " " + text + "    " + "\x1A";
  };
  for (const auto& [ldid, cpg] :
       {std::pair<char, std::string>{'\0', ""}, {'\x4D', ""}, {'\0', "GB18030"}, {'\0', "GB2312"}}) {
    geo::write_file(folder.path() / "villages.dbf", dbf(ldid));
    std::filesystem::remove(folder.path() / "villages.cpg");
    if (!cpg.empty()) geo::write_file(folder.path() / "villages.cpg", cpg);
    for (int again = 0; again < 2; ++again) {  // GDAL warns of lost characters once only
      const Layer layer = geo::read_layer(file, "villages");
      REQUIRE(layer.features.size() == 1);
      INFO(cpg << " " << static_cast<int>(ldid));
      CHECK(layer.features[0].text("名称啊啊啊") == "曾家𠮷");
    }
  }
}

TEST_CASE("multi-part shapes and OSM tags") {
  const test::TemporaryFolder folder("vector");
  geo::write_file(
      folder.path() / "m.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"k":5},"geometry":{"type":"MultiPolygon",)"
      R"("coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}}]})");
  const Layer layer = geo::read_layer(folder.path() / "m.geojson", "");
  REQUIRE(layer.features.size() == 2);
  CHECK(layer.shape == Shape::polygon);
  CHECK(layer.features[1].number("k", 0) == 5);

  geo::write_file(
      folder.path() / "m.osm",
      R"(<osm version="0.6"><node id="1" lat="42.5" lon="1.5"/><node id="2" lat="42.6" lon="1.6"/>)"
      R"(<node id="3" lat="42.5" lon="1.55"><tag k="place" v="village"/><tag k="population" v="120"/></node>)"
      R"(<way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="maxspeed" v="50"/>)"
      R"(<tag k="description" v="say &quot;a\b&quot;"/></way></osm>)");
  const Layer lines = geo::read_layer(folder.path() / "m.osm", "lines");
  REQUIRE(lines.features.size() == 1);
  CHECK(lines.features[0].text("highway") == "primary");
  CHECK(lines.features[0].text("maxspeed") == "50");
  CHECK(lines.features[0].number("maxspeed", 0) == 50);
  CHECK(lines.features[0].text("description") == "say \"a\\b\"");
  CHECK(geo::read_layer(folder.path() / "m.osm", "points").features[0].number("population", 0) == 120);
}

TEST_CASE("lengths and points along a line") {
  const std::vector<Point> line{{0, 0}, {30, 40}, {30, 45}};
  CHECK(geo::length_m(line) == 55);
  const auto points = geo::sample_line(line, 20);
  REQUIRE(points.size() == 5);
  CHECK(points.front() == line.front());
  CHECK(points[3] == line[1]);
  CHECK(points.back() == line.back());
  for (std::size_t i = 1; i < points.size(); ++i) CHECK(geo::length_m({points[i - 1], points[i]}) <= 20);
  CHECK(geo::sample_line({}, 5).empty());
}
