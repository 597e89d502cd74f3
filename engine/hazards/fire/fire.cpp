// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/fire.h"

#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "engine/hazards/fire/heat.h"

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
        rates_(in_.land, in_.slices, in_.options),
        burned_(solve(in_, rates_, in_.refine, Want::behaviour)),
        heat_(in_.land.grid, burned_, in_.burn_out_s) {}

  const geo::Grid& grid() const override { return in_.land.grid; }

  /// The arrival times of the whole run are one solve; the clock only moves the window that is published.
  void advance_to(double time_s) override {
    from_s_ = now_s_;
    now_s_ = time_s;
  }

  void publish(const std::string& field, std::vector<float>& values) override {
    if (field != "fire_heat_kW_per_m2") throw std::logic_error("the fire publishes no field " + field);
    heat_.largest(from_s_, now_s_, values);
  }

  Progress progress() const override { return {now_s_, in_.duration_s, 1, 0, burned_.taken}; }

  void finish(Course& course) override {
    course.rasters["arrival_s"] = raster(burned_.arrival_s);
    for (float& t : course.rasters["arrival_s"].values)
      if (!(t < kNever)) t = std::nanf("");
    course.rasters["flame_length_m"] = raster(burned_.flame_length_m);
    course.rasters["intensity_kW_per_m"] = raster(burned_.intensity_kW_per_m);
    course.rasters["ros_m_per_s"] = raster(burned_.ros_m_per_s);
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
    if (in_.error_estimate && burned_.cells > 0) leave_error(course);
  }

  Inputs in_;
  std::vector<std::string> notes_;
  Rates rates_;
  Burned burned_;
  Heat heat_;
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
