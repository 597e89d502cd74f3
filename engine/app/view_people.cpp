// SPDX-License-Identifier: Apache-2.0
// Places, people and means as the page reads them. Units are not named: a trip is a number of people of a
// village. Times on the road are tenths of a second rounded down, so that nobody is drawn on a piece after
// leaving it. Invariants: a shelter's fills add up to the people whose trips end there; entered has one time
// more than arcs.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/app/view_parts.h"

namespace dayu::app::view {
namespace {

double earlier(double a, double b) {
  return std::min(a, b);
}

/// The first touch and danger of anything in each village.
struct Onset {
  double touched_s = base::kNever_s, danger_s = base::kNever_s;
  void add(const impact::Danger& d) {
    touched_s = earlier(touched_s, d.touched_s);
    danger_s = earlier(danger_s, d.danger_s);
  }
};

impact::Danger danger_of(const std::vector<impact::Danger>& list, std::size_t row) {
  return row < list.size() ? list[row] : impact::Danger{};
}

std::vector<Onset> onsets(const Context& c) {
  std::vector<Onset> out(c.world.villages.size());
  const auto add = [&](world::VillageId village, const impact::Danger& danger) {
    if (village.valid()) out[static_cast<std::size_t>(village.index)].add(danger);
  };
  for (std::size_t i = 0; i < c.world.groups.size(); ++i)
    add(c.world.groups[i].village, danger_of(c.impact.groups, i));
  for (std::size_t i = 0; i < c.world.sites.size(); ++i)
    add(c.world.sites[i].village, danger_of(c.impact.sites, i));
  for (std::size_t i = 0; i < c.world.households.size(); ++i) {
    const world::GroupId group = c.world.households[i].group;
    if (group.valid())
      add(c.world.groups[static_cast<std::size_t>(group.index)].village, danger_of(c.impact.households, i));
  }
  return out;
}

/// Where each unit starts, by its id.
class Homes {
 public:
  explicit Homes(const Context& c) : context_(c) {
    for (const world::Household& h : c.world.households) at_[h.id] = h.at;
    for (const world::Site& s : c.world.sites) at_[s.id] = s.at;
    for (const world::Group& g : c.world.groups) at_[g.id] = g.at;
  }
  geo::Point of(const plan::Unit& unit) const {
    auto it = at_.find(unit.id);
    if (it == at_.end()) it = at_.find(unit.id.substr(0, unit.id.find('#')));
    if (it != at_.end()) return it->second;
    return unit.node.valid() ? context_.world.network.nodes[static_cast<std::size_t>(unit.node.index)].at
                             : geo::Point{};
  }

 private:
  const Context& context_;
  std::map<std::string, geo::Point> at_;
};

long long tenths(double time_s) {
  return static_cast<long long>(std::floor(time_s * 10 + 1e-6));
}

Json entered(const std::vector<double>& enter_s) {
  Json out = Json::array();
  long long last = 0;
  for (const double t : enter_s) {
    out.push_back(tenths(t) - last);
    last = tenths(t);
  }
  return out;
}

/// A route can be drawn only with a time for each arc and one for leaving the last.
bool timed(const std::vector<int>& arcs, const std::vector<double>& enter_s) {
  return !arcs.empty() && enter_s.size() == arcs.size() + 1;
}

Json fills(const Context& c, int shelter) {
  std::map<double, int> at;
  for (const plan::Trip& trip : c.plan.trips)
    if (trip.to.index == shelter)
      at[trip.arrive_s] += c.plan.units[static_cast<std::size_t>(trip.unit)].people;
  Json out = Json::array();
  int sum = 0;
  for (const auto& [time_s, people] : at) out.push_back({time_s, sum += people});
  return out;
}

int places_of(const Context& c, std::size_t row) {
  if (row < c.plan.shelters.size()) return c.plan.shelters[row].places;
  return static_cast<int>(c.world.shelters[row].indoor_m2 / c.plan.standard.area_m2_per_person);
}

struct Target {
  world::Name name;
  geo::Point at;
};

/// Where a task goes: any place has a name and a point, under its id.
std::map<std::string, Target> targets(const world::World& w) {
  std::map<std::string, Target> out;
  for (const auto& s : w.shelters) out["shelter " + s.id] = {s.name, s.at};
  for (const auto& s : w.warehouses) out["warehouse " + s.id] = {s.name, s.at};
  for (const auto& s : w.sites) out["site " + s.id] = {s.name, s.at};
  for (const auto& g : w.groups) out["group " + g.id] = {g.name, g.at};
  for (const auto& v : w.villages) out["village " + v.id] = {v.name, v.at};
  for (const auto& h : w.households)
    if (h.group.valid())
      out["household " + h.id] = {w.groups[static_cast<std::size_t>(h.group.index)].name, h.at};
  return out;
}

Json head(const Context& c, const std::string& id, const world::Name& name, geo::Point at) {
  return {{"id", id}, {"name", words(name)}, {"x", c.frame.x(at)}, {"y", c.frame.y(at)}};
}

geo::Point node_at(const world::World& w, world::NodeId node, geo::Point otherwise) {
  return node.valid() ? w.network.nodes[static_cast<std::size_t>(node.index)].at : otherwise;
}

world::Name item_name(const world::World& w, const std::string& item) {
  for (const world::StockItem& s : w.stock)
    if (s.item == item) return s.name;
  return {item, item};
}

}  // namespace

Json villages(const Context& c) {
  const std::vector<Onset> onset = onsets(c);
  std::vector<int> to_move(c.world.villages.size(), 0), left(c.world.villages.size(), 0);
  for (const plan::Unit& u : c.plan.units)
    if (u.village.valid()) to_move[static_cast<std::size_t>(u.village.index)] += u.people;
  for (const plan::LeftBehind& l : c.plan.left_behind) {
    const plan::Unit& u = c.plan.units[static_cast<std::size_t>(l.unit)];
    if (u.village.valid()) left[static_cast<std::size_t>(u.village.index)] += u.people;
  }
  std::vector<plan::Order> orders(c.world.villages.size());
  for (const plan::Order& o : c.plan.orders)
    if (o.village.valid()) orders[static_cast<std::size_t>(o.village.index)] = o;
  Json out = Json::array();
  for (std::size_t i = 0; i < c.world.villages.size(); ++i) {
    const world::Village& v = c.world.villages[i];
    Json row = head(c, v.id, v.name, v.at);
    row.update({{"code", v.code},
                {"township", words(v.township)},
                {"people", v.people},
                {"households", v.households},
                {"to_move", to_move[i]},
                {"left", left[i]},
                {"touched_s", time(onset[i].touched_s)},
                {"danger_s", time(onset[i].danger_s)},
                {"prepare_s", time(orders[i].prepare_s)},
                {"immediate_s", time(orders[i].immediate_s)},
                {"basis", orders[i].basis}});
    out.push_back(row);
  }
  return out;
}

Json groups(const Context& c) {
  Json out = Json::array();
  for (std::size_t i = 0; i < c.world.groups.size(); ++i) {
    const world::Group& g = c.world.groups[i];
    const impact::Danger d = danger_of(c.impact.groups, i);
    const std::vector<double>& latest = c.plan.group_latest_departure_s;
    Json row = head(c, g.id, g.name, g.at);
    row.update({{"village", g.village.index},
                {"people", g.people},
                {"touched_s", time(d.touched_s)},
                {"danger_s", time(d.danger_s)},
                {"worst_class", d.worst_class_1},
                {"latest_s", i < latest.size() ? time(latest[i]) : Json(nullptr)}});
    out.push_back(row);
  }
  return out;
}

Json sites(const Context& c) {
  Json out = Json::array();
  for (std::size_t i = 0; i < c.world.sites.size(); ++i) {
    const world::Site& s = c.world.sites[i];
    Json row = head(c, s.id, s.name, s.at);
    row.update({{"kind", s.kind},
                {"village", s.village.index},
                {"people_day", s.people_day},
                {"people_night", s.people_night},
                {"danger_s", time(danger_of(c.impact.sites, i).danger_s)}});
    out.push_back(row);
  }
  return out;
}

Json shelters(const Context& c) {
  Json out = Json::array();
  for (std::size_t i = 0; i < c.world.shelters.size(); ++i) {
    const world::Shelter& s = c.world.shelters[i];
    const impact::Danger d = danger_of(c.impact.shelters, i);
    Json row = head(c, s.id, s.name, s.at);
    row.update({{"village", s.village.index},
                {"kind", s.kind},
                {"places", places_of(c, i)},
                {"open_s", s.open_s},
                {"accessible", s.accessible},
                {"touched_s", time(d.touched_s)},
                {"danger_s", time(d.danger_s)},
                {"fills", fills(c, static_cast<int>(i))}});
    out.push_back(row);
  }
  return out;
}

Json trips(Context& c, Rows& unit_kinds) {
  const Homes homes(c);
  Json out = Json::array();
  for (const plan::Trip& t : c.plan.trips) {
    const plan::Unit& u = c.plan.units[static_cast<std::size_t>(t.unit)];
    const geo::Point home = homes.of(u);
    const bool drawn = timed(t.arcs, t.enter_s);
    out.push_back({u.people, u.need_help, c.who.row(t.who), unit_kinds.row(u.kind), u.village.index,
                   t.to.index, t.depart_s, t.arrive_s, time(t.latest_departure_s), c.frame.x(home),
                   c.frame.y(home), drawn ? Json(t.arcs) : Json::array(),
                   drawn ? entered(t.enter_s) : Json::array()});
  }
  return out;
}

Json left_behind(const Context& c) {
  Json out = Json::array();
  for (const plan::LeftBehind& l : c.plan.left_behind) {
    const plan::Unit& u = c.plan.units[static_cast<std::size_t>(l.unit)];
    out.push_back({{"village", u.village.index},
                   {"people", u.people},
                   {"deadline_s", time(l.deadline_s)},
                   {"reason", words({l.reason_zh, l.reason_en})}});
  }
  return out;
}

Json teams(const Context& c) {
  Json out = Json::array();
  for (const world::Team& t : c.world.teams) {
    Json row = head(c, t.id, t.name, t.at);
    row.update({{"kind", t.kind}, {"people", t.people}, {"vehicles", t.vehicles}});
    out.push_back(row);
  }
  return out;
}

Json tasks(Context& c) {
  const std::map<std::string, Target> places = targets(c.world);
  std::map<std::string, int> team_rows;
  for (std::size_t i = 0; i < c.world.teams.size(); ++i) team_rows[c.world.teams[i].id] = static_cast<int>(i);
  Json out = Json::array();
  for (const plan::Task& t : c.plan.tasks) {
    const auto team = team_rows.find(t.team);
    const auto found = places.find(t.to_kind + " " + t.to);
    const Target to = found != places.end() ? found->second : Target{{t.to, t.to}, {}};
    const geo::Point base =
        team != team_rows.end() ? c.world.teams[static_cast<std::size_t>(team->second)].at : to.at;
    const geo::Point from = node_at(c.world, t.from, base);
    const bool drawn = timed(t.arcs, t.enter_s);
    out.push_back({{"id", t.id},
                   {"kind", t.kind},
                   {"team", team != team_rows.end() ? team->second : -1},
                   {"item", t.item.empty() ? words({}) : words(item_name(c.world, t.item))},
                   {"quantity", t.quantity},
                   {"people", t.people},
                   {"vehicles", t.vehicles},
                   {"to", words(to.name)},
                   {"from_x", c.frame.x(from)},
                   {"from_y", c.frame.y(from)},
                   {"x", c.frame.x(to.at)},
                   {"y", c.frame.y(to.at)},
                   {"depart_s", t.depart_s},
                   {"arrive_s", t.arrive_s},
                   {"deadline_s", time(t.deadline_s)},
                   {"who", t.who},
                   {"arcs", drawn ? Json(t.arcs) : Json::array()},
                   {"entered", drawn ? entered(t.enter_s) : Json::array()},
                   {"note", words({t.note_zh, t.note_en})}});
  }
  return out;
}

}  // namespace dayu::app::view
