// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/fuel_models.h"

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const fire_fuel_models_csv;
}

namespace dayu::hazards::fire {
namespace {

const std::vector<std::string> kColumns = {"number",
                                           "code",
                                           "dynamic",
                                           "load_1h_kg_per_m2",
                                           "load_10h_kg_per_m2",
                                           "load_100h_kg_per_m2",
                                           "load_herb_kg_per_m2",
                                           "load_woody_kg_per_m2",
                                           "sav_1h_per_m",
                                           "sav_herb_per_m",
                                           "sav_woody_per_m",
                                           "depth_m",
                                           "extinction_moisture_1",
                                           "heat_dead_J_per_kg",
                                           "heat_live_J_per_kg",
                                           "source"};

FuelModel model_of(const geo::Table& t, std::size_t row, base::Faults& faults) {
  FuelModel m;
  m.number = t.integer(row, "number", faults);
  m.code = t.text(row, "code");
  m.name_zh = t.text(row, "name_zh", m.code);
  m.name_en = t.text(row, "name_en", m.code);
  m.dynamic = t.integer(row, "dynamic", faults) != 0;
  m.load_1h_kg_per_m2 = t.number(row, "load_1h_kg_per_m2", faults);
  m.load_10h_kg_per_m2 = t.number(row, "load_10h_kg_per_m2", faults);
  m.load_100h_kg_per_m2 = t.number(row, "load_100h_kg_per_m2", faults);
  m.load_herb_kg_per_m2 = t.number(row, "load_herb_kg_per_m2", faults);
  m.load_woody_kg_per_m2 = t.number(row, "load_woody_kg_per_m2", faults);
  m.sav_1h_per_m = t.number(row, "sav_1h_per_m", faults);
  m.sav_herb_per_m = t.number(row, "sav_herb_per_m", faults);
  m.sav_woody_per_m = t.number(row, "sav_woody_per_m", faults);
  m.depth_m = t.number(row, "depth_m", faults);
  m.extinction_moisture_1 = t.number(row, "extinction_moisture_1", faults);
  m.heat_dead_J_per_kg = t.number(row, "heat_dead_J_per_kg", faults);
  m.heat_live_J_per_kg = t.number(row, "heat_live_J_per_kg", faults);
  m.source = t.text(row, "source");
  m.surety = t.text(row, "surety");
  return m;
}

void check(const FuelModel& m, const geo::Table& t, std::size_t row, base::Faults& faults) {
  const auto fault = [&](const std::string& column, const std::string& what, const std::string& remedy) {
    faults.add(t.file.string(), t.place(row, column), what, remedy);
  };
  if (m.code.empty()) fault("code", "a fuel model without a code", "give it one, e.g. CN1");
  if (m.number <= 0)
    fault("number", "a fuel model without a number", "give one that rasters can hold, 1 to 32767");
  if (m.source.empty()) fault("source", "is empty", "say where the numbers come from");
  const double load = m.load_1h_kg_per_m2 + m.load_10h_kg_per_m2 + m.load_100h_kg_per_m2 +
                      m.load_herb_kg_per_m2 + m.load_woody_kg_per_m2;
  if ((load > 0) != (m.depth_m > 0))
    fault("depth_m", "load and depth do not fit: both are positive, or both 0 (it does not burn)",
          "correct one");
  if (m.burns() && !(m.extinction_moisture_1 > 0 && m.extinction_moisture_1 <= 1))
    fault("extinction_moisture_1", "the moisture of extinction is a share between 0 and 1",
          "write 0.25 for 25 %");
  if (m.burns() && !(m.sav_1h_per_m > 0 && m.heat_dead_J_per_kg > 1e6))
    fault("sav_1h_per_m", "surface over volume or heat content is missing",
          "sav in 1/m (1/ft divided by 0.3048), heat in J/kg (about 18.6e6)");
  // Anderson's heaviest slash holds 3.5 kg/m2 of 100-hour fuel; above 50 a unit is wrong (t/ha, t/acre).
  if (load > 50)
    fault("load_1h_kg_per_m2", "more than 50 kg/m2 of fuel", "give loads in kg/m2 (t/ha divided by 10)");
}

std::vector<FuelModel> models_of(const geo::Table& table) {
  base::Faults faults;
  table.require(kColumns, faults);
  faults.throw_if_any();
  std::vector<FuelModel> models;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    models.push_back(model_of(table, row, faults));
    check(models.back(), table, row, faults);
  }
  faults.throw_if_any();
  return models;
}

}  // namespace

int FuelTable::by_number(int number) const {
  for (std::size_t k = 0; k < models.size(); ++k)
    if (models[k].number == number) return static_cast<int>(k);
  return -1;
}

int FuelTable::by_code(const std::string& code) const {
  for (std::size_t k = 0; k < models.size(); ++k)
    if (models[k].code == code) return static_cast<int>(k);
  return -1;
}

std::string FuelTable::codes() const {
  std::string text;
  for (const FuelModel& m : models) text += (text.empty() ? "" : ", ") + m.code;
  return text;
}

FuelTable standard_fuels() {
  return {models_of(geo::parse_table(embedded::fire_fuel_models_csv, "fire/fuel_models.csv"))};
}

void add_fuels(FuelTable& table, const std::filesystem::path& file) {
  for (FuelModel& model : models_of(geo::read_table(file))) {
    int row = table.by_number(model.number);
    if (row < 0) row = table.by_code(model.code);
    if (row < 0)
      table.models.push_back(std::move(model));
    else
      table.models[static_cast<std::size_t>(row)] = std::move(model);
  }
}

}  // namespace dayu::hazards::fire
