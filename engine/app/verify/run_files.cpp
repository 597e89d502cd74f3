// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/run_files.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/app/verify/rows.h"
#include "engine/base/clock.h"
#include "engine/base/errors.h"
#include "engine/geo/table.h"

namespace dayu::verify {
namespace {

using base::kNever_s;

/// "x y;x y;..." in metres.
std::vector<geo::Point> line_of(const Rows& rows, std::size_t row, Findings& findings) {
  std::vector<geo::Point> line;
  std::istringstream points(rows.text(row, "line"));
  for (std::string pair; std::getline(points, pair, ';');) {
    geo::Point p;
    if (std::sscanf(pair.c_str(), "%lf %lf", &p.x_m, &p.y_m) == 2 && std::isfinite(p.x_m + p.y_m)) {
      line.push_back(p);
    } else {
      findings.refute("files.format", rows.spot(row, "line"), "“" + pair + "”不是坐标",
                      "'" + pair + "' is not a pair of coordinates");
    }
  }
  return line;
}

std::vector<int> arcs_of(const Rows& rows, std::size_t row, const std::string& column) {
  std::vector<int> arcs;
  for (const double arc : rows.numbers(row, column))
    arcs.push_back(arc >= 0 && arc < 2e9 && arc == std::floor(arc) ? static_cast<int>(arc) : -1);
  return arcs;
}

std::optional<std::vector<double>> enter_of(const Rows& rows, std::size_t row) {
  if (!rows.has("enter_s")) return std::nullopt;
  return rows.numbers(row, "enter_s");
}

void read_roads(Run& run, Findings& findings) {
  const auto rows =
      Rows::open(run.folder, "impact/roads.csv",
                 {"piece", "from_node", "to_node", "length_m", "oneway", "bridge", "line"}, findings);
  if (!rows) return;
  run.roads_have_speed = rows->has("speed_m_per_s");
  run.roads_have_capacity = rows->has("capacity_per_s");
  for (std::size_t i = 0; i < rows->count(); ++i) {
    Piece p;
    p.from = rows->integer(i, "from_node", -1), p.to = rows->integer(i, "to_node", -1);
    p.length_m = rows->number(i, "length_m"), p.deck_m = rows->number(i, "deck_m");
    p.speed_m_per_s = rows->number(i, "speed_m_per_s"), p.capacity_per_s = rows->number(i, "capacity_per_s");
    p.oneway = rows->yes(i, "oneway"), p.bridge = rows->yes(i, "bridge");
    p.tunnel = rows->yes(i, "tunnel");
    p.kind = rows->text(i, "kind");
    p.line = line_of(*rows, i, findings);
    p.spot = rows->spot(i);
    if (rows->integer(i, "piece", -1) != static_cast<int>(i))
      findings.refute("files.format", rows->spot(i, "piece"), "路段编号不是行号 " + std::to_string(i),
                      "the piece is not its row number " + std::to_string(i));
    run.pieces.push_back(std::move(p));
  }
}

void read_closures(Run& run, Findings& findings) {
  const auto rows =
      Rows::open(run.folder, "impact/closures.csv", {"piece", "who", "effect", "from_s", "to_s"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i)
    run.closures.push_back({rows->integer(i, "piece", -1), rows->text(i, "who"), rows->text(i, "hazard"),
                            rows->text(i, "field"), rows->text(i, "effect") == "stop",
                            rows->number(i, "from_s", 0), rows->number(i, "to_s", kNever_s), rows->spot(i)});
}

void read_effects(Run& run, Findings& findings) {
  const auto rows = Rows::open(run.folder, "impact/effects.csv",
                               {"hazard", "field", "who", "stops_from", "source"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i)
    run.effects.push_back({rows->text(i, "hazard"), rows->text(i, "field"), rows->text(i, "who"),
                           rows->number(i, "stops_from", kNever_s)});
}

void read_settlements(Run& run, Findings& findings) {
  const auto rows = Rows::open(run.folder, "impact/settlements.csv",
                               {"kind", "id", "village", "people", "need_help", "danger_s"}, findings);
  if (!rows) return;
  run.has_impact = true;
  for (std::size_t i = 0; i < rows->count(); ++i)
    run.settlements.push_back({rows->text(i, "kind"),
                               rows->text(i, "id"),
                               rows->text(i, "village"),
                               rows->text(i, "group"),
                               rows->integer(i, "people"),
                               rows->integer(i, "need_help"),
                               rows->number(i, "touched_s", kNever_s),
                               rows->number(i, "danger_s", kNever_s),
                               {rows->number(i, "x_m"), rows->number(i, "y_m")},
                               rows->spot(i)});
}

void read_shelters(Run& run, Findings& findings) {
  const auto rows = Rows::open(run.folder, "impact/shelters.csv",
                               {"shelter", "indoor_m2", "places", "standard", "node", "danger_s"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i) {
    Shelter s;
    s.id = rows->text(i, "shelter"), s.standard = rows->text(i, "standard");
    s.indoor_m2 = rows->number(i, "indoor_m2");
    s.danger_s = rows->number(i, "danger_s", kNever_s), s.touched_s = rows->number(i, "touched_s", kNever_s);
    s.places = rows->integer(i, "places"), s.node = rows->integer(i, "node", -1);
    s.at = {rows->number(i, "x_m"), rows->number(i, "y_m")};
    s.spot = rows->spot(i);
    run.shelters.push_back(std::move(s));
  }
}

void read_evacuation(Run& run, Findings& findings) {
  const auto rows = Rows::open(run.folder, "plan/evacuation.csv",
                               {"group", "people", "from", "to", "depart_s", "arrive_s", "route"}, findings);
  if (!rows) return;
  run.has_plan = true;
  for (std::size_t i = 0; i < rows->count(); ++i) {
    Trip t;
    t.unit = rows->text(i, "group"), t.kind = rows->text(i, "kind"), t.village = rows->text(i, "village");
    t.who = rows->text(i, "who"), t.to = rows->text(i, "to"), t.helper = rows->text(i, "helper");
    t.basis = rows->text(i, "basis");
    t.people = rows->integer(i, "people"), t.need_help = rows->integer(i, "need_help");
    t.from = rows->integer(i, "from", -1);
    t.vehicles = rows->integer(i, "vehicles", t.who == "car" ? 1 : 0);
    t.depart_s = rows->number(i, "depart_s"), t.arrive_s = rows->number(i, "arrive_s");
    t.ready_s = rows->number(i, "ready_s");
    t.latest_departure_s = rows->number(i, "latest_departure_s"), t.margin_s = rows->number(i, "margin_s");
    t.access_from_m = rows->number(i, "access_from_m", 0), t.access_to_m = rows->number(i, "access_to_m", 0);
    t.route = arcs_of(*rows, i, "route"), t.enter_s = enter_of(*rows, i);
    t.spot = rows->spot(i);
    if (!std::isfinite(t.depart_s) || !std::isfinite(t.arrive_s))
      findings.refute("files.format", rows->spot(i, "depart_s"), "没有出发或到达时刻",
                      "has no departure or arrival time");
    else
      run.trips.push_back(std::move(t));
  }
}

void read_units(Run& run, Findings& findings) {
  const auto rows = Rows::open(run.folder, "plan/units.csv", {"unit", "kind", "people"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i)
    run.units.push_back({rows->text(i, "unit"), rows->text(i, "kind"), rows->text(i, "village"),
                         rows->text(i, "group"), rows->integer(i, "people"), rows->integer(i, "need_help"),
                         rows->spot(i)});
}

void read_left(Run& run, Findings& findings) {
  const auto rows = Rows::open(run.folder, "plan/left.csv", {"group", "people", "village"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i)
    run.left.push_back({rows->text(i, "group"), rows->text(i, "kind"), rows->text(i, "village"),
                        rows->text(i, "reason_zh"), rows->text(i, "reason_en"), rows->integer(i, "people"),
                        rows->spot(i)});
}

void read_dispatch(Run& run, Findings& findings) {
  const auto rows =
      Rows::open(run.folder, "plan/dispatch.csv", {"task", "team", "depart_s", "arrive_s"}, findings);
  if (!rows) return;
  for (std::size_t i = 0; i < rows->count(); ++i) {
    Task t;
    t.id = rows->text(i, "task"), t.kind = rows->text(i, "kind"), t.team = rows->text(i, "team");
    t.vehicle = rows->text(i, "vehicle"), t.item = rows->text(i, "item"), t.who = rows->text(i, "who");
    t.to_kind = rows->text(i, "to_kind"), t.to = rows->text(i, "to");
    t.quantity = rows->integer(i, "quantity"), t.people = rows->integer(i, "people");
    t.vehicles = rows->integer(i, "vehicles", 1);
    t.depart_s = rows->number(i, "depart_s"), t.arrive_s = rows->number(i, "arrive_s");
    t.free_s = rows->number(i, "free_s");
    t.from = rows->integer(i, "from", -1), t.to_node = rows->integer(i, "to_node", -1);
    t.route = arcs_of(*rows, i, "route"), t.enter_s = enter_of(*rows, i);
    t.spot = rows->spot(i);
    run.tasks.push_back(std::move(t));
  }
}

void read_stock_and_orders(Run& run, Findings& findings) {
  if (const auto rows =
          Rows::open(run.folder, "plan/stock.csv", {"warehouse", "item", "stock", "sent"}, findings))
    for (std::size_t i = 0; i < rows->count(); ++i)
      run.stock.push_back({rows->text(i, "warehouse"), rows->text(i, "item"), rows->number(i, "stock", 0),
                           rows->number(i, "sent", 0), rows->number(i, "left"), rows->spot(i)});
  if (const auto rows =
          Rows::open(run.folder, "plan/orders.csv", {"village", "prepare_s", "immediate_s"}, findings))
    for (std::size_t i = 0; i < rows->count(); ++i)
      run.orders.push_back({rows->text(i, "village"), rows->number(i, "prepare_s", kNever_s),
                            rows->number(i, "immediate_s", kNever_s)});
}

void flatten(const nlohmann::json& node, const std::string& key, Figures& into) {
  const std::string stem = key.empty() ? "" : key + ".";
  if (node.is_object()) {
    for (const auto& [name, value] : node.items()) flatten(value, stem + name, into);
  } else if (node.is_array()) {
    for (std::size_t i = 0; i < node.size(); ++i) flatten(node[i], stem + std::to_string(i), into);
  } else if (node.is_number()) {
    into.numbers[key] = node.get<double>();
  } else if (node.is_string()) {
    into.texts[key] = node.get<std::string>();
  } else if (node.is_null()) {
    into.nulls.push_back(key);
  }
}

}  // namespace

std::string figure(double value) {
  if (std::isnan(value)) return "none";
  if (std::isinf(value)) return value > 0 ? "never" : "-inf";
  char text[40];
  std::snprintf(text, sizeof text, std::abs(value) < 1e7 ? "%.7g" : "%.0f", value);
  return text;
}

std::optional<double> Figures::number(const std::string& key) const {
  const auto at = numbers.find(key);
  return at == numbers.end() ? std::nullopt : std::optional<double>(at->second);
}

Figures read_figures(const std::filesystem::path& folder, const std::string& file, Findings& findings) {
  Figures figures;
  figures.file = file;
  if (!std::filesystem::exists(folder / file)) return figures;
  try {
    flatten(nlohmann::json::parse(geo::read_file(folder / file)), "", figures);
    figures.present = true;
  } catch (const nlohmann::json::exception& error) {
    findings.refute("files.format", {file, ""}, "不是 JSON", std::string("is not JSON: ") + error.what());
  } catch (const base::InputError& error) {
    findings.refute("files.format", {file, ""}, "读不出", std::string("cannot be read: ") + error.what());
  }
  return figures;
}

const Shelter* Run::shelter(const std::string& id) const {
  for (const Shelter& s : shelters)
    if (s.id == id) return &s;
  return nullptr;
}

Run read_run(const std::filesystem::path& folder, Findings& findings) {
  Run run;
  run.folder = folder;
  read_roads(run, findings);
  read_closures(run, findings);
  read_effects(run, findings);
  read_settlements(run, findings);
  read_shelters(run, findings);
  read_units(run, findings);
  read_evacuation(run, findings);
  read_left(run, findings);
  read_dispatch(run, findings);
  read_stock_and_orders(run, findings);
  run.summary = read_figures(folder, "summary.json", findings);
  run.certificate = read_figures(folder, "plan/certificate.json", findings);
  return run;
}

}  // namespace dayu::verify
