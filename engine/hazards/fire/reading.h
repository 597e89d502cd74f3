// SPDX-License-Identifier: Apache-2.0
// Inside the reader of [fire]: what its parts share. Each part fills its share of the Inputs, adds faults for
// what cannot be used and notes for what only looks wrong.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "engine/geo/table.h"
#include "engine/hazards/fire/fire.h"

namespace dayu::hazards::fire {

struct Reading {
  const world::World& world;
  const base::Settings& section;
  const RunClock& clock;
  std::vector<std::string>& notes;
  base::Faults faults = {};
  Inputs in = {};
  std::vector<bool> raining = {};     ///< by row of the weather
  std::map<int, bool> forest = {};    ///< fuel numbers of which the user's table says whether they are forest
  std::vector<int> fuel_number = {};  ///< by cell, as the raster or the land cover says; for messages

  void refuse(const base::Settings& where, const std::string& key, const std::string& what,
              const std::string& remedy) {
    faults.add(where.error(key, what, remedy));
  }
  /// Runs a reader whose InputError joins the other faults.
  void guarded(const std::function<void()>& read) {
    try {
      read();
    } catch (const base::InputError& error) {
      faults.add(error);
    }
  }
  /// A raster on the terrain's cells (a finer one that fits is averaged); empty after a fault.
  std::vector<float> raster(const base::Settings& where, const std::string& key);
  std::string code_at(std::size_t cell) const;
};

/// "cells (row 3, col 7) ... and 12 more"
std::string cells_in_words(const geo::Grid& grid, const std::vector<std::size_t>& cells);
/// Seconds since the start: key `time` (civil) or `time_s`; `fallback` if neither.
double moment_s(Reading& reading, const base::Settings& where, double fallback);
/// Seconds since the start of one row of a table: column `time_s` or `time` (civil).
double stamp_s(Reading& reading, const geo::Table& table, std::size_t row);

void read_fuel(Reading& reading);
void read_slope(Reading& reading);
void read_canopy(Reading& reading);
void read_options(Reading& reading);
void read_weather(Reading& reading);
void read_ignitions(Reading& reading);
void read_barriers(Reading& reading);
void read_triggers(Reading& reading);
void read_ensemble(Reading& reading);
void read_smoke(Reading& reading);

}  // namespace dayu::hazards::fire
