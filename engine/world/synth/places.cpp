// SPDX-License-Identifier: Apache-2.0
// Which public places are there, and which of them shelter people? Areas and head-counts that no case states
// are guesses: a village hall offers 0.3 to 0.5 m2 for each inhabitant of its village.
#include <algorithm>
#include <cmath>

#include "engine/base/random.h"
#include "engine/world/synth/means.h"

namespace dayu::world::synth {

namespace {

const Village& village_of(const County& c, const std::string& id) {
  return *std::find_if(c.ledger.villages.begin(), c.ledger.villages.end(),
                       [&](const Village& v) { return v.id == id; });
}

VillageId id_of(const County& c, const std::string& id) {
  return VillageId{static_cast<std::int32_t>(&village_of(c, id) - c.ledger.villages.data())};
}

/// A dry cell a little way from a place, off the slope.
geo::Point beside(const County& c, geo::Point p, double least_above_m, std::uint64_t salt) {
  double best = 1e9;
  geo::Point out = p;
  for (int k = 0; k < 90; ++k) {
    const geo::Point q{
        p.x_m - 160 + 320 * base::uniform_1(c.seed + 151, salt, static_cast<std::uint64_t>(2 * k)),
        p.y_m - 160 + 320 * base::uniform_1(c.seed + 151, salt, static_cast<std::uint64_t>(2 * k + 1))};
    const int i = c.cell(q);
    const auto s = static_cast<std::size_t>(i);
    if (c.channel[s] || c.pond[s]) continue;
    const double low = std::max(0.0, least_above_m - c.above_bank_m(i));
    const double score = apart_m(p, q) / 100 + 8 * c.slope_1[s] + 3 * low;
    if (apart_m(p, q) < 30 || score >= best) continue;
    best = score;
    out = {std::floor(q.x_m), std::floor(q.y_m)};
  }
  return out;
}

/// The group of a village that stands highest above its stream.
geo::Point safest_group(const County& c, int village) {
  geo::Point best{};
  double most = -1;
  for (const Group& g : c.ledger.groups) {
    if (g.village.index != village) continue;
    const double far = apart_m(g.at, c.ledger.villages[static_cast<std::size_t>(village)].at);
    const double value = std::min(c.above_bank_m(c.cell(g.at)), 14.0) + 5 - far / 400;
    if (most < 0 || value > most) {
      most = std::max(value, 0.0);
      best = g.at;
    }
  }
  return best;
}

void add_site(County& c, const std::string& kind, const Name& name, const std::string& village, int day,
              int night, int help, geo::Point at, const std::string& zone = "") {
  Site s;
  s.id = "S" + std::to_string(c.ledger.sites.size() + 1);
  s.kind = kind;
  s.name = name;
  s.village = id_of(c, village);
  s.people_day = day;
  s.people_night = night;
  s.need_help = help;
  s.danger_zone = zone;
  s.at = at;
  c.ledger.sites.push_back(s);
}

/// A place inside a danger zone of a village, near one of its listed houses.
geo::Point in_zone(const County& c, const std::string& village, std::string& zone) {
  for (const Household& h : c.ledger.households) {
    const auto& g = c.ledger.groups[static_cast<std::size_t>(h.group.index)];
    if (c.ledger.villages[static_cast<std::size_t>(g.village.index)].id != village) continue;
    if (h.danger_class != "high") continue;
    for (const geo::Feature& f : c.ledger.danger_zones)
      for (int k = 0; k < 16 && f.text("zone") == h.danger_zone; ++k) {
        const geo::Point p{h.at.x_m + (k % 4 - 1.5) * 16, h.at.y_m + (k / 4 - 1.5) * 16};
        if (!geo::inside(f, p) || c.channel[static_cast<std::size_t>(c.cell(p))]) continue;
        zone = h.danger_zone;
        return p;
      }
  }
  return village_of(c, village).at;
}

Shelter& add_shelter(County& c, const Name& name, VillageId village, const std::string& kind,
                     double indoor_m2, double outdoor_m2, geo::Point at) {
  Shelter s;
  s.id = "SH" + std::to_string(c.ledger.shelters.size() + 1);
  s.name = name;
  s.village = village;
  s.kind = kind;
  s.indoor_m2 = indoor_m2;
  s.outdoor_m2 = outdoor_m2;
  s.floors_above_flood = kind == "school" || kind == "stadium" ? 2 : 1;
  s.open_s = kind == "village_hall" ? 900 : 1800;
  s.accessible = kind != "village_hall" || indoor_m2 > 320;
  s.at = at;
  c.ledger.shelters.push_back(s);
  return c.ledger.shelters.back();
}

std::string without(const std::string& text, const std::string& tail) {
  return text.size() > tail.size() && text.compare(text.size() - tail.size(), tail.size(), tail) == 0
             ? text.substr(0, text.size() - tail.size())
             : text;
}

}  // namespace

void place_sites(County& c) {
  std::string zone;
  const geo::Point school = in_zone(c, "V1", zone);
  add_site(c, "school", {"青溪小学老校区", "Qingxi School, old campus"}, "V1", 126, 0, 0, school, zone);
  const geo::Point home = in_zone(c, "V3", zone);
  add_site(c, "nursing_home", {"白沙敬老院", "Baisha Nursing Home"}, "V3", 41, 41, 41, home, zone);
  const struct {
    const char *village, *kind, *zh, *en;
    int day, night, help;
  } kSites[] = {{"V3", "school", "白沙中学", "Baisha Middle School", 640, 210, 0},
                {"V3", "hospital", "白沙镇卫生院", "Baisha Town Clinic", 46, 28, 22},
                {"V6", "school", "沙洲小学", "Shazhou School", 310, 0, 0},
                {"V12", "school", "云岚县第一中学", "Yunlan No. 1 Middle School", 1260, 430, 0},
                {"V13", "hospital", "云岚县人民医院", "Yunlan People's Hospital", 420, 310, 240},
                {"V14", "market", "云岚农贸市场", "Yunlan Farm Market", 380, 6, 0},
                {"V15", "factory", "云岚化工集中区", "Yunlan Chemical Park", 260, 70, 0},
                {"V14", "factory", "云岚油库", "Yunlan Oil Depot", 24, 8, 0},
                {"V7", "forest_farm", "石塘林场", "Shitang Forest Farm", 38, 16, 0},
                {"V8", "school", "岭脚教学点", "Lingjiao School", 44, 0, 0}};
  std::uint64_t salt = 1;
  for (const auto& s : kSites)
    add_site(c, s.kind, {s.zh, s.en}, s.village, s.day, s.night, s.help,
             beside(c, safest_group(c, id_of(c, s.village).index), 6, salt++));
}

void place_shelters(County& c, const std::map<std::string, geo::Point>& refuges) {
  const struct {
    const char *village, *zh, *en, *kind;
    double indoor_m2, outdoor_m2;
  } kCases[] = {{"V1", "青溪小学", "Qingxi School", "school", 620, 1800},
                {"V2", "上湾村部", "Shangwan Village Hall", "village_hall", 410, 600},
                {"V3", "白沙中学", "Baisha Middle School", "school", 1450, 6200},
                {"V4", "坑口村部", "Kengkou Village Hall", "village_hall", 300, 500},
                {"V5", "下坪小学", "Xiaping School", "school", 720, 1500},
                {"V6", "沙洲中学", "Shazhou Middle School", "school", 1680, 5200},
                {"V7", "石塘村部", "Shitang Village Hall", "village_hall", 460, 900},
                {"V8", "岭脚村部", "Lingjiao Village Hall", "village_hall", 260, 500}};
  for (const auto& s : kCases) {
    const auto found = refuges.find(s.village);
    const geo::Point at = found != refuges.end() ? found->second : safest_group(c, id_of(c, s.village).index);
    add_shelter(c, {s.zh, s.en}, id_of(c, s.village), s.kind, s.indoor_m2, s.outdoor_m2, at);
  }
  add_shelter(c, {"云岚县体育馆", "Yunlan Stadium"}, id_of(c, "V12"), "stadium", 3200, 9000,
              beside(c, safest_group(c, id_of(c, "V12").index), 7, 40));
  add_shelter(c, {"云岚县第一中学", "Yunlan No. 1 Middle School"}, id_of(c, "V12"), "school", 2600, 14000,
              beside(c, safest_group(c, id_of(c, "V12").index), 7, 41));
  for (std::size_t v = 8; v < c.ledger.villages.size(); ++v) {
    const Village& village = c.ledger.villages[v];
    const double luck = base::uniform_1(c.seed, 152, v);
    const bool town = village.name.zh.find("社区") != std::string::npos;
    const double area = std::floor((180 + village.people * (0.22 + 0.12 * luck)) / 10) * 10;
    const std::string zh = without(village.name.zh, "村"),
                      en = village.name.en.substr(0, village.name.en.find(' '));
    const geo::Point at = beside(c, safest_group(c, static_cast<int>(v)), 6.5, 100 + v);
    const VillageId id{static_cast<std::int32_t>(v)};
    add_shelter(c, {zh + (town ? "服务中心" : "村部"), en + (town ? " Community Centre" : " Village Hall")},
                id, "village_hall", area, area * 1.6, at);
    if (village.people > 1250 && !town && luck > 0.35)
      add_shelter(c, {zh + "小学", en + " School"}, id, "school", 480 + std::floor(luck * 60) * 10, 2200,
                  beside(c, at, 6.5, 200 + v));
  }
}

}  // namespace dayu::world::synth
