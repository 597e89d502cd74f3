// SPDX-License-Identifier: Apache-2.0
// The files of a run as plain rows, read for the checker only. NaN: the cell is empty or the column is
// absent; kNever_s: an empty time that means "never". A cell that cannot be read becomes a violation
// "files.format", a written nan or inf a violation "files.nan".
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/app/verify/findings.h"
#include "engine/geo/raster.h"

namespace dayu::verify {

/// impact/roads.csv; the row number is the piece.
struct Piece {
  int from = -1, to = -1;
  double length_m = 0, deck_m = 0, speed_m_per_s = 0, capacity_per_s = 0;
  bool oneway = false, bridge = false, tunnel = false;
  std::string kind;
  std::vector<geo::Point> line;
  Spot spot;
};

/// impact/closures.csv.
struct Closure {
  int piece = -1;
  std::string who, hazard, field;
  bool stop = false;
  double from_s = 0, to_s = 0;
  Spot spot;
};

/// impact/effects.csv.
struct Effect {
  std::string hazard, field, who;
  double stops_from = 0;
};

/// impact/settlements.csv.
struct Settlement {
  std::string kind, id, village, group;
  int people = 0, need_help = 0;
  double touched_s = 0, danger_s = 0;
  geo::Point at;
  Spot spot;
};

/// impact/shelters.csv.
struct Shelter {
  std::string id, standard;
  double indoor_m2 = 0, danger_s = 0, touched_s = 0;
  int places = 0, node = -1;
  geo::Point at;
  Spot spot;
};

/// plan/evacuation.csv.
struct Trip {
  std::string unit, kind, village, who, to, helper, basis;
  int people = 0, need_help = 0, from = -1, vehicles = 0;
  double depart_s = 0, arrive_s = 0, ready_s = 0, latest_departure_s = 0, margin_s = 0;
  double access_from_m = 0, access_to_m = 0;
  std::vector<int> route;
  std::optional<std::vector<double>> enter_s;  ///< empty: the file has no such column
  Spot spot;
};

/// plan/units.csv: everybody who must move.
struct Unit {
  std::string id, kind, village, group;
  int people = 0, need_help = 0;
  Spot spot;
};

/// plan/left.csv.
struct Left {
  std::string unit, kind, village, reason_zh, reason_en;
  int people = 0;
  Spot spot;
};

/// plan/dispatch.csv. `who` and `enter_s` where the file has them.
struct Task {
  std::string id, kind, team, vehicle, item, who, to_kind, to;
  int quantity = 0, people = 0, vehicles = 1, from = -1, to_node = -1;
  double depart_s = 0, arrive_s = 0, free_s = 0;  ///< free_s: NaN where the file does not say
  std::vector<int> route;
  std::optional<std::vector<double>> enter_s;
  Spot spot;
};

/// plan/stock.csv.
struct Stock {
  std::string warehouse, item;
  double stock = 0, sent = 0, left = 0;
  Spot spot;
};

/// plan/orders.csv.
struct Order {
  std::string village;
  double prepare_s = 0, immediate_s = 0;
};

/// The leaves of a JSON file under dotted keys: "evacuation.people", "villages.3.arrived".
struct Figures {
  bool present = false;
  std::string file;
  std::map<std::string, double> numbers;
  std::map<std::string, std::string> texts;
  std::vector<std::string> nulls;  ///< JSON has no NaN: its writers leave null
  std::optional<double> number(const std::string& key) const;
};

struct Run {
  std::filesystem::path folder;
  bool has_impact = false, has_plan = false;
  std::vector<Piece> pieces;
  std::vector<Closure> closures;
  std::vector<Effect> effects;
  std::vector<Settlement> settlements;
  std::vector<Shelter> shelters;
  std::vector<Unit> units;
  std::vector<Trip> trips;
  std::vector<Left> left;
  std::vector<Task> tasks;
  std::vector<Stock> stock;
  std::vector<Order> orders;
  Figures summary, certificate;
  bool roads_have_speed = false, roads_have_capacity = false;

  const Shelter* shelter(const std::string& id) const;
};

Run read_run(const std::filesystem::path& folder, Findings& findings);

/// Flattens a JSON text; a violation "files.format" when it cannot be parsed.
Figures read_figures(const std::filesystem::path& folder, const std::string& file, Findings& findings);

/// Arc 2p runs along piece p, arc 2p+1 against it.
inline int piece_of(int arc) {
  return arc / 2;
}
inline bool against(int arc) {
  return arc % 2 == 1;
}

}  // namespace dayu::verify
