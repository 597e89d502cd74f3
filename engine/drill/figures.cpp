// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/figures.h"

#include <algorithm>

namespace dayu::drill {

void Count::add(const Count& other) {
  at_home += other.at_home;
  must_move += other.must_move;
  need_help += other.need_help;
  arrived += other.arrived;
  left_behind += other.left_behind;
  own_village += other.own_village;
  person_arrival_s += other.person_arrival_s;
  first_depart_s = std::min(first_depart_s, other.first_depart_s);
  last_arrive_s = std::max(last_arrive_s, other.last_arrive_s);
  least_margin_s = std::min(least_margin_s, other.least_margin_s);
}

Figures figures_of(const world::World& world, const plan::Plan& plan) {
  Figures figures;
  figures.villages.resize(world.villages.size() + 1);
  const auto of = [&](world::VillageId village) -> Count& {
    return village.valid() ? figures.villages[static_cast<std::size_t>(village.index)]
                           : figures.villages.back();
  };
  for (const world::Group& group : world.groups) of(group.village).at_home += group.people;
  for (const plan::Unit& unit : plan.units) {
    of(unit.village).must_move += unit.people;
    of(unit.village).need_help += unit.need_help;
  }
  for (const plan::Trip& trip : plan.trips) {
    const plan::Unit& unit = plan.units[static_cast<std::size_t>(trip.unit)];
    Count& count = of(unit.village);
    count.arrived += unit.people;
    count.person_arrival_s += trip.arrive_s * unit.people;
    count.first_depart_s = std::min(count.first_depart_s, trip.depart_s);
    count.last_arrive_s = std::max(count.last_arrive_s, trip.arrive_s);
    count.least_margin_s = std::min(count.least_margin_s, trip.margin_s);
    if (world.shelters[static_cast<std::size_t>(trip.to.index)].village == unit.village)
      count.own_village += unit.people;
  }
  for (const plan::LeftBehind& left : plan.left_behind) {
    const plan::Unit& unit = plan.units[static_cast<std::size_t>(left.unit)];
    of(unit.village).left_behind += unit.people;
  }
  for (const Count& count : figures.villages) figures.county.add(count);
  return figures;
}

}  // namespace dayu::drill
