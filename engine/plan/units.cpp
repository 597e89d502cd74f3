// SPDX-License-Identifier: Apache-2.0
// Units that must move: listed households in a danger zone of a village that is told to go (the weak and
// those of the extreme zone already when it is told to prepare), sites in danger zones, and whoever the
// impact shows in danger: a group in danger moves with all its remaining households, whole, of average size.
// Everybody else stays, safe in place, and is counted. told = order + decide + 2 calls (township, village) +
// call * (place of the group in the village's list)
//        + door * ceil(place in the group's list / pairs);  the weak and those nearest the water first.
// ready = told(immediate) + prepare; after a prepare order the preparation has run since told(prepare); the
// weak leave on prepare. Own start: first water at the house + own preparation, if that is earlier.
#include "engine/plan/units.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace dayu::plan {
namespace {

/// Golden ratio: places in the list spread evenly over the range of preparation times, without chance.
constexpr double kGolden_1 = 0.6180339887498949;

double fraction(int n) {
  const double x = kGolden_1 * (n + 1);
  return x - std::floor(x);
}

int class_rank(const std::string& danger_class) {
  return danger_class == "extreme" ? 0 : danger_class == "high" ? 1 : 2;
}

/// A unit that moves, with what its place in the call-down depends on.
struct Draft {
  Unit unit;
  int able = 0;
  double touched_s = base::kNever_s, order_ready_s = base::kNever_s;
  int danger_rank = 2;
  /// Leaves already on 准备转移: the weak, and those nearest the water (极高危险区), first.
  bool leaves_early() const { return unit.weak || danger_rank == 0; }
};

bool told_to_go(const Scene& scene, world::VillageId village, bool early) {
  const Order& o = scene.order(village);
  return o.immediate_s < base::kNever_s || (early && o.prepare_s < base::kNever_s);
}

Draft household_draft(const Scene& scene, std::size_t i) {
  const world::Household& h = scene.world.households[i];
  const impact::Danger& d = scene.impact.households[i];
  Draft draft;
  Unit& u = draft.unit;
  u.id = h.id;
  u.kind = "household";
  u.people = h.people;
  u.need_help = std::min(h.need_help, h.people);
  u.stretcher = (";" + h.flags + ";").find(";stretcher;") != std::string::npos;
  u.weak = u.stretcher || h.need_help + h.over65 + h.under6 > 0;
  u.group = h.group;
  if (h.group.valid()) u.village = at(scene.world.groups, h.group.index).village;
  u.node = h.node;
  u.access_m = h.access_m;
  u.danger_s = d.danger_s;
  u.vehicles = h.vehicles;
  draft.able = std::max(0, h.people - h.need_help - h.over65 - h.under6);
  draft.touched_s = d.touched_s;
  draft.danger_rank = class_rank(h.danger_class);
  return draft;
}

void add_households(const Scene& scene, std::vector<Draft>& drafts) {
  for (std::size_t i = 0; i < scene.world.households.size(); ++i) {
    Draft draft = household_draft(scene, i);
    const bool zone = !scene.world.households[i].danger_zone.empty();
    const bool moves = draft.unit.danger_s < base::kNever_s ||
                       (zone && told_to_go(scene, draft.unit.village, draft.leaves_early()));
    if (moves && draft.unit.people > 0) drafts.push_back(std::move(draft));
  }
}

/// The households of a group that no list names.
void add_remainder(const Scene& scene, std::size_t g, int listed_people, int listed_households,
                   std::vector<Draft>& drafts) {
  const world::Group& group = scene.world.groups[g];
  const impact::Danger& d = scene.impact.groups[g];
  const int people = group.people - listed_people;
  if (d.danger_s == base::kNever_s || people <= 0) return;
  const int n = std::clamp(group.households - listed_households, 1, people);
  for (int k = 0; k < n; ++k) {
    Draft draft;
    Unit& u = draft.unit;
    u.id = group.id + "#" + std::to_string(k + 1);
    u.kind = "group";
    u.people = people / n + (k < people % n ? 1 : 0);
    u.weak = fraction(k) < scene.rules.weak_share_1;
    u.group = {static_cast<std::int32_t>(g)};
    u.village = group.village;
    u.node = group.node;
    u.access_m = group.access_m;
    u.danger_s = d.danger_s;
    draft.able = u.weak ? 0 : u.people;
    draft.touched_s = d.touched_s;
    drafts.push_back(std::move(draft));
  }
}

void add_sites(const Scene& scene, std::vector<Draft>& drafts) {
  for (std::size_t i = 0; i < scene.world.sites.size(); ++i) {
    const world::Site& s = scene.world.sites[i];
    const impact::Danger& d = scene.impact.sites[i];
    Draft draft;
    Unit& u = draft.unit;
    u.id = s.id;
    u.kind = "site";
    u.people = scene.rules.night ? s.people_night : s.people_day;
    u.need_help = std::min(s.need_help, u.people);
    u.weak = u.need_help > 0 || s.kind == "school" || s.kind == "nursing_home" || s.kind == "hospital";
    u.village = s.village;
    u.node = s.node;
    u.access_m = s.access_m;
    u.danger_s = d.danger_s;
    draft.able = u.people - u.need_help;
    draft.touched_s = d.touched_s;
    const bool moves =
        u.danger_s < base::kNever_s || (!s.danger_zone.empty() && told_to_go(scene, u.village, u.weak));
    if (moves && u.people > 0) drafts.push_back(std::move(draft));
  }
}

/// Place of each draft in its group's list, and of each group in its village's list; -1 for sites.
struct CallDown {
  std::vector<int> in_group, group_in_village;
};

CallDown call_down(const std::vector<Draft>& drafts) {
  CallDown c{std::vector<int>(drafts.size(), -1), std::vector<int>(drafts.size(), -1)};
  std::map<int, std::vector<std::size_t>> by_group;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    if (drafts[i].unit.kind != "site") by_group[drafts[i].unit.group.index].push_back(i);
  std::map<int, std::vector<std::pair<double, int>>> by_village;  // earliest water first
  for (auto& [group, list] : by_group) {
    auto key = [&](std::size_t i) {
      const Draft& d = drafts[i];
      return std::make_tuple(!d.unit.weak, d.unit.danger_s, d.touched_s, d.danger_rank, i);
    };
    std::sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    double first_s = base::kNever_s;
    for (std::size_t k = 0; k < list.size(); ++k) {
      c.in_group[list[k]] = static_cast<int>(k);
      first_s = std::min(first_s, drafts[list[k]].unit.danger_s);
    }
    by_village[drafts[list.front()].unit.village.index].emplace_back(first_s, group);
  }
  for (auto& [village, groups] : by_village) {
    std::sort(groups.begin(), groups.end());
    for (std::size_t k = 0; k < groups.size(); ++k)
      for (const std::size_t i : by_group[groups[k].second]) c.group_in_village[i] = static_cast<int>(k);
  }
  return c;
}

/// From a threshold to the group leader.
double group_chain_s(const Rules& r, int group_in_village, int in_group) {
  if (in_group < 0) return r.decide_s + 3 * r.call_s;  // a site is called by its village directly
  return r.decide_s + (2 + 1 + group_in_village) * r.call_s;
}

/// From a threshold to this door.
double chain_s(const Rules& r, int group_in_village, int in_group) {
  const double group_s = group_chain_s(r, group_in_village, in_group);
  if (in_group < 0) return group_s;
  const double doors = std::floor(static_cast<double>(in_group) / r.pairs_per_group) + 1;
  return group_s + doors * r.door_s;
}

double preparation_s(const Rules& r, const Unit& unit, int in_group) {
  if (unit.kind == "site") return r.prepare_max_s;
  return r.prepare_min_s + (r.prepare_max_s - r.prepare_min_s) * fraction(in_group);
}

/// A village whose siren, loudspeaker and gong fail is told from door to door again.
bool hears_all_at_once(const Scene& scene, world::VillageId village) {
  return scene.rules.gong &&
         (!village.valid() || scene.world.villages[static_cast<std::size_t>(village.index)].alarm);
}

void make_ready(const Scene& scene, Draft& draft, int group_in_village, int in_group) {
  const Rules& r = scene.rules;
  Unit& u = draft.unit;
  const Order& o = scene.order(u.village);
  const double chain = chain_s(r, group_in_village, in_group), prepare = preparation_s(r, u, in_group);
  const bool on_prepare = draft.leaves_early() && o.prepare_s < o.immediate_s;
  u.told_s = (on_prepare ? o.prepare_s : o.immediate_s) + chain;
  u.ready_s = u.told_s + prepare;
  if (!on_prepare && r.prepare_counts && o.prepare_s < o.immediate_s) {
    // Every door knows already: 立即转移 comes to all of the group at once, by gong or loudspeaker.
    if (hears_all_at_once(scene, u.village))
      u.told_s = std::max(o.immediate_s + group_chain_s(r, group_in_village, in_group), o.prepare_s + chain);
    u.ready_s = std::max(u.told_s, o.prepare_s + chain + prepare);
  }
  u.basis = "order";
  draft.order_ready_s = std::ceil(u.ready_s);
  const double sign_s = std::min(draft.touched_s, u.danger_s);
  const double own_s = sign_s + r.own_prepare_s;
  if (own_s < u.ready_s) {
    u.ready_s = own_s;
    u.told_s = sign_s;
    u.basis = "own start";
  }
  u.ready_s = std::ceil(u.ready_s);
}

Listed listed_of(const Scene& scene, const Draft& draft, int group_in_village, int in_group) {
  const Order& o = scene.order(draft.unit.village);
  return {group_in_village, in_group, draft.leaves_early() && o.prepare_s < o.immediate_s, draft.touched_s,
          preparation_s(scene.rules, draft.unit, in_group)};
}

int people_in_all(const Scene& scene) {
  int people = 0;
  std::vector<bool> has_groups(scene.world.villages.size(), false);
  for (const world::Group& g : scene.world.groups) {
    people += g.people;
    if (g.village.valid()) has_groups[static_cast<std::size_t>(g.village.index)] = true;
  }
  for (std::size_t v = 0; v < has_groups.size(); ++v)
    if (!has_groups[v]) people += scene.world.villages[v].people;
  for (const world::Household& h : scene.world.households)
    if (!h.group.valid()) people += h.people;
  for (const world::Site& s : scene.world.sites) people += scene.rules.night ? s.people_night : s.people_day;
  return people;
}

}  // namespace

Movers movers(const Scene& scene) {
  std::vector<Draft> drafts;
  add_households(scene, drafts);
  const std::size_t n_groups = scene.world.groups.size();
  std::vector<int> people(n_groups, 0), households(n_groups, 0);
  for (const world::Household& h : scene.world.households) {
    if (!h.group.valid()) continue;
    people[static_cast<std::size_t>(h.group.index)] += h.people;
    ++households[static_cast<std::size_t>(h.group.index)];
  }
  for (std::size_t g = 0; g < n_groups; ++g) add_remainder(scene, g, people[g], households[g], drafts);
  add_sites(scene, drafts);
  const CallDown calls = call_down(drafts);
  Movers result;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    make_ready(scene, drafts[i], calls.group_in_village[i], calls.in_group[i]);
    result.listed.push_back(listed_of(scene, drafts[i], calls.group_in_village[i], calls.in_group[i]));
    result.units.push_back(std::move(drafts[i].unit));
    result.able.push_back(drafts[i].able);
    result.order_ready_s.push_back(drafts[i].order_ready_s);
  }
  result.people_in_all = people_in_all(scene);
  return result;
}

}  // namespace dayu::plan
