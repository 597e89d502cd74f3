// SPDX-License-Identifier: Apache-2.0
// Where people can go, who must be helped, and what help there is: shelters, sites, teams, one store.
// Floors come from outlines where they are drawn (a campus: the buildings inside it), else from the tables.
// Invariant: one room is counted once, however many tags and points the map gives it.
#pragma once

#include <vector>

#include "engine/world/import/settlements.h"

namespace dayu::world::importing {

struct Facilities {
  std::vector<Shelter> shelters;
  std::vector<Site> sites;
  std::vector<Team> teams;
  std::vector<Warehouse> warehouses;
  std::vector<StockItem> stock;
};

/// Vehicles stand on the nearest road that cars may use: `roads` as made by roads_of.
Facilities furnish(const geo::OsmExtract& osm, const std::vector<Building>& buildings, const Settled& settled,
                   const geo::Layer& roads, const geo::Box& box, Notes& notes);

}  // namespace dayu::world::importing
