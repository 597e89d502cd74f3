// SPDX-License-Identifier: Apache-2.0
// vectors.gpkg: roads with their defaults by kind, streams, danger zones, water bodies.
// A bridge whose deck is not stated lies as high as the higher of its two ends. Coarse cells lift a channel's
// bed, so a deck keeps its clearance above the lowest ground under the bridge, not its elevation; at the
// terrain's own cells the two are the same.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/geo/vector_file.h"
#include "engine/world/ledger.h"
#include "engine/world/network.h"
#include "engine/world/roads.h"
#include "engine/world/terrain.h"

namespace dayu::embedded {
extern const char* const world_road_kinds_csv;
}

namespace dayu::world {
namespace {

constexpr double kUnset = std::numeric_limits<double>::quiet_NaN();

std::string place_of(const std::string& layer, std::size_t i) {
  return "layer " + layer + ", feature " + std::to_string(i + 1);
}

std::string joined(const std::map<std::string, RoadKind>& kinds) {
  std::string text;
  for (const auto& [kind, ignored] : kinds) text += (text.empty() ? "" : ", ") + kind;
  return text;
}

/// The layer if the file has it, in the area's CRS and of the right shape.
std::vector<geo::Feature> layer_of(Reading& reading, const std::vector<std::string>& present,
                                   const std::string& name, geo::Shape shape) {
  if (std::find(present.begin(), present.end(), name) == present.end()) return {};
  try {
    geo::Layer layer = geo::read_layer(reading.folder / "vectors.gpkg", name, reading.world.crs, true);
    const bool right = std::all_of(layer.features.begin(), layer.features.end(),
                                   [&](const geo::Feature& f) { return f.shape == shape; });
    if (right) return std::move(layer.features);
    reading.faults.add(reading.path("vectors.gpkg"), "layer " + name, "holds the wrong kind of shape",
                       shape == geo::Shape::line ? "give lines" : "give polygons");
  } catch (const base::InputError& error) {
    reading.faults.add(error);
  }
  return {};
}

/// One road feature as Roads, one for each part of its line.
class RoadReader {
 public:
  RoadReader(Reading& reading, const std::map<std::string, RoadKind>& kinds)
      : reading_(reading), kinds_(kinds) {}

  void take(const geo::Feature& feature, std::size_t i, std::vector<Road>& roads) {
    place_ = place_of("roads", i);
    Road road;
    road.like.road = feature.text("road", "road " + std::to_string(i + 1));
    road.like.name = {feature.text("name_zh"), feature.text("name_en")};
    take_kind(feature, road.like);
    road.like.oneway = flag(feature, "oneway");
    road.like.bridge = flag(feature, "bridge");
    road.like.tunnel = flag(feature, "tunnel");
    road.like.ford = flag(feature, "ford");
    for (const std::vector<geo::Point>& part : feature.parts) {
      if (geo::length_m(part) < kShortest_m) {
        fault("the line has no length", "draw it or delete it");
        continue;
      }
      road.line = part;
      if (road.like.bridge) road.like.deck_m = deck_m(part, number(feature, "deck_m", kUnset));
      roads.push_back(road);
    }
  }
  std::size_t assumed_decks() const { return assumed_decks_; }

 private:
  static constexpr double kShortest_m = 0.01;  // points closer than this are one

  void fault(const std::string& what, const std::string& remedy) {
    reading_.faults.add(reading_.path("vectors.gpkg"), place_, what, remedy);
  }

  void take_kind(const geo::Feature& feature, Piece& like) {
    like.kind = feature.text("kind", "unclassified");
    const auto found = kinds_.find(like.kind);
    if (found == kinds_.end()) {
      fault("kind '" + like.kind + "' is not known", "use one of: " + joined(kinds_));
      return;
    }
    like.speed_m_per_s = number(feature, "speed_m_per_s", found->second.speed_m_per_s);
    like.capacity_per_s = number(feature, "capacity_per_s", found->second.capacity_per_s);
    if (like.speed_m_per_s < 0 || like.capacity_per_s < 0)
      fault("a speed or capacity is negative", "give zero or more");
  }

  double number(const geo::Feature& feature, const std::string& name, double fallback) {
    const std::string text = feature.text(name);
    if (text.empty()) return fallback;
    const double value = feature.number(name, kUnset);
    if (std::isfinite(value)) return value;
    fault(name + " '" + text + "' is not a number", "write digits only");
    return fallback;
  }

  bool flag(const geo::Feature& feature, const std::string& name) {
    const std::string text = feature.text(name);
    if (text.empty()) return false;
    const std::string word = word_for("flag", text);
    if (word.empty()) fault(name + " '" + text + "' is neither yes nor no", "write 1 or 0");
    return word == "1";
  }

  double deck_m(const std::vector<geo::Point>& line, double stated_m) {
    double deck = stated_m;
    if (!std::isfinite(deck)) {
      ++assumed_decks_;
      deck = std::max(static_cast<double>(height_at(reading_.ground, line.front()).value_or(0.0F)),
                      static_cast<double>(height_at(reading_.ground, line.back()).value_or(0.0F)));
    }
    const geo::Raster<float>& coarse = reading_.world.terrain.elevation_m;
    if (coarse.values.empty() || coarse.grid.same_cells(reading_.ground.grid)) return deck;
    return deck - lowest_under(reading_.ground, line) + lowest_under(coarse, line);
  }

  static double lowest_under(const geo::Raster<float>& ground, const std::vector<geo::Point>& line) {
    float lowest = std::numeric_limits<float>::infinity();
    for (const geo::Point& p : geo::sample_line(line, ground.grid.cell_m / 2))
      lowest = std::min(lowest, height_at(ground, p).value_or(lowest));
    return std::isfinite(lowest) ? static_cast<double>(lowest) : 0;
  }

  Reading& reading_;
  const std::map<std::string, RoadKind>& kinds_;
  std::string place_;
  std::size_t assumed_decks_ = 0;
};

void take_zones(Reading& reading) {
  for (std::size_t i = 0; i < reading.world.danger_zones.size(); ++i) {
    geo::Feature& zone = reading.world.danger_zones[i];
    const auto fault = [&](const std::string& what, const std::string& remedy) {
      reading.faults.add(reading.path("vectors.gpkg"), place_of("danger_zones", i), what, remedy);
    };
    const std::string id = zone.text("zone"), written = zone.text("danger_class");
    if (id.empty()) fault("the zone has no id", "fill in the attribute zone");
    std::string known;
    const std::string word = written.empty() ? "" : word_for("danger_class", written, &known);
    if (!written.empty() && word.empty())
      fault("danger_class '" + written + "' is not known", "use one of: " + known);
    if (!word.empty()) zone.attributes["danger_class"] = word;
    reading.zone_classes[id] = word;
  }
}

}  // namespace

std::map<std::string, RoadKind> road_kinds() {
  const geo::Table table = geo::parse_table(embedded::world_road_kinds_csv, "road_kinds.csv");
  std::map<std::string, RoadKind> kinds;
  base::Faults faults;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    kinds[table.text(row, "kind")] = {table.number(row, "speed_km_per_h", faults) / 3.6,
                                      table.number(row, "capacity_per_h", faults) / 3600};
  faults.throw_if_any();
  return kinds;
}

void read_vectors(Reading& reading) {
  if (!reading.has("vectors.gpkg")) return;
  std::vector<std::string> present;
  try {
    present = geo::layer_names(reading.folder / "vectors.gpkg");
  } catch (const base::InputError& error) {
    reading.faults.add(error);
    return;
  }
  reading.roads = layer_of(reading, present, "roads", geo::Shape::line);
  reading.world.streams = layer_of(reading, present, "streams", geo::Shape::line);
  reading.world.danger_zones = layer_of(reading, present, "danger_zones", geo::Shape::polygon);
  reading.world.water_bodies = layer_of(reading, present, "water_bodies", geo::Shape::polygon);
  take_zones(reading);
}

void read_roads(Reading& reading) {
  const std::map<std::string, RoadKind> kinds = road_kinds();
  RoadReader reader(reading, kinds);
  std::vector<Road> roads;
  for (std::size_t i = 0; i < reading.roads.size(); ++i) reader.take(reading.roads[i], i, roads);
  if (reader.assumed_decks() > 0) {
    const std::string n = std::to_string(reader.assumed_decks());
    reading.world.assumptions.push_back(
        n + " bridges state no deck level: the higher of their two ends is taken. / " + n +
        " 座桥未给出桥面高程：取两端地面较高者。");
  }
  reading.world.network = build_network(roads, reading.ground);
}

}  // namespace dayu::world
