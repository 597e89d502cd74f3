// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/public_places.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/geo/crs.h"
#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const public_rules_csv;
}

namespace dayu::drill {
namespace {

struct PublicRule {
  std::string layer, kind, rule;
  double round_m = 0;
};

std::vector<PublicRule> public_rules() {
  base::Faults faults;
  const geo::Table table = geo::parse_table(embedded::public_rules_csv, "public_rules.csv");
  std::vector<PublicRule> rules;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    rules.push_back({table.text(row, "layer"), table.text(row, "kind"), table.text(row, "rule"),
                     table.number(row, "round_m", faults)});
  faults.throw_if_any();
  return rules;
}

class PublicPlaces {
 public:
  void add(const std::string& layer, const std::string& kind, const world::Name& name, geo::Point at) {
    const PublicRule* rule = nullptr;
    for (const PublicRule& one : rules_)
      if (one.layer == layer && (one.kind == kind || (one.kind == "*" && !rule))) rule = &one;
    if (!rule || rule->rule == "drop") return;
    // The scale of a reservoir is a dimension of it; a school's kind is what people look for.
    places.push_back(
        {layer, rule->rule == "keep" ? kind : "", name, coarsened(at, rule->round_m), rule->round_m});
  }
  std::vector<PublicPlace> places;

 private:
  std::vector<PublicRule> rules_ = public_rules();
};

}  // namespace

geo::Point coarsened(geo::Point at, double round_m) {
  if (!(round_m > 0)) return at;
  const auto middle = [&](double value) { return (std::floor(value / round_m) + 0.5) * round_m; };
  return {middle(at.x_m), middle(at.y_m)};
}

std::vector<PublicPlace> public_places(const world::World& world) {
  PublicPlaces all;
  for (const world::Village& v : world.villages) all.add("village", "", v.name, v.at);
  for (const world::Shelter& s : world.shelters) all.add("shelter", s.kind, s.name, s.at);
  for (const world::Site& s : world.sites) all.add("site", s.kind, s.name, s.at);
  for (const world::Reservoir& r : world.reservoirs) all.add("reservoir", r.scale, r.name, r.dam);
  for (const world::HazardPoint& p : world.registers.hazard_points)
    all.add("hazard_point", p.kind, p.name, p.at);
  for (const world::Warehouse& w : world.warehouses) all.add("warehouse", "", w.name, w.at);
  return std::move(all.places);
}

void write_public_places(const RunValues& run, const std::filesystem::path& folder) {
  const std::vector<PublicPlace> places = public_places(run.world);
  std::vector<geo::Point> points;
  points.reserve(places.size());
  for (const PublicPlace& place : places) points.push_back(place.at);
  const std::vector<geo::Point> lon_lat = geo::transform(points, run.world.crs, "EPSG:4326");
  geo::TableWriter table({"layer", "kind", "name_zh", "name_en", "lon", "lat", "rounded_to_m", "mark"});
  nlohmann::ordered_json features = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const PublicPlace& p = places[i];
    table.cell(p.layer).cell(p.kind).cell(p.name.zh).cell(p.name.en).cell(lon_lat[i].x_m, 3);
    table.cell(lon_lat[i].y_m, 3).cell(p.round_m, 0).cell(word("mark.page", Language::zh)).end_row();
    const auto third = [](double value) { return std::round(value * 1000) / 1000; };
    features.push_back(
        {{"type", "Feature"},
         {"properties",
          {{"layer", p.layer},
           {"kind", p.kind},
           {"name_zh", p.name.zh},
           {"name_en", p.name.en},
           {"rounded_to_m", p.round_m}}},
         {"geometry", {{"type", "Point"}, {"coordinates", {third(lon_lat[i].x_m), third(lon_lat[i].y_m)}}}}});
  }
  table.write(folder / "EXERCISE_places.csv");
  const nlohmann::ordered_json json{
      {"type", "FeatureCollection"},
      {"mark", word("mark.page", Language::zh)},
      {"note", word("mark.only", Language::zh) + " / " + word("mark.only", Language::en)},
      {"features", std::move(features)}};
  geo::write_file(folder / "EXERCISE_places.geojson", json.dump(1) + "\n");
}

}  // namespace dayu::drill
