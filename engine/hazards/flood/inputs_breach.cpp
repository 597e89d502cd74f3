// SPDX-License-Identifier: Apache-2.0
// Breaches, read from [flood.reservoir.breach] and [[flood.breach]], and the gates of reservoirs.
#include <algorithm>
#include <cmath>

#include "engine/geo/table.h"
#include "engine/hazards/flood/inputs_reader.h"

namespace dayu::hazards::flood {

/// What both kinds of breach say alike.
BreachPlan Reader::read_breach_plan(const base::Settings& breach, double crest_m) {
  BreachPlan plan;
  const std::string formula = breach.text("formula");
  plan.way = breach.text("way") == "piping" ? BreachWay::piping : BreachWay::overtopping;
  plan.formula = formula == "von_thun_gillette_1990" ? BreachFormula::von_thun_gillette_1990
                 : formula == "given"                ? BreachFormula::given
                                                     : BreachFormula::froehlich_2008;
  plan.resistant = breach.text("material") == "resistant";
  plan.crest_m = breach.has("crest_m") ? breach.number("crest_m") : crest_m;
  plan.floor_m = breach.number("floor_m");
  if (plan.formula == BreachFormula::given)
    plan.given = {breach.number("width_m"), breach.number("formation_s"), breach.number("side_slope_1")};
  if (!(plan.floor_m < plan.crest_m))
    refuse(breach, "floor_m", "the breach's floor is not below the dam's crest",
           "give both in m of the datum");
  return plan;
}

std::optional<BreachPlan> Reader::breach_plan(const base::Settings& item, Reservoir& pool, double crest_m) {
  if (!item.has_section("breach")) return std::nullopt;
  const base::Settings breach = item.section("breach");
  BreachPlan plan = read_breach_plan(breach, crest_m);
  plan.pipe_m = breach.has("pipe_m") ? breach.number("pipe_m") : 0.5 * (plan.crest_m + plan.floor_m);
  if (breach.has("at_s")) pool.breach_at_s = breach.number("at_s");
  if (breach.has("at_level_m")) pool.breach_at_level_m = breach.number("at_level_m");
  if (!breach.has("at_s") && !breach.has("at_level_m")) pool.breach_at_level_m = plan.crest_m;
  return plan;
}

void Reader::read_ground_breach(const base::Settings& item) {
  GroundBreach breach;
  breach.name = item.text("name");
  breach.from = {item.number("x1_m"), item.number("y1_m")};
  breach.to = {item.number("x2_m"), item.number("y2_m")};
  breach.centre = {0.5 * (breach.from.x_m + breach.to.x_m), 0.5 * (breach.from.y_m + breach.to.y_m)};
  if (item.has("centre_x_m") && item.has("centre_y_m"))
    breach.centre = {item.number("centre_x_m"), item.number("centre_y_m")};
  breach.pool = {item.number("pool_x_m"), item.number("pool_y_m")};
  place(item, "pool_x_m", "pool_y_m", "the pool of breach " + breach.name);
  const auto centre = in.grid.cell_of(breach.centre);
  if (!centre || std::isnan(in.bed_m[in.grid.index(*centre)]))
    return refuse(item, "x1_m", "breach '" + breach.name + "' lies outside the terrain",
                  "give coordinates of the area's CRS on the terrain");
  if (std::hypot(breach.to.x_m - breach.from.x_m, breach.to.y_m - breach.from.y_m) < in.grid.cell_m)
    return refuse(item, "x2_m", "the dam's axis is shorter than a cell", "give both ends of the dam");
  breach.plan = read_breach_plan(item, static_cast<double>(in.bed_m[in.grid.index(*centre)]));
  // 1 : 2.5 on both sides.
  breach.thickness_m =
      item.has("thickness_m") ? item.number("thickness_m") : 5 * (breach.plan.crest_m - breach.plan.floor_m);
  if (item.has("water_m3")) breach.water_m3 = item.number("water_m3");
  if (item.has("at_s")) breach.at_s = item.number("at_s");
  if (item.has("at_level_m")) breach.at_level_m = item.number("at_level_m");
  const auto acts = section.sections("act");
  const bool called = std::any_of(acts.begin(), acts.end(),
                                  [&](const base::Settings& act) { return act.text("work") == breach.name; });
  if (!item.has("at_s") && !item.has("at_level_m") && !called) breach.at_level_m = breach.plan.crest_m;
  in.works.breaches.push_back(std::move(breach));
}

/// A gate's rule: an opening or a release at each level.
void Reader::read_pool_gates(const base::Settings& item, Reservoir& pool) {
  for (const base::Settings& gate : item.sections("gate")) {
    GateRule rule;
    rule.name = gate.text("name");
    rule.sill_m = gate.number("sill_m");
    rule.width_m = gate.number("width_m");
    if (gate.has("from_s")) rule.from_s = gate.number("from_s");
    if (gate.has("until_s")) rule.until_s = gate.number("until_s");
    if (gate.has("rule"))
      guarded([&] {
        const geo::Table table = geo::read_table(gate.path("rule"));
        const bool releases = table.has("release_m3_per_s");
        const std::string column = releases ? "release_m3_per_s" : "opening_m";
        if (!table.has("level_m") || !table.has(column) || table.rows.empty())
          throw base::InputError(table.file.string(), "line 1",
                                 "no rows of level_m and opening_m or release_m3_per_s",
                                 "give at least one row of both");
        Hydrograph& by_level = releases ? rule.release_m3_per_s : rule.opening_m;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
          const double level = table.number(row, "level_m", faults, std::nan(""));
          if (row > 0 && !(level > by_level.time_s.back()))
            faults.add(table.file.string(), table.place(row, "level_m"), "the level does not rise",
                       "sort the rows by level");
          by_level.time_s.push_back(level);
          by_level.value.push_back(table.number(row, column, faults, std::nan("")));
        }
      });
    if (rule.release_m3_per_s.value.empty() && !(rule.width_m > 0))
      refuse(gate, "name", "gate '" + rule.name + "' has no width",
             "give width_m and sill_m, or a rule with release_m3_per_s");
    pool.gates.push_back(std::move(rule));
  }
}

}  // namespace dayu::hazards::flood
