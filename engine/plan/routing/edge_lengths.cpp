// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/routing/edge_lengths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace dayu::plan::routing {
namespace {

constexpr double kEarth_km = 6378.388, kPi = 3.141592;  ///< as TSPLIB 95 prints them

using Point = std::array<double, 3>;
using Length = std::function<double(const Point&, const Point&)>;

double straight(const Point& a, const Point& b) {
  return std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) +
                   (a[2] - b[2]) * (a[2] - b[2]));
}

/// DDD.MM to radians: degrees cut, as TSPLIB's own code does.
double radians(double degrees_minutes) {
  const double degrees = std::trunc(degrees_minutes);
  return kPi * (degrees + 5.0 * (degrees_minutes - degrees) / 3.0) / 180.0;
}

double on_earth(const Point& a, const Point& b) {
  const double lat_a = radians(a[0]), lon_a = radians(a[1]), lat_b = radians(b[0]), lon_b = radians(b[1]);
  const double q1 = std::cos(lon_a - lon_b), q2 = std::cos(lat_a - lat_b), q3 = std::cos(lat_a + lat_b);
  return std::floor(kEarth_km * std::acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3)) + 1);
}

double pseudo_euclidean(const Point& a, const Point& b) {
  return std::ceil(straight(a, b) / std::sqrt(10.0));
}

double rounded_length(double length, Rounding rounding) {
  if (rounding == Rounding::nearest) return std::floor(length + 0.5);
  if (rounding == Rounding::trunc_0_1) return std::floor(length * 10) / 10;
  return length;
}

/// Empty: not a type of points.
Length length_of(const std::string& type, Rounding rounding) {
  const auto sides = [](const Point& a, const Point& b) {
    return Point{std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])};
  };
  if (type == "EUC_2D" || type == "EUC_3D")
    return [rounding](const Point& a, const Point& b) { return rounded_length(straight(a, b), rounding); };
  if (type == "CEIL_2D") return [](const Point& a, const Point& b) { return std::ceil(straight(a, b)); };
  if (type == "FLOOR_2D") return [](const Point& a, const Point& b) { return std::floor(straight(a, b)); };
  if (type == "EXACT_2D") return straight;
  if (type == "GEO") return on_earth;
  if (type == "ATT") return pseudo_euclidean;
  if (type == "MAN_2D" || type == "MAN_3D")
    return [sides, rounding](const Point& a, const Point& b) {
      const Point d = sides(a, b);
      return rounded_length(d[0] + d[1] + d[2], rounding);
    };
  if (type == "MAX_2D" || type == "MAX_3D")
    return [sides, rounding](const Point& a, const Point& b) {
      const Point d = sides(a, b);
      return rounded_length(std::max({d[0], d[1], d[2]}), rounding);
    };
  return {};
}

std::vector<Point> node_points(VrplibText& text, int n, bool solid) {
  const VrplibSection* section = text.section("NODE_COORD_SECTION");
  std::vector<Point> list(static_cast<std::size_t>(n));
  if (section == nullptr) {
    text.fault(0, "NODE_COORD_SECTION is missing", "give a line 'node x y' for each node");
    return {};
  }
  std::vector<char> known(list.size(), 0);
  for (const VrplibRow& row : section->rows) {
    if (row.values.size() != (solid ? 4U : 3U)) {
      text.fault(row.line, "a node's place needs " + std::string(solid ? "4" : "3") + " numbers",
                 "give node x y" + std::string(solid ? " z" : ""));
      continue;
    }
    const double id = row.values[0];
    if (id != std::floor(id) || id < 1 || id > n || known[static_cast<std::size_t>(id) - 1] != 0) {
      text.fault(row.line, "is no node from 1 to " + std::to_string(n) + ", or is one for the second time",
                 "number the nodes 1 to DIMENSION");
      continue;
    }
    const auto i = static_cast<std::size_t>(id) - 1;
    known[i] = 1;
    list[i] = {row.values[1], row.values[2], solid ? row.values[3] : 0};
  }
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i] == 0) {
      text.fault(section->line, "node " + std::to_string(i + 1) + " has no coordinates", "add its line");
      return {};
    }
  return list;
}

/// The order in which a format writes its cells; both ways where it writes half of them.
std::vector<std::pair<int, int>> matrix_cells(const std::string& format, int n) {
  std::vector<std::pair<int, int>> order;
  const bool diagonal = format.find("DIAG") != std::string::npos;
  const bool lower = format.find("LOWER") != std::string::npos;
  const bool by_column = format.ends_with("COL");
  if (format == "FULL_MATRIX") {
    for (int a = 0; a < n; ++a)
      for (int b = 0; b < n; ++b) order.emplace_back(a, b);
    return order;
  }
  // A lower half by columns is an upper half by rows.
  const bool below = lower != by_column;
  for (int a = 0; a < n; ++a) {
    const int begin = below ? 0 : a + (diagonal ? 0 : 1), end = below ? a + (diagonal ? 1 : 0) : n;
    for (int b = begin; b < end; ++b) order.emplace_back(a, b);
  }
  return order;
}

std::vector<double> explicit_lengths(VrplibText& text, int n) {
  const std::string format = text.text("EDGE_WEIGHT_FORMAT");
  static const char* const kFormats[] = {"FULL_MATRIX",    "UPPER_ROW",      "LOWER_ROW",
                                         "UPPER_DIAG_ROW", "LOWER_DIAG_ROW", "UPPER_COL",
                                         "LOWER_COL",      "UPPER_DIAG_COL", "LOWER_DIAG_COL"};
  bool known = false;
  std::string all;
  for (const char* each : kFormats) {
    known = known || format == each;
    all += (all.empty() ? "" : ", ") + std::string(each);
  }
  const VrplibSection* section = text.section("EDGE_WEIGHT_SECTION");
  if (!known || section == nullptr) {
    text.fault(text.line_of(known ? "EDGE_WEIGHT_TYPE" : "EDGE_WEIGHT_FORMAT"),
               known ? "EDGE_WEIGHT_SECTION is missing" : "EDGE_WEIGHT_FORMAT '" + format + "' is not known",
               known ? "add the section" : "known: " + all);
    return {};
  }
  const std::vector<std::pair<int, int>> order = matrix_cells(format, n);
  std::vector<double> lengths(static_cast<std::size_t>(n) * static_cast<std::size_t>(n), 0);
  std::size_t k = 0;
  for (const VrplibRow& row : section->rows)
    for (const double value : row.values) {
      if (value < 0) text.fault(row.line, "a length is negative", "give lengths of at least 0");
      if (k < order.size()) {
        const auto a = static_cast<std::size_t>(order[k].first),
                   b = static_cast<std::size_t>(order[k].second);
        lengths[a * static_cast<std::size_t>(n) + b] = value;
        if (format != "FULL_MATRIX") lengths[b * static_cast<std::size_t>(n) + a] = value;
      }
      ++k;
    }
  if (k == order.size()) return lengths;
  text.fault(section->line,
             "EDGE_WEIGHT_SECTION holds " + std::to_string(k) + " numbers, " + format + " of " +
                 std::to_string(n) + " nodes has " + std::to_string(order.size()),
             "mend the section or DIMENSION");
  return {};
}

}  // namespace

std::vector<double> edge_lengths(VrplibText& text, int n, Rounding rounding) {
  const std::string type = text.text("EDGE_WEIGHT_TYPE");
  if (type == "EXPLICIT") return explicit_lengths(text, n);
  const Length length = length_of(type, rounding);
  if (!length) {
    text.fault(
        text.line_of("EDGE_WEIGHT_TYPE"), "EDGE_WEIGHT_TYPE '" + type + "' is not known",
        "known: EUC_2D, EUC_3D, CEIL_2D, FLOOR_2D, EXACT_2D, MAN_2D, MAN_3D, MAX_2D, MAX_3D, GEO, ATT, "
        "EXPLICIT");
    return {};
  }
  const std::vector<Point> at = node_points(text, n, type.ends_with("_3D"));
  if (at.empty()) return {};
  std::vector<double> lengths;
  lengths.reserve(at.size() * at.size());
  for (std::size_t a = 0; a < at.size(); ++a)
    for (std::size_t b = 0; b < at.size(); ++b) lengths.push_back(a == b ? 0 : length(at[a], at[b]));
  return lengths;
}

}  // namespace dayu::plan::routing
