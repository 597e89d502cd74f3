// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/housed.h"

#include <algorithm>

namespace dayu::drill {

void Housed::add(const Housed& other) {
  moved += other.moved;
  in_shelters += other.in_shelters;
  with_relatives += other.with_relatives;
}

std::vector<Housed> housed_by_village(const RunValues& run) {
  std::vector<Housed> villages(run.world.villages.size() + 1);
  for (const plan::Trip& trip : run.plan.trips) {
    const plan::Unit& unit = run.plan.units[static_cast<std::size_t>(trip.unit)];
    Housed& sum =
        unit.village.valid() ? villages[static_cast<std::size_t>(unit.village.index)] : villages.back();
    sum.moved += unit.people;
    if (unit.danger_s <= run.scenario.duration_s) sum.in_shelters += unit.people;
  }
  for (const Relatives& stated : run.scenario.relatives) {
    const auto at = std::find_if(run.world.villages.begin(), run.world.villages.end(),
                                 [&](const world::Village& v) { return v.id == stated.village; });
    if (at == run.world.villages.end())
      throw base::InputError(run.scenario.file.string(), "relatives",
                             "there is no village '" + stated.village + "'", "name an id of villages.csv");
    Housed& sum = villages[static_cast<std::size_t>(at - run.world.villages.begin())];
    const int people = std::min(stated.people, sum.in_shelters);
    sum.in_shelters -= people;
    sum.with_relatives += people;
  }
  return villages;
}

}  // namespace dayu::drill
