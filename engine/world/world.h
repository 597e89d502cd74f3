// SPDX-License-Identifier: Apache-2.0
// The county before anything happens: terrain, roads, people, places and means, loaded once, never changed.
// Every vector is in the order of its file; ids are row numbers. Coordinates: the area's own metric CRS, m.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/geo/raster.h"
#include "engine/geo/vector_file.h"
#include "engine/world/name.h"
#include "engine/world/registers/registers.h"

namespace dayu::world {

using NodeId = base::Id<struct NodeTag>;
using PieceId = base::Id<struct PieceTag>;
using VillageId = base::Id<struct VillageTag>;
using GroupId = base::Id<struct GroupTag>;
using HouseholdId = base::Id<struct HouseholdTag>;
using ShelterId = base::Id<struct ShelterTag>;
using WarehouseId = base::Id<struct WarehouseTag>;

/// One row of land_cover.csv: what a code of land_cover.tif means.
struct LandCover {
  int code = 0;
  Name name;
  double manning_s_per_m1_3 = 0.05;
  std::string fuel, source;
};

/// What covers the ground, on one grid. `manning` is derived from `land_cover` by the table.
struct Terrain {
  geo::Raster<float> elevation_m;
  geo::Raster<float> ground_m;  ///< the file's own, finer cells; empty if elevation_m has not been coarsened
  geo::Raster<unsigned char> land_cover;
  geo::Raster<float> manning_s_per_m1_3;
};

/// A piece of road between two nodes, at most ~200 m long so that a closure is local. Arcs: arc 2*p runs
/// `from` -> `to`, arc 2*p+1 runs back; a one-way piece has only its even arc.
struct Piece {
  std::string road;  ///< id of the road it is cut from
  Name name;
  std::string kind;  ///< trunk, primary, secondary, tertiary, unclassified, track, path (OSM's words)
  NodeId from, to;
  std::vector<geo::Point> line;
  double length_m = 0;
  double speed_m_per_s = 0;   ///< free speed of a car; 0: walkers only
  double capacity_per_s = 0;  ///< vehicles a second in one direction
  bool oneway = false, bridge = false, tunnel = false, ford = false;
  double deck_m = 0;  ///< elevation of a bridge's deck (meaningful if bridge)
};

struct Node {
  geo::Point at;
  double z_m = 0;
};

struct Network {
  std::vector<Node> nodes;
  std::vector<Piece> pieces;
  int components = 0;            ///< connected components before `largest` was taken
  std::vector<bool> in_largest;  ///< by node
};

/// 行政村.
struct Village {
  std::string id, code;  ///< code: 12 digits
  Name name, township;
  geo::Point at;
  int people = 0, households = 0;
  bool alarm =
      true;  ///< its siren, loudspeaker or gong works (false by the ledger of defects or a checklist)
};

/// 村民小组: the place people live. `people` are those at home (在家), listed households included.
struct Group {
  std::string id;
  VillageId village;
  Name name;
  geo::Point at;
  int people = 0, households = 0;
  NodeId node;          ///< nearest node of the largest component
  double access_m = 0;  ///< straight distance to it
};

/// One household listed by name of danger zone. Names and phones live elsewhere.
struct Household {
  std::string id;
  GroupId group;
  std::string danger_zone;   ///< id of the polygon in danger_zones; empty: none
  std::string danger_class;  ///< extreme, high, danger (极高/高/危险)
  int people = 0, need_help = 0, over65 = 0, under6 = 0, vehicles = 0;  ///< people: at home (在家)
  int registered = -1, resident = -1;  ///< 户籍 and 常住; -1: not stated. No plan counts by them
  std::string house;                   ///< rc, brick_concrete, brick_timber, earth
  std::string flags;                   ///< riverside;cut_slope;dilapidated
  double floor_m = 0;                  ///< floor elevation; 0: unknown
  geo::Point at;
  NodeId node;
  double access_m = 0;
};

/// School, nursing home, hospital, market, factory: people by day and by night.
struct Site {
  std::string id, kind;
  Name name;
  VillageId village;
  int people_day = 0, people_night = 0, need_help = 0;
  std::string danger_zone;
  geo::Point at;
  NodeId node;
  double access_m = 0;
};

struct Shelter {
  std::string id;
  Name name;
  VillageId village;
  std::string kind;  ///< village_hall, school, stadium, open_ground
  double indoor_m2 = 0, outdoor_m2 = 0;
  int floors_above_flood = 0;
  double open_s = 0;  ///< time to open it after the call
  bool accessible = false;
  geo::Point at;
  NodeId node;
  double access_m = 0;
};

struct Warehouse {
  std::string id;
  Name name;
  double area_m2 = 0, load_s = 0;  ///< time to load one truck
  geo::Point at;
  NodeId node;
  double access_m = 0;
};

struct StockItem {
  WarehouseId warehouse;
  std::string item;  ///< tent, cot, quilt, coat, water_box, sandbag, boat, life_jacket, pump, ...
  Name name;
  int quantity = 0;
  std::string unit;
  double people_per_unit = 0, volume_m3 = 0, mass_kg = 0;
};

/// Rescue team or vehicle pool with its base.
struct Team {
  std::string id, kind;  ///< rescue, fire, militia, medical, boat, bus, truck
  Name name;
  int people = 0, vehicles = 0, seats_per_vehicle = 0;
  double mobilise_s = 0, speed_m_per_s = 0;
  std::string who;  ///< how it moves, a `who` of effects.csv: car, high_truck, walker, boat
  double load_kg = 0, load_m3 = 0;
  geo::Point at;
  NodeId node;
  double access_m = 0;
};

struct Gauge {
  std::string id, kind;  ///< rain, stage
  Name name;
  geo::Point at;
  std::vector<std::string> villages;  ///< ids served
};

struct Reservoir {
  std::string id;
  Name name;
  std::string scale;       ///< small_1, small_2, medium, large_1, ...
  geo::Point dam, outlet;  ///< outlet: where the spill enters the valley below
  double catchment_km2 = 0;
  double dead_m = 0, normal_m = 0, flood_limit_m = 0, design_m = 0, check_m = 0, crest_m = 0;
  double spillway_width_m = 0, spillway_coefficient_1 = 0;
  struct CurvePoint {
    double level_m, area_m2, volume_m3;
  };
  std::vector<CurvePoint> curve;
};

/// One rain threshold of a village (or all villages): a state when the rain of a window reaches a depth.
struct RainThreshold {
  std::string place;  ///< village id, or "*" for those without rows of their own
  std::string state;  ///< prepare, immediate
  double window_s = 0, rain_mm = 0;
  std::string soil;  ///< dry, normal, wet
  std::string source, surety;
};

/// The five levels above a household. Values are ids in persons.csv, which the engine never opens.
struct Chain {
  GroupId group;
  std::array<std::string, 5>
      persons;  ///< county, township, village, group, household ("head" = its own head)
};

struct World {
  std::string folder, id, code, crs;
  Name name;
  bool invented = false;
  std::string classification;  ///< public, internal, secret
  Terrain terrain;
  Network network;
  std::vector<Village> villages;
  std::vector<Group> groups;
  std::vector<Household> households;
  std::vector<Site> sites;
  std::vector<Shelter> shelters;
  std::vector<Warehouse> warehouses;
  std::vector<StockItem> stock;
  std::vector<Team> teams;
  std::vector<Gauge> gauges;
  std::vector<Reservoir> reservoirs;
  std::vector<RainThreshold> rain_thresholds;
  std::vector<Chain> chains;
  Registers registers;
  std::vector<geo::Feature> streams, danger_zones, water_bodies;
  std::vector<std::string> assumptions;  ///< printed with every plan: what was assumed, not measured
};

/// The ground at a point by the finest cells there are, m; NaN outside or in a void.
double ground_at(const Terrain& terrain, geo::Point p);

/// The zh or en name with the other as fall-back.
const std::string& in_language(const Name& name, bool zh);

}  // namespace dayu::world
