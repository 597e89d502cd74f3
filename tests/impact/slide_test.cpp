// SPDX-License-Identifier: Apache-2.0
// A slope that comes down closes the roads inside its run-out from that very time, and nobody else's.
#include <set>

#include "engine/hazards/hazard.h"
#include "engine/impact/impact.h"
#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using test::SmallArea;

namespace {

const hazards::Entry& entry() {
  for (const hazards::Entry& e : hazards::catalogue())
    if (e.card().name == "slide") return e;
  throw std::runtime_error("no slide in the catalogue");
}

base::Settings settings(const std::string& text) {
  base::SectionSpec root;
  root.sections = {entry().card().settings};
  return base::Settings::parse("[slide]\n" + text, "test.toml", root).section("slide");
}

hazards::Course slide(const world::World& w, const std::string& text) {
  hazards::RunClock clock;
  clock.start = base::read_instant("2025-06-18T14:00:00+08:00");
  clock.duration_s = 3600;
  return hazards::simulate(entry(), w, settings(text), clock);
}

/// A slope over the western road, whose debris lies on 60 m of it and on household H1.
void write_point(const SmallArea& area) {
  area.write("hazard_points.csv",
             "hazard_point,village,kind,people,reach_m,x_m,y_m\n"
             "GH1,V1,landslide,9,30,539110,3076480\nGH2,V1,landslide,9,30,539500,3076100\n");
}

}  // namespace

TEST_CASE("roads and houses in the run-out are cut off from the time of the slide, to the end") {
  const SmallArea area("slide");
  write_point(area);
  const world::World w = area.load();
  const hazards::Course course = slide(w, "point = \"GH1\"\ntime_s = 1800\n");
  const impact::Impact impact = impact::assess(w, {course}, hazards::catalogue());
  std::set<std::int32_t> closed;
  for (const impact::Closure& c : impact.closures) {
    CHECK(c.effect == impact::Effected::stop);
    CHECK(c.from_s == 1800);
    CHECK(c.to_s == base::kNever_s);
    closed.insert(c.piece.index);
  }
  // Independently: a piece is cut if and only if it comes within a cell's diagonal of the circle.
  for (std::size_t p = 0; p < w.network.pieces.size(); ++p) {
    double nearest_m = 1e9;
    for (const geo::Point& at : geo::sample_line(w.network.pieces[p].line, 1))
      nearest_m = std::min(nearest_m, std::hypot(at.x_m - 539110, at.y_m - 3076480));
    INFO(p << " " << nearest_m);
    if (nearest_m < 30) CHECK(closed.count(static_cast<std::int32_t>(p)) == 1);
    if (nearest_m > 30 + 20 * 1.4143) CHECK(closed.count(static_cast<std::int32_t>(p)) == 0);
  }
  CHECK_FALSE(closed.empty());
  CHECK(impact.households[0].danger_s == 1800);
  CHECK(impact.groups[1].danger_s == base::kNever_s);
  CHECK(impact.shelters[0].danger_s == base::kNever_s);
  CHECK(course.given);
  CHECK_FALSE(course.notes.empty());  // a circle stands in for the polygon
}

TEST_CASE("a slide by the clock, and slides that cannot be") {
  const SmallArea area("slide_faults");
  write_point(area);
  const world::World w = area.load();
  const hazards::Course course = slide(w, "point = \"GH1\"\ntime = 2025-06-18T14:20:00+08:00\n");
  CHECK(course.figures.at("time_s") == 1200);
  for (const char* wrong :
       {"point = \"GH9\"\ntime_s = 5\n", "point = \"GH1\"\n", "point = \"GH1\"\ntime_s = 3600\n",
        "point = \"GH1\"\ntime_s = 5\ntime = 2025-06-18T14:20:00+08:00\n"})
    CHECK_THROWS_AS(slide(w, wrong), base::InputError);
}
