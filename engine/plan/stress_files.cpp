// SPDX-License-Identifier: Apache-2.0
// stress.csv and the certificate's stress figures, written and read back; proof*.csv, which only the checker
// reads (columns: plan_files.h).
#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/geo/table.h"
#include "engine/plan/plan_files.h"

namespace dayu::plan {
namespace {

std::string stress_time_text(double time_s) {
  if (!std::isfinite(time_s)) return "";
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, time_s == std::floor(time_s) ? "%.0f" : "%.3f", time_s);
  return buffer;
}

const Unit& stressed_unit(const Plan& plan, const StressRow& row) {
  return plan.units[static_cast<std::size_t>(plan.trips[static_cast<std::size_t>(row.trip)].unit)];
}

}  // namespace

void write_stress(const Plan& plan, const std::filesystem::path& file) {
  geo::TableWriter out(
      {"unit", "people", "made", "depart_s", "arrive_s", "slack_s", "enter_s", "reason_zh", "reason_en"});
  for (const StressRow& row : plan.stress.rows) {
    const Unit& unit = stressed_unit(plan, row);
    std::string enter;
    for (const double t : row.enter_s) enter += (enter.empty() ? "" : " ") + stress_time_text(t);
    out.cell(unit.id).cell(unit.people).cell(row.made ? 1 : 0).cell(stress_time_text(row.depart_s));
    out.cell(stress_time_text(row.arrive_s)).cell(stress_time_text(row.slack_s)).cell(enter);
    out.cell(row.reason_zh).cell(row.reason_en);
    out.end_row();
  }
  out.write(file);
}

void write_proof(const Plan& plan, const world::World& world, const std::filesystem::path& folder) {
  const BoundProof& proof = plan.proof;
  geo::TableWriter places({"shelter", "left_full", "clear_full", "price_s"});
  for (std::size_t s = 0; s < proof.left_full.size(); ++s)
    places.cell(world.shelters[s].id)
        .cell(proof.left_full[s] != 0 ? 1 : 0)
        .cell(proof.clear_full[s] != 0 ? 1 : 0)
        .cell(proof.price_s[s], 0)
        .end_row();
  places.write(folder / "proof.csv");
  geo::TableWriter loads({"load", "arrives_s", "seats", "price_s"});
  for (std::size_t k = 0; k < proof.load_arrives_s.size(); ++k)
    loads.cell(static_cast<long long>(k))
        .cell(stress_time_text(proof.load_arrives_s[k]))
        .cell(proof.load_seats[k])
        .cell(proof.load_price_s[k], 0)
        .end_row();
  loads.write(folder / "proof_loads.csv");
  geo::TableWriter buses({"team", "node", "leaves_s", "vehicles", "seats", "speed_m_per_s"});
  for (const BusBase& b : proof.buses)
    buses.cell(b.team)
        .cell(b.node)
        .cell(stress_time_text(b.leaves_s))
        .cell(b.vehicles)
        .cell(b.seats)
        .cell(b.speed_m_per_s, 6)
        .end_row();
  buses.write(folder / "proof_buses.csv");
}

namespace {

void read_proof(const nlohmann::json& j, const std::filesystem::path& folder, Plan& plan) {
  if (!j.contains("proof") || !std::filesystem::exists(folder / "proof.csv")) return;
  BoundProof& proof = plan.proof;
  proof.last_price_s = j["proof"].value("last_price_s", 0.0);
  proof.boarding_s = j["proof"].value("boarding_s", 0.0);
  proof.longest_wait_s = j["proof"].value("longest_wait_s", 0.0);
  proof.seats_per_car = j["proof"].value("seats_per_car", 0);
  base::Faults faults;
  const geo::Table places = geo::read_table(folder / "proof.csv");
  for (std::size_t i = 0; i < places.rows.size(); ++i) {
    proof.left_full.push_back(places.text(i, "left_full") == "1" ? 1 : 0);
    proof.clear_full.push_back(places.text(i, "clear_full") == "1" ? 1 : 0);
    proof.price_s.push_back(places.number(i, "price_s", faults));
  }
  const geo::Table loads = geo::read_table(folder / "proof_loads.csv");
  for (std::size_t i = 0; i < loads.rows.size(); ++i) {
    proof.load_arrives_s.push_back(loads.number(i, "arrives_s", faults));
    proof.load_seats.push_back(loads.integer(i, "seats", faults));
    proof.load_price_s.push_back(loads.number(i, "price_s", faults));
  }
  const geo::Table buses = geo::read_table(folder / "proof_buses.csv");
  for (std::size_t i = 0; i < buses.rows.size(); ++i)
    proof.buses.push_back({buses.text(i, "team"), buses.integer(i, "node", faults),
                           buses.number(i, "leaves_s", faults), buses.integer(i, "vehicles", faults),
                           buses.integer(i, "seats", faults), buses.number(i, "speed_m_per_s", faults)});
  faults.throw_if_any();
}

}  // namespace

void read_stress(const std::filesystem::path& folder, Plan& plan) {
  const nlohmann::json j = nlohmann::json::parse(geo::read_file(folder / "certificate.json"));
  read_proof(j, folder, plan);
  if (!j.contains("stress")) return;
  const auto figure = [&](const char* key) { return j["stress"].value(key, base::kNever_s); };
  Stress& s = plan.stress;
  s.earlier_1 = figure("earlier_1"), s.percentile_1 = figure("percentile_1"), s.from_s = figure("from_s");
  s.least_slack_s = figure("least_slack_s"), s.holds_to_1 = figure("holds_to_1");
  s.made = j["stress"].value("made", 0), s.caught = j["stress"].value("caught", 0);
  s.left_if_replanned = j["stress"].value("left_if_replanned", 0);
  const geo::Table table = geo::read_table(folder / "stress.csv");
  std::map<std::string, int> trips;
  for (std::size_t i = 0; i < plan.trips.size(); ++i)
    trips[plan.units[static_cast<std::size_t>(plan.trips[i].unit)].id] = static_cast<int>(i);
  base::Faults faults;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto trip = trips.find(table.text(i, "unit"));
    if (trip == trips.end()) continue;  // an edited plan: the row has lost its trip
    StressRow row;
    row.trip = trip->second;
    row.made = table.integer(i, "made", faults) != 0;
    const auto time = [&](const char* column) {
      return table.text(i, column).empty() ? base::kNever_s : table.number(i, column, faults);
    };
    row.depart_s = time("depart_s"), row.arrive_s = time("arrive_s"), row.slack_s = time("slack_s");
    row.reason_zh = table.text(i, "reason_zh"), row.reason_en = table.text(i, "reason_en");
    std::istringstream enter(table.text(i, "enter_s"));
    for (double t; enter >> t;) row.enter_s.push_back(t);
    s.rows.push_back(std::move(row));
  }
  faults.throw_if_any();
}

}  // namespace dayu::plan
