// SPDX-License-Identifier: Apache-2.0
// Inside the loader: what the readers of one area folder share, and the order in which they work.
// Each reader fills its part of the World and adds faults; none of them throws for a fault of the input.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/errors.h"
#include "engine/world/world.h"

namespace dayu::world {

/// Names of rows, each with its row number.
using Index = std::map<std::string, std::int32_t>;

struct Reading {
  std::filesystem::path folder;
  World& world;
  base::Faults& faults;
  geo::Raster<float> ground = {};  ///< the terrain file's own cells, m; empty if it could not be read
  std::vector<geo::Feature> roads = {};
  Index villages = {}, groups = {}, warehouses = {}, reservoirs = {};
  std::map<std::string, std::string> zone_classes = {};  ///< danger zone -> class

  std::string path(const std::string& file) const { return (folder / file).string(); }
  bool has(const std::string& file) const { return std::filesystem::exists(folder / file); }
};

/// Fault text for a point outside the terrain, with the likely cause (axes swapped, zone prefix).
struct Misplaced {
  std::string what, remedy;
};
Misplaced misplaced(const geo::Grid& grid, geo::Point p);

void read_terrain(Reading& reading, const std::string& area_crs);
void coarsen_terrain(Reading& reading, double cell_m);
void read_land_cover(Reading& reading);
void read_vectors(Reading& reading);
void read_people(Reading& reading);
void read_means(Reading& reading);
void read_waters(Reading& reading);

}  // namespace dayu::world
