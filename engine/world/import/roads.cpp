// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/roads.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include "engine/geo/rasterise.h"
#include "engine/world/import/noding.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

struct Way {
  const geo::Feature* tags = nullptr;
  const RoadKind* kind = nullptr;
  std::vector<Line> parts;
};

struct Counts {
  std::size_t ways = 0, closed = 0, unknown = 0, private_ = 0, speeds = 0, bridges = 0, tunnels = 0,
              fords = 0;
};

const RoadKind* kind_of(const std::string& highway) {
  for (const RoadKind& kind : road_kinds())
    if (kind.highway == highway) return &kind;
  return nullptr;
}

bool said(const geo::Feature& way, const char* key) {
  const std::string value = way.text(key);
  return !value.empty() && value != "no" && value != "0" && value != "false";
}

bool forbidden(const std::string& value) {
  return value == "no";
}

/// Nobody may use it: closed for all, and walkers are not excepted.
bool closed_for_all(const geo::Feature& way) {
  const std::string foot = way.text("foot");
  return forbidden(way.text("access")) && (foot.empty() || forbidden(foot));
}

bool no_cars(const geo::Feature& way) {
  for (const char* key : {"motor_vehicle", "motorcar", "vehicle", "access"})
    if (forbidden(way.text(key))) return true;
  return false;
}

/// 0: both ways, 1: as drawn, -1: against.
int direction_of(const geo::Feature& way, const RoadKind& kind) {
  const std::string oneway = way.text("oneway");
  if (oneway == "-1" || oneway == "reverse") return -1;
  if (oneway == "yes" || oneway == "true" || oneway == "1") return 1;
  if (oneway == "no" || oneway == "false" || oneway == "0") return 0;
  const std::string junction = way.text("junction");
  return kind.oneway || junction == "roundabout" || junction == "circular" ? 1 : 0;
}

double number_of(const std::string& text, double fallback) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() && value > 0 ? value : fallback;
}

/// The deck's level: on its lower abutment, but clear of the ground that the terrain's cells show beneath.
double deck_of(const Line& line, const geo::Raster<float>& ground) {
  double beneath = -1e9, lower = 1e9;
  for (const geo::Cell& cell : geo::cells_along(ground.grid, line))
    beneath = std::max(beneath, static_cast<double>(ground[cell]));
  for (const geo::Point& end : {line.front(), line.back()})
    if (const auto cell = ground.grid.cell_of(end))
      lower = std::min(lower, static_cast<double>(ground[*cell]));
  if (beneath < -1e8) return 0;
  const bool gorge = lower < 1e8 && beneath < lower;
  return gorge ? lower : beneath + constant("bridge_clearance_m");
}

std::vector<Way> ways_of(const geo::OsmExtract& osm, const geo::Box& box, Counts& counts) {
  std::vector<Way> ways;
  for (const geo::Feature& line : osm.lines) {
    const std::string highway = line.text("highway");
    if (highway.empty()) continue;
    const RoadKind* kind = kind_of(highway);
    if (kind == nullptr || line.text("area") == "yes") {
      ++counts.unknown;
    } else if (closed_for_all(line)) {
      ++counts.closed;
    } else {
      Line points = line.parts.front();
      if (direction_of(line, *kind) < 0) std::reverse(points.begin(), points.end());
      Way way{&line, kind, parts_inside(points, box)};
      if (!way.parts.empty()) ways.push_back(std::move(way));
    }
  }
  counts.ways = ways.size();
  return ways;
}

bool is_ford(const geo::Feature& point) {
  const std::string ford = point.text("ford");
  return (!ford.empty() && ford != "no") || point.text("highway") == "ford";
}

/// A ford mapped as a point becomes a short road of its own: from the vertex before it to the vertex behind
/// it.
std::map<Noding::Key, bool> ford_points(const geo::OsmExtract& osm, const std::vector<Way>& ways,
                                        Noding& nodes) {
  std::map<Noding::Key, bool> fords;
  for (const geo::Feature& point : osm.points)
    if (is_ford(point) && nodes.is_used(point.parts.front().front()))
      fords[Noding::key(point.parts.front().front())] = true;
  for (const Way& way : ways)
    for (const Line& part : way.parts)
      for (std::size_t i = 0; i < part.size(); ++i) {
        if (fords.count(Noding::key(part[i])) == 0) continue;
        if (i > 0) nodes.cut_at(part[i - 1]);
        if (i + 1 < part.size()) nodes.cut_at(part[i + 1]);
      }
  return fords;
}

geo::Feature road_of(const Way& way, const std::string& id, Line line) {
  const geo::Feature& tags = *way.tags;
  const RoadKind& kind = *way.kind;
  const bool oneway = direction_of(tags, kind) != 0;
  const double tagged_m_per_s = speed_of(tags.text("maxspeed"));
  double speed_m_per_s = kind.car_km_per_h / 3.6;
  if (speed_m_per_s > 0 && tagged_m_per_s > 0) speed_m_per_s = tagged_m_per_s;
  if (no_cars(tags)) speed_m_per_s = 0;
  const double tagged_lanes = number_of(tags.text("lanes"), 0) / (oneway ? 1 : 2);
  const double lanes = tagged_lanes > 0 ? std::max(0.5, tagged_lanes) : kind.lanes_each_way;
  const double capacity_per_s = speed_m_per_s > 0 ? lanes * kind.vehicles_per_h_lane / 3600 : 0;
  const std::string name = tags.text("name", tags.text("ref"));
  geo::Feature road{geo::Shape::line, {std::move(line)}, {}};
  road.attributes = {
      {"road", id},
      {"name_zh", tags.text("name:zh", name)},
      {"name_en", tags.text("name:en", name)},
      {"kind", kind.kind},
      {"speed_m_per_s", std::round(speed_m_per_s * 100) / 100},
      {"capacity_per_s", std::round(capacity_per_s * 10000) / 10000},
      {"oneway", static_cast<long long>(oneway)},
      {"bridge", static_cast<long long>(said(tags, "bridge"))},
      {"tunnel", static_cast<long long>(said(tags, "tunnel") && tags.text("tunnel") != "building_passage")},
      {"ford", static_cast<long long>(said(tags, "ford"))},
      {"deck_m", 0.0}};
  return road;
}

void tell(const geo::Layer& roads, const geo::OsmExtract& osm, const Counts& counts, Notes& notes) {
  double length_km = 0;
  for (const geo::Feature& road : roads.features) length_km += geo::length_m(road.parts.front()) / 1000;
  notes.find("roads: " + count_text(static_cast<long long>(counts.ways)) + " of " +
             count_text(static_cast<long long>(osm.roads_in_file)) +
             " highways of the extract lie on the terrain, cut into " +
             count_text(static_cast<long long>(roads.features.size())) + " lines, " +
             number_text(length_km, 0) + " km; " + std::to_string(counts.bridges) + " bridges, " +
             std::to_string(counts.tunnels) + " tunnels, " + std::to_string(counts.fords) +
             " fords; left out: " + std::to_string(counts.closed) + " closed for all, " +
             std::to_string(counts.unknown) + " of other kinds (plans, racing tracks, squares)");
  const std::string with = count_text(static_cast<long long>(counts.speeds));
  notes.assume("Road speeds: " + with + " of " + count_text(static_cast<long long>(counts.ways)) +
                   " highways state maxspeed, the others go by kind; capacities by kind and lanes "
                   "(road_kinds.csv [C])",
               "道路车速：" + with + " 条有限速标签，其余及通行能力按道路类别假定（road_kinds.csv [C]）");
  if (counts.private_ > 0)
    notes.assume(std::to_string(counts.private_) + " private roads are taken as open in an emergency",
                 std::to_string(counts.private_) + " 条私有道路按应急时可通行处理");
  if (counts.bridges > 0)
    notes.assume("Bridge decks: level of the lower abutment, or " +
                     number_text(constant("bridge_clearance_m"), 1) +
                     " m above the highest ground beneath (constants.csv [C]); the map states no levels",
                 "桥面高程：取较低桥台地面高程，或桥下最高地面以上 " +
                     number_text(constant("bridge_clearance_m"), 1) + " m（constants.csv [C]）");
}

}  // namespace

double speed_of(const std::string& maxspeed) {
  const double value = number_of(maxspeed, -1);
  if (value < 5 || value > 200) return -1;
  return maxspeed.find("mph") != std::string::npos ? value * 0.44704 : value / 3.6;
}

geo::Layer roads_of(const geo::OsmExtract& osm, const geo::Raster<float>& ground, const geo::Box& box,
                    Notes& notes) {
  Counts counts;
  const std::vector<Way> ways = ways_of(osm, box, counts);
  Noding nodes;
  for (const Way& way : ways)
    for (const Line& part : way.parts) nodes.add(part);
  const auto fords = ford_points(osm, ways, nodes);
  geo::Layer roads;
  roads.name = "roads";
  roads.crs = ground.grid.crs;
  roads.shape = geo::Shape::line;
  for (const Way& way : ways) {
    const std::string id = "w" + way.tags->text("osm_id");
    counts.speeds += speed_of(way.tags->text("maxspeed")) > 0 ? 1 : 0;
    counts.private_ += way.tags->text("access") == "private" ? 1 : 0;
    int n = 0;
    for (const Line& part : way.parts) {
      const bool bridge = said(*way.tags, "bridge");
      const double deck_m = bridge ? deck_of(part, ground) : 0;
      for (Line& line : nodes.cut(part)) {
        const bool ford = std::any_of(line.begin(), line.end(),
                                      [&](const geo::Point& p) { return fords.count(Noding::key(p)) > 0; });
        geo::Feature road = road_of(way, n == 0 ? id : id + "." + std::to_string(n), std::move(line));
        ++n;
        if (bridge) road.attributes["deck_m"] = std::round(deck_m * 100) / 100;
        if (ford && !bridge) road.attributes["ford"] = 1LL;
        counts.bridges += bridge ? 1 : 0;
        counts.tunnels += road.number("tunnel", 0) > 0 ? 1 : 0;
        counts.fords += road.number("ford", 0) > 0 ? 1 : 0;
        roads.features.push_back(std::move(road));
      }
    }
  }
  tell(roads, osm, counts, notes);
  return roads;
}

}  // namespace dayu::world::importing
