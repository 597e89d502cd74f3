// SPDX-License-Identifier: Apache-2.0
#include "engine/app/gis_layers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "engine/app/gis_styles.h"
#include "engine/drill/figures.h"

namespace dayu::app {
namespace {

constexpr const char* kMark = "演练 EXERCISE";

template <class T, class Id>
const T& at(const std::vector<T>& rows, const Id& id) {
  return rows.at(static_cast<std::size_t>(id.index));
}

geo::Value count(int n) {
  return static_cast<long long>(n);
}

/// Finite numbers only: "never" stays an empty cell.
geo::Value number(double value) {
  return std::isfinite(value) ? geo::Value(value) : geo::Value();
}

class Builder {
 public:
  explicit Builder(const GisInput& input) : in_(input) {}

  geo::Layer villages() const {
    geo::Layer layer = layer_of("villages", geo::Shape::point,
                                {"prepare", "immediate", "touched", "danger", "latest_departure"});
    const drill::Figures figures = drill::figures_of(in_.world, in_.plan);
    for (std::size_t v = 0; v < in_.world.villages.size(); ++v) {
      const world::Village& village = in_.world.villages[v];
      geo::Feature f = point(village.at);
      name(f, village.name);
      f.attributes["village"] = village.id, f.attributes["code"] = village.code;
      f.attributes["township_zh"] = village.township.zh, f.attributes["township_en"] = village.township.en;
      f.attributes["people"] = count(village.people);
      if (v < figures.villages.size()) counts(f, figures.villages[v]);
      village_times(f, static_cast<int>(v));
      layer.features.push_back(std::move(f));
    }
    return layer;
  }

  geo::Layer shelters() const {
    geo::Layer layer = layer_of("shelters", geo::Shape::point, {"danger"});
    for (std::size_t s = 0; s < in_.world.shelters.size(); ++s) {
      const world::Shelter& shelter = in_.world.shelters[s];
      geo::Feature f = point(shelter.at);
      name(f, shelter.name);
      f.attributes["shelter"] = shelter.id, f.attributes["kind"] = shelter.kind;
      f.attributes["village"] = village_id(shelter.village);
      f.attributes["indoor_m2"] = shelter.indoor_m2, f.attributes["standard"] = in_.plan.standard.name;
      for (const plan::ShelterUse& use : in_.plan.shelters) {
        if (use.shelter.index != static_cast<int>(s)) continue;
        f.attributes["places"] = count(use.places), f.attributes["people"] = count(use.people);
        f.attributes["free"] = count(use.places - use.people);
      }
      if (s < in_.impact.shelters.size()) f.attributes["danger"] = time(in_.impact.shelters[s].danger_s);
      layer.features.push_back(std::move(f));
    }
    return layer;
  }

  /// Trips that share way, mode and village are one line; tasks are one line each.
  geo::Layer routes() const {
    geo::Layer layer = layer_of("routes", geo::Shape::line, {"depart", "arrive"});
    using Key = std::tuple<int, int, std::string, std::vector<int>>;
    std::map<Key, geo::Feature> together;
    std::map<Key, std::pair<double, double>> times;
    for (const plan::Trip& trip : in_.plan.trips) {
      const plan::Unit& unit = in_.plan.units.at(static_cast<std::size_t>(trip.unit));
      const Key key{unit.village.index, trip.to.index, trip.who, trip.arcs};
      geo::Feature& f = together[key];
      auto& [from_s, to_s] = times.try_emplace(key, base::kNever_s, 0.0).first->second;
      from_s = std::min(from_s, trip.depart_s), to_s = std::max(to_s, trip.arrive_s);
      if (f.parts.empty()) f = trip_line(trip, unit);
      f.attributes["people"] = count(static_cast<int>(f.number("people", 0)) + unit.people);
      f.attributes["units"] = count(static_cast<int>(f.number("units", 0)) + 1);
    }
    for (auto& [key, f] : together) {
      f.attributes["depart"] = time(times[key].first), f.attributes["arrive"] = time(times[key].second);
      layer.features.push_back(std::move(f));
    }
    for (const plan::Task& task : in_.plan.tasks)
      if (std::optional<geo::Feature> f = task_line(task)) layer.features.push_back(std::move(*f));
    return layer;
  }

  geo::Layer closed_roads() const {
    geo::Layer layer = layer_of("closed_roads", geo::Shape::line, {"from_time", "to_time"});
    for (const impact::Closure& c : in_.impact.closures) {
      const world::Piece& piece = at(in_.world.network.pieces, c.piece);
      geo::Feature f;
      f.shape = geo::Shape::line, f.parts = {piece.line};
      name(f, piece.name);
      f.attributes["piece"] = count(c.piece.index), f.attributes["road"] = piece.road;
      f.attributes["kind"] = piece.kind, f.attributes["bridge"] = count(piece.bridge ? 1 : 0);
      f.attributes["who"] = c.who,
      f.attributes["effect"] = c.effect == impact::Effected::stop ? "stop" : "slow";
      f.attributes["from_time"] = time(c.from_s), f.attributes["to_time"] = time(c.to_s);
      f.attributes["hazard"] = c.hazard, f.attributes["field"] = c.field,
      f.attributes["value"] = number(c.value);
      mark(f);
      if (piece.line.size() > 1) layer.features.push_back(std::move(f));
    }
    return layer;
  }

  geo::Layer danger_zones() const {
    geo::Layer layer = layer_of("danger_zones", geo::Shape::polygon, {"danger"});
    std::map<std::string, std::tuple<int, int, double>> listed;  // households, people, first danger
    for (std::size_t h = 0; h < in_.world.households.size(); ++h) {
      const world::Household& household = in_.world.households[h];
      auto& [households, people, danger_s] =
          listed.try_emplace(household.danger_zone, 0, 0, base::kNever_s).first->second;
      ++households, people += household.people;
      if (h < in_.impact.households.size()) danger_s = std::min(danger_s, in_.impact.households[h].danger_s);
    }
    for (const geo::Feature& zone : in_.world.danger_zones) {
      geo::Feature f;
      f.shape = geo::Shape::polygon, f.parts = zone.parts;
      for (const char* key : {"zone", "village", "danger_class", "name_zh", "name_en"})
        f.attributes[key] = zone.text(key);
      const auto& [households, people, danger_s] =
          listed.try_emplace(zone.text("zone"), 0, 0, base::kNever_s).first->second;
      f.attributes["households"] = count(households), f.attributes["people"] = count(people);
      f.attributes["danger"] = time(danger_s);
      mark(f);
      if (!f.parts.empty()) layer.features.push_back(std::move(f));
    }
    return layer;
  }

  geo::Layer teams() const {
    geo::Layer layer = layer_of("teams", geo::Shape::point, {"first_departure", "last_arrival"});
    for (const world::Team& team : in_.world.teams) {
      geo::Feature f = point(team.at);
      name(f, team.name);
      f.attributes["team"] = team.id, f.attributes["kind"] = team.kind, f.attributes["who"] = team.who;
      f.attributes["people"] = count(team.people), f.attributes["vehicles"] = count(team.vehicles);
      int tasks = 0;
      double first_s = base::kNever_s, last_s = -base::kNever_s;
      for (const plan::Task& task : in_.plan.tasks) {
        if (task.team != team.id) continue;
        ++tasks, first_s = std::min(first_s, task.depart_s), last_s = std::max(last_s, task.arrive_s);
      }
      f.attributes["tasks"] = count(tasks);
      f.attributes["first_departure"] = time(first_s), f.attributes["last_arrival"] = time(last_s);
      layer.features.push_back(std::move(f));
    }
    return layer;
  }

  /// Events that have a place on the map; the others stand in drill/events.jsonl.
  geo::Layer events() const {
    geo::Layer layer = layer_of("events", geo::Shape::point, {"time"});
    const std::map<std::string, geo::Point> places = places_by_id();
    for (const drill::Event& event : in_.log.events) {
      const std::optional<geo::Point> where = place_of(event, places);
      if (!where) continue;
      geo::Feature f = point(*where);
      f.attributes["time"] = time(event.time_s);
      f.attributes["t"] = base::t_plus(event.time_s - in_.scenario.opens_s);
      f.attributes["event"] = event.id, f.attributes["kind"] = event.kind,
      f.attributes["place"] = event.place;
      f.attributes["zh"] = event.zh, f.attributes["en"] = event.en;
      layer.features.push_back(std::move(f));
    }
    return layer;
  }

 private:
  geo::Layer layer_of(const std::string& name, geo::Shape shape, std::vector<std::string> datetimes) const {
    geo::Layer layer;
    layer.name = name, layer.shape = shape, layer.crs = in_.world.crs;
    layer.datetime_fields = std::move(datetimes);
    const GisStyle style = gis_style(name);
    layer.style_qml = style.qml, layer.style_sld = style.sld;
    return layer;
  }

  static void mark(geo::Feature& f) { f.attributes["mark"] = kMark; }

  static geo::Feature point(geo::Point at) {
    geo::Feature f;
    f.parts = {{at}};
    mark(f);
    return f;
  }

  static void name(geo::Feature& f, const world::Name& name) {
    f.attributes["name_zh"] = world::in_language(name, true),
    f.attributes["name_en"] = world::in_language(name, false);
  }

  geo::Value time(double time_s) const {
    return std::isfinite(time_s) ? geo::Value(base::iso8601(in_.scenario.start, time_s)) : geo::Value();
  }

  std::string village_id(world::VillageId village) const {
    return village.valid() ? at(in_.world.villages, village).id : "";
  }

  static void counts(geo::Feature& f, const drill::Count& c) {
    f.attributes["must_move"] = count(c.must_move), f.attributes["need_help"] = count(c.need_help);
    f.attributes["arrived"] = count(c.arrived), f.attributes["left_behind"] = count(c.left_behind);
    f.attributes["least_margin_s"] = number(c.least_margin_s);
  }

  void village_times(geo::Feature& f, int village) const {
    double touched_s = base::kNever_s, danger_s = base::kNever_s, latest_s = base::kNever_s;
    for (std::size_t g = 0; g < in_.world.groups.size(); ++g) {
      if (in_.world.groups[g].village.index != village) continue;
      if (g < in_.impact.groups.size()) {
        touched_s = std::min(touched_s, in_.impact.groups[g].touched_s);
        danger_s = std::min(danger_s, in_.impact.groups[g].danger_s);
      }
      if (g < in_.plan.group_latest_departure_s.size())
        latest_s = std::min(latest_s, in_.plan.group_latest_departure_s[g]);
    }
    f.attributes["touched"] = time(touched_s), f.attributes["danger"] = time(danger_s);
    f.attributes["latest_departure"] = time(latest_s);
    f.attributes["prepare"] = f.attributes["immediate"] = geo::Value();
    for (const plan::Order& order : in_.plan.orders) {
      if (order.village.index != village) continue;
      f.attributes["prepare"] = time(order.prepare_s), f.attributes["immediate"] = time(order.immediate_s);
      f.attributes["basis"] = order.basis;
    }
  }

  geo::Feature trip_line(const plan::Trip& trip, const plan::Unit& unit) const {
    const world::Shelter& shelter = at(in_.world.shelters, trip.to);
    geo::Feature f;
    f.shape = geo::Shape::line;
    std::vector<geo::Point> line = line_of_route(in_.world.network, trip.arcs);
    if (line.empty()) line = {unit.node.valid() ? at(in_.world.network.nodes, unit.node).at : shelter.at};
    line.push_back(shelter.at);
    f.parts = {line};
    f.attributes["kind"] = "evacuation", f.attributes["who"] = trip.who;
    f.attributes["village"] = village_id(unit.village), f.attributes["to"] = shelter.id;
    f.attributes["team"] = "", f.attributes["item"] = "";
    name(f, unit.village.valid() ? at(in_.world.villages, unit.village).name : world::Name{});
    f.attributes["length_m"] = geo::length_m(line);
    mark(f);
    return f;
  }

  std::optional<geo::Feature> task_line(const plan::Task& task) const {
    const std::vector<geo::Point> line = line_of_route(in_.world.network, task.arcs);
    if (line.size() < 2) return std::nullopt;
    geo::Feature f;
    f.shape = geo::Shape::line, f.parts = {line};
    f.attributes["kind"] = task.kind, f.attributes["who"] = task.who;
    f.attributes["village"] = "", f.attributes["to"] = task.to;
    f.attributes["team"] = task.team, f.attributes["item"] = task.item;
    f.attributes["people"] = count(task.people), f.attributes["quantity"] = count(task.quantity);
    f.attributes["name_zh"] = task.note_zh, f.attributes["name_en"] = task.note_en;
    f.attributes["length_m"] = geo::length_m(line);
    f.attributes["depart"] = time(task.depart_s), f.attributes["arrive"] = time(task.arrive_s);
    mark(f);
    return f;
  }

  std::map<std::string, geo::Point> places_by_id() const {
    std::map<std::string, geo::Point> places;
    const auto add = [&](const auto& rows) {
      for (const auto& row : rows) places.emplace(row.id, row.at);
    };
    add(in_.world.villages), add(in_.world.groups), add(in_.world.shelters), add(in_.world.sites);
    add(in_.world.households), add(in_.world.warehouses), add(in_.world.teams), add(in_.world.gauges);
    for (const world::Reservoir& r : in_.world.reservoirs) places.emplace(r.id, r.dam);
    return places;
  }

  /// Road events name their piece by its number.
  std::optional<geo::Point> place_of(const drill::Event& event,
                                     const std::map<std::string, geo::Point>& places) const {
    const bool is_number = !event.place.empty() && event.place.size() < 10 &&
                           event.place.find_first_not_of("0123456789") == std::string::npos;
    if (event.kind == "road" && is_number) {
      const auto piece = static_cast<std::size_t>(std::stoi(event.place));
      if (piece >= in_.world.network.pieces.size() || in_.world.network.pieces[piece].line.empty())
        return std::nullopt;
      const std::vector<geo::Point>& line = in_.world.network.pieces[piece].line;
      return line[line.size() / 2];
    }
    const auto found = places.find(event.place);
    return found == places.end() ? std::nullopt : std::optional<geo::Point>(found->second);
  }

  const GisInput& in_;
};

}  // namespace

std::vector<geo::Point> line_of_route(const world::Network& network, const std::vector<int>& arcs) {
  std::vector<geo::Point> line;
  for (const int arc : arcs) {
    std::vector<geo::Point> part = network.pieces.at(static_cast<std::size_t>(arc / 2)).line;
    if (arc % 2 == 1) std::reverse(part.begin(), part.end());
    for (const geo::Point& p : part)
      if (line.empty() || !(line.back() == p)) line.push_back(p);
  }
  return line;
}

std::vector<geo::Layer> gis_layers(const GisInput& input) {
  const Builder build(input);
  return {build.danger_zones(), build.routes(),   build.closed_roads(), build.villages(),
          build.teams(),        build.shelters(), build.events()};
}

}  // namespace dayu::app
