// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/routing/routing_files.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/geo/gzip_file.h"

namespace dayu::plan {
namespace {

class RoutingWriter {
 public:
  RoutingWriter(const RoutingProblem& problem, const RoutingAnswer& answer)
      : problem_(problem),
        answer_(answer),
        decimals_(static_cast<int>(std::lround(std::log10(problem.per_one)))) {}

  std::string dispatch() {
    geo::TableWriter rows({"tour", "vehicle", "stop", "node", "load", "arrive", "begin", "leave", "length"});
    std::vector<std::size_t> of_kind(problem_.kinds.size(), 0);
    for (std::size_t t = 0; t < answer_.tours.size(); ++t) {
      const RoutingTour& tour = answer_.tours[t];
      const RoutingVehicle& kind = problem_.kinds[static_cast<std::size_t>(tour.kind)];
      std::size_t& used = of_kind[static_cast<std::size_t>(tour.kind)];
      const int vehicle = kind.numbers.empty() ? static_cast<int>(t) + 1 : kind.numbers[used];
      ++used;
      stops(rows, static_cast<int>(t) + 1, vehicle, tour);
    }
    return rows.text();
  }

  std::string unmet() const {
    geo::TableWriter rows({"node", "demand", "reason_zh", "reason_en"});
    for (const int c : answer_.unserved) {
      rows.cell(c + 1).cell(load(problem_.demand[static_cast<std::size_t>(c)]), load_decimals());
      rows.cell("所给车辆在时限内安排不下").cell("no tour of the vehicles given has room and time for it");
      rows.end_row();
    }
    return rows.text();
  }

  std::string routes() const {
    std::ostringstream out;
    for (std::size_t t = 0; t < answer_.tours.size(); ++t) {
      out << "Route #" << t + 1 << ":";
      for (const int c : answer_.tours[t].clients) out << ' ' << c;
      out << '\n';
    }
    out.precision(decimals_);
    out << std::fixed << "Cost " << length(answer_.cost) << '\n';
    return out.str();
  }

  double length(Units units) const { return static_cast<double>(units) / problem_.per_one; }

 private:
  double load(Units units) const { return static_cast<double>(units) / problem_.per_load; }
  int load_decimals() const { return static_cast<int>(std::lround(std::log10(problem_.per_load))); }

  void stops(geo::TableWriter& rows, int number, int vehicle, const RoutingTour& tour) const {
    const RoutingVehicle& kind = problem_.kinds[static_cast<std::size_t>(tour.kind)];
    const TourTimes times = tour_times(problem_, tour);
    Units on_board = times.load, driven = 0, leave = times.leaves;
    int place = kind.start;
    const auto row = [&](int stop, Units arrive, Units begin) {
      rows.cell(number).cell(vehicle).cell(stop).cell(place + 1).cell(load(on_board), load_decimals());
      rows.cell(length(arrive), decimals_).cell(length(begin), decimals_).cell(length(leave), decimals_);
      rows.cell(length(driven), decimals_).end_row();
    };
    row(0, leave, leave);
    leave += problem_.service[static_cast<std::size_t>(place)];
    for (std::size_t i = 0; i < times.begins.size(); ++i) {
      const int to = i < tour.clients.size() ? tour.clients[i] : kind.end;
      const Units drive = problem_.row(place)[to], arrive = leave + drive;
      driven += drive;
      place = to;
      leave =
          times.begins[i] + (i < tour.clients.size() ? problem_.service[static_cast<std::size_t>(to)] : 0);
      row(static_cast<int>(i) + 1, arrive, times.begins[i]);
      if (i < tour.clients.size()) on_board -= problem_.demand[static_cast<std::size_t>(to)];
    }
  }

  const RoutingProblem& problem_;
  const RoutingAnswer& answer_;
  int decimals_;
};

}  // namespace

void write_routing(const RoutingProblem& problem, const RoutingAnswer& answer,
                   const std::filesystem::path& instance, const std::filesystem::path& run) {
  RoutingWriter writer(problem, answer);
  geo::write_file(run / "plan" / "dispatch.csv", writer.dispatch());
  geo::write_file(run / "plan" / "unmet.csv", writer.unmet());
  geo::write_file(run / "plan" / "routes.sol", writer.routes());
  geo::write_file(run / "inputs" / "dispatch" / "instance.vrp", geo::read_gzip(instance));
  const nlohmann::ordered_json certificate{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"problem", "vehicle routing"},
      {"valid", "for the file as given; a drive takes as much time as its length"},
      {"distances", problem.rule},
      {"rounding_1", 1 / problem.per_one},
      {"cost", writer.length(answer.cost)},
      {"unserved", answer.unserved.size()},
      {"proof", "none: the tours are feasible, how far they are from the best is not proven"},
      {"rounds", answer.rounds},
      {"work", answer.work}};
  geo::write_file(run / "plan" / "certificate.json", certificate.dump(1) + "\n");
}

std::string routing_summary(const RoutingProblem& problem, const RoutingAnswer& answer,
                            const std::string& scenario_name) {
  const nlohmann::ordered_json json{{"v", 1},
                                    {"exercise", "演练 EXERCISE"},
                                    {"scenario", scenario_name},
                                    {"dispatch",
                                     {{"cost", static_cast<double>(answer.cost) / problem.per_one},
                                      {"unserved", answer.unserved.size()},
                                      {"tours", answer.tours.size()},
                                      {"clients", problem.clients.size()}}}};
  return json.dump(1) + "\n";
}

}  // namespace dayu::plan
