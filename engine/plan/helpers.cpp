// SPDX-License-Identifier: Apache-2.0
// Whoever needs help has a helper. In this order: an able member of the own household; an able household of
// the same group, then of the same village, each helping one other; the team that came with the bus or guards
// the village. Nobody: an unmet row, never a silent gap.
#include <map>

#include "engine/plan/dispatch.h"

namespace dayu::plan {
namespace {

class Pairing {
 public:
  Pairing(const Scene& scene, const std::vector<int>& able, Plan& plan)
      : scene_(scene), able_(able), plan_(plan) {
    for (const Task& t : plan.tasks) {
      if (t.kind == "bus") by_bus_[t.to] = t.team;
      if (t.kind == "guard" && !t.to.empty()) guards_[village_of_group(t.to)] = t.team;
    }
    moves_.assign(plan.units.size(), false);
    for (const Trip& t : plan.trips) moves_[static_cast<std::size_t>(t.unit)] = true;
    used_.assign(plan.units.size(), false);
  }

  void run() {
    for (Trip& t : plan_.trips) {
      const Unit& unit = at(plan_.units, t.unit);
      if (unit.need_help <= 0) continue;
      t.helper = helper_of(t, unit);
      if (!t.helper.empty()) continue;
      plan_.unmet.push_back({"helper", unit.id, "helper", static_cast<double>(unit.need_help), 0,
                             "同组、同村没有可帮扶的户，也没有队伍",
                             "no able household in the group or village and no team"});
    }
  }

 private:
  int village_of_group(const std::string& id) const {
    for (const world::Group& g : scene_.world.groups)
      if (g.id == id) return g.village.index;
    return -1;
  }

  std::string helper_of(const Trip& trip, const Unit& unit) {
    if (trip.who == "bus")
      return by_bus_[unit.kind == "group" ? at(scene_.world.groups, unit.group.index).id : unit.id];
    if (at(able_, trip.unit) > 0) return unit.id;
    for (const bool same_group : {true, false}) {
      const int neighbour = able_neighbour(trip.unit, same_group);
      if (neighbour < 0) continue;
      used_[static_cast<std::size_t>(neighbour)] = true;
      return at(plan_.units, neighbour).id;
    }
    const auto guard = guards_.find(unit.village.index);
    return guard == guards_.end() ? std::string() : guard->second;
  }

  /// The next able household that moves itself, needs no help and helps nobody yet.
  int able_neighbour(int u, bool same_group) const {
    const Unit& unit = at(plan_.units, u);
    for (int n = 0; n < static_cast<int>(plan_.units.size()); ++n) {
      const Unit& other = at(plan_.units, n);
      if (n == u || !moves_[static_cast<std::size_t>(n)] || used_[static_cast<std::size_t>(n)]) continue;
      if (other.kind == "site" || other.need_help > 0 || at(able_, n) <= 0) continue;
      if (same_group ? other.group == unit.group && unit.group.valid()
                     : other.village == unit.village && unit.village.valid())
        return n;
    }
    return -1;
  }

  const Scene& scene_;
  const std::vector<int>& able_;
  Plan& plan_;
  std::map<std::string, std::string> by_bus_;
  std::map<int, std::string> guards_;
  std::vector<bool> moves_, used_;
};

}  // namespace

void pair_helpers(const Scene& scene, const std::vector<int>& able, Plan& plan) {
  Pairing(scene, able, plan).run();
}

}  // namespace dayu::plan
