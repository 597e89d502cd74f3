// SPDX-License-Identifier: Apache-2.0
// What stands where it should not, who has no chain, which means hold nothing?
#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "engine/world/remarks.h"
#include "engine/world/shifted.h"

namespace dayu::world {
namespace {

// A walk of more than this to the first road is more likely a missing road than a house so remote.
constexpr double kFarFromRoad_m = 500;

/// Anything that stands somewhere, for the questions that are the same for all.
struct Standing {
  std::string file, place;
  geo::Point at;
  double access_m = 0;
  bool dwells = true;  ///< people are in it: it must not stand in water
};

template <class Places>
void collect(const Places& places, const std::string& file, const std::string& word, bool dwells,
             std::vector<Standing>& all) {
  for (const auto& p : places) all.push_back({file, word + " " + p.id, p.at, p.access_m, dwells});
}

std::vector<Standing> standings(const World& w) {
  std::vector<Standing> all;
  for (const Village& v : w.villages) all.push_back({"villages.csv", "village " + v.id, v.at, 0, true});
  collect(w.groups, "groups.csv", "group", true, all);
  collect(w.households, "households.csv", "household", true, all);
  collect(w.sites, "sites.csv", "site", true, all);
  collect(w.shelters, "shelters.csv", "shelter", true, all);
  collect(w.warehouses, "warehouses.csv", "warehouse", true, all);
  collect(w.teams, "teams.csv", "team", false, all);
  return all;
}

double distance_m(geo::Point p, geo::Point a, geo::Point b) {
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length2 = dx * dx + dy * dy;
  const double t =
      length2 == 0 ? 0 : std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2, 0.0, 1.0);
  return std::hypot(a.x_m + t * dx - p.x_m, a.y_m + t * dy - p.y_m);
}

/// A channel without a width is taken to be this wide (a brook).
constexpr double kBrook_m = 2;

/// Stretches of stream in bins of kBin_m, so that not every place asks every stretch.
class Channels {
 public:
  explicit Channels(const std::vector<geo::Feature>& streams) {
    for (const geo::Feature& s : streams) {
      const double half_m = std::max(s.number("width_m", kBrook_m), kBrook_m) / 2;
      for (const auto& part : s.parts)
        for (std::size_t i = 1; i < part.size(); ++i) add({part[i - 1], part[i], half_m});
    }
  }
  bool holds(geo::Point p) const {
    const auto found = bins_.find(bin_of(p));
    if (found == bins_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](const Stretch& s) { return distance_m(p, s.a, s.b) <= s.half_m; });
  }

 private:
  struct Stretch {
    geo::Point a, b;
    double half_m;
  };
  using Bin = std::pair<std::int64_t, std::int64_t>;
  static constexpr double kBin_m = 250;
  static Bin bin_of(geo::Point p) {
    return {static_cast<std::int64_t>(std::floor(p.x_m / kBin_m)),
            static_cast<std::int64_t>(std::floor(p.y_m / kBin_m))};
  }
  void add(const Stretch& s) {
    const Bin low = bin_of({std::min(s.a.x_m, s.b.x_m) - s.half_m, std::min(s.a.y_m, s.b.y_m) - s.half_m});
    const Bin high = bin_of({std::max(s.a.x_m, s.b.x_m) + s.half_m, std::max(s.a.y_m, s.b.y_m) + s.half_m});
    for (std::int64_t x = low.first; x <= high.first; ++x)
      for (std::int64_t y = low.second; y <= high.second; ++y) bins_[{x, y}].push_back(s);
  }
  std::map<Bin, std::vector<Stretch>> bins_;
};

void remark_standing(Remarks& remarks, const Standing& s, const Channels& channels) {
  const World& w = remarks.world;
  if (s.access_m > kFarFromRoad_m)
    remarks.add(s.file, s.place,
                "stands " + std::to_string(std::lround(s.access_m)) + " m from the nearest connected road",
                "draw the road that leads there, join it to the others, or correct the point");
  if (!w.terrain.elevation_m.grid.cell_of(s.at))
    remarks.add(s.file, s.place,
                "lies on the strip that fills no whole cell of this size: no hazard is known there",
                "choose a cell that divides the terrain, or give a larger terrain");
  const bool in_water =
      s.dwells &&
      (channels.holds(s.at) || std::any_of(w.water_bodies.begin(), w.water_bodies.end(),
                                           [&](const geo::Feature& f) { return geo::inside(f, s.at); }));
  if (in_water)
    remarks.add(s.file, s.place, "stands in a channel or a water body",
                "correct the point or the water's outline");
}

void remark_zones(Remarks& remarks) {
  const World& w = remarks.world;
  std::map<std::string, std::vector<const geo::Feature*>> zones;
  for (const geo::Feature& z : w.danger_zones) zones[z.text("zone")].push_back(&z);
  const auto in = [](const std::vector<const geo::Feature*>& parts, geo::Point p) {
    return std::any_of(parts.begin(), parts.end(), [&](const geo::Feature* f) { return geo::inside(*f, p); });
  };
  for (const Shelter& s : w.shelters)
    for (const auto& [zone, parts] : zones)
      if (in(parts, s.at))
        remarks.add("shelters.csv", "shelter " + s.id, "stands inside danger zone " + zone,
                    "choose another place, or say why it is safe there");
  for (const Household& h : w.households) {
    const auto zone = zones.find(h.danger_zone);
    if (zone != zones.end() && !in(zone->second, h.at))
      remarks.add("households.csv", "household " + h.id,
                  "is listed for danger zone " + h.danger_zone + " but lies outside it",
                  "correct the point, the zone's outline or the zone named");
  }
  std::set<std::string> villages;
  for (const Village& v : w.villages) villages.insert(v.id);
  for (const auto& [zone, parts] : zones) {
    const std::string village = parts.front()->text("village");
    if (!village.empty() && villages.count(village) == 0)
      remarks.add("vectors.gpkg", "layer danger_zones, zone " + zone,
                  "names village '" + village + "', which is not in villages.csv", "correct the id");
    if (parts.front()->text("danger_class").empty())
      remarks.add("vectors.gpkg", "layer danger_zones, zone " + zone, "has no danger class",
                  "give extreme, high or danger");
  }
}

/// Each list by itself: they come from different hands.
void remark_shifted(Remarks& remarks) {
  std::map<std::string, std::vector<geo::Point>> points;
  for (const Standing& s : standings(remarks.world)) points[s.file].push_back(s.at);
  for (const auto& [file, at] : points)
    if (const auto shifted = shifted_points(remarks.world, file, at))
      remarks.add(
          file, "",
          "its points look like GCJ-02, the shifted coordinates of phone maps: half of them lie over " +
              std::to_string(std::lround(shifted->as_given_m)) +
              " m from a road, with the shift taken off over " +
              std::to_string(std::lround(shifted->unshifted_m)) + " m",
          "take the list in again with area ledger --crs GCJ-02");
}

void remark_codes_and_sums(Remarks& remarks) {
  const World& w = remarks.world;
  std::vector<int> people(w.villages.size(), 0);
  for (const Group& g : w.groups)
    if (g.village.valid()) people[static_cast<std::size_t>(g.village.index)] += g.people;
  for (std::size_t i = 0; i < w.villages.size(); ++i) {
    const Village& v = w.villages[i];
    const bool digits =
        std::all_of(v.code.begin(), v.code.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (!v.code.empty() && (!digits || v.code.size() != 12))
      remarks.add("villages.csv", "village " + v.id, "its code '" + v.code + "' has not 12 digits",
                  "store codes as text: spreadsheets turn them into rounded numbers");
    if (people[i] > v.people)
      remarks.add("villages.csv", "village " + v.id,
                  "has " + std::to_string(v.people) + " people, its groups have " +
                      std::to_string(people[i]) + " at home",
                  "bring the two to one basis");
  }
}

void remark_chains(Remarks& remarks) {
  const World& w = remarks.world;
  static const char* const kLevels[] = {"county", "township", "village", "group_leader", "household"};
  std::set<std::int32_t> with_chain;
  std::map<std::string, std::size_t> level_of;
  std::set<std::string> told;
  for (const Chain& c : w.chains) {
    with_chain.insert(c.group.index);
    for (std::size_t level = 0; level < c.persons.size(); ++level) {
      const std::string& person = c.persons[level];
      const std::string group = "group " + w.groups[static_cast<std::size_t>(c.group.index)].id;
      if (person.empty())
        remarks.add("chains.csv", group, std::string("nobody answers at level ") + kLevels[level],
                    "name a person");
      if (person.empty() || person == "head") continue;
      const auto [first, is_new] = level_of.emplace(person, level);
      if (!is_new && first->second != level && told.insert(person).second)
        remarks.add("chains.csv", "person " + person,
                    std::string("stands at two levels, ") + kLevels[first->second] + " and " + kLevels[level],
                    "name another person: nobody can do both at once");
    }
  }
  if (w.chains.empty()) return;
  for (std::size_t i = 0; i < w.groups.size(); ++i)
    if (w.groups[i].people > 0 && with_chain.count(static_cast<std::int32_t>(i)) == 0)
      remarks.add("chains.csv", "group " + w.groups[i].id, "its households have no chain of five levels",
                  "add a row for the group");
}

/// Nodes that a vehicle can leave.
std::vector<bool> driven(const Network& n) {
  std::vector<bool> driven(n.nodes.size(), false);
  for (const Piece& p : n.pieces)
    if (p.speed_m_per_s > 0)
      driven[static_cast<std::size_t>(p.from.index)] = driven[static_cast<std::size_t>(p.to.index)] = true;
  return driven;
}

void remark_teams(Remarks& remarks, const std::vector<bool>& driven) {
  for (const Team& t : remarks.world.teams) {
    const std::string place = "team " + t.id;
    const bool drives = t.vehicles > 0 && t.who != "walker";
    if (t.people == 0) remarks.add("teams.csv", place, "has nobody in it", "give its people or delete it");
    if (drives && t.seats_per_vehicle == 0)
      remarks.add("teams.csv", place, "its vehicles have no seats", "give seats_per_vehicle");
    if (drives && t.speed_m_per_s == 0)
      remarks.add("teams.csv", place, "its speed is zero", "give speed_m_per_s");
    if (drives && t.who != "boat" && t.node.valid() && !driven[static_cast<std::size_t>(t.node.index)])
      remarks.add("teams.csv", place, "the nearest road is a footpath: its vehicles cannot leave",
                  "draw the road to its base");
  }
}

}  // namespace

void remark_places(Remarks& remarks) {
  const Channels channels(remarks.world.streams);
  for (const Standing& s : standings(remarks.world)) remark_standing(remarks, s, channels);
  remark_zones(remarks);
  remark_shifted(remarks);
}

void remark_people(Remarks& remarks) {
  remark_codes_and_sums(remarks);
  remark_chains(remarks);
}

void remark_means(Remarks& remarks) {
  const World& w = remarks.world;
  const std::vector<bool> can_drive = driven(w.network);
  int need_help = 0;
  for (const Household& h : w.households) need_help += h.need_help;
  for (const Shelter& s : w.shelters)
    if (s.indoor_m2 + s.outdoor_m2 == 0)
      remarks.add("shelters.csv", "shelter " + s.id, "has no area: it holds nobody", "give indoor_m2");
  const bool barred =
      std::none_of(w.shelters.begin(), w.shelters.end(), [](const Shelter& s) { return s.accessible; });
  if (need_help > 0 && !w.shelters.empty() && barred)
    remarks.add("shelters.csv", "",
                std::to_string(need_help) + " people need help, but no shelter is accessible to them",
                "mark the accessible ones (column accessible)");
  for (const Warehouse& h : w.warehouses) {
    if (h.load_s == 0)
      remarks.add("warehouses.csv", "warehouse " + h.id, "loading a truck takes no time", "give load_s");
    if (h.node.valid() && !can_drive[static_cast<std::size_t>(h.node.index)])
      remarks.add("warehouses.csv", "warehouse " + h.id,
                  "the nearest road is a footpath: no truck can reach it", "draw the road to it");
  }
  remark_teams(remarks, can_drive);
}

}  // namespace dayu::world
