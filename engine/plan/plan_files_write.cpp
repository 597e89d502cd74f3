// SPDX-License-Identifier: Apache-2.0
// The Plan as files (columns: plan_files.h). Whole seconds are written without decimals.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/geo/table.h"
#include "engine/plan/behaviour/behaviour_files.h"
#include "engine/plan/indexed.h"
#include "engine/plan/plan_files.h"

namespace dayu::plan {
namespace {

using nlohmann::ordered_json;

/// 1200 -> "1200", 1200.5 -> "1200.500", never -> "".
std::string time_text(double time_s) {
  if (!std::isfinite(time_s)) return "";
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, time_s == std::floor(time_s) ? "%.0f" : "%.3f", time_s);
  return buffer;
}

std::string times_text(const std::vector<double>& times_s) {
  std::string text;
  for (const double t : times_s) text += (text.empty() ? "" : " ") + time_text(t);
  return text;
}

std::string route_text(const std::vector<int>& arcs) {
  std::string text;
  for (const int arc : arcs) text += (text.empty() ? "" : " ") + std::to_string(arc);
  return text;
}

std::string village_id(const world::World& world, world::VillageId village) {
  return village.valid() ? at(world.villages, village.index).id : "";
}

void write_units(const Plan& plan, const world::World& world, const std::filesystem::path& file) {
  geo::TableWriter out({"unit", "kind", "people", "need_help", "weak", "village", "group", "node", "access_m",
                        "danger_s", "told_s", "ready_s", "vehicles", "basis", "stretcher"});
  for (const Unit& u : plan.units) {
    out.cell(u.id).cell(u.kind).cell(u.people).cell(u.need_help).cell(u.weak ? 1 : 0);
    out.cell(village_id(world, u.village)).cell(u.group.valid() ? at(world.groups, u.group.index).id : "");
    out.cell(u.node.index).cell(u.access_m, 2).cell(time_text(u.danger_s)).cell(time_text(u.told_s));
    out.cell(time_text(u.ready_s)).cell(u.vehicles).cell(u.basis).cell(u.stretcher ? 1 : 0);
    out.end_row();
  }
  out.write(file);
}

void write_evacuation(const Plan& plan, const world::World& world, const base::Instant& start,
                      const std::filesystem::path& file) {
  geo::TableWriter out({"group",
                        "people",
                        "from",
                        "to",
                        "depart_s",
                        "arrive_s",
                        "route",
                        "kind",
                        "village",
                        "who",
                        "need_help",
                        "ready_s",
                        "latest_departure_s",
                        "margin_s",
                        "access_from_m",
                        "access_to_m",
                        "helper",
                        "enter_s",
                        "vehicles",
                        "basis",
                        "depart",
                        "arrive"});
  for (const Trip& t : plan.trips) {
    const Unit& u = at(plan.units, t.unit);
    const world::Shelter& to = at(world.shelters, t.to.index);
    out.cell(u.id).cell(u.people).cell(u.node.index).cell(to.id);
    out.cell(time_text(t.depart_s)).cell(time_text(t.arrive_s)).cell(route_text(t.arcs)).cell(u.kind);
    out.cell(village_id(world, u.village)).cell(t.who).cell(u.need_help).cell(time_text(u.ready_s));
    out.cell(time_text(t.latest_departure_s)).cell(time_text(t.margin_s));
    out.cell(u.access_m, 2)
        .cell(to.access_m, 2)
        .cell(t.helper)
        .cell(times_text(t.enter_s))
        .cell(t.vehicles)
        .cell(u.basis);
    out.cell(base::iso8601(start, t.depart_s)).cell(base::iso8601(start, t.arrive_s));
    out.end_row();
  }
  out.write(file);
}

void write_left(const Plan& plan, const world::World& world, const std::filesystem::path& file) {
  geo::TableWriter out({"group", "kind", "people", "village", "reason_zh", "reason_en", "deadline_s"});
  for (const LeftBehind& l : plan.left_behind) {
    const Unit& u = at(plan.units, l.unit);
    out.cell(u.id).cell(u.kind).cell(u.people).cell(village_id(world, u.village));
    out.cell(l.reason_zh).cell(l.reason_en).cell(time_text(l.deadline_s));
    out.end_row();
  }
  out.write(file);
}

void write_dispatch(const Plan& plan, const base::Instant& start, const std::filesystem::path& file) {
  geo::TableWriter out({"task",    "kind",      "team",     "item",     "quantity",   "people",
                        "to_kind", "to",        "depart_s", "arrive_s", "deadline_s", "route",
                        "vehicle", "who",       "vehicles", "free_s",   "enter_s",    "from",
                        "to_node", "warehouse", "note_zh",  "note_en",  "depart",     "arrive"});
  for (const Task& t : plan.tasks) {
    out.cell(t.id).cell(t.kind).cell(t.team).cell(t.item).cell(t.quantity).cell(t.people).cell(t.to_kind);
    out.cell(t.to).cell(time_text(t.depart_s)).cell(time_text(t.arrive_s)).cell(time_text(t.deadline_s));
    out.cell(route_text(t.arcs)).cell(t.vehicle).cell(t.who).cell(t.vehicles).cell(time_text(t.free_s));
    out.cell(times_text(t.enter_s)).cell(t.from.index).cell(t.to_node.index).cell(t.warehouse);
    out.cell(t.note_zh).cell(t.note_en);
    out.cell(base::iso8601(start, t.depart_s)).cell(base::iso8601(start, t.arrive_s));
    out.end_row();
  }
  out.write(file);
}

void write_stock(const Plan& plan, const world::World& world, const std::filesystem::path& file) {
  std::map<std::pair<std::string, std::string>, int> sent;
  for (const Task& t : plan.tasks)
    if (t.kind == "goods") sent[{t.warehouse, t.item}] += t.quantity;
  geo::TableWriter out({"warehouse", "item", "stock", "sent", "left"});
  for (const world::StockItem& s : world.stock) {
    const std::string warehouse = s.warehouse.valid() ? at(world.warehouses, s.warehouse.index).id : "";
    int& waiting = sent[{warehouse, s.item}];  // several lots of one item are emptied in order
    const int here = std::min(waiting, s.quantity);
    waiting -= here;
    out.cell(warehouse).cell(s.item).cell(s.quantity).cell(here).cell(s.quantity - here);
    out.end_row();
  }
  out.write(file);
}

void write_unmet(const Plan& plan, const std::filesystem::path& file) {
  geo::TableWriter out({"kind", "place", "item", "need", "have", "short", "basis_zh", "basis_en"});
  for (const Unmet& u : plan.unmet) {
    out.cell(u.kind).cell(u.place).cell(u.item).cell(u.need, 0).cell(u.have, 0).cell(
        std::max(0.0, u.need - u.have), 0);
    out.cell(u.basis_zh).cell(u.basis_en);
    out.end_row();
  }
  out.write(file);
}

void write_orders(const Plan& plan, const world::World& world, const std::filesystem::path& file) {
  geo::TableWriter out({"village", "prepare_s", "immediate_s", "basis"});
  for (const Order& o : plan.orders) {
    out.cell(village_id(world, o.village))
        .cell(time_text(o.prepare_s))
        .cell(time_text(o.immediate_s))
        .cell(o.basis);
    out.end_row();
  }
  out.write(file);
}

void write_latest(const Plan& plan, const world::World& world, const std::filesystem::path& file) {
  geo::TableWriter out({"group", "latest_departure_s", "state"});
  for (std::size_t g = 0; g < plan.group_latest_departure_s.size(); ++g) {
    const double latest_s = plan.group_latest_departure_s[g];
    out.cell(world.groups[g].id).cell(time_text(latest_s));
    out.cell(latest_s == base::kNever_s ? "always" : latest_s == kTooLate_s ? "never" : "until");
    out.end_row();
  }
  out.write(file);
}

void write_needs_and_shelters(const Plan& plan, const world::World& world,
                              const std::filesystem::path& folder) {
  geo::TableWriter needs({"item", "people", "need", "stock", "short", "sent", "source", "surety"});
  for (const Need& n : plan.needs) {
    needs.cell(n.item).cell(n.people).cell(n.need).cell(n.stock).cell(n.short_of()).cell(n.sent);
    needs.cell(n.source).cell(n.surety);
    needs.end_row();
  }
  needs.write(folder / "needs.csv");
  geo::TableWriter shelters({"shelter", "places", "people"});
  for (const ShelterUse& s : plan.shelters) {
    shelters.cell(at(world.shelters, s.shelter.index).id).cell(s.places).cell(s.people);
    shelters.end_row();
  }
  shelters.write(folder / "shelters.csv");
}

void write_certificate(const Plan& plan, const std::filesystem::path& file) {
  const EvacuationFigures f = figures_of(plan);
  ordered_json j;
  j["exercise"] = "EXERCISE / 演练";
  j["people"] = f.people;
  j["arrived"] = f.arrived;
  j["left_behind"] = f.left_behind;
  j["safe_in_place"] = plan.people_safe_in_place;
  j["clear_s"] = f.clear_s;
  j["mean_arrival_s"] = f.mean_arrival_s;
  j["bound_clear_s"] = plan.bound_clear_s;
  j["bound_mean_s"] = plan.bound_mean_s;
  j["bound_left"] = plan.bound_left;
  j["valid_for"] = "valid for the stated inputs / 仅对所列输入成立";
  j["objective_order"] = {"nobody caught", "shelter capacity",
                          "mean arrival, own village first, on foot first"};
  j["bounds_are"] = {
      {"clear_s",
       "as many as arrive cannot be there sooner: each alone on free roads, places as many as there are"},
      {"mean_s",
       "least mean of as many arrivals: the same, with seats in bus loads; prices of places in "
       "plan/proof.csv"},
      {"left", "people for whom no safe place within reach is left, however they are shared out"}};
  const BoundProof& proof = plan.proof;
  j["proof"] = {{"last_price_s", proof.last_price_s},
                {"boarding_s", proof.boarding_s},
                {"longest_wait_s", proof.longest_wait_s},
                {"seats_per_car", proof.seats_per_car}};
  j["standard"] = {{"name", plan.standard.name},
                   {"area_m2_per_person", plan.standard.area_m2_per_person},
                   {"source", plan.standard.source},
                   {"surety", plan.standard.surety}};
  j["paces"] = ordered_json::array();
  for (const Pace& p : plan.paces)
    j["paces"].push_back({{"who", p.who},
                          {"speed_m_per_s", p.speed_m_per_s},
                          {"factor_1", p.factor_1},
                          {"on_foot", p.on_foot}});
  const Stress& s = plan.stress;
  if (s.from_s < base::kNever_s) {
    j["stress"] = {{"earlier_1", s.earlier_1},  {"percentile_1", s.percentile_1},
                   {"from_s", s.from_s},        {"made", s.made},
                   {"caught", s.caught},        {"left_if_replanned", s.left_if_replanned},
                   {"holds_to_1", s.holds_to_1}};
    if (s.least_slack_s < base::kNever_s) j["stress"]["least_slack_s"] = s.least_slack_s;
  }
  if (plan.behaviour)
    j["behaviour"] = {{"draws", plan.behaviour->draws},
                      {"seed", plan.behaviour->seed},
                      {"step_s", plan.behaviour->step_s},
                      {"compliance_1", plan.behaviour->compliance_1}};
  j["unsure"] = plan.unsure;
  j["notes"] = plan.notes;
  geo::write_file(file, j.dump(1) + "\n");
}

}  // namespace

EvacuationFigures figures_of(const Plan& plan) {
  EvacuationFigures f;
  for (const Unit& u : plan.units) f.people += u.people;
  double sum_s = 0;
  for (const Trip& t : plan.trips) {
    const int people = at(plan.units, t.unit).people;
    f.arrived += people;
    f.clear_s = std::max(f.clear_s, t.arrive_s);
    sum_s += t.arrive_s * people;
  }
  for (const LeftBehind& l : plan.left_behind) f.left_behind += at(plan.units, l.unit).people;
  f.mean_arrival_s = f.arrived > 0 ? sum_s / f.arrived : 0;
  return f;
}

void write_plan(const Plan& plan, const world::World& world, const base::Instant& start,
                const std::filesystem::path& run) {
  const std::filesystem::path folder = run / "plan";
  std::filesystem::create_directories(folder);
  write_units(plan, world, folder / "units.csv");
  write_evacuation(plan, world, start, folder / "evacuation.csv");
  write_left(plan, world, folder / "left.csv");
  write_dispatch(plan, start, folder / "dispatch.csv");
  write_stock(plan, world, folder / "stock.csv");
  write_unmet(plan, folder / "unmet.csv");
  write_orders(plan, world, folder / "orders.csv");
  write_latest(plan, world, folder / "latest_departure.csv");
  write_needs_and_shelters(plan, world, folder);
  write_stress(plan, folder / "stress.csv");
  write_proof(plan, world, folder);
  if (plan.behaviour) write_behaviour(*plan.behaviour, world, folder);
  write_certificate(plan, folder / "certificate.json");
}

}  // namespace dayu::plan
