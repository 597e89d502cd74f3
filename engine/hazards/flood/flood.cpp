// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/flood.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/hazards/checkpoint.h"
#include "engine/hazards/flood/solver.h"

namespace dayu::hazards::flood {
namespace {

class Flood : public Hazard, public Resumable {
 public:
  Flood(Inputs inputs, std::vector<std::string> notes, double duration_s)
      : solver_(std::move(inputs)), notes_(std::move(notes)), duration_s_(duration_s) {}

  const geo::Grid& grid() const override { return solver_.grid(); }
  void advance_to(double time_s) override { solver_.advance_to(time_s); }
  void save(StateWriter& to) const override { solver_.save(to); }
  void restore(StateReader& from) override { solver_.restore(from); }
  void stop_when(std::function<bool()> stop) override { solver_.stop_when(std::move(stop)); }

  void publish(const std::string& field, std::vector<float>& values) override {
    if (field == "water_depth_m") return solver_.take_frame_depth(values);
    if (field == "depth_speed_m2_per_s") return solver_.take_frame_depth_speed(values);
    throw std::logic_error("the flood publishes no field " + field);
  }

  Progress progress() const override {
    return {solver_.time_s(), duration_s_, solver_.active_1(), solver_.books().error_1(), solver_.steps()};
  }

  void finish(Course& course) override {
    leave_rasters(course);
    const Books& books = solver_.close_books();
    course.figures = {{"volume_initial_m3", books.initial_m3},
                      {"volume_in_m3", books.in_m3()},
                      {"volume_rain_m3", books.rain_m3},
                      {"volume_inflow_m3", books.inflow_m3},
                      {"volume_out_m3", books.out_m3 + books.reservoir_m3 + books.pumped_m3},
                      {"volume_into_reservoirs_m3", books.reservoir_m3},
                      {"volume_infiltrated_m3", books.infiltrated_m3},
                      {"volume_stored_m3", books.stored_m3},
                      {"volume_error_1", books.error_1()},
                      {"active_1", solver_.active_1()},
                      {"steps", static_cast<double>(solver_.steps())}};
    if (solver_.handed_over_s() >= 0) {
      course.figures["handed_over_s"] = solver_.handed_over_s();
      notes_.push_back("local inertia was left for the full equations after " +
                       std::to_string(std::llround(solver_.handed_over_s())) +
                       " s: too fast or too steep for it");
    }
    leave_records(course);
    course.notes.insert(course.notes.end(), notes_.begin(), notes_.end());
  }

 private:
  /// Rounded to 2^-12 (a quarter of a millimetre): what is below is no result, and costs most of the file.
  geo::Raster<float> raster(const Lattice& lattice, bool never_is_negative = false) const {
    return raster(solver_.values(lattice), never_is_negative);
  }
  geo::Raster<float> raster(std::vector<float> values, bool never_is_negative) const {
    geo::Raster<float> result;
    result.grid = grid();
    result.values = std::move(values);
    for (std::size_t k = 0; k < result.values.size(); ++k) {
      result.values[k] = std::round(result.values[k] * 4096.0F) / 4096.0F;
      if (std::isnan(solver_.bed_m()[k]) || (never_is_negative && result.values[k] < 0))
        result.values[k] = std::nanf("");
    }
    return result;
  }

  void leave_rasters(Course& course) const {
    const Worst& worst = solver_.worst();
    course.rasters["max_depth_m"] = raster(worst.depth);
    course.rasters["end_depth_m"] = raster(solver_.depth_m(), false);
    course.rasters["max_speed_m_per_s"] = raster(worst.speed);
    course.rasters["max_depth_speed_m2_per_s"] = raster(worst.depth_speed);
    course.rasters["max_hazard_class_1"] = raster(worst.hazard_class);
    course.rasters["arrival_s"] = raster(worst.arrival[0], true);
    course.rasters["arrival_0p15_s"] = raster(worst.arrival[1], true);
    course.rasters["arrival_0p3_s"] = raster(worst.arrival[2], true);
    course.rasters["arrival_0p5_s"] = raster(worst.arrival[3], true);
    course.rasters["time_of_max_s"] = raster(worst.depth_time, true);
    course.rasters["above_0p05_s"] = raster(worst.above[0]);
    course.rasters["above_0p15_s"] = raster(worst.above[1]);
    course.rasters["above_0p3_s"] = raster(worst.above[2]);
    course.rasters["above_0p5_s"] = raster(worst.above[3]);
  }

  void leave_records(Course& course) const {
    const Record& record = solver_.record();
    const Inputs& inputs = solver_.inputs();
    for (std::size_t k = 0; k < record.cells.size(); ++k) {
      GaugeSeries gauge{inputs.stations[k].name, inputs.stations[k].at, record.times_s, {}};
      gauge.fields["water_depth_m"] = record.depth_m[k];
      gauge.fields["water_level_m"] = record.level_m[k];
      gauge.fields["speed_m_per_s"] = record.speed_m_per_s[k];
      std::vector<double>& product = gauge.fields["depth_speed_m2_per_s"];
      for (std::size_t i = 0; i < record.times_s.size(); ++i)
        product.push_back(record.depth_m[k][i] * record.speed_m_per_s[k][i]);
      course.gauges.push_back(std::move(gauge));
    }
    for (const Reservoir& pool : solver_.reservoirs()) {
      GaugeSeries gauge{pool.name, grid().centre(pool.outlet.front()), pool.times_s, {}};
      // The same columns as every gauge; a pool stands still.
      const std::vector<double> still(pool.times_s.size(), 0.0);
      gauge.fields["water_level_m"] = pool.levels_m;
      gauge.fields["speed_m_per_s"] = gauge.fields["depth_speed_m2_per_s"] = still;
      for (const double level : pool.levels_m)
        gauge.fields["water_depth_m"].push_back(level - pool.curve.floor_m());
      course.gauges.push_back(std::move(gauge));
      course.sections.push_back({pool.name + " inflow", pool.times_s, pool.inflows_m3_per_s});
      course.sections.push_back({pool.name + " outflow", pool.times_s, pool.outflows_m3_per_s});
      const auto peak = std::max_element(pool.levels_m.begin(), pool.levels_m.end());
      const auto k = static_cast<std::size_t>(peak - pool.levels_m.begin());
      course.figures["reservoir_" + pool.name + "_peak_level_m"] = *peak;
      course.figures["reservoir_" + pool.name + "_peak_s"] = pool.times_s[k];
      course.figures["reservoir_" + pool.name + "_peak_outflow_m3_per_s"] =
          *std::max_element(pool.outflows_m3_per_s.begin(), pool.outflows_m3_per_s.end());
    }
    for (const Pump& pump : solver_.works().pumps) {
      course.sections.push_back({pump.name, record.times_s, pump.discharge_m3_per_s});
      course.figures["pump_" + pump.name + "_m3"] = pump.moved_m3;
    }
    for (const Culvert& culvert : solver_.works().culverts) {
      course.sections.push_back({culvert.name, record.times_s, culvert.discharge_m3_per_s});
      course.figures["culvert_" + culvert.name + "_m3"] = culvert.moved_m3;
    }
    for (const GroundBreach& breach : solver_.works().breaches) {
      if (breach.began_s < 0) continue;
      course.figures["breach_" + breach.name + "_began_s"] = breach.began_s;
      course.figures["breach_" + breach.name + "_width_m"] = breach.size.width_m;
      course.figures["breach_" + breach.name + "_formation_s"] = breach.size.formation_s;
      course.figures["breach_" + breach.name + "_water_m3"] = breach.water_m3;
    }
    for (std::size_t k = 0; k < record.faces.size(); ++k)
      course.sections.push_back({inputs.sections[k].name, record.times_s, record.discharge_m3_per_s[k]});
  }

  Solver solver_;
  std::vector<std::string> notes_;
  double duration_s_;
};

}  // namespace

std::unique_ptr<Hazard> start(const world::World& world, const base::Settings& section,
                              const RunClock& clock) {
  std::vector<std::string> notes;
  Inputs inputs = read_inputs(world, section, clock, notes);
  return std::make_unique<Flood>(std::move(inputs), std::move(notes), clock.duration_s);
}

}  // namespace dayu::hazards::flood
