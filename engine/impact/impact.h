// SPDX-License-Identifier: Apache-2.0
// What a hazard does to roads and people, as a value: when each road piece slows and closes for whom, and who
// is in danger where and when. Reads a Course and the hazard's effects table; knows no solver.
#pragma once

#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/hazards/hazard.h"
#include "engine/world/world.h"

namespace dayu::impact {

/// One row of an effects.csv: from which value of a field `who` is slowed, and from which stopped.
/// who: walker, walker_weak (children, elderly), car, high_truck, boat, shelter, person, person_weak.
struct Effect {
  std::string hazard, field, who;
  double slows_from = base::kNever_s, stops_from = base::kNever_s;
  std::string source, surety;
};

/// InputError on unknown columns, fields the card does not publish, missing sources.
std::vector<Effect> effects_of(const hazards::Card& card);

enum class Effected { slow, stop };

/// A road piece is slowed or closed for `who` during [from_s, to_s). The interval is conservative: it begins
/// when the course's last frame without the effect ends and ends with the first frame wholly without it.
struct Closure {
  world::PieceId piece;
  std::string who;
  Effected effect = Effected::stop;
  double from_s = 0, to_s = base::kNever_s;  ///< kNever_s: not passable again before the run ends
  geo::Point at;                             ///< where along the piece it is worst at first
  std::string hazard, field;
  double value = 0;  ///< the largest value in the interval
};

/// What a place suffers. Times are kNever_s where it never happens.
struct Danger {
  double touched_s = base::kNever_s;  ///< first effect at all (water >= 0.05 m)
  double danger_s =
      base::kNever_s;     ///< first time not safe for the people named (AR&R class, see effects.csv)
  int worst_class_1 = 0;  ///< AR&R H1..H6; 0: dry
  std::map<std::string, double> worst;  ///< largest value of each field
};

struct Impact {
  std::vector<Effect> effects;
  std::vector<Closure> closures;                            ///< sorted by piece, who, from_s
  std::vector<Danger> groups, households, sites, shelters;  ///< in the World's order
  double interval_s = 0;                                    ///< time resolution of the course that was read
  double duration_s = 0;
  std::vector<std::string> notes;
};

/// AR&R 2019 (Book 6 ch. 7) general flood hazard class from depth and depth x speed: 0 (dry), 1..6.
int hazard_class(double depth_m, double depth_speed_m2_per_s);

/// Assesses every course together (a place is in danger from whichever comes first).
Impact assess(const world::World& world, const std::vector<hazards::Course>& courses,
              const std::vector<hazards::Entry>& catalogue);

}  // namespace dayu::impact
