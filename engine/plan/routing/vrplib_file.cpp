// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/routing/vrplib_file.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>

#include "engine/plan/routing/edge_lengths.h"

namespace dayu::plan {
namespace {

using routing::idx;
using routing::Rounding;
using routing::VrplibRow;
using routing::VrplibSection;
using routing::VrplibText;

/// A matrix of this many places is 900 MB; larger problems want another search.
constexpr int kMostPlaces = 15000;
/// Units are chosen so that a day's end stays below it: sums of a tour fit without thought.
constexpr double kMostUnits = 1 << 29;
constexpr double kMostVehicles = 100000;

struct FileVehicle {
  int depot = -1;
  double capacity = -1, max_duration = -1, max_distance = -1, fixed_cost = 0;
  auto key() const { return std::tie(depot, capacity, max_duration, max_distance, fixed_cost); }
  bool operator<(const FileVehicle& other) const { return key() < other.key(); }
};

class VrplibReader {
 public:
  VrplibReader(const std::filesystem::path& file, std::string distances)
      : file_(file), text_(file, faults_), distances_(std::move(distances)) {}

  RoutingProblem read() {
    type();
    n_ = text_.whole("DIMENSION", 0, 2, kMostPlaces);
    if (!text_.has("DIMENSION")) text_.fault(0, "DIMENSION is missing", "add DIMENSION : number of nodes");
    faults_.throw_if_any();
    lengths_ = routing::edge_lengths(text_, n_, rounding());
    depots();
    by_node("DEMAND_SECTION", demand_, 0, true);
    service();
    windows();
    vehicles();
    faults_.throw_if_any();
    units();
    loads();
    faults_.throw_if_any();
    return std::move(problem_);
  }

 private:
  void type() {
    type_ = text_.text("TYPE");
    for (const char* known : {"CVRP", "VRP", "DVRP", "DCVRP", "VRPTW", "CVRPTW", "MDVRP", "MDVRPTW"})
      if (type_ == known) return;
    text_.fault(text_.line_of("TYPE"), "TYPE '" + type_ + "' is not known",
                "known: CVRP, VRP, DVRP, DCVRP, VRPTW, CVRPTW, MDVRP, MDVRPTW");
  }

  Rounding rounding() {
    std::string rule = distances_;
    if (rule == "auto")
      rule = type_ == "VRPTW" || type_ == "CVRPTW" ? "trunc_0.1" : type_ == "MDVRPTW" ? "exact" : "nearest";
    problem_.rule = rule;
    return rule == "nearest" ? Rounding::nearest : rule == "exact" ? Rounding::exact : Rounding::trunc_0_1;
  }

  /// A node of a row's first number; -1 with a fault.
  int node(const VrplibRow& row, const std::string& what) {
    const double id = row.values.empty() ? 0 : row.values[0];
    if (id == std::floor(id) && id >= 1 && id <= n_) return static_cast<int>(id) - 1;
    text_.fault(row.line, what + " of no node from 1 to " + std::to_string(n_),
                "number the nodes 1 to DIMENSION");
    return -1;
  }

  void depots() {
    is_depot_.assign(idx(n_), 0);
    const VrplibSection* section = text_.section("DEPOT_SECTION");
    if (section != nullptr)
      for (const VrplibRow& row : section->rows) {
        if (row.values.size() == 1 && row.values[0] == -1) break;
        // Some sets write the depot's coordinates here, where their nodes hold the same.
        if (row.values.size() != 1) {
          text_.fault(row.line, "a depot is not given as the number of a node",
                      "write one node a line, -1 ends");
          continue;
        }
        const int d = node(row, "the depot");
        if (d >= 0) is_depot_[idx(d)] = 1;
      }
    if (section == nullptr) is_depot_[0] = 1;
    for (int p = 0; p < n_; ++p) (is_depot_[idx(p)] != 0 ? problem_.depots : problem_.clients).push_back(p);
    problem_.places = n_;
    problem_.name = text_.text("NAME");
    if (problem_.clients.empty())
      text_.fault(section == nullptr ? 0 : section->line, "every node is a depot", "name the depots alone");
    if (problem_.depots.empty()) text_.fault(section->line, "there is no depot", "name one");
  }

  /// "node value" a line.
  void by_node(const char* name, std::vector<double>& values, double fallback, bool demanded) {
    values.assign(idx(n_), fallback);
    const VrplibSection* section = text_.section(name);
    if (section == nullptr) {
      if (demanded)
        text_.fault(0, std::string(name) + " is missing", "give a line 'node value' for each node");
      return;
    }
    std::vector<char> known(values.size(), 0);
    for (const VrplibRow& row : section->rows) {
      if (row.values.size() != 2 || row.values[1] < 0) {
        text_.fault(row.line, "is no 'node value' with a value of at least 0", "mend the line");
        continue;
      }
      const int p = node(row, "the value");
      if (p < 0) continue;
      values[idx(p)] = row.values[1];
      known[idx(p)] = 1;
    }
    for (const int p : problem_.clients)
      if (known[idx(p)] == 0)
        text_.fault(section->line, "node " + std::to_string(p + 1) + " is missing in " + name,
                    "add its line");
  }

  void service() {
    const double all = text_.number("SERVICE_TIME", 0, 0);
    by_node("SERVICE_TIME_SECTION", service_, all, false);
    if (text_.section("SERVICE_TIME_SECTION") == nullptr)
      for (const int d : problem_.depots) service_[idx(d)] = 0;
  }

  void windows() {
    open_.assign(idx(n_), 0);
    close_.assign(idx(n_), -1);
    const VrplibSection* section = text_.section("TIME_WINDOW_SECTION");
    if (section == nullptr) return;
    problem_.timed = true;
    for (const VrplibRow& row : section->rows) {
      if (row.values.size() != 3 || row.values[1] < 0 || row.values[2] < row.values[1]) {
        text_.fault(row.line, "is no 'node from until' with 0 <= from <= until", "mend the line");
        continue;
      }
      const int p = node(row, "the window");
      if (p < 0) continue;
      open_[idx(p)] = row.values[1];
      close_[idx(p)] = row.values[2];
    }
    for (int p = 0; p < n_; ++p)
      if (close_[idx(p)] < 0)
        text_.fault(section->line, "node " + std::to_string(p + 1) + " has no time window", "add its line");
  }

  /// "vehicle value" a line.
  void by_vehicle(const char* name, const std::function<void(FileVehicle&, double)>& put) {
    const VrplibSection* section = text_.section(name);
    if (section == nullptr) return;
    for (const VrplibRow& row : section->rows) {
      if (row.values.size() != 2 || row.values[0] != std::floor(row.values[0]) || row.values[0] < 1 ||
          row.values[0] > static_cast<double>(fleet_.size()) || row.values[1] < 0) {
        text_.fault(row.line, "is no 'vehicle value' of a vehicle from 1 to VEHICLES",
                    "write VEHICLES above, and one line for each vehicle");
        continue;
      }
      put(fleet_[static_cast<std::size_t>(row.values[0]) - 1], row.values[1]);
    }
  }

  void vehicles() {
    FileVehicle each;
    each.capacity = text_.number("CAPACITY", -1, 0);
    each.max_duration = text_.number("VEHICLES_MAX_DURATION", -1, 0);
    // DISTANCE limits a tour with its service times (Christofides, Mingozzi & Toth 1979).
    const double longest = text_.number("DISTANCE", -1, 0);
    if (longest >= 0)
      each.max_duration = each.max_duration < 0 ? longest : std::min(longest, each.max_duration);
    each.max_distance = text_.number("VEHICLES_MAX_DISTANCE", -1, 0);
    each.fixed_cost = text_.number("VEHICLES_FIXED_COST", 0, 0);
    const int count = text_.whole("VEHICLES", 0, 1, static_cast<int>(kMostVehicles));
    fleet_.assign(idx(count), each);
    by_vehicle("VEHICLES_DEPOT_SECTION", [&](FileVehicle& v, double depot) {
      const bool known = depot == std::floor(depot) && depot >= 1 && depot <= n_ &&
                         is_depot_[static_cast<std::size_t>(depot) - 1] != 0;
      v.depot = known ? static_cast<int>(depot) - 1 : -2;
    });
    by_vehicle("CAPACITY_SECTION", [](FileVehicle& v, double x) { v.capacity = x; });
    by_vehicle("VEHICLES_MAX_DURATION_SECTION", [](FileVehicle& v, double x) { v.max_duration = x; });
    by_vehicle("VEHICLES_MAX_DISTANCE_SECTION", [](FileVehicle& v, double x) { v.max_distance = x; });
    by_vehicle("VEHICLES_FIXED_COST_SECTION", [](FileVehicle& v, double x) { v.fixed_cost = x; });
    if (problem_.depots.empty()) return;
    if (count == 0) {
      any_number(each);
    } else {
      counted();
    }
  }

  void any_number(FileVehicle each) {
    for (const int d : problem_.depots) {
      each.depot = d;
      kinds_[each] = {};
    }
    check(each, 0);
  }

  void counted() {
    for (std::size_t v = 0; v < fleet_.size(); ++v) {
      FileVehicle& vehicle = fleet_[v];
      if (vehicle.depot == -1 && problem_.depots.size() == 1) vehicle.depot = problem_.depots[0];
      check(vehicle, static_cast<int>(v) + 1);
      kinds_[vehicle].push_back(static_cast<int>(v) + 1);
    }
  }

  void check(const FileVehicle& vehicle, int number) {
    const std::string who = number > 0 ? "vehicle " + std::to_string(number) : "a vehicle";
    if (vehicle.depot < 0)
      text_.fault(text_.line_of("VEHICLES"), who + " stands at no depot of DEPOT_SECTION",
                  "name a depot for it in VEHICLES_DEPOT_SECTION");
    if (vehicle.capacity < 0)
      text_.fault(text_.line_of("VEHICLES"), who + " has no capacity", "add CAPACITY : number");
  }

  /// The coarsest tenth, hundredth ... in which every given number is whole; finer for exact lengths.
  void units() {
    double longest = 1;
    int decimals = 0;
    const auto see = [&](double value, bool whole) {
      longest = std::max(longest, value);
      if (!whole) return;
      while (decimals < 6 &&
             std::abs(value * std::pow(10, decimals) - std::round(value * std::pow(10, decimals))) >
                 1e-6 * std::max(1.0, std::abs(value)))
        ++decimals;
    };
    const bool exact = problem_.rule == "exact" || text_.text("EDGE_WEIGHT_TYPE") == "EXACT_2D";
    for (const double length : lengths_) see(length, !exact);
    for (std::size_t p = 0; p < idx(n_); ++p)
      for (const double value : {open_[p], close_[p], service_[p]}) see(value, true);
    for (const auto& [vehicle, numbers] : kinds_)
      for (const double value : {vehicle.max_duration, vehicle.max_distance, vehicle.fixed_cost})
        see(value, true);
    if (exact) decimals = 6;
    while (decimals > 0 && longest * std::pow(10, decimals) > kMostUnits) --decimals;
    if (longest > kMostUnits) {
      text_.fault(0, "a number of the file is too large", "use a coarser measure");
      return;
    }
    problem_.per_one = std::pow(10, decimals);
    fill();
  }

  /// Up for what takes time or room, down for limits, with room for the rounding of a decimal.
  Units up(double value) const { return static_cast<Units>(std::ceil(value * problem_.per_one - 1e-6)); }
  Units down(double value) const { return static_cast<Units>(std::floor(value * problem_.per_one + 1e-6)); }
  Units limit(double value) const { return value < 0 ? kNoLimit : down(value); }

  void fill() {
    problem_.distances.reserve(lengths_.size());
    for (const double length : lengths_) problem_.distances.push_back(static_cast<std::int32_t>(up(length)));
    for (std::size_t a = 0; a < idx(n_); ++a)
      for (std::size_t b = 0; b < a; ++b)
        if (problem_.distances[a * idx(n_) + b] != problem_.distances[b * idx(n_) + a])
          problem_.symmetric = false;
    for (std::size_t p = 0; p < idx(n_); ++p) {
      problem_.service.push_back(up(service_[p]));
      problem_.open.push_back(up(open_[p]));
      problem_.close.push_back(limit(close_[p]));
    }
    for (const auto& [vehicle, numbers] : kinds_) {
      RoutingVehicle kind;
      kind.start = kind.end = vehicle.depot;
      kind.max_duration = limit(vehicle.max_duration);
      kind.max_distance = limit(vehicle.max_distance);
      kind.fixed_cost = up(vehicle.fixed_cost);
      kind.numbers = numbers;
      kind.count =
          numbers.empty() ? static_cast<int>(problem_.clients.size()) : static_cast<int>(numbers.size());
      if (kind.max_duration < kNoLimit) problem_.timed = true;
      problem_.kinds.push_back(std::move(kind));
    }
  }

  /// Loads are whole numbers, of thousandths where the file has decimals.
  void loads() {
    double per_load = 1;
    const auto whole = [&](double value) {
      return std::abs(value * per_load - std::round(value * per_load)) < 1e-6;
    };
    while (per_load < 1000 && !std::all_of(demand_.begin(), demand_.end(), whole)) per_load *= 10;
    double most = 0;
    std::size_t k = 0;
    for (const auto& [vehicle, numbers] : kinds_) {
      problem_.kinds[k++].capacity = static_cast<Units>(std::floor(vehicle.capacity * per_load + 1e-6));
      most = std::max(most, vehicle.capacity);
    }
    for (const double demand : demand_)
      problem_.demand.push_back(static_cast<Units>(std::ceil(demand * per_load - 1e-6)));
    problem_.per_load = per_load;
    const VrplibSection* section = text_.section("DEMAND_SECTION");
    for (const VrplibRow& row : section->rows)
      if (is_depot_[static_cast<std::size_t>(row.values[0]) - 1] == 0 && row.values[1] > most)
        text_.fault(row.line, "no vehicle can carry this demand", "split the node, or raise CAPACITY");
  }

  std::filesystem::path file_;
  base::Faults faults_;
  VrplibText text_;
  std::string distances_, type_;
  int n_ = 0;
  std::vector<double> lengths_, demand_, service_, open_, close_;
  std::vector<char> is_depot_;
  std::vector<FileVehicle> fleet_;
  std::map<FileVehicle, std::vector<int>> kinds_;
  RoutingProblem problem_;
};

}  // namespace

base::SectionSpec dispatch_spec() {
  using base::KeyKind;
  const auto key = [](const char* name, KeyKind kind, const char* fallback, const char* about) {
    base::KeySpec one;
    one.key = name;
    one.kind = kind;
    one.required = *fallback == '\0';
    one.fallback = fallback;
    one.about = about;
    return one;
  };
  base::KeySpec format = key("format", KeyKind::text, "", "what the file is");
  format.choices = {"vrplib", "dimacs-min"};
  const base::KeySpec file = key("file", KeyKind::path, "", "the problem's file; may be gzipped");
  base::KeySpec distances =
      key("distances", KeyKind::text, "\"auto\"",
          "rounding of Euclidean lengths; auto: VRPTW cut to 0.1, MDVRPTW exact, others nearest whole");
  distances.choices = {"auto", "nearest", "trunc_0.1", "exact"};
  base::KeySpec effort = key("effort_s", KeyKind::number, "0",
                             "work, about seconds of a processor core, counted and not clocked; 0: by size");
  effort.low = 0;
  effort.high = 1e6;
  base::KeySpec time_limit =
      key("time_limit_s", KeyKind::number, "0",
          "stops by the clock, s; 0: never. The only key that lets two runs of a scenario differ");
  time_limit.low = 0;
  base::SectionSpec spec;
  spec.name = "dispatch";
  spec.about =
      "vehicles to clients, or goods and people over a network at least cost, as given in a file, by `dayu "
      "plan`";
  spec.keys = {format, file, distances, effort, time_limit};
  return spec;
}

RoutingProblem read_vrplib(const std::filesystem::path& file, const std::string& distances) {
  return VrplibReader(file, distances).read();
}

}  // namespace dayu::plan
