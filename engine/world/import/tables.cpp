// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/tables.h"

#include <stdexcept>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const import_places_csv;
extern const char* const import_road_kinds_csv;
extern const char* const import_shelters_csv;
extern const char* const import_sites_csv;
extern const char* const import_teams_csv;
extern const char* const import_stock_csv;
extern const char* const import_land_covers_csv;
extern const char* const import_land_cover_tags_csv;
extern const char* const import_constants_csv;
}  // namespace dayu::embedded

namespace dayu::world::importing {
namespace {

/// One row of an embedded table; a fault in it is the engine's own and ends the program's start.
class Row {
 public:
  Row(const geo::Table& table, std::size_t at, base::Faults& faults)
      : table_(table), at_(at), faults_(faults) {}
  std::string text(const char* name) const { return table_.text(at_, name); }
  double number(const char* name) const { return table_.number(at_, name, faults_); }
  int integer(const char* name) const { return table_.integer(at_, name, faults_); }
  bool yes(const char* name) const { return text(name) == "yes"; }
  Tag tag() const { return {text("key"), text("value")}; }

 private:
  const geo::Table& table_;
  std::size_t at_;
  base::Faults& faults_;
};

template <class T, class Make>
std::vector<T> rows_of(const char* csv, const char* name, const Make& make) {
  const geo::Table table = geo::parse_table(csv, name);
  base::Faults faults;
  std::vector<T> rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) rows.push_back(make(Row(table, i, faults)));
  faults.throw_if_any();
  return rows;
}

struct Constant {
  std::string name;
  double value = 0;
};

}  // namespace

const std::vector<PlaceClass>& place_classes() {
  static const auto rows = rows_of<PlaceClass>(embedded::import_places_csv, "places.csv", [](const Row& r) {
    return PlaceClass{
        r.text("place"),       r.number("people"), r.number("radius_m"), r.number("people_per_group"),
        r.yes("part_of_town"), r.text("source"),   r.text("surety")};
  });
  return rows;
}

const std::vector<RoadKind>& road_kinds() {
  static const auto rows =
      rows_of<RoadKind>(embedded::import_road_kinds_csv, "road_kinds.csv", [](const Row& r) {
        return RoadKind{r.text("highway"),
                        r.text("kind"),
                        r.number("car_km_per_h"),
                        r.number("lanes_each_way"),
                        r.number("vehicles_per_h_lane"),
                        r.yes("oneway")};
      });
  return rows;
}

const std::vector<ShelterKind>& shelter_tags() {
  static const auto rows =
      rows_of<ShelterKind>(embedded::import_shelters_csv, "shelters.csv", [](const Row& r) {
        return ShelterKind{r.tag(),
                           r.text("kind"),
                           r.number("area_m2"),
                           r.number("built_1"),
                           r.number("usable_1"),
                           r.number("levels"),
                           r.number("open_s"),
                           r.yes("accessible")};
      });
  return rows;
}

const std::vector<SiteTag>& site_tags() {
  static const auto rows = rows_of<SiteTag>(embedded::import_sites_csv, "sites.csv", [](const Row& r) {
    return SiteTag{r.tag(),
                   r.text("kind"),
                   r.text("capacity_tag"),
                   r.integer("people_day"),
                   r.integer("people_night"),
                   r.number("need_help_1")};
  });
  return rows;
}

const std::vector<TeamTag>& team_tags() {
  static const auto rows = rows_of<TeamTag>(embedded::import_teams_csv, "teams.csv", [](const Row& r) {
    return TeamTag{r.tag(),
                   r.text("kind"),
                   r.text("name_zh"),
                   r.text("name_en"),
                   r.text("who"),
                   r.integer("people"),
                   r.integer("vehicles"),
                   r.integer("seats_per_vehicle"),
                   r.number("mobilise_s"),
                   r.number("speed_m_per_s"),
                   r.number("load_kg"),
                   r.number("load_m3")};
  });
  return rows;
}

const std::vector<StockKind>& stock_kinds() {
  static const auto rows = rows_of<StockKind>(embedded::import_stock_csv, "stock.csv", [](const Row& r) {
    return StockKind{r.text("item"),        r.text("name_zh"),           r.text("name_en"),
                     r.text("unit"),        r.number("per_1000_people"), r.number("people_per_unit"),
                     r.number("volume_m3"), r.number("mass_kg")};
  });
  return rows;
}

const std::vector<CoverTag>& cover_tags() {
  static const auto rows =
      rows_of<CoverTag>(embedded::import_land_cover_tags_csv, "land_cover_tags.csv", [](const Row& r) {
        return CoverTag{r.tag(), r.integer("code"), r.integer("rank")};
      });
  return rows;
}

const char* land_covers_csv() {
  return embedded::import_land_covers_csv;
}

double constant(const std::string& name) {
  static const auto rows =
      rows_of<Constant>(embedded::import_constants_csv, "constants.csv", [](const Row& r) {
        return Constant{r.text("name"), r.number("value")};
      });
  for (const Constant& row : rows)
    if (row.name == name) return row.value;
  throw std::logic_error("constants.csv has no " + name);
}

}  // namespace dayu::world::importing
