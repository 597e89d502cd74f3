// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/given_tours.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "engine/geo/table.h"

namespace dayu::verify {
namespace {

constexpr const char* kInstance = "inputs/dispatch/instance.vrp";
constexpr double kNoEnd_1 = std::numeric_limits<double>::infinity();

using Numbers = std::vector<double>;

/// Keys and sections of the file; false at the first line that is neither.
struct Parts {
  std::map<std::string, std::string> keys;
  std::map<std::string, std::vector<Numbers>> sections;

  double number(const std::string& key, double absent) const {
    const auto found = keys.find(key);
    return found == keys.end() ? absent : std::strtod(found->second.c_str(), nullptr);
  }
  const std::vector<Numbers>& rows(const std::string& name) const {
    static const std::vector<Numbers> none;
    const auto found = sections.find(name);
    return found == sections.end() ? none : found->second;
  }
};

Parts parts_of(const std::string& file) {
  Parts parts;
  std::istringstream lines(file);
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    std::replace(line.begin(), line.end(), ':', ' ');
    std::istringstream words(line);
    std::string first;
    if (!(words >> first)) continue;
    if (first == "EOF") break;
    if (std::isalpha(static_cast<unsigned char>(first[0])) == 0) {
      std::istringstream again(line);
      Numbers row;
      for (double value = 0; again >> value;) row.push_back(value);
      parts.sections[section].push_back(row);
    } else if (first.size() > 8 && first.substr(first.size() - 8) == "_SECTION") {
      section = first;
      parts.sections[section];
    } else {
      words >> parts.keys[first];
    }
  }
  return parts;
}

class ToursReading {
 public:
  ToursReading(const Run& run, Findings& findings) : run_(run), findings_(findings) {}

  std::optional<GivenTours> read() {
    const auto rule = run_.certificate.texts.find("distances");
    if (rule == run_.certificate.texts.end()) {
      findings_.refute("dispatch.rule", {"plan/certificate.json", "distances"}, "没有写明距离的取整规则",
                       "does not state how lengths are rounded");
      return std::nullopt;
    }
    if (!std::filesystem::exists(run_.folder / kInstance)) {
      findings_.refute("files.missing", {kInstance, ""}, "没有这个文件", "is absent");
      return std::nullopt;
    }
    g_.rule = rule->second;
    parts_ = parts_of(geo::read_file(run_.folder / kInstance));
    g_.nodes = static_cast<int>(parts_.number("DIMENSION", 0));
    if (g_.nodes < 2 || g_.nodes > 100000) return unusable("DIMENSION");
    places();
    if (!lengths()) return unusable("EDGE_WEIGHT_TYPE");
    limits();
    return g_;
  }

 private:
  std::optional<GivenTours> unusable(const char* place) {
    findings_.refute("dispatch.instance", {kInstance, place}, "算例读不懂", "cannot be understood");
    return std::nullopt;
  }

  void fill(std::vector<double>& values, const char* name, std::size_t column, double absent) {
    values.assign(static_cast<std::size_t>(g_.nodes) + 1, absent);
    for (const Numbers& row : parts_.rows(name))
      if (row.size() > column && row[0] >= 1 && row[0] <= g_.nodes)
        values[static_cast<std::size_t>(row[0])] = row[column];
  }

  void places() {
    fill(g_.demand, "DEMAND_SECTION", 1, 0);
    fill(g_.open, "TIME_WINDOW_SECTION", 1, 0);
    fill(g_.close, "TIME_WINDOW_SECTION", 2, kNoEnd_1);
    fill(g_.service, "SERVICE_TIME_SECTION", 1, parts_.number("SERVICE_TIME", 0));
    for (const Numbers& row : parts_.rows("DEPOT_SECTION"))
      if (row.size() == 1 && row[0] >= 1 && row[0] <= g_.nodes) g_.depots.insert(static_cast<int>(row[0]));
    if (g_.depots.empty()) g_.depots.insert(1);
    if (parts_.rows("SERVICE_TIME_SECTION").empty())
      for (const int depot : g_.depots) g_.service[static_cast<std::size_t>(depot)] = 0;
  }

  bool lengths() {
    g_.type = parts_.keys["EDGE_WEIGHT_TYPE"];
    if (g_.type == "EXPLICIT") return matrix();
    g_.at.assign(static_cast<std::size_t>(g_.nodes) + 1, {});
    for (const Numbers& row : parts_.rows("NODE_COORD_SECTION"))
      if (row.size() > 2 && row[0] >= 1 && row[0] <= g_.nodes)
        g_.at[static_cast<std::size_t>(row[0])].assign(row.begin() + 1, row.end());
    for (std::size_t node = 1; node < g_.at.size(); ++node)
      if (g_.at[node].size() < 2) return false;
    return true;
  }

  /// Cell by cell in the order of the format: does (row, column) stand in the file?
  bool matrix() {
    const std::string format = parts_.keys["EDGE_WEIGHT_FORMAT"];
    const bool full = format == "FULL_MATRIX", diagonal = format.find("_DIAG_") != std::string::npos;
    const bool low = format == "LOWER_ROW" || format == "LOWER_DIAG_ROW" || format == "UPPER_COL" ||
                     format == "UPPER_DIAG_COL";
    Numbers values;
    for (const Numbers& row : parts_.rows("EDGE_WEIGHT_SECTION"))
      values.insert(values.end(), row.begin(), row.end());
    const auto n = static_cast<std::size_t>(g_.nodes);
    g_.matrix.assign(n * n, 0);
    std::size_t next = 0;
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) {
        const bool stands = full || (a == b ? diagonal : low ? b < a : b > a);
        if (!stands) continue;
        if (next >= values.size()) return false;
        g_.matrix[a * n + b] = values[next];
        if (!full) g_.matrix[b * n + a] = values[next];
        ++next;
      }
    return next == values.size();
  }

  double limit(const char* key) const { return parts_.number(key, kNoEnd_1); }

  void of_vehicles(const char* name, double GivenVehicle::*field) {
    for (const Numbers& row : parts_.rows(name))
      if (row.size() == 2 && row[0] >= 1 && row[0] <= static_cast<double>(g_.vehicles.size()))
        g_.vehicles[static_cast<std::size_t>(row[0]) - 1].*field = row[1];
  }

  void limits() {
    g_.each.capacity = limit("CAPACITY");
    g_.each.longest = std::min(limit("VEHICLES_MAX_DURATION"), limit("DISTANCE"));
    g_.each.furthest = limit("VEHICLES_MAX_DISTANCE");
    g_.each.fixed = parts_.number("VEHICLES_FIXED_COST", 0);
    if (g_.depots.size() == 1) g_.each.depot = *g_.depots.begin();
    g_.vehicles.assign(static_cast<std::size_t>(std::max(0.0, parts_.number("VEHICLES", 0))), g_.each);
    of_vehicles("CAPACITY_SECTION", &GivenVehicle::capacity);
    of_vehicles("VEHICLES_MAX_DURATION_SECTION", &GivenVehicle::longest);
    of_vehicles("VEHICLES_MAX_DISTANCE_SECTION", &GivenVehicle::furthest);
    of_vehicles("VEHICLES_FIXED_COST_SECTION", &GivenVehicle::fixed);
    for (const Numbers& row : parts_.rows("VEHICLES_DEPOT_SECTION"))
      if (row.size() == 2 && row[0] >= 1 && row[0] <= static_cast<double>(g_.vehicles.size()))
        g_.vehicles[static_cast<std::size_t>(row[0]) - 1].depot = static_cast<int>(row[1]);
  }

  const Run& run_;
  Findings& findings_;
  Parts parts_;
  GivenTours g_;
};

/// Latitude or longitude written DDD.MM, in radians.
double angle(double value) {
  const double whole = std::trunc(value);
  return 3.141592 * (whole + 5.0 * (value - whole) / 3.0) / 180.0;
}

double geographical(const Numbers& a, const Numbers& b) {
  const double q1 = std::cos(angle(a[1]) - angle(b[1])), q2 = std::cos(angle(a[0]) - angle(b[0])),
               q3 = std::cos(angle(a[0]) + angle(b[0]));
  return std::floor(6378.388 * std::acos(0.5 * ((1.0 + q1) * q2 - (1.0 - q1) * q3)) + 1.0);
}

}  // namespace

double GivenTours::length(int from, int to) const {
  const auto a = static_cast<std::size_t>(from), b = static_cast<std::size_t>(to);
  if (type == "EXPLICIT") return matrix[(a - 1) * static_cast<std::size_t>(nodes) + b - 1];
  if (a == b) return 0;
  if (type == "GEO") return geographical(at[a], at[b]);
  double square = 0, sum = 0, most = 0;
  for (std::size_t k = 0; k < std::min(at[a].size(), at[b].size()); ++k) {
    const double side = std::abs(at[a][k] - at[b][k]);
    square += side * side;
    sum += side;
    most = std::max(most, side);
  }
  const double straight = std::sqrt(square);
  if (type == "ATT") return std::ceil(straight / std::sqrt(10.0));
  if (type == "CEIL_2D") return std::ceil(straight);
  if (type == "FLOOR_2D") return std::floor(straight);
  if (type == "EXACT_2D") return straight;
  const double plain = type.rfind("MAN", 0) == 0 ? sum : type.rfind("MAX", 0) == 0 ? most : straight;
  return rule == "nearest"     ? std::floor(plain + 0.5)
         : rule == "trunc_0.1" ? std::floor(plain * 10) / 10
                               : plain;
}

std::optional<GivenTours> read_given_tours(const Run& run, Findings& findings) {
  return ToursReading(run, findings).read();
}

}  // namespace dayu::verify
