// SPDX-License-Identifier: Apache-2.0
// From a scenario section and a world to plain inputs: order of the parts, fuel, slope, options. Every fault
// of every file is told at once.
#include "engine/hazards/fire/inputs.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/geo/raster_file.h"
#include "engine/hazards/fire/reading.h"

namespace dayu::embedded {
extern const char* const fire_land_cover_fuels_csv;
}

namespace dayu::hazards::fire {
namespace {

/// Rows of the fuel table by number, put into the landscape's short list as they occur.
class FuelRows {
 public:
  FuelRows(const FuelTable& all, Landscape& land) : all_(all), land_(land) {}

  /// kNoFuel for what does not burn; -1 if the number is unknown.
  int row_of(int number) {
    const auto known = rows_.find(number);
    if (known != rows_.end()) return known->second;
    const int source = all_.by_number(number);
    int row = -1;
    if (source >= 0) {
      const FuelModel& model = all_.models[static_cast<std::size_t>(source)];
      row = kNoFuel;
      if (model.burns()) {
        row = static_cast<int>(land_.fuels.models.size());
        land_.fuels.models.push_back(model);
      }
    }
    return rows_[number] = row;
  }

 private:
  const FuelTable& all_;
  Landscape& land_;
  std::map<int, int> rows_;
};

/// Fuel numbers of land cover codes: the area's land_cover.csv, names through land_cover_fuels.csv, or the
/// user's file.
std::map<int, int> fuels_of_covers(Reading& r, const FuelTable& fuels) {
  std::map<std::string, std::string> by_name;
  const geo::Table known = geo::parse_table(embedded::fire_land_cover_fuels_csv, "fire/land_cover_fuels.csv");
  for (std::size_t row = 0; row < known.rows.size(); ++row)
    by_name[known.text(row, "name_zh")] = by_name[known.text(row, "name_en")] = known.text(row, "fuel");
  std::map<int, int> numbers;
  const bool own = r.section.has("land_cover_fuels");
  const std::filesystem::path file =
      own ? r.section.path("land_cover_fuels") : std::filesystem::path(r.world.folder) / "land_cover.csv";
  if (!own && (r.world.folder.empty() || !std::filesystem::exists(file))) return numbers;
  const geo::Table table = geo::read_table(file);
  table.require({"code"}, r.faults);
  if (!table.has("code")) return numbers;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string code = table.text(row, "fuel");
    for (const char* column : {"name_zh", "name_en"})
      if (code.empty() && by_name.count(table.text(row, column))) code = by_name[table.text(row, column)];
    const int found = fuels.by_code(code);
    if (found < 0)
      r.faults.add(
          file.string(), table.place(row, "fuel"),
          code.empty() ? "no fuel is known for this land cover" : "there is no fuel model '" + code + "'",
          "use one of " + fuels.codes());
    if (found < 0) continue;
    const int number = fuels.models[static_cast<std::size_t>(found)].number;
    numbers[table.integer(row, "code", r.faults)] = number;
    if (table.has("forest"))
      r.forest[number] = r.forest[number] || table.integer(row, "forest", r.faults) != 0;
  }
  return numbers;
}

void numbers_from_cover(Reading& r, const FuelTable& fuels) {
  const geo::Raster<unsigned char>& cover = r.world.terrain.land_cover;
  std::map<int, int> numbers;
  if (cover.grid.same_cells(r.in.land.grid) && cover.values.size() == r.in.land.grid.count())
    r.guarded([&] { numbers = fuels_of_covers(r, fuels); });
  if (numbers.empty()) {
    r.notes.push_back(
        "no fuel is given: nothing burns (name fuel, fuel_code, or an area with land_cover.csv)");
    return;
  }
  for (std::size_t k = 0; k < cover.values.size(); ++k) {
    const auto found = numbers.find(cover.values[k]);
    r.fuel_number[k] = found == numbers.end() ? 99 : found->second;
  }
}

void tell_unknown(Reading& r, const std::map<int, std::vector<std::size_t>>& unknown,
                  const FuelTable& fuels) {
  for (const auto& [number, cells] : unknown)
    r.refuse(
        r.section, "fuel",
        "fuel number " + std::to_string(number) + " is in no table: " + cells_in_words(r.in.land.grid, cells),
        "known codes: " + fuels.codes() + "; own ones come with fuel_table");
}

}  // namespace

std::string cells_in_words(const geo::Grid& grid, const std::vector<std::size_t>& cells) {
  std::string text = std::to_string(cells.size()) + (cells.size() == 1 ? " cell" : " cells");
  for (std::size_t k = 0; k < std::min<std::size_t>(cells.size(), 3); ++k)
    text += (k == 0 ? " (row " : ", row ") +
            std::to_string(cells[k] / static_cast<std::size_t>(grid.n_cols) + 1) + " col " +
            std::to_string(cells[k] % static_cast<std::size_t>(grid.n_cols) + 1);
  return cells.empty() ? text : text + (cells.size() > 3 ? ", ...)" : ")");
}

std::vector<float> Reading::raster(const base::Settings& where, const std::string& key) {
  geo::Raster<float> values = geo::read_raster(where.path(key), in.land.grid.crs);
  const double ratio = in.land.grid.cell_m / values.grid.cell_m;
  const int factor = static_cast<int>(std::lround(ratio));
  if (factor > 1 && std::abs(ratio - factor) < 1e-6) values = geo::coarsen_mean(values, factor);
  if (!values.grid.same_cells(in.land.grid)) {
    refuse(where, key, "its cells are not the terrain's",
           "warp it to the extent and cell size of the terrain");
    return {};
  }
  return values.values;
}

std::string Reading::code_at(std::size_t cell) const {
  const std::uint8_t row = in.land.fuel[cell];
  if (row != kNoFuel) return in.land.fuels.models[row].code;
  const int number = fuel_number[cell];
  return number == 91   ? "NB1 (urban)"
         : number == 92 ? "NB2 (snow)"
         : number == 93 ? "NB3 (farmland)"
         : number == 98 ? "NB8 (water)"
                        : "ground without fuel";
}

void read_fuel(Reading& r) {
  Landscape& land = r.in.land;
  FuelTable fuels = standard_fuels();
  if (r.section.has("fuel_table")) r.guarded([&] { add_fuels(fuels, r.section.path("fuel_table")); });
  r.fuel_number.assign(land.grid.count(), 99);
  if (r.section.has("fuel") && r.section.has("fuel_code"))
    r.refuse(r.section, "fuel_code", "fuel and fuel_code are both given", "keep one of them");
  if (r.section.has("fuel")) {
    r.guarded([&] {
      const std::vector<float> numbers = r.raster(r.section, "fuel");
      for (std::size_t k = 0; k < numbers.size(); ++k)
        if (std::isfinite(numbers[k])) r.fuel_number[k] = static_cast<int>(std::lround(numbers[k]));
    });
  } else if (r.section.has("fuel_code")) {
    const int row = fuels.by_code(r.section.text("fuel_code"));
    if (row < 0)
      r.refuse(r.section, "fuel_code", "there is no fuel model '" + r.section.text("fuel_code") + "'",
               "use one of " + fuels.codes());
    else
      std::fill(r.fuel_number.begin(), r.fuel_number.end(),
                fuels.models[static_cast<std::size_t>(row)].number);
  } else {
    numbers_from_cover(r, fuels);
  }
  FuelRows rows(fuels, land);
  std::map<int, std::vector<std::size_t>> unknown;
  land.fuel.assign(land.grid.count(), kNoFuel);
  const std::vector<float>& z = r.world.terrain.elevation_m.values;
  std::vector<std::size_t> holes;
  for (std::size_t k = 0; k < land.fuel.size(); ++k) {
    const int row = rows.row_of(r.fuel_number[k]);
    if (row < 0) unknown[r.fuel_number[k]].push_back(k);
    if (row >= 0 && row != kNoFuel && !std::isfinite(z[k])) holes.push_back(k);
    land.fuel[k] = row < 0 || !std::isfinite(z[k]) ? kNoFuel : static_cast<std::uint8_t>(row);
  }
  tell_unknown(r, unknown, fuels);
  if (!holes.empty())
    r.notes.push_back("fuel without elevation does not burn: " + cells_in_words(land.grid, holes));
  for (const FuelModel& model : land.fuels.models) {
    const auto said = r.forest.find(model.number);
    r.in.forest.push_back(said != r.forest.end()
                              ? said->second
                              : model.code.rfind("TU", 0) == 0 || model.code.rfind("TL", 0) == 0 ||
                                    (model.number >= 8 && model.number <= 10));
  }
}

void read_slope(Reading& r) {
  Landscape& land = r.in.land;
  rise_of(r.world.terrain.elevation_m, land.rise_x, land.rise_y);
  const bool slope = r.section.has("slope"), aspect = r.section.has("aspect");
  if (slope != aspect) {
    r.refuse(r.section, slope ? "slope" : "aspect", "slope and aspect come together",
             "give both rasters, or none");
    return;
  }
  std::vector<float> steep, faces;
  if (slope) {
    r.guarded([&] { steep = r.raster(r.section, "slope"); });
    r.guarded([&] { faces = r.raster(r.section, "aspect"); });
    if (steep.empty() || faces.empty()) return;
  }
  const bool percent = r.section.text("slope_unit") == "percent";
  const double rounding = r.section.number("slope_rounding_deg");
  std::vector<std::size_t> cliffs;
  for (std::size_t k = 0; k < land.fuel.size(); ++k) {
    double tan = std::hypot(static_cast<double>(land.rise_x[k]), static_cast<double>(land.rise_y[k]));
    double up = std::atan2(static_cast<double>(land.rise_x[k]), static_cast<double>(land.rise_y[k]));
    if (slope) {
      const double s = std::isfinite(steep[k]) ? static_cast<double>(steep[k]) : 0;
      tan = percent ? s / 100 : std::tan(std::clamp(s, 0.0, 89.0) * M_PI / 180);
      up = std::isfinite(faces[k]) && faces[k] >= 0 ? (static_cast<double>(faces[k]) + 180) * M_PI / 180 : 0;
      if (!percent && s >= 75) cliffs.push_back(k);
    }
    if (rounding > 0)
      tan = std::tan(std::round(std::atan(tan) * 180 / M_PI / rounding) * rounding * M_PI / 180);
    land.rise_x[k] = static_cast<float>(tan * std::sin(up));
    land.rise_y[k] = static_cast<float>(tan * std::cos(up));
  }
  if (!cliffs.empty())
    r.notes.push_back("slopes of 75 degrees and more (percent taken for degrees?): " +
                      cells_in_words(land.grid, cliffs));
}

void read_options(Reading& r) {
  const base::Settings& s = r.section;
  Options& o = r.in.options;
  o.model = s.text("model") == "wang" ? Model::wang : Model::rothermel;
  const std::string crown = s.text("crown");
  o.crown = crown == "rothermel"         ? CrownModel::rothermel
            : crown == "scott_reinhardt" ? CrownModel::scott_reinhardt
                                         : CrownModel::none;
  if (o.crown != CrownModel::none && !r.in.land.canopy.burns())
    r.refuse(s, "crown", "crown fire needs trees", "give cover, height, base and bulk in [fire.canopy]");
  if (o.model == Model::wang) {
    r.guarded([&] { r.in.wang = wang_constants(s.has("wang_constants") ? s.path("wang_constants") : ""); });
    std::string unsure;
    for (const std::string& name : r.in.wang.unsure) unsure += (unsure.empty() ? "" : ", ") + name;
    if (!unsure.empty()) r.notes.push_back("Wang's model rests on unsure constants: " + unsure);
  }
  const std::string limit = s.text("wind_limit"), adjustment = s.text("wind_adjustment");
  o.wind_limit = limit == "none"      ? WindLimit::none
                 : limit == "andrews" ? WindLimit::andrews
                                      : WindLimit::reaction;
  o.length_to_width =
      s.text("length_to_width") == "rothermel" ? LengthToWidth::rothermel : LengthToWidth::anderson;
  o.length_to_width_max_1 = s.number("length_to_width_max_1");
  o.wind_adjustment = adjustment == "crown_ratio"   ? WindAdjustment::crown_ratio
                      : adjustment == "unsheltered" ? WindAdjustment::unsheltered
                      : adjustment == "given"       ? WindAdjustment::given
                                                    : WindAdjustment::crown_fill;
  o.curing = s.text("herb_curing") == "behaveplus" ? Curing::behaveplus : Curing::linear;
  o.wind_adjustment_1 = s.number("wind_adjustment_1");
  o.crown_ratio_1 = s.number("crown_ratio_1");
  o.ten_metre_to_20ft_1 = s.number("ten_metre_to_20ft_1");
  o.slope_projection = s.text("slope_projection") == "none" ? SlopeProjection::none : SlopeProjection::head;
  if (s.section("weather").text("wind_height") == "midflame") {
    o.wind_adjustment = WindAdjustment::given;
    o.wind_adjustment_1 = 1;
  }
  r.in.refine = s.text("mode") == "accurate" ? static_cast<int>(s.integer("refine")) : 1;
  r.in.error_estimate = s.boolean("error_estimate");
  r.in.bucket_s = s.number("bucket_s");
  r.in.burn_out_s = s.number("burn_out_s");
  r.in.duration_s = r.clock.duration_s;
  r.in.threads = std::max(1, r.clock.threads);
}

Inputs read_inputs(const world::World& world, const base::Settings& section, const RunClock& clock,
                   std::vector<std::string>& notes) {
  Reading r{world, section, clock, notes};
  r.in.land.grid = world.terrain.elevation_m.grid;
  if (world.terrain.elevation_m.values.empty())
    throw base::InputError(section.file().string(), "", "the terrain holds no elevation",
                           "give a terrain raster");
  read_fuel(r);
  read_slope(r);
  read_canopy(r);
  read_options(r);
  read_weather(r);
  read_ignitions(r);
  read_barriers(r);
  read_triggers(r);
  read_ensemble(r);
  read_smoke(r);
  r.faults.throw_if_any();
  return std::move(r.in);
}

}  // namespace dayu::hazards::fire
