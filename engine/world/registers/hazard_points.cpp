// SPDX-License-Identifier: Apache-2.0
// Where may a slope come down, who watches it, whom would it reach? The run-out polygon is given, never
// computed: layer runouts of vectors.gpkg, one polygon a point. A newly found point enters by one row alone:
// until its polygon is drawn, a circle of reach_m around it stands in, and that is told.
#include <cmath>
#include <set>

#include "engine/world/ledger.h"
#include "engine/world/rain_rules.h"
#include "engine/world/registers/registers_reading.h"

namespace dayu::world {
namespace {

/// Reach of a point without polygon and reach_m, m. Guess [C]: a small slide of a cut slope.
constexpr double kReach_m = 60;
constexpr double kPi = 3.14159265358979323846;

geo::Feature circle(geo::Point centre, double radius_m, const std::string& id) {
  geo::Feature f;
  f.shape = geo::Shape::polygon;
  f.parts.resize(1);
  for (int k = 0; k <= 32; ++k) {
    const double a = 2 * kPi * (k % 32) / 32;
    f.parts[0].push_back({centre.x_m + radius_m * std::cos(a), centre.y_m + radius_m * std::sin(a)});
  }
  f.attributes["hazard_point"] = id;
  return f;
}

std::vector<std::string> ids_in(const std::string& text) {
  std::vector<std::string> ids;
  const std::string all = text + ";";
  std::size_t begin = 0;
  for (std::size_t end = all.find(';'); end != std::string::npos; end = all.find(';', begin)) {
    if (end > begin) ids.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
  return ids;
}

std::vector<geo::Feature> runouts_of(Reading& reading) {
  if (!reading.has("vectors.gpkg")) return {};
  try {
    for (const std::string& name : geo::layer_names(reading.folder / "vectors.gpkg"))
      if (name == "runouts")
        return geo::read_layer(reading.folder / "vectors.gpkg", name, reading.world.crs, true).features;
  } catch (const base::InputError& error) {
    reading.faults.add(error);
  }
  return {};
}

HazardPoint read_point(Reading& reading, Ledger& rows, std::size_t row, const Index& households) {
  HazardPoint p;
  p.id = rows.id(row, "hazard_point");
  rows.text(row, "kind", Need::yes);
  p.kind = rows.word(row, "kind", "hazard_point_kind");
  p.name = rows.name(row);
  p.village = rows.reference(row, "village", reading.villages, "villages.csv", Need::yes);
  p.scale = rows.text(row, "scale");
  p.monitor = rows.text(row, "monitor");
  int listed = 0;
  std::set<std::string> seen;
  for (const std::string& id : ids_in(rows.text(row, "households"))) {
    const auto found = households.find(id);
    if (found == households.end())
      rows.fault(row, "households", "'" + id + "' is not in households.csv",
                 "correct the id, or add it there");
    else if (!seen.insert(id).second)
      rows.fault(row, "households", "'" + id + "' stands twice", "name each household once");
    else
      listed += reading.world.households[static_cast<std::size_t>(found->second)].people;
    p.households.push_back(id);
  }
  p.people = rows.text(row, "people").empty() ? listed : rows.count(row, "people");
  if (p.people < listed)
    rows.fault(row, "people",
               std::to_string(p.people) + " people, but the households named have " + std::to_string(listed),
               "count the named households in");
  p.at = rows.at(row);
  const double reach_m = rows.amount(row, "reach_m", Need::no, kReach_m);
  p.runout = circle(p.at, reach_m > 0 ? reach_m : kReach_m, p.id);
  return p;
}

void take_runouts(Reading& reading, const std::vector<geo::Feature>& runouts) {
  std::vector<HazardPoint>& points = reading.world.registers.hazard_points;
  for (std::size_t k = 0; k < runouts.size(); ++k) {
    const std::string id = runouts[k].text("hazard_point");
    const std::string place = "layer runouts, feature " + std::to_string(k + 1);
    HazardPoint* point = nullptr;
    for (HazardPoint& p : points)
      if (p.id == id) point = &p;
    if (point == nullptr) {
      reading.faults.add(reading.path("vectors.gpkg"), place,
                         "hazard_point '" + id + "' is not in hazard_points.csv",
                         "correct the attribute, or add the row");
    } else if (point->runout_drawn) {
      reading.faults.add(reading.path("vectors.gpkg"), place,
                         "hazard_point '" + id + "' has two run-out polygons", "keep one of them");
    } else {
      point->runout = runouts[k];
      point->runout_drawn = true;
    }
  }
}

void read_triggers(Reading& reading, const Index& points) {
  Ledger rows(reading, "hazard_point_triggers.csv", {"hazard_point", "state", "window_s", "rain_mm"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    PointTrigger t;
    t.point = rows.text(row, "hazard_point", Need::yes);
    if (t.point != "*") rows.reference(row, "hazard_point", points, "hazard_points.csv");
    read_rain_rule(rows, row, t);
    reading.world.registers.point_triggers.push_back(std::move(t));
  }
}

}  // namespace

void read_hazard_points(Reading& reading) {
  Index households, points;
  for (std::size_t i = 0; i < reading.world.households.size(); ++i)
    households.emplace(reading.world.households[i].id, static_cast<std::int32_t>(i));
  Ledger rows(reading, "hazard_points.csv", {"hazard_point", "kind", "village", "x_m", "y_m"});
  std::vector<HazardPoint>& all = reading.world.registers.hazard_points;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    all.push_back(read_point(reading, rows, row, households));
    points.emplace(all.back().id, static_cast<std::int32_t>(row));
  }
  take_runouts(reading, runouts_of(reading));
  read_triggers(reading, points);
}

}  // namespace dayu::world
