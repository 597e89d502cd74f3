// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/blind_spots.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/geo/table.h"

namespace dayu::world {
namespace {

bool in_any(const std::vector<geo::Feature>& polygons, geo::Point p) {
  return std::any_of(polygons.begin(), polygons.end(),
                     [&](const geo::Feature& f) { return geo::inside(f, p); });
}

std::vector<bool> shelters_in_danger(const World& w) {
  std::vector<bool> unsafe;
  for (const Shelter& s : w.shelters)
    unsafe.push_back(in_any(w.danger_zones, s.at) ||
                     std::any_of(w.registers.hazard_points.begin(), w.registers.hazard_points.end(),
                                 [&](const HazardPoint& p) { return geo::inside(p.runout, s.at); }));
  return unsafe;
}

class Finder {
 public:
  explicit Finder(const Sight& sight)
      : w_(sight.world),
        persons_(sight.persons),
        unsafe_(sight.unsafe_shelters.empty() ? shelters_in_danger(w_) : sight.unsafe_shelters) {
    for (std::size_t c = 0; c < w_.chains.size(); ++c) chains_[w_.chains[c].group.index].push_back(c);
    for (const Gauge& g : w_.gauges) measured_.insert(g.villages.begin(), g.villages.end());
    for (const RainThreshold& t : w_.rain_thresholds) warned_.insert(t.place);
    for (const PointTrigger& t : w_.registers.point_triggers) watched_.insert(t.point);
  }

  std::vector<BlindSpot> find(const std::vector<Endangered>& people) {
    for (const Endangered& e : people) {
      if (e.people == 0 || !e.village.valid()) continue;
      if (e.group >= 0 && !has_chain(e)) add(e, "chain");
      if (!has_threshold(e)) add(e, "threshold");
      if (!has_shelter(e)) add(e, "shelter");
      if (measured_.count(village(e).id) == 0) add(e, "gauge");
      if (!e.hazard_point.empty() && !has_monitor(e)) add(e, "monitor");
    }
    std::vector<BlindSpot> all;
    for (auto& [place, spot] : spots_) {
      spot.sentence = sentence(spot);
      all.push_back(std::move(spot));
    }
    return all;
  }

 private:
  const Village& village(const Endangered& e) const {
    return w_.villages[static_cast<std::size_t>(e.village.index)];
  }

  bool known(const std::string& person) const {
    return !person.empty() && (persons_ == nullptr || persons_->count(person) != 0);
  }

  bool has_chain(const Endangered& e) const {
    const auto found = chains_.find(e.group);
    if (found == chains_.end() || found->second.size() != 1) return false;
    const Chain& chain = w_.chains[found->second.front()];
    for (std::size_t level = 0; level < chain.persons.size(); ++level) {
      const std::string& person = chain.persons[level];
      const bool head = level + 1 == chain.persons.size() && person == "head";
      if (head ? e.kind == "household" && !known(e.id) : !known(person)) return false;
    }
    return true;
  }

  bool has_threshold(const Endangered& e) const {
    if (!e.hazard_point.empty()) return watched_.count(e.hazard_point) != 0 || watched_.count("*") != 0;
    return warned_.count(village(e).id) != 0 || warned_.count("*") != 0;
  }

  bool has_shelter(const Endangered& e) const {
    for (std::size_t s = 0; s < w_.shelters.size(); ++s) {
      const Shelter& shelter = w_.shelters[s];
      if (unsafe_[s] || shelter.indoor_m2 + shelter.outdoor_m2 <= 0) continue;
      if (std::hypot(shelter.at.x_m - e.at.x_m, shelter.at.y_m - e.at.y_m) <= kShelterReach_m) return true;
    }
    return false;
  }

  bool has_monitor(const Endangered& e) const {
    for (const HazardPoint& p : w_.registers.hazard_points)
      if (p.id == e.hazard_point) return known(p.monitor);
    return true;
  }

  void add(const Endangered& e, const std::string& lack) {
    BlindSpot& spot = spots_[{e.village.index, lack}];
    spot.village = e.village;
    spot.lack = lack;
    if (std::find(spot.who.begin(), spot.who.end(), e.id) != spot.who.end()) return;
    spot.who.push_back(e.id);
    spot.people += e.people;
  }

  Name sentence(const BlindSpot& spot) const {
    static const std::map<std::string, Name> kLacks = {
        {"chain",
         {"没有完整的五级责任人，命令传不到户",
          "have no whole chain of five officers: no order reaches their door"}},
        {"threshold",
         {"没有预警指标，雨下多大都不会报警", "have no threshold: no rain, however heavy, would warn them"}},
        {"shelter",
         {"3公里内没有安全的安置点，无处可去", "have no safe shelter within 3 km: they have nowhere to go"}},
        {"gauge",
         {"没有雨量站或水位站为本村服务，无从判断",
          "have no gauge that measures for their village: nobody could tell"}},
        {"monitor", {"所在隐患点没有群测群防员，无人巡查", "live below a slope that nobody watches"}}};
    const Village& v = w_.villages[static_cast<std::size_t>(spot.village.index)];
    const Name& lack = kLacks.at(spot.lack);
    return {in_language(v.name, true) + "危险区内" + std::to_string(spot.people) + "人" + lack.zh + "。",
            std::to_string(spot.people) + " people in danger in " + in_language(v.name, false) + " " +
                lack.en + "."};
  }

  const World& w_;
  const std::set<std::string>* persons_;
  std::vector<bool> unsafe_;
  std::map<std::int32_t, std::vector<std::size_t>> chains_;
  std::set<std::string> measured_, warned_, watched_;
  std::map<std::pair<std::int32_t, std::string>, BlindSpot> spots_;
};

}  // namespace

std::vector<Endangered> endangered_by_registers(const World& w) {
  std::vector<Endangered> all;
  std::map<std::string, std::string> below;  // household -> hazard point
  for (const HazardPoint& p : w.registers.hazard_points) {
    for (const std::string& id : p.households) below.emplace(id, p.id);
    for (const Household& h : w.households)
      if (geo::inside(p.runout, h.at)) below.emplace(h.id, p.id);
  }
  std::map<std::string, int> listed;
  for (const Household& h : w.households) {
    const bool zone = !h.danger_zone.empty() || in_any(w.danger_zones, h.at);
    const auto slope = below.find(h.id);
    if ((!zone && slope == below.end()) || !h.group.valid()) continue;
    const VillageId village = w.groups[static_cast<std::size_t>(h.group.index)].village;
    const std::string point = slope == below.end() ? "" : slope->second;
    if (!point.empty()) listed[point] += h.people;
    // Danger from water counts by the village's thresholds; a slope alone by its own.
    all.push_back({"household", h.id, village, h.group.index, h.people, h.at, zone ? "" : point});
  }
  for (const Site& s : w.sites)
    if (s.village.valid() && (!s.danger_zone.empty() || in_any(w.danger_zones, s.at)))
      all.push_back({"site", s.id, s.village, -1, std::max(s.people_day, s.people_night), s.at, ""});
  for (const HazardPoint& p : w.registers.hazard_points)
    if (p.village >= 0 && p.people > listed[p.id])
      all.push_back({"hazard_point", p.id, VillageId{p.village}, -1, p.people - listed[p.id], p.at, p.id});
  return all;
}

std::vector<BlindSpot> blind_spots(const Sight& sight, const std::vector<Endangered>& people) {
  return Finder(sight).find(people);
}

std::string blind_spots_csv(const World& world, const std::vector<BlindSpot>& spots) {
  geo::TableWriter out(
      {"village", "name_zh", "name_en", "lack", "people", "who", "sentence_zh", "sentence_en"});
  for (const BlindSpot& spot : spots) {
    const Village& v = world.villages[static_cast<std::size_t>(spot.village.index)];
    std::string ids;
    for (const std::string& id : spot.who) ids += (ids.empty() ? "" : ";") + id;
    out.cell(v.id).cell(v.name.zh).cell(v.name.en).cell(spot.lack).cell(spot.people).cell(ids);
    out.cell(spot.sentence.zh).cell(spot.sentence.en).end_row();
  }
  return "\xEF\xBB\xBF" + out.text();
}

}  // namespace dayu::world
