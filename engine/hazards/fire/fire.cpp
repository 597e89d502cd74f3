// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/fire.h"

#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "engine/hazards/fire/ensemble.h"
#include "engine/hazards/fire/heat.h"
#include "engine/hazards/fire/reach.h"
#include "engine/hazards/fire/smoke.h"

namespace dayu::hazards::fire {
namespace {

constexpr double kHectare_m2 = 1e4;

std::string printed(const char* format, double a, double b = 0) {
  char text[200];
  std::snprintf(text, sizeof text, format, a, b);
  return text;
}

class Fire : public Hazard {
 public:
  Fire(Inputs inputs, std::vector<std::string> notes)
      : in_(std::move(inputs)),
        notes_(std::move(notes)),
        rates_(in_.land, in_.slices, in_.options, in_.options.model == Model::wang ? &in_.wang : nullptr),
        burned_(solve(in_, rates_, in_.refine, Want::behaviour)),
        heat_(in_.land.grid, burned_, in_.burn_out_s),
        smoke_(in_.land.grid, burned_, in_.burn_out_s, in_.slices, in_.options.ten_metre_to_20ft_1,
               in_.smoke) {}

  const geo::Grid& grid() const override { return in_.land.grid; }

  /// The arrival times of the whole run are one solve; the clock only moves the window that is published.
  void advance_to(double time_s) override {
    from_s_ = now_s_;
    now_s_ = time_s;
  }

  void publish(const std::string& field, std::vector<float>& values) override {
    if (field == "fire_heat_kW_per_m2")
      heat_.largest(from_s_, now_s_, values);
    else if (field == "smoke_extinction_per_km")
      smoke_.thickest(from_s_, now_s_, values);
    else
      throw std::logic_error("the fire publishes no field " + field);
  }

  Progress progress() const override { return {now_s_, in_.duration_s, 1, 0, burned_.taken}; }

  void finish(Course& course) override {
    course.rasters["arrival_s"] = times(burned_.arrival_s);
    course.rasters["flame_length_m"] = raster(burned_.flame_length_m);
    course.rasters["intensity_kW_per_m"] = raster(burned_.intensity_kW_per_m);
    course.rasters["ros_m_per_s"] = raster(burned_.ros_m_per_s);
    leave_triggers(course);
    leave_odds(course);
    leave_figures(course);
    course.notes.insert(course.notes.end(), notes_.begin(), notes_.end());
    course.notes.push_back("fire " + describe(in_.options));
  }

 private:
  geo::Raster<float> raster(const std::vector<float>& values) const {
    geo::Raster<float> result;
    result.grid = in_.land.grid;
    result.values = values;
    return result;
  }

  geo::Raster<float> times(const std::vector<float>& values) const {
    geo::Raster<float> result = raster(values);
    for (float& t : result.values)
      if (!(t < kNever)) t = std::nanf("");
    return result;
  }

  void leave_triggers(Course& course) const {
    int slice = 0;
    while (static_cast<std::size_t>(slice) + 1 < in_.slices.size() &&
           in_.slices[static_cast<std::size_t>(slice) + 1].from_s <= in_.target_time_s)
      ++slice;
    for (const Target& target : in_.targets)
      course.rasters["time_to_" + target.name + "_s"] =
          times(time_to_target(in_, rates_, target, slice, in_.duration_s));
  }

  void leave_odds(Course& course) const {
    if (in_.spreading.members == 0) return;
    const Odds odds = burn_odds(in_, in_.spreading, in_.seed);
    course.rasters["burn_probability_1"] = raster(odds.probability_1);
    course.rasters["arrival_p10_s"] = times(odds.p10_s);
    course.rasters["arrival_p50_s"] = times(odds.p50_s);
    course.rasters["arrival_p90_s"] = times(odds.p90_s);
    double sum = 0;
    for (const double area : odds.areas_ha) sum += area;
    course.figures["ensemble_members"] = in_.spreading.members;
    course.figures["ensemble_mean_area_ha"] = sum / in_.spreading.members;
  }

  double hectares(double cells) const {
    return cells * in_.land.grid.cell_m * in_.land.grid.cell_m / kHectare_m2;
  }

  /// Two cell sizes of a first-order scheme point to the limit: A = A2 + (A2 - A1) / (r - 1), r times finer.
  void leave_error(Course& course) {
    const int other = in_.refine == 1 ? 2 : 1;
    const Burned second = solve(in_, rates_, other, Want::arrival);
    const double own = static_cast<double>(burned_.cells), else_ = static_cast<double>(second.cells);
    const double fine = in_.refine == 1 ? else_ : own, coarse = in_.refine == 1 ? own : else_;
    const double ratio = in_.refine == 1 ? 2 : in_.refine, limit = fine + (fine - coarse) / (ratio - 1);
    if (!(limit > 0)) return;
    course.figures["area_numerical_error_1"] = own / limit - 1;
    course.notes.push_back(std::string("numerical error of the burned area, ") +
                           (in_.refine == 1 ? "fast" : "accurate") +
                           printed(" mode: %.1f %% (%.1f ha in the limit of small cells)",
                                   (own / limit - 1) * 100, hectares(limit)));
  }

  void leave_figures(Course& course) {
    std::size_t forest = 0;
    double intensity = 0, flame = 0, ros = 0, last = 0;
    for (std::size_t k = 0; k < burned_.arrival_s.size(); ++k) {
      if (!(burned_.arrival_s[k] < kNever)) continue;
      if (in_.forest[in_.land.fuel[k]]) ++forest;
      intensity = std::max(intensity, static_cast<double>(burned_.intensity_kW_per_m[k]));
      flame = std::max(flame, static_cast<double>(burned_.flame_length_m[k]));
      ros = std::max(ros, static_cast<double>(burned_.ros_m_per_s[k]));
      last = std::max(last, static_cast<double>(burned_.arrival_s[k]));
    }
    course.figures["area_ha"] = hectares(static_cast<double>(burned_.cells));
    course.figures["burned_cells"] = static_cast<double>(burned_.cells);
    course.figures["forest_area_ha"] = hectares(static_cast<double>(forest));
    course.figures["max_intensity_kW_per_m"] = intensity;
    course.figures["max_flame_length_m"] = flame;
    course.figures["max_ros_m_per_s"] = ros;
    course.figures["last_arrival_s"] = last;
    if (in_.danger) {
      course.figures["danger_index_1"] = in_.danger->index;
      course.figures["danger_level_1"] = in_.danger->level;
    }
    if (in_.error_estimate && burned_.cells > 0) leave_error(course);
  }

  Inputs in_;
  std::vector<std::string> notes_;
  Rates rates_;
  Burned burned_;
  Heat heat_;
  Smoke smoke_;
  double from_s_ = 0, now_s_ = 0;
};

}  // namespace

std::unique_ptr<Hazard> start(const world::World& world, const base::Settings& section,
                              const RunClock& clock) {
  std::vector<std::string> notes;
  Inputs inputs = read_inputs(world, section, clock, notes);
  return std::make_unique<Fire>(std::move(inputs), std::move(notes));
}

}  // namespace dayu::hazards::fire
