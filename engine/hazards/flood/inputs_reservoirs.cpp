// SPDX-License-Identifier: Apache-2.0
// Reservoirs that are routed inside the run, read from [[flood.reservoir]] and the area's registers.
#include <algorithm>
#include <cmath>

#include "engine/geo/table.h"
#include "engine/hazards/flood/inputs_reader.h"

namespace dayu::hazards::flood {
namespace {

/// What leaves a reservoir enters the model over a width that keeps it near 5 m2/s at 100 m3/s. Own choice.
constexpr double kOutlet_m = 20;

}  // namespace

/// The curve of a file of its own, else of the area; rising in level and volume.
PoolCurve Reader::pool_curve(const base::Settings& item, const world::Reservoir* known) {
  std::vector<PoolCurve::Row> rows;
  if (item.has("curve")) {
    guarded([&] {
      const geo::Table table = geo::read_table(item.path("curve"));
      for (std::size_t row = 0; row < table.rows.size(); ++row)
        rows.push_back({table.number(row, "level_m", faults, std::nan("")),
                        table.number(row, "area_m2", faults, std::nan("")),
                        table.number(row, "volume_m3", faults, std::nan(""))});
    });
  } else if (known) {
    for (const auto& row : known->curve) rows.push_back({row.level_m, row.area_m2, row.volume_m3});
  }
  if (rows.size() < 2)
    refuse(item, "name", "the reservoir has no level-area-volume curve",
           "give curve (CSV with level_m, area_m2, volume_m3), or rows in the area's reservoir_curves.csv");
  for (std::size_t k = 1; k < rows.size(); ++k)
    if (!(rows[k].level_m > rows[k - 1].level_m && rows[k].volume_m3 > rows[k - 1].volume_m3)) {
      refuse(item, item.has("curve") ? "curve" : "name",
             "the curve does not rise in level and volume at row " + std::to_string(k + 1),
             "sort the rows by level; each volume must be larger than the one before");
      return {};
    }
  return rows.size() < 2 ? PoolCurve() : PoolCurve(std::move(rows));
}

void Reader::read_reservoir(const base::Settings& item) {
  Reservoir pool;
  pool.name = item.text("name");
  const world::Reservoir* known = item.has("reservoir") ? reservoir(item, "reservoir") : nullptr;
  if (item.has("reservoir") && !known) return;
  const auto number = [&](const char* key, double of_area) {
    return item.has(key) ? item.number(key) : of_area;
  };
  pool.curve = pool_curve(item, known);
  if (pool.curve.empty()) return;
  pool.level_m = number("level_m", known ? known->normal_m : 0);
  pool.spill_crest_m = number("spillway_crest_m", known ? known->normal_m : 1e9);
  pool.spill_width_m = number("spillway_width_m", known ? known->spillway_width_m : 0);
  pool.spill_coefficient_1 = number("spillway_coefficient_1", known ? known->spillway_coefficient_1 : 0.36);
  std::optional<geo::Point> at = point(item, "reservoir " + pool.name, true);
  if (!at && known && in.grid.cell_of(known->outlet)) at = known->outlet;
  if (!at) {
    refuse(item, "name", "it is not said where reservoir '" + pool.name + "' lets its water out",
           "give x_m and y_m on the terrain, or reservoir with its outlet");
    return;
  }
  pool.outlet = disc(in, *at, number("width_m", kOutlet_m));
  if (known) pool.surface = surface_of(*known);
  pool.catches = item.boolean("catches");
  if (item.has("inflow"))
    guarded([&] {
      Series series = read_values(item.path("inflow"), item.text("column"), clock.start, true, faults);
      pool.inflow_end_s = std::move(series.time_s);
      pool.inflow_m3_per_s = std::move(series.value);
    });
  read_pool_gates(item, pool);
  pool.breach = breach_plan(item, pool, known ? known->crest_m : 0);
  in.reservoirs.push_back(std::move(pool));
}

void Reader::read_reservoirs() {
  for (const base::Settings& item : section.sections("reservoir")) read_reservoir(item);
}

}  // namespace dayu::hazards::flood
