// SPDX-License-Identifier: Apache-2.0
// What can burn: fuel models as tables, standard ones embedded (fuel_models.csv), others from a user's file
// with the same columns. Loads are oven-dry mass per area; `sav` is the surface of a particle over its
// volume. Invariant: numbers and codes are unique; a model either has a positive depth, load and moisture of
// extinction, or no load at all (it does not burn).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/errors.h"

namespace dayu::hazards::fire {

struct FuelModel {
  int number = 0;  ///< LANDFIRE's number: 1..13 Anderson, 91..99 unburnable, 101..204 Scott & Burgan
  std::string code, name_zh, name_en;
  bool dynamic = false;  ///< live herbs cure into dead fuel as they dry
  double load_1h_kg_per_m2 = 0, load_10h_kg_per_m2 = 0, load_100h_kg_per_m2 = 0, load_herb_kg_per_m2 = 0,
         load_woody_kg_per_m2 = 0;
  double sav_1h_per_m = 0, sav_herb_per_m = 0, sav_woody_per_m = 0;
  double depth_m = 0, extinction_moisture_1 = 0;
  double heat_dead_J_per_kg = 0, heat_live_J_per_kg = 0;
  std::string source, surety;

  bool burns() const { return depth_m > 0; }
};

struct FuelTable {
  std::vector<FuelModel> models;

  int by_number(int number) const;             ///< row, -1 if absent
  int by_code(const std::string& code) const;  ///< row, -1 if absent
  std::string codes() const;                   ///< "FM1, FM2, ...": for messages
};

/// Anderson's 13, Scott & Burgan's 40 and the five that do not burn.
FuelTable standard_fuels();

/// Adds the models of a user's CSV; one with a known number or code replaces it. InputError with all faults.
void add_fuels(FuelTable& table, const std::filesystem::path& file);

}  // namespace dayu::hazards::fire
