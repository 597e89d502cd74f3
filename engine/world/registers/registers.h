// SPDX-License-Identifier: Apache-2.0
// What else the office keeps lists of: posts at reservoirs, units and participants, stock by township,
// station checklists, the ledger of known defects (隐患台账) and the geological hazard points (隐患点). Each
// list is one CSV file of the area folder, named in engine/ARCHITECTURE.md; an absent file is an empty list.
// Persons are ids only: names and phones stand in restricted/persons.csv. Invariant: rows are in the order of
// their file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/geo/vector_file.h"
#include "engine/world/name.h"

namespace dayu::world {

/// Who answers for a reservoir (post: a row of reservoir_posts.csv in this folder).
struct ReservoirPost {
  std::int32_t reservoir = -1;
  std::string post, person;
};

/// An organisation with its leader. kind: headquarters, bureau, township, force, company, volunteers.
struct Unit {
  std::string id, kind;
  Name name;
  std::string township;  ///< empty: of the county
  std::string leader;    ///< person id
  int people = 0;
  std::string equipment;
};

/// Who comes to the drill. role: director, controller, player, simulator, evaluator, observer, safety.
struct Participant {
  std::int32_t unit = -1;
  std::string role;
  Name post;
  std::string person;
  int people = 1;
};

/// Goods that a township keeps itself, beside the warehouses. kind: relief, flood, fire.
struct TownshipStock {
  std::string township, kind, item;
  Name name;
  int quantity = 0, required = 0;
  std::string unit, source, surety;
};

/// One line of the checklist of a station (八有 / 六有, configurable).
struct StationItem {
  std::string level;  ///< township, village
  std::string item;
  Name name;
  std::string source, surety;
};
struct StationMark {
  std::string level, place;  ///< place: village id, or a township's Chinese name
  std::string item;
  bool present = false;
  std::string note;
};

/// A known defect. While `closed` is empty it is open, and acts on the model as ledger_effects.csv says.
struct Defect {
  std::string id, object_kind, object, defect;
  double share_left = -1;  ///< of the quantity that it lessens; negative: the table's value
  Name about;
  std::string found, owner, due, closed;
};

/// A slope that may come down: the people who watch it, those below it, and where its debris would lie.
struct HazardPoint {
  std::string id, kind;  ///< kind: landslide, debris_flow, collapse, rockfall
  Name name;
  std::int32_t village = -1;
  std::string scale;                    ///< small, medium, large
  std::string monitor;                  ///< person id of the 群测群防员
  std::vector<std::string> households;  ///< ids of the households named for it
  int people = 0;                       ///< endangered by the ledger, listed households included
  geo::Point at;
  geo::Feature runout;        ///< polygon where the debris would lie, given, never computed
  bool runout_drawn = false;  ///< false: a circle of reach_m stands in for it
};

/// Rain that puts a hazard point on watch. point: an id, or "*" for those without rows of their own.
struct PointTrigger {
  std::string point, state;  ///< prepare, immediate
  double window_s = 0, rain_mm = 0;
  std::string soil, source, surety;
};

struct Registers {
  std::vector<ReservoirPost> reservoir_posts;
  std::vector<Unit> units;
  std::vector<Participant> participants;
  std::vector<TownshipStock> township_stock;
  std::vector<StationItem> station_items;
  std::vector<StationMark> station_marks;
  std::vector<Defect> defects;
  std::vector<HazardPoint> hazard_points;
  std::vector<PointTrigger> point_triggers;
};

}  // namespace dayu::world
