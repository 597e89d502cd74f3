// SPDX-License-Identifier: Apache-2.0
// plan.gpkg and series.nc of a county of two villages, opened again with OGR (through geo) and netCDF.
#include "engine/app/gis_files.h"

#include <netcdf.h>

#include <algorithm>
#include <set>

#include "engine/app/gis_layers.h"
#include "engine/app/gis_styles.h"
#include "engine/app/series_file.h"
#include "engine/base/sha256.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace fs = std::filesystem;
using namespace dayu;

namespace {

struct Case {
  drill::Scenario scenario;
  world::World world;
  impact::Impact impact;
  plan::Plan plan;
  drill::Log log;
  std::vector<hazards::Course> courses;
};

world::Name both(const std::string& zh, const std::string& en) {
  return {zh, en};
}

void add_piece(world::World& w, int from, int to) {
  world::Piece p;
  p.road = "R1", p.name = both("河街", "River St"), p.kind = "tertiary";
  p.from = {from}, p.to = {to};
  p.line = {w.network.nodes[static_cast<std::size_t>(from)].at,
            w.network.nodes[static_cast<std::size_t>(to)].at};
  p.length_m = 100;
  w.network.pieces.push_back(p);
}

world::World world_of_two() {
  world::World w;
  w.id = "two", w.crs = "EPSG:4547", w.name = both("两村（虚构）", "Two villages (invented)");
  for (int i = 0; i < 3; ++i) w.network.nodes.push_back({{500000.0 + 100 * i, 3100000.0}, 0});
  add_piece(w, 0, 1), add_piece(w, 1, 2);
  world::Village v1, v2;
  v1.id = "V1", v1.name = both("上湾村", "Shangwan"), v1.at = {500000, 3100010}, v1.people = 10;
  v2.id = "V2", v2.name = both("下湾村", "Xiawan"), v2.at = {500200, 3100010}, v2.people = 5;
  w.villages = {v1, v2};
  world::Group g;
  g.id = "G1", g.village = {0}, g.name = both("一组", "Group 1"), g.at = {500000, 3100020}, g.people = 10,
  g.node = {0};
  w.groups = {g};
  world::Shelter s;
  s.id = "SH1", s.name = both("村部", "Village hall"), s.village = {1}, s.kind = "village_hall",
  s.indoor_m2 = 40;
  s.at = {500200, 3100020}, s.node = {2};
  w.shelters = {s};
  world::Team t;
  t.id = "K1", t.kind = "truck", t.name = both("运输队", "Trucks"), t.vehicles = 2, t.at = {500000, 3100000},
  t.node = {0};
  w.teams = {t};
  geo::Feature zone;
  zone.shape = geo::Shape::polygon;
  zone.parts = {{{499950, 3099950}, {500050, 3099950}, {500050, 3100050}, {499950, 3099950}}};
  zone.attributes = {{"zone", std::string("Z1")}, {"danger_class", std::string("extreme")}};
  w.danger_zones = {zone};
  return w;
}

plan::Plan plan_of(const world::World&) {
  plan::Plan p;
  p.standard.name = "GB 51143-2015 short-term";
  for (int i = 0; i < 3; ++i) {
    plan::Unit u;
    u.id = "G1#" + std::to_string(i + 1), u.kind = "group", u.people = 3 + i, u.village = {0}, u.node = {0};
    p.units.push_back(u);
    plan::Trip t;
    t.unit = i, t.who = i < 2 ? "walker" : "car", t.to = {0};
    t.depart_s = 600 + 60 * i, t.arrive_s = 900 + 60 * i, t.arcs = {0, 2};
    p.trips.push_back(t);
  }
  p.orders = {{{0}, 0, 300, "rain"}};
  p.shelters = {{{0}, 20, 12}};
  plan::Task task;
  task.id = "T1", task.kind = "goods", task.team = "K1", task.item = "cot", task.quantity = 5,
  task.arcs = {0, 2};
  task.to = "SH1", task.depart_s = 100, task.arrive_s = 130;
  p.tasks = {task};
  p.group_latest_departure_s = {3000};
  return p;
}

/// Depth 0.01 m * frame at cell 0, a lone peak of 5 m at cell 1 in frame 4, nothing elsewhere.
hazards::Course course_of(int n_frames, int n_rows, int n_cols) {
  hazards::Course c;
  c.hazard = "flood";
  c.grid.n_rows = n_rows, c.grid.n_cols = n_cols, c.grid.cell_m = 20;
  c.grid.west_m = 500000, c.grid.north_m = 3100100, c.grid.crs = "EPSG:4547";
  hazards::FrameSeries f;
  f.field = {"water_depth_m", "m", "depth of water", 0.01, 0.03};
  f.grid = c.grid;
  for (int k = 0; k < n_frames; ++k) {
    std::vector<float> values(c.grid.count(), 0.0F);
    values[0] = 0.1F * static_cast<float>(k);
    if (k == 4) values[1] = 5.0F;
    f.append(300.0 * k, values);
  }
  f.close();
  c.frames.push_back(std::move(f));
  return c;
}

Case make_case() {
  Case c;
  c.scenario.start = base::read_instant("2025-06-18T14:00:00+08:00");
  c.scenario.name = "two", c.scenario.opens_s = 600;
  c.world = world_of_two();
  c.plan = plan_of(c.world);
  impact::Closure closed;
  closed.piece = {1}, closed.who = "car", closed.from_s = 7200, closed.hazard = "flood",
  closed.field = "water_depth_m";
  closed.value = 0.5;
  impact::Closure slow = closed;
  slow.effect = impact::Effected::slow, slow.from_s = 3600, slow.to_s = 7200;
  c.impact.closures = {slow, closed};
  c.impact.groups.resize(1), c.impact.shelters.resize(1);
  c.impact.groups[0].danger_s = 5400;
  c.log.events = {{60, "alert-1", "alert", "V1", "【演练】黄色预警", "EXERCISE yellow"},
                  {7200, "road-1-close", "road", "1", "河街封闭", "River St closed"},
                  {7300, "note-1", "note", "nowhere", "无处", "nowhere"}};
  c.courses = {course_of(13, 5, 10)};
  return c;
}

void write(const Case& c, const fs::path& run) {
  app::write_gis(c.scenario, c.world, c.courses, c.impact, c.plan, c.log, run);
}

/// A NetCDF file opened for reading.
class Nc {
 public:
  explicit Nc(const fs::path& file) { REQUIRE(nc_open(file.c_str(), NC_NOWRITE, &id_) == NC_NOERR); }
  ~Nc() { nc_close(id_); }
  std::size_t length(const char* dimension) const {
    int dim = -1;
    std::size_t n = 0;
    REQUIRE(nc_inq_dimid(id_, dimension, &dim) == NC_NOERR);
    REQUIRE(nc_inq_dimlen(id_, dim, &n) == NC_NOERR);
    return n;
  }
  int var(const char* name) const {
    int v = -1;
    REQUIRE(nc_inq_varid(id_, name, &v) == NC_NOERR);
    return v;
  }
  std::string text(const char* variable, const char* attribute) const {
    const int v = variable ? var(variable) : NC_GLOBAL;
    std::size_t n = 0;
    REQUIRE(nc_inq_attlen(id_, v, attribute, &n) == NC_NOERR);
    std::string value(n, '\0');
    REQUIRE(nc_get_att_text(id_, v, attribute, value.data()) == NC_NOERR);
    return value;
  }
  std::vector<double> values(const char* name, std::size_t n) const {
    std::vector<double> v(n);
    REQUIRE(nc_get_var_double(id_, var(name), v.data()) == NC_NOERR);
    return v;
  }

 private:
  int id_ = -1;
};

}  // namespace

TEST_CASE("plan.gpkg opens again with every layer, its times and its figures") {
  const test::TemporaryFolder folder("gis_files");
  const Case c = make_case();
  write(c, folder.path());
  const fs::path file = folder.path() / "plan.gpkg";
  const std::vector<std::string> layers = geo::layer_names(file);
  for (const char* name :
       {"villages", "shelters", "routes", "closed_roads", "danger_zones", "teams", "events"})
    CHECK(std::count(layers.begin(), layers.end(), name) == 1);

  const geo::Layer villages = geo::read_layer(file, "villages");
  REQUIRE(villages.features.size() == 2);
  const geo::Feature& v1 = villages.features[0];
  CHECK(v1.text("name_zh") == "上湾村");
  CHECK(v1.number("arrived", -1) == 12);
  CHECK(v1.number("left_behind", -1) == 0);
  CHECK(v1.text("mark") == "演练 EXERCISE");
  CHECK(v1.text("immediate").find("14:05:00") != std::string::npos);
  CHECK(v1.text("danger").find("15:30:00") != std::string::npos);
  CHECK(villages.features[1].text("danger").empty());
  CHECK(v1.parts[0][0] == geo::Point{500000, 3100010});

  const geo::Layer closed = geo::read_layer(file, "closed_roads");
  REQUIRE(closed.features.size() == 2);
  CHECK(closed.features[0].text("to_time").find("16:00:00") != std::string::npos);
  CHECK(closed.features[1].text("from_time").find("16:00:00") != std::string::npos);
  CHECK(closed.features[1].text("to_time").empty());
  CHECK(closed.features[1].text("effect") == "stop");

  const geo::Layer shelters = geo::read_layer(file, "shelters");
  CHECK(shelters.features.at(0).number("free", -1) == 8);
  CHECK(geo::read_layer(file, "danger_zones").features.at(0).text("danger_class") == "extreme");
  CHECK(geo::read_layer(file, "teams").features.at(0).number("tasks", -1) == 1);
}

TEST_CASE("routes share a line when they share the way, and their people sum to the arrived") {
  const test::TemporaryFolder folder("gis_routes");
  write(make_case(), folder.path());
  const geo::Layer routes = geo::read_layer(folder.path() / "plan.gpkg", "routes");
  REQUIRE(routes.features.size() == 3);  // two on foot together, one car, one truck
  double people = 0;
  for (const geo::Feature& f : routes.features)
    if (f.text("kind") == "evacuation") people += f.number("people", 0);
  CHECK(people == 12);
  for (const geo::Feature& f : routes.features) {
    if (f.text("who") != "walker") continue;
    CHECK(f.number("units", 0) == 2);
    CHECK(f.text("depart").find("14:10:00") != std::string::npos);
    CHECK(f.text("arrive").find("14:16:00") != std::string::npos);
    CHECK(f.number("length_m", 0) == Approx(220));  // 2 pieces of 100 m, 20 m to the door
  }
}

TEST_CASE("a route follows its arcs in their directions") {
  const world::World w = world_of_two();
  const std::vector<geo::Point> there = app::line_of_route(w.network, {0, 2}),
                                back = app::line_of_route(w.network, {3, 1});
  CHECK(there == std::vector<geo::Point>{{500000, 3100000}, {500100, 3100000}, {500200, 3100000}});
  CHECK(back == std::vector<geo::Point>(there.rbegin(), there.rend()));
  CHECK(app::line_of_route(w.network, {}).empty());
}

TEST_CASE("events stand where they happen; those without a place are left to the log") {
  const test::TemporaryFolder folder("gis_events");
  write(make_case(), folder.path());
  const geo::Layer events = geo::read_layer(folder.path() / "plan.gpkg", "events");
  REQUIRE(events.features.size() == 2);
  CHECK(events.features[0].text("event") == "alert-1");
  CHECK(events.features[0].text("t") == "T-00:09:00");
  CHECK(events.features[1].text("event") == "road-1-close");
  CHECK(events.features[1].parts[0][0] == geo::Point{500200, 3100000});
}

TEST_CASE("every layer has a style in both languages of styles") {
  for (const geo::Layer& layer : app::gis_layers({make_case().scenario, {}, {}, {}, {}})) {
    CHECK(layer.style_qml.find("<renderer-v2") != std::string::npos);
    CHECK(layer.style_sld.find("UserStyle") != std::string::npos);
    CHECK(layer.features.empty());
  }
  CHECK_THROWS_AS(app::gis_style("nothing"), std::logic_error);
}

TEST_CASE("series.nc is UGRID with CF times, and no peak is lost between its steps") {
  const test::TemporaryFolder folder("gis_series");
  const fs::path file = folder.path() / "series.nc";
  const base::Instant start = base::read_instant("2025-06-18T14:00:00+08:00");
  app::write_series(course_of(13, 5, 10), start, file, 1000, 5);
  const Nc nc(file);
  CHECK(nc.text(nullptr, "Conventions") == "CF-1.8 UGRID-1.0");
  CHECK(nc.text(nullptr, "title").find("演练 EXERCISE") == 0);
  CHECK(nc.text("time", "units") == "seconds since 2025-06-18 06:00:00");
  CHECK(nc.text("mesh2d", "cf_role") == "mesh_topology");
  CHECK(nc.text("projected_coordinate_system", "EPSG_code") == "EPSG:4547");
  CHECK(nc.length("mesh2d_nFaces") == 2);  // the other 48 cells were never wet
  CHECK(nc.length("mesh2d_nNodes") == 6);
  REQUIRE(nc.length("time") == 4);
  CHECK(nc.values("time", 4) == std::vector<double>{0, 1200, 2400, 3600});
  const std::vector<double> depth_m = nc.values("mesh2d_water_depth_m", 8);
  CHECK(depth_m[3] == Approx(5.0).margin(1e-6));  // the peak of frame 4, face 1
  CHECK(depth_m[2] == Approx(0.4).margin(1e-6));
  CHECK(depth_m[5] == 0);
  CHECK(depth_m[6] == Approx(1.2).margin(1e-6));
  CHECK(nc.values("mesh2d_face_x", 2) == std::vector<double>{500010, 500030});
  CHECK(nc.values("mesh2d_face_y", 2) == std::vector<double>{3100090, 3100090});
  // counter-clockwise, so that every reader takes the same side up
  const std::vector<double> x = nc.values("mesh2d_node_x", 6), y = nc.values("mesh2d_node_y", 6),
                            k = nc.values("mesh2d_face_nodes", 8);
  double twice_area_m2 = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto a = static_cast<std::size_t>(k[i]), b = static_cast<std::size_t>(k[(i + 1) % 4]);
    twice_area_m2 += x[a] * y[b] - x[b] * y[a];
  }
  CHECK(twice_area_m2 == Approx(800));
}

TEST_CASE("series.nc joins cells by their maximum when there are too many, and says so") {
  const test::TemporaryFolder folder("gis_coarse");
  const fs::path file = folder.path() / "series.nc";
  hazards::Course course = course_of(3, 5, 7);
  hazards::FrameSeries all = course.frames[0];
  all.times_s.clear(), all.groups.clear(), all.crc32.clear();
  std::vector<float> values(35);
  for (std::size_t i = 0; i < 35; ++i) values[i] = 0.1F * static_cast<float>(i + 1);
  for (int k = 0; k < 3; ++k) all.append(300.0 * k, values);
  all.close();
  course.frames = {all};
  app::write_series(course, {}, file, 12, 60);
  const Nc nc(file);
  REQUIRE(nc.length("mesh2d_nFaces") == 12);  // 2 x 2 cells: 3 rows of 4
  CHECK(nc.text(nullptr, "comment").find("2 x 2 cells joined") != std::string::npos);
  const std::vector<double> depth_m = nc.values("mesh2d_water_depth_m", 36);
  CHECK(depth_m[0] == Approx(0.9).margin(1e-6));   // row 1, column 1
  CHECK(depth_m[3] == Approx(1.4).margin(1e-6));   // the rim: one column
  CHECK(depth_m[11] == Approx(3.5).margin(1e-6));  // the corner: one cell
}

TEST_CASE("the same values give the same bytes") {
  const test::TemporaryFolder a("gis_once"), b("gis_twice");
  write(make_case(), a.path());
  write(make_case(), b.path());
  CHECK(base::sha256_file(a.path() / "course/series.nc") == base::sha256_file(b.path() / "course/series.nc"));
  CHECK(base::sha256_file(a.path() / "plan.gpkg") == base::sha256_file(b.path() / "plan.gpkg"));
  CHECK(geo::read_file(a.path() / "plan.gpkg").find("演练 EXERCISE") != std::string::npos);
}
