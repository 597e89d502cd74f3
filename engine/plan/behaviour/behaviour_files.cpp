// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/behaviour_files.h"

#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/geo/table.h"
#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

constexpr int kComplianceDecimals = 4, kTimeDecimals = 0;

std::string counted_village(const world::World& world, int village) {
  return village < 0 ? "" : at(world.villages, village).id;
}

void add_range(geo::TableWriter& out, const Range<int>& r) {
  out.cell(r.p10).cell(r.p50).cell(r.p90);
}

void add_range(geo::TableWriter& out, const Range<double>& r) {
  for (const double t : {r.p10, r.p50, r.p90}) out.cell(t, kTimeDecimals);
}

const std::vector<std::string>& ranged() {
  static const std::vector<std::string> names = {"departed", "safe",  "in_danger", "at_home",
                                                 "on_road",  "stays", "ninety_s",  "last_safe_s"};
  return names;
}

void write_expected(const Behaviour& b, const world::World& world, const std::filesystem::path& file) {
  std::vector<std::string> columns = {"village",   "compliance_1",   "people",
                                      "plan_safe", "plan_in_danger", "plan_last_s"};
  for (const std::string& name : ranged())
    for (const char* percentile : {"_p10", "_p50", "_p90"}) columns.push_back(name + percentile);
  columns.insert(columns.end(), {"by_command", "by_gauge", "by_neighbours", "by_sign"});
  geo::TableWriter out(columns);
  for (const ExpectedRow& r : b.expected) {
    out.cell(counted_village(world, r.village)).cell(r.compliance_1, kComplianceDecimals).cell(r.people);
    out.cell(r.plan_safe).cell(r.plan_in_danger).cell(r.plan_last_s, kTimeDecimals);
    for (const Range<int>* range : {&r.departed, &r.safe, &r.in_danger, &r.at_home, &r.on_road, &r.stays})
      add_range(out, *range);
    add_range(out, r.ninety_s);
    add_range(out, r.last_safe_s);
    out.cell(r.by_command).cell(r.by_gauge).cell(r.by_neighbours).cell(r.by_sign);
    out.end_row();
  }
  out.write(file);
}

void write_draws(const Behaviour& b, const world::World& world, const std::filesystem::path& file) {
  geo::TableWriter out({"village", "compliance_1", "draw", "people", "departed", "safe", "at_home", "on_road",
                        "stays", "turned", "by_command", "by_gauge", "by_neighbours", "by_sign", "ninety_s",
                        "last_safe_s"});
  for (const DrawRow& r : b.rows) {
    const CourseCount& c = r.count;
    out.cell(counted_village(world, r.village)).cell(r.compliance_1, kComplianceDecimals).cell(r.draw);
    for (const int n : {c.people, c.departed, c.safe, c.at_home, c.on_road, c.stays, c.turned, c.by_command,
                        c.by_gauge, c.by_neighbours, c.by_sign})
      out.cell(n);
    out.cell(c.ninety_s, kTimeDecimals).cell(c.last_safe_s, kTimeDecimals);
    out.end_row();
  }
  out.write(file);
}

void write_curves(const Behaviour& b, const world::World& world, const std::filesystem::path& file) {
  geo::TableWriter out({"village", "compliance_1", "time_s", "plan_departed", "plan_safe",
                        "announced_departed", "announced_safe", "departed_p10", "departed_p50",
                        "departed_p90", "safe_p10", "safe_p50", "safe_p90"});
  for (const CurveRow& r : b.curves) {
    out.cell(counted_village(world, r.village)).cell(r.compliance_1, kComplianceDecimals);
    out.cell(r.time_s, kTimeDecimals);
    out.cell(r.plan_departed).cell(r.plan_safe).cell(r.announced_departed).cell(r.announced_safe);
    add_range(out, r.departed);
    add_range(out, r.safe);
    out.end_row();
  }
  out.write(file);
}

class ExpectedReader {
 public:
  ExpectedReader(const world::World& world, const std::filesystem::path& file)
      : table_(geo::read_table(file)) {
    for (std::size_t v = 0; v < world.villages.size(); ++v)
      villages_[world.villages[v].id] = static_cast<int>(v);
  }

  std::vector<ExpectedRow> rows() {
    std::vector<ExpectedRow> all;
    for (row_ = 0; row_ < table_.rows.size(); ++row_) all.push_back(one());
    faults_.throw_if_any();
    return all;
  }

 private:
  ExpectedRow one() {
    ExpectedRow r;
    const auto village = villages_.find(table_.text(row_, "village"));
    r.village = village == villages_.end() ? -1 : village->second;
    r.compliance_1 = time("compliance_1");
    r.people = count("people");
    r.plan_safe = count("plan_safe"), r.plan_in_danger = count("plan_in_danger");
    r.plan_last_s = time("plan_last_s");
    r.departed = counts("departed"), r.safe = counts("safe"), r.in_danger = counts("in_danger");
    r.at_home = counts("at_home"), r.on_road = counts("on_road"), r.stays = counts("stays");
    r.ninety_s = times("ninety_s"), r.last_safe_s = times("last_safe_s");
    r.by_command = count("by_command"), r.by_gauge = count("by_gauge");
    r.by_neighbours = count("by_neighbours"), r.by_sign = count("by_sign");
    return r;
  }
  int count(const std::string& column) { return table_.integer(row_, column, faults_); }
  double time(const std::string& column) {
    return table_.text(row_, column).empty() ? base::kNever_s : table_.number(row_, column, faults_);
  }
  Range<int> counts(const std::string& name) {
    return {count(name + "_p10"), count(name + "_p50"), count(name + "_p90")};
  }
  Range<double> times(const std::string& name) {
    return {time(name + "_p10"), time(name + "_p50"), time(name + "_p90")};
  }

  geo::Table table_;
  base::Faults faults_;
  std::map<std::string, int> villages_;
  std::size_t row_ = 0;
};

}  // namespace

void write_behaviour(const Behaviour& behaviour, const world::World& world,
                     const std::filesystem::path& folder) {
  write_expected(behaviour, world, folder / "behaviour_villages.csv");
  write_draws(behaviour, world, folder / "behaviour_draws.csv");
  write_curves(behaviour, world, folder / "behaviour.csv");
}

void read_behaviour(const world::World& world, const std::filesystem::path& folder, Plan& plan) {
  const nlohmann::json j = nlohmann::json::parse(geo::read_file(folder / "certificate.json"));
  if (!j.contains("behaviour") || !std::filesystem::exists(folder / "behaviour_villages.csv")) return;
  Behaviour b;
  b.draws = j["behaviour"].value("draws", 0);
  b.seed = j["behaviour"].value("seed", std::uint64_t{0});
  b.step_s = j["behaviour"].value("step_s", 0.0);
  b.compliance_1 = j["behaviour"].value("compliance_1", std::vector<double>{});
  b.expected = ExpectedReader(world, folder / "behaviour_villages.csv").rows();
  plan.behaviour = std::make_shared<const Behaviour>(std::move(b));
}

}  // namespace dayu::plan
