// SPDX-License-Identifier: Apache-2.0
// Whoever needs help has a helper. In this order: an able member of the own household; an able household of
// the same group, then of the same village, each helping one other; the group's neighbours who are safe at
// home (the group's id); the team that guards the village; a household that helps a second one. The bus's
// team helps those who ride. A stretcher takes as many able people as it has carriers: the household, its
// neighbours who stay, the team. Nobody: an unmet row, never a silent gap.
#include <algorithm>
#include <map>

#include "engine/plan/dispatch.h"

namespace dayu::plan {
namespace {

constexpr const char* kCarried = "walker_stretcher";

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
    for (const world::Group& g : scene.world.groups) stays_.push_back(g.people);
    for (const world::Household& h : scene.world.households)
      if (h.group.valid()) stays_[static_cast<std::size_t>(h.group.index)] -= h.people;
    for (const Unit& u : plan.units)
      if (u.kind == "group") stays_[static_cast<std::size_t>(u.group.index)] -= u.people;
  }

  void run() {
    for (Trip& t : plan_.trips) {
      const Unit& unit = at(plan_.units, t.unit);
      if (unit.need_help <= 0) continue;
      t.helper = helper_of(t, unit);
      if (!t.helper.empty()) continue;
      if (t.who == kCarried) {
        plan_.unmet.push_back({"helper", unit.id, "helper",
                               static_cast<double>(scene_.rules.stretcher_carriers),
                               static_cast<double>(bearers(t.unit)), "抬担架的人手不够，也没有队伍",
                               "too few to carry the stretcher, and no team"});
        continue;
      }
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
    if (trip.who == kCarried) return carriers_of(trip, unit);
    if (at(able_, trip.unit) > 0) return unit.id;
    for (const bool same_group : {true, false}) {
      const int neighbour = able_neighbour(trip.unit, same_group);
      if (neighbour < 0) continue;
      used_[static_cast<std::size_t>(neighbour)] = true;
      return at(plan_.units, neighbour).id;
    }
    if (unit.group.valid() && stays_[static_cast<std::size_t>(unit.group.index)] > 0)
      return at(scene_.world.groups, unit.group.index).id;
    const auto guard = guards_.find(unit.village.index);
    if (guard != guards_.end()) return guard->second;
    std::fill(used_.begin(), used_.end(), false);  // nobody is left who helps nobody: second turns
    const int again = able_neighbour(trip.unit, false);
    return again < 0 ? std::string() : at(plan_.units, again).id;
  }

  /// Able people at hand for a stretcher: of the household, and neighbours who stay safe at home.
  int bearers(int u) const {
    const Unit& unit = at(plan_.units, u);
    return at(able_, u) + (unit.group.valid() ? std::max(0, at(stays_, unit.group.index)) : 0);
  }

  std::string carriers_of(const Trip& trip, const Unit& unit) const {
    if (at(able_, trip.unit) >= scene_.rules.stretcher_carriers) return unit.id;
    if (bearers(trip.unit) >= scene_.rules.stretcher_carriers)
      return at(scene_.world.groups, unit.group.index).id;
    const auto guard = guards_.find(unit.village.index);
    return guard != guards_.end() ? guard->second : std::string();
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
  std::vector<int> stays_;  ///< neighbours by group who are safe at home
};

}  // namespace

void pair_helpers(const Scene& scene, const std::vector<int>& able, Plan& plan) {
  Pairing(scene, able, plan).run();
}

}  // namespace dayu::plan
