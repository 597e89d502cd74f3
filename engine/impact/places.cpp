// SPDX-License-Identifier: Apache-2.0
// Who is in danger where and when? A place takes the values of its cell. In danger from `stops_from` of the
// rows person / person_weak / shelter; the AR&R class is that of the water above the floor (floor_m, if
// known). Times are those of the frame before the first with the effect: a frame holds the maximum since
// then.
#include "engine/impact/places.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/impact/sampling.h"

namespace dayu::impact {
namespace {

/// Water is noticed at the house from here on, m. Guess [C]: ankle depth, above the noise of rain on the
/// ground.
constexpr double kTouched_m = 0.05;

struct Limits {
  double notice = base::kNever_s, danger = base::kNever_s;
};

const char* row_of(Frailty f) {
  return f == Frailty::person ? "person" : f == Frailty::shelter ? "shelter" : "person_weak";
}

/// The limits of a field for a frailty; rows that are absent fall back to the next more careful one.
Limits limits_of(const std::vector<Effect>& effects, const std::string& hazard, const std::string& field,
                 Frailty frailty) {
  auto find = [&](const std::string& who) -> const Effect* {
    for (const Effect& e : effects)
      if (e.hazard == hazard && e.field == field && e.who == who) return &e;
    return nullptr;
  };
  const Effect* row = find(row_of(frailty));
  if (row == nullptr) row = find("person_weak");
  if (row == nullptr) row = find("person");
  if (row == nullptr) return {};
  return {std::min(row->slows_from, row->stops_from), row->stops_from};
}

/// The three fields' worth of state that a place needs while one course is read.
class Reader {
 public:
  Reader(const std::vector<Place>& places, const hazards::Course& course, const std::vector<Effect>& effects,
         std::vector<Danger>& dangers)
      : places_(places), course_(course), effects_(effects), dangers_(dangers) {
    for (std::size_t i = 0; i < places.size(); ++i)
      if (const auto cell = course.grid.cell_of(places[i].at)) {
        index_.push_back(i);
        cell_.push_back(course.grid.index(*cell));
      }
  }

  void read() {
    depth_ = course_.series(kWaterDepth);
    if (depth_ != nullptr) {
      depths_m_.resize(depth_->count() * index_.size());
      field(*depth_);
    }
    for (const hazards::FrameSeries& series : course_.frames)
      if (&series != depth_) field(series);
  }

 private:
  void field(const hazards::FrameSeries& series) {
    Limits limits[3];
    for (const Frailty f : {Frailty::person, Frailty::person_weak, Frailty::shelter})
      limits[static_cast<int>(f)] = limits_of(effects_, course_.hazard, series.field.name, f);
    double before_s = series.times_s.empty() ? 0 : series.times_s.front();
    series.for_each([&](std::size_t frame, double now_s, const std::uint16_t* counts) {
      for (std::size_t k = 0; k < index_.size(); ++k)
        one(series, frame, before_s, counts[cell_[k]] * series.field.scale, k,
            limits[static_cast<int>(places_[index_[k]].frailty)]);
      before_s = now_s;
    });
  }

  void one(const hazards::FrameSeries& series, std::size_t frame, double from_s, double value, std::size_t k,
           const Limits& limits) {
    const bool is_depth = &series == depth_;
    if (is_depth) depths_m_[frame * index_.size() + k] = static_cast<float>(value);
    if (value <= 0) return;
    const Place& place = places_[index_[k]];
    Danger& danger = dangers_[index_[k]];
    double& worst = danger.worst[series.field.name];
    worst = std::max(worst, value);
    if (value >= (is_depth ? kTouched_m : limits.notice) - kSlack)
      danger.touched_s = std::min(danger.touched_s, from_s);
    const double inside = value * share_inside(frame, k, place);
    if (inside > 0 && inside >= limits.danger - kSlack) danger.danger_s = std::min(danger.danger_s, from_s);
    if (is_depth) classify(danger, inside, 0);
    if (series.field.unit == "m2/s" && has_depth(frame))
      classify(danger, depths_m_[frame * index_.size() + k] * share_inside(frame, k, place), inside);
  }

  bool has_depth(std::size_t frame) const { return depth_ != nullptr && frame < depth_->count(); }

  double share_inside(std::size_t frame, std::size_t k, const Place& place) const {
    if (place.floor_above_bed_m <= 0 || !has_depth(frame)) return 1;
    const double depth_m = depths_m_[frame * index_.size() + k];
    return depth_m > 0 ? depth_above(depth_m, place.floor_above_bed_m) / depth_m : 0;
  }

  static void classify(Danger& danger, double depth_m, double depth_speed_m2_per_s) {
    danger.worst_class_1 = std::max(danger.worst_class_1, hazard_class(depth_m, depth_speed_m2_per_s));
  }

  const std::vector<Place>& places_;
  const hazards::Course& course_;
  const std::vector<Effect>& effects_;
  std::vector<Danger>& dangers_;
  const hazards::FrameSeries* depth_ = nullptr;
  std::vector<std::size_t> index_, cell_;  ///< places on the grid
  std::vector<float> depths_m_;            ///< [frame][place]
};

float floor_above_bed_m(const world::World& world, const world::Household& household) {
  if (household.floor_m <= 0) return ground_above_bed_m(world, household.at);
  const auto cell = world.terrain.elevation_m.grid.cell_of(household.at);
  if (!cell) return 0;
  const float bed_m = world.terrain.elevation_m[*cell];
  return std::isfinite(bed_m) ? static_cast<float>(std::max(0.0, household.floor_m - bed_m)) : 0.0F;
}

}  // namespace

std::vector<Place> places_of(const world::World& world) {
  std::vector<Place> places;
  for (const world::Group& g : world.groups)
    places.push_back({g.at, Frailty::person_weak, ground_above_bed_m(world, g.at)});
  for (const world::Household& h : world.households) {
    const bool weak = h.need_help + h.over65 + h.under6 > 0;
    places.push_back({h.at, weak ? Frailty::person_weak : Frailty::person, floor_above_bed_m(world, h)});
  }
  for (const world::Site& s : world.sites)
    places.push_back({s.at, s.need_help > 0 || s.kind == "school" ? Frailty::person_weak : Frailty::person,
                      ground_above_bed_m(world, s.at)});
  for (const world::Shelter& s : world.shelters)
    places.push_back({s.at, Frailty::shelter, ground_above_bed_m(world, s.at)});
  return places;
}

void endanger(const std::vector<Place>& places, const hazards::Course& course,
              const std::vector<Effect>& effects, std::vector<Danger>& dangers) {
  Reader(places, course, effects, dangers).read();
}

}  // namespace dayu::impact
