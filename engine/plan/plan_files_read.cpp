// SPDX-License-Identifier: Apache-2.0
// The files of a run folder back to a Plan: so that `drill` runs alone, also on a plan that was edited by
// hand. Invariant: what write_plan wrote reads back equal, to the decimals written.
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/geo/table.h"
#include "engine/plan/behaviour/behaviour_files.h"
#include "engine/plan/plan_files.h"

namespace dayu::plan {
namespace {

/// Row numbers by id.
template <class Item>
std::map<std::string, int> index_of(const std::vector<Item>& items) {
  std::map<std::string, int> index;
  for (std::size_t i = 0; i < items.size(); ++i) index.emplace(items[i].id, static_cast<int>(i));
  return index;
}

/// One table with the faults of the whole plan.
class Rows {
 public:
  Rows(const std::filesystem::path& file, const std::vector<std::string>& columns, base::Faults& faults)
      : table_(geo::read_table(file)), faults_(faults) {
    table_.require(columns, faults);
  }
  std::size_t count() const { return table_.rows.size(); }
  std::string text(std::size_t row, const char* column) const { return table_.text(row, column); }
  double number(std::size_t row, const char* column) const { return table_.number(row, column, faults_); }
  int integer(std::size_t row, const char* column, int fallback = 0) const {
    return table_.integer(row, column, faults_, fallback);
  }
  double time(std::size_t row, const char* column) const {
    return text(row, column).empty() ? base::kNever_s : number(row, column);
  }
  /// The row number behind an id; -1 (without a fault) for an empty cell.
  int id(std::size_t row, const char* column, const std::map<std::string, int>& index) const {
    const std::string name = text(row, column);
    const auto found = index.find(name);
    if (found != index.end()) return found->second;
    if (!name.empty())
      faults_.add(table_.file.string(), table_.place(row, column), "'" + name + "' is not known",
                  "use an id of the area or of plan/units.csv");
    return -1;
  }
  template <class T>
  std::vector<T> list(std::size_t row, const char* column) const {
    std::vector<T> items;
    std::istringstream in(text(row, column));
    for (T item; in >> item;) items.push_back(item);
    if (!in.eof())
      faults_.add(table_.file.string(), table_.place(row, column), "is not a list of numbers",
                  "write numbers separated by one space");
    return items;
  }

 private:
  geo::Table table_;
  base::Faults& faults_;
};

void read_units(const world::World& world, const std::filesystem::path& folder, Plan& plan,
                base::Faults& faults) {
  const Rows r(folder / "units.csv", {"unit", "kind", "people", "node", "ready_s"}, faults);
  const auto villages = index_of(world.villages);
  const auto groups = index_of(world.groups);
  for (std::size_t i = 0; i < r.count(); ++i) {
    Unit u;
    u.id = r.text(i, "unit");
    u.kind = r.text(i, "kind");
    u.people = r.integer(i, "people");
    u.need_help = r.integer(i, "need_help");
    u.weak = r.integer(i, "weak") != 0;
    u.village = {r.id(i, "village", villages)};
    u.group = {r.id(i, "group", groups)};
    u.node = {r.integer(i, "node", -1)};
    u.access_m = r.number(i, "access_m");
    u.danger_s = r.time(i, "danger_s");
    u.told_s = r.time(i, "told_s");
    u.ready_s = r.time(i, "ready_s");
    u.vehicles = r.integer(i, "vehicles");
    u.basis = r.text(i, "basis");
    u.stretcher = r.integer(i, "stretcher") != 0;
    plan.units.push_back(std::move(u));
  }
}

void read_trips(const world::World& world, const std::filesystem::path& folder, Plan& plan,
                base::Faults& faults) {
  const auto units = index_of(plan.units);
  const auto shelters = index_of(world.shelters);
  const Rows r(folder / "evacuation.csv", {"group", "to", "depart_s", "arrive_s", "route", "who"}, faults);
  for (std::size_t i = 0; i < r.count(); ++i) {
    Trip t;
    t.unit = r.id(i, "group", units);
    t.to = {r.id(i, "to", shelters)};
    if (t.unit < 0 || !t.to.valid()) continue;
    t.who = r.text(i, "who");
    t.depart_s = r.number(i, "depart_s");
    t.arrive_s = r.number(i, "arrive_s");
    t.latest_departure_s = r.time(i, "latest_departure_s");
    t.margin_s = r.time(i, "margin_s");
    t.arcs = r.list<int>(i, "route");
    t.helper = r.text(i, "helper");
    t.enter_s = r.list<double>(i, "enter_s");
    t.vehicles = r.integer(i, "vehicles");
    plan.trips.push_back(std::move(t));
  }
  const Rows left(folder / "left.csv", {"group", "reason_zh", "reason_en"}, faults);
  for (std::size_t i = 0; i < left.count(); ++i)
    if (const int unit = left.id(i, "group", units); unit >= 0)
      plan.left_behind.push_back(
          {unit, left.text(i, "reason_zh"), left.text(i, "reason_en"), left.time(i, "deadline_s")});
}

void read_tasks(const std::filesystem::path& folder, Plan& plan, base::Faults& faults) {
  const Rows r(folder / "dispatch.csv", {"task", "kind", "team", "depart_s", "arrive_s", "route"}, faults);
  for (std::size_t i = 0; i < r.count(); ++i) {
    Task t;
    t.id = r.text(i, "task");
    t.kind = r.text(i, "kind");
    t.team = r.text(i, "team");
    t.item = r.text(i, "item");
    t.quantity = r.integer(i, "quantity");
    t.people = r.integer(i, "people");
    t.to_kind = r.text(i, "to_kind");
    t.to = r.text(i, "to");
    t.depart_s = r.number(i, "depart_s");
    t.arrive_s = r.number(i, "arrive_s");
    t.deadline_s = r.time(i, "deadline_s");
    t.arcs = r.list<int>(i, "route");
    t.note_zh = r.text(i, "note_zh");
    t.note_en = r.text(i, "note_en");
    t.vehicle = r.text(i, "vehicle");
    t.who = r.text(i, "who");
    t.vehicles = r.integer(i, "vehicles", 1);
    t.free_s = r.time(i, "free_s");
    t.enter_s = r.list<double>(i, "enter_s");
    t.from = {r.integer(i, "from", -1)};
    t.to_node = {r.integer(i, "to_node", -1)};
    t.warehouse = r.text(i, "warehouse");
    plan.tasks.push_back(std::move(t));
  }
}

void read_tables(const world::World& world, const std::filesystem::path& folder, Plan& plan,
                 base::Faults& faults) {
  const Rows orders(folder / "orders.csv", {"village", "prepare_s", "immediate_s"}, faults);
  const auto villages = index_of(world.villages);
  for (std::size_t i = 0; i < orders.count(); ++i)
    plan.orders.push_back({{orders.id(i, "village", villages)},
                           orders.time(i, "prepare_s"),
                           orders.time(i, "immediate_s"),
                           orders.text(i, "basis")});
  const Rows unmet(folder / "unmet.csv", {"kind", "place", "item", "need", "have"}, faults);
  for (std::size_t i = 0; i < unmet.count(); ++i)
    plan.unmet.push_back({unmet.text(i, "kind"), unmet.text(i, "place"), unmet.text(i, "item"),
                          unmet.number(i, "need"), unmet.number(i, "have"), unmet.text(i, "basis_zh"),
                          unmet.text(i, "basis_en")});
  const Rows shelters(folder / "shelters.csv", {"shelter", "places", "people"}, faults);
  const auto by_id = index_of(world.shelters);
  for (std::size_t i = 0; i < shelters.count(); ++i)
    plan.shelters.push_back(
        {{shelters.id(i, "shelter", by_id)}, shelters.integer(i, "places"), shelters.integer(i, "people")});
  const Rows needs(folder / "needs.csv", {"item", "people", "need", "stock", "sent"}, faults);
  for (std::size_t i = 0; i < needs.count(); ++i)
    plan.needs.push_back({needs.text(i, "item"), needs.integer(i, "people"), needs.integer(i, "need"),
                          needs.integer(i, "stock"), needs.integer(i, "sent"), needs.text(i, "source"),
                          needs.text(i, "surety")});
}

void read_latest(const world::World& world, const std::filesystem::path& folder, Plan& plan,
                 base::Faults& faults) {
  const Rows r(folder / "latest_departure.csv", {"group", "latest_departure_s", "state"}, faults);
  const auto groups = index_of(world.groups);
  plan.group_latest_departure_s.assign(world.groups.size(), kTooLate_s);
  for (std::size_t i = 0; i < r.count(); ++i)
    if (const int g = r.id(i, "group", groups); g >= 0)
      plan.group_latest_departure_s[static_cast<std::size_t>(g)] =
          r.text(i, "state") == "never" ? kTooLate_s : r.time(i, "latest_departure_s");
}

void read_certificate(const std::filesystem::path& file, Plan& plan) {
  try {
    const nlohmann::json j = nlohmann::json::parse(geo::read_file(file));
    plan.people_safe_in_place = j.at("safe_in_place");
    plan.bound_clear_s = j.at("bound_clear_s");
    plan.bound_mean_s = j.at("bound_mean_s");
    plan.bound_left = j.at("bound_left");
    const nlohmann::json& s = j.at("standard");
    plan.standard = {s.at("name"), s.at("area_m2_per_person"), s.at("source"), s.at("surety")};
    for (const nlohmann::json& p : j.at("paces"))
      plan.paces.push_back({p.at("who"), p.at("speed_m_per_s"), p.at("factor_1"), p.at("on_foot")});
    plan.unsure = j.at("unsure").get<std::vector<std::string>>();
    plan.notes = j.at("notes").get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception& e) {
    throw base::InputError(file.string(), "", std::string("is not a certificate: ") + e.what(),
                           "write the plan again with `dayu plan`");
  }
}

}  // namespace

Plan read_plan(const world::World& world, const std::filesystem::path& run) {
  const std::filesystem::path folder = run / "plan";
  Plan plan;
  base::Faults faults;
  read_units(world, folder, plan, faults);
  read_trips(world, folder, plan, faults);
  read_tasks(folder, plan, faults);
  read_tables(world, folder, plan, faults);
  read_latest(world, folder, plan, faults);
  faults.throw_if_any();
  read_certificate(folder / "certificate.json", plan);
  read_stress(folder, plan);
  read_behaviour(world, folder, plan);
  return plan;
}

}  // namespace dayu::plan
