// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/site/county_sites.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/base/key_specs.h"
#include "engine/geo/table.h"
#include "engine/plan/transport/transport.h"
#include "engine/plan/units.h"
#include "engine/world/node_grid.h"

namespace dayu::plan {
namespace {

void snap_shelter(world::Shelter& shelter, const world::NodeGrid& roads) {
  const auto near = roads.nearest(shelter.at);
  shelter.node = near ? near->node : world::NodeId{};
  shelter.access_m = near ? near->distance_m : 0;
}

void read_candidates(const std::filesystem::path& file, const world::NodeGrid& roads, world::World& world) {
  base::Faults faults;
  const geo::Table t = geo::read_table(file);
  t.require({"site", "indoor_m2", "x_m", "y_m"}, faults);
  faults.throw_if_any();
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    world::Shelter s;
    s.id = t.text(row, "site");
    s.name = {t.text(row, "name_zh"), t.text(row, "name_en")};
    s.kind = t.text(row, "kind");
    s.indoor_m2 = t.number(row, "indoor_m2", faults);
    s.outdoor_m2 = t.number(row, "outdoor_m2", faults);
    s.at = {t.number(row, "x_m", faults), t.number(row, "y_m", faults)};
    s.accessible = true;
    const std::string place = "row " + std::to_string(row + 2);
    if (std::any_of(world.shelters.begin(), world.shelters.end(),
                    [&](const auto& other) { return other.id == s.id; }))
      faults.add(file.string(), place + ", column site", "'" + s.id + "' is taken already",
                 "give it an id of its own");
    if (!world.terrain.elevation_m.grid.cell_of(s.at))
      faults.add(file.string(), place + ", column x_m", "the point lies outside the terrain",
                 "correct the point");
    snap_shelter(s, roads);
    world.shelters.push_back(std::move(s));
  }
  faults.throw_if_any();
}

const world::Shelter* shelter_called(const world::World& world, const std::string& id) {
  for (const world::Shelter& s : world.shelters)
    if (s.id == id) return &s;
  return nullptr;
}

/// Times from where people stand to every site of the question, one search for each place, moment and pace.
class Ways {
 public:
  Ways(Scene& scene, const std::vector<int>& sites) : scene_(scene), sites_(sites) {}

  /// By the faster of walking, within the limit, and driving.
  std::vector<double> from(const Unit& unit) {
    std::vector<double> best(sites_.size(), kNoWay_s);
    if (!unit.node.valid()) return best;
    const Pace& foot = scene_.on_foot(unit);
    const double limit_s = scene_.rules.walk_limit_m / foot.speed_m_per_s;
    for (const bool drives : {false, true}) {
      const std::vector<double>& all = searched(unit, drives ? scene_.car : foot);
      for (std::size_t j = 0; j < sites_.size(); ++j)
        if (drives || all[j] <= limit_s) best[j] = std::min(best[j], all[j]);
    }
    return best;
  }

 private:
  const std::vector<double>& searched(const Unit& unit, const Pace& pace) {
    const Tick out = access_time(unit.access_m, scene_.on_foot(unit));
    const Tick start = ceil_tick(unit.ready_s) + out;
    auto [entry, is_new] = known_.try_emplace({unit.node.index, start, out, pace.who, pace.speed_m_per_s});
    if (!is_new) return entry->second;
    const RoadTimes& roads = scene_.roads(pace);
    scene_.search().earliest_as_of(roads, unit.node.index, start, start);
    for (const int shelter : sites_) {
      const world::Shelter& s = scene_.world.shelters[static_cast<std::size_t>(shelter)];
      const Tick there = scene_.search().labels().time(s.node.index);
      entry->second.push_back(there >= kNeverTick
                                  ? kNoWay_s
                                  : std::min(kNoWay_s, seconds(there - start) + out +
                                                           access_time(s.access_m, scene_.on_foot(unit))));
    }
    return entry->second;
  }

  Scene& scene_;
  const std::vector<int>& sites_;
  std::map<std::tuple<std::int32_t, Tick, Tick, std::string, double>, std::vector<double>> known_;
};

/// Everybody at home, by group, as if all had to go at once.
std::vector<Unit> everybody(const Scene& scene) {
  std::vector<Unit> units;
  for (const world::Group& g : scene.world.groups) {
    Unit u;
    u.id = g.id;
    u.kind = "group";
    u.people = g.people;
    u.village = g.village;
    u.node = g.node;
    u.access_m = g.access_m;
    if (u.people > 0) units.push_back(std::move(u));
  }
  return units;
}

/// Why a site cannot be used in a case; empty: it can.
world::Name unfit(const world::Shelter& shelter, const SiteCase& in, std::size_t index, int places) {
  if (!shelter.node.valid()) return {"附近没有道路", "there is no road near it"};
  if (places <= 0) return {"没有可用面积", "it has no area"};
  const impact::Danger& d = in.impact.shelters[index];
  if (d.danger_s < base::kNever_s)
    return {"“" + in.name + "”中受灾害影响", "the hazard reaches it in '" + in.name + "'"};
  return {};
}

void choose_usable(const world::World& world, std::size_t existing, const std::vector<SiteCase>& cases,
                   const impact::ShelterStandard& standard, bool keep, CountySites& question) {
  for (std::size_t i = 0; i < world.shelters.size(); ++i) {
    const int places = impact::capacity_places(world.shelters[i], standard);
    world::Name reason;
    for (const SiteCase& in : cases)
      if (reason.en.empty()) reason = unfit(world.shelters[i], in, i, places);
    if (!reason.en.empty()) {
      question.excluded.push_back({static_cast<int>(i), reason.zh, reason.en});
      continue;
    }
    question.sites.push_back(static_cast<int>(i));
    question.places.push_back(places);
    question.kept.push_back(keep && i < existing);
  }
}

geo::Point stands_at(const world::World& world, const Unit& unit) {
  return unit.node.valid() ? world.network.nodes[static_cast<std::size_t>(unit.node.index)].at : geo::Point{};
}

}  // namespace

base::SectionSpec site_spec() {
  using base::KeyKind;
  base::SectionSpec spec;
  spec.name = "site";
  spec.about = "where a county's shelters should stand, answered by `dayu site` from finished runs";
  spec.keys = {
      {"runs",
       KeyKind::texts,
       false,
       "",
       "finished runs of this area, each a case",
       -base::kAny,
       base::kAny,
       {}},
      {"weights_1", KeyKind::numbers, false, "", "weight of each case; default equal", 0, base::kAny, {}},
      {"candidates",
       KeyKind::path,
       false,
       "",
       "CSV: site,name_zh,name_en,kind,indoor_m2,outdoor_m2,x_m,y_m",
       -base::kAny,
       base::kAny,
       {}},
      base::word("kind", "what is asked", "\"p-median\"",
                 {"p-median", "p-centre", "set-covering", "maximal-covering"}),
      base::word("demand", "who must find a place: those in danger, or everybody", "\"danger\"",
                 {"danger", "everybody"}),
      base::word("existing", "shelters that are there: always open, or open to choice", "\"kept\"",
                 {"kept", "free"}),
      {"open",
       KeyKind::integer,
       false,
       "0",
       "sites to choose, beside the kept ones; free and 0: as many as there are now",
       0,
       base::kAny,
       {}},
      base::number("radius_s", "coverings: within which people count as covered", "900", 1),
      base::number("work_limit", "cost cells that may be looked at", "2e9", 1e3)};
  base::SectionSpec what_if;
  what_if.name = "what_if";
  what_if.repeated = true;
  what_if.about = "a change to the shelters there are, compared with them";
  what_if.keys = {
      {"name", KeyKind::text, true, "", "what it is called in the table", -base::kAny, base::kAny, {}},
      {"close", KeyKind::texts, false, "", "shelters that are given up", -base::kAny, base::kAny, {}},
      {"open", KeyKind::texts, false, "", "candidates that are opened", -base::kAny, base::kAny, {}},
      {"move", KeyKind::text, false, "", "a shelter that moves to x_m, y_m", -base::kAny, base::kAny, {}},
      base::number("x_m", "where it moves to, easting"),
      base::number("y_m", "where it moves to, northing"),
      {"more_places_at",
       KeyKind::text,
       false,
       "",
       "a shelter that gets more places",
       -base::kAny,
       base::kAny,
       {}},
      base::number("more_places", "how many", "0", 0)};
  spec.sections = {what_if};
  return spec;
}

world::World with_candidates(const world::World& world, const base::Settings& site) {
  world::World wider = world;
  const world::NodeGrid roads(world.network);
  if (site.has("candidates")) read_candidates(site.path("candidates"), roads, wider);
  for (const base::Settings& what_if : site.sections("what_if")) {
    if (!what_if.has("move")) continue;
    const world::Shelter* from = shelter_called(world, what_if.text("move"));
    if (from == nullptr)
      throw what_if.error("move", "'" + what_if.text("move") + "' is no shelter of the area",
                          "name one of shelters.csv");
    if (!what_if.has("x_m") || !what_if.has("y_m"))
      throw what_if.error("move", "it is not said where to", "add x_m and y_m");
    world::Shelter moved = *from;
    moved.id = what_if.text("name");
    moved.at = {what_if.number("x_m"), what_if.number("y_m")};
    if (!world.terrain.elevation_m.grid.cell_of(moved.at))
      throw what_if.error("x_m", "the point lies outside the terrain", "give metres in " + world.crs);
    snap_shelter(moved, roads);
    wider.shelters.push_back(std::move(moved));
  }
  return wider;
}

CountySites county_sites(const world::World& world, std::size_t existing, const std::vector<SiteCase>& cases,
                         const base::Settings& plan, const base::Settings& site) {
  CountySites question;
  double weight = 0;
  for (const SiteCase& in : cases) weight += in.weight_1;
  choose_usable(world, existing, cases, shelter_standard(plan), site.text("existing") == "kept", question);
  for (std::size_t k = 0; k < cases.size(); ++k) {
    question.weights_1.push_back(cases[k].weight_1 / weight);
    question.case_names.push_back(cases[k].name);
    Scene scene(world, cases[k].impact, cases[k].orders, plan);
    Ways ways(scene, question.sites);
    for (const Unit& unit : site.text("demand") == "danger" ? movers(scene).units : everybody(scene)) {
      question.clients.push_back({unit.id, k, unit.people, stands_at(world, unit)});
      const std::vector<double> row = ways.from(unit);
      question.seconds.insert(question.seconds.end(), row.begin(), row.end());
    }
  }
  return question;
}

}  // namespace dayu::plan
