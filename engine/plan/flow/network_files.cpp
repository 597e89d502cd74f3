// SPDX-License-Identifier: Apache-2.0
// A network plan as files; columns stand in network_plan.h.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/geo/table.h"
#include "engine/plan/flow/network_plan.h"
#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

using nlohmann::ordered_json;

/// Shortest text that reads back as the same number.
std::string number_text(double value) {
  char buffer[40];
  for (int digits = 6; digits <= 17; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  return buffer;
}

class Files {
 public:
  Files(const NetworkPlan& plan, const GivenNetwork& given, const std::filesystem::path& run)
      : plan_(plan), given_(given), run_(run) {}

  void write() {
    inputs();
    evacuation();
    left();
    shelters();
    cuts();
    certificate();
  }

 private:
  const std::string& id(std::int32_t node) const {
    return at(given_.node_ids, at(plan_.network.given, node));
  }
  std::string time(std::int32_t step) const { return number_text(step * plan_.network.step_s); }

  void inputs() {
    const std::filesystem::path folder = run_ / "inputs" / "network";
    geo::TableWriter nodes({"id"}), sources({"node", "vehicles"}), shelters({"node", "capacity"});
    for (std::size_t n = 0; n < given_.node_ids.size(); ++n) {
      nodes.cell(given_.node_ids[n]).end_row();
      if (given_.people[n] > 0) sources.cell(given_.node_ids[n]).cell(given_.people[n]).end_row();
      if (given_.places[n] >= 0) shelters.cell(given_.node_ids[n]).cell(given_.places[n]).end_row();
    }
    geo::TableWriter arcs({"from", "to", "length_m", "freespeed_mps", "capacity_vph"});
    geo::TableWriter closures({"arc", "close_s", "open_s"});
    for (std::size_t a = 0; a < given_.arcs.size(); ++a) {
      const GivenArc& arc = given_.arcs[a];
      arcs.cell(at(given_.node_ids, arc.from))
          .cell(at(given_.node_ids, arc.to))
          .cell(number_text(arc.length_m));
      arcs.cell(number_text(arc.speed_m_per_s)).cell(number_text(arc.capacity_per_h)).end_row();
      if (given_.close_s[a] < base::kNever_s)
        closures.cell(static_cast<long long>(a)).cell(number_text(given_.close_s[a])).cell("").end_row();
    }
    for (const GivenShut& s : given_.shut)
      closures.cell(static_cast<long long>(s.arc))
          .cell(number_text(s.from_s))
          .cell(number_text(s.to_s))
          .end_row();
    nodes.write(folder / "nodes.csv");
    arcs.write(folder / "arcs.csv");
    sources.write(folder / "sources.csv");
    shelters.write(folder / "shelters.csv");
    closures.write(folder / "closures.csv");
  }

  void evacuation() {
    geo::TableWriter out({"group", "people", "from", "to", "depart_s", "arrive_s", "route", "chain_enter_s"});
    for (const Journey& j : plan_.journeys) {
      std::string route, entered;
      for (std::size_t i = 0; i < j.arcs.size(); ++i) {
        const StepNetwork::Arc& arc = at(plan_.network.arcs, j.arcs[i]);
        for (std::int32_t p = 0; p < arc.n_pieces; ++p)
          route += (route.empty() ? "" : " ") + std::to_string(at(plan_.network.pieces, arc.first_piece + p));
        if (arc.n_pieces > 0) entered += (entered.empty() ? "" : " ") + time(j.entered[i]);
      }
      const std::int32_t departs = entered.empty() ? j.arrives : j.entered.front();
      out.cell(id(j.home)).cell(j.people).cell(id(j.home)).cell(id(j.shelter));
      out.cell(time(departs)).cell(time(j.arrives)).cell(route).cell(entered).end_row();
    }
    out.write(run_ / "plan" / "evacuation.csv");
  }

  void left() {
    geo::TableWriter out({"group", "people", "reason_zh", "reason_en"});
    for (std::int32_t n = 0; n < plan_.network.n_nodes(); ++n) {
      if (at(plan_.at_home, n) == 0) continue;
      const bool cut_off = at(plan_.left_cut, n) < 0;
      out.cell(id(n)).cell(at(plan_.at_home, n));
      out.cell(cut_off ? "道路封闭前或安置点满员前，再无路可走" : "无")
          .cell(cut_off ? "no way to a shelter with room before roads close, even if all others make way"
                        : "none");
      out.end_row();
    }
    out.write(run_ / "plan" / "left.csv");
  }

  void shelters() {
    std::vector<long long> people(plan_.network.given.size(), 0);
    for (const Journey& j : plan_.journeys) people[static_cast<std::size_t>(j.shelter)] += j.people;
    geo::TableWriter out({"shelter", "places", "people"});
    for (std::int32_t n = 0; n < plan_.network.n_nodes(); ++n)
      if (at(plan_.network.places, n) >= 0)
        out.cell(id(n)).cell(at(plan_.network.places, n)).cell(at(people, n)).end_row();
    out.write(run_ / "plan" / "shelters.csv");
  }

  static std::string label_text(std::int32_t label) {
    return label < 0 ? "" : label >= kAlways ? "always" : std::to_string(label);
  }

  void cuts() {
    geo::TableWriter out({"node", "home", "left_step", "clear_step", "mean_lag"});
    for (std::int32_t n = 0; n < plan_.network.n_nodes(); ++n) {
      std::string lags;
      for (const CutLabels::Change& change : plan_.mean_cuts.of(n))
        lags += (lags.empty() ? "" : " ") + std::to_string(change.theta) + ":" +
                (change.lag == CutLabels::kNoLabel ? "x" : std::to_string(change.lag));
      const bool parted = n > 0 && at(plan_.network.places, n) < 0 && is_second(n);
      out.cell(id(n)).cell(parted ? 1 : 0).cell(label_text(at(plan_.left_cut, n)));
      out.cell(label_text(at(plan_.clear_cut, n))).cell(lags).end_row();
    }
    out.write(run_ / "plan" / "cuts.csv");
  }

  /// The home of people who live where a shelter stands: a second node of the same name.
  bool is_second(std::int32_t node) const {
    return node > 0 && at(plan_.network.given, node) < at(plan_.network.given, node - 1);
  }

  void certificate() {
    const double step_s = plan_.network.step_s, n = static_cast<double>(std::max(1LL, plan_.arrived));
    ordered_json j;
    j["exercise"] = "EXERCISE / 演练";
    j["people"] = plan_.people;
    j["arrived"] = plan_.arrived;
    j["left_behind"] = plan_.people - plan_.arrived;
    j["clear_s"] = plan_.clear * step_s;
    j["mean_arrival_s"] = static_cast<double>(plan_.sum_arrivals) * step_s / n;
    j["bound_left"] = plan_.bound_left;
    j["bound_clear_s"] = plan_.bound_clear * step_s;
    j["bound_mean_s"] = static_cast<double>(plan_.bound_sum) * step_s / n;
    j["mean_is_least"] = plan_.mean_is_least;
    j["step_s"] = step_s;
    j["rounding"] = {{"travel", "nearest step"},
                     {"capacity", plan_.network.whole_capacity ? "floor" : "nearest"},
                     {"deadline", "floor"}};
    j["mean_cuts"] = plan_.mean_thetas;
    j["prices"] = ordered_json::array();
    for (std::int32_t s = 0; s < plan_.network.n_nodes(); ++s)
      if (at(plan_.prices, s) > 0)
        j["prices"].push_back({{"shelter", id(s)}, {"steps", at(plan_.prices, s)}});
    j["valid_for"] = "valid for the stated inputs / 仅对所列输入成立";
    j["objective_order"] = {"nobody left behind", "clearing time", "mean arrival"};
    j["bounds_are"] = {
        {"left",
         "a cut of the network expanded in time, without any limit of time: plan/cuts.csv, left_step"},
        {"clear_s", "a cut for one step less: more people cannot arrive by then: clear_step"},
        {"mean_s",
         "one cut for every step, at the prices of full shelters, for plans that leave as few and "
         "clear as soon: mean_lag"}};
    j["unsure"] = {
        "free speeds and capacities of the arc table; everybody is ready at second 0 and follows "
        "the plan; no spill-back; closing times as given [C]"};
    geo::write_file(run_ / "plan" / "certificate.json", j.dump(1) + "\n");
  }

  const NetworkPlan& plan_;
  const GivenNetwork& given_;
  std::filesystem::path run_;
};

/// Nine significant digits, as everywhere in summary.json.
ordered_json rounded(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.9g", value);
  const double r = std::strtod(buffer, nullptr);
  if (r == std::floor(r)) return static_cast<std::int64_t>(r);
  return r;
}

}  // namespace

void write_network_plan(const NetworkPlan& plan, const GivenNetwork& given,
                        const std::filesystem::path& run) {
  std::filesystem::create_directories(run / "plan");
  Files(plan, given, run).write();
}

std::string network_summary(const NetworkPlan& plan, const std::string& scenario_name) {
  const double step_s = plan.network.step_s, n = static_cast<double>(std::max(1LL, plan.arrived));
  ordered_json j{{"v", 1}, {"mark", "演练 EXERCISE"}, {"scenario", scenario_name}};
  j["evacuation"] = {{"people", plan.people},
                     {"arrived", plan.arrived},
                     {"left_behind", plan.people - plan.arrived},
                     {"clear_s", rounded(plan.clear * step_s)},
                     {"mean_arrival_s", rounded(static_cast<double>(plan.sum_arrivals) * step_s / n)},
                     {"bound_clear_s", rounded(plan.bound_clear * step_s)},
                     {"bound_mean_s", rounded(static_cast<double>(plan.bound_sum) * step_s / n)},
                     {"bound_left", plan.bound_left}};
  return j.dump(1) + "\n";
}

}  // namespace dayu::plan
