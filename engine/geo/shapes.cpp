// SPDX-License-Identifier: Apache-2.0
// Plain geometry of features: lengths, points along a line, inside a polygon; and typed reading of
// attributes.
#include <charconv>
#include <cmath>

#include "engine/geo/vector_file.h"

namespace dayu::geo {
namespace {

std::string shortest(double value) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return error == std::errc() ? std::string(buffer, end) : "";
}

double distance_m(Point a, Point b) {
  return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

}  // namespace

std::string Feature::text(const std::string& name, const std::string& fallback) const {
  const auto found = attributes.find(name);
  if (found == attributes.end()) return fallback;
  if (const auto* text = std::get_if<std::string>(&found->second)) return text->empty() ? fallback : *text;
  if (const auto* whole = std::get_if<long long>(&found->second)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&found->second)) return shortest(*real);
  return fallback;
}

double Feature::number(const std::string& name, double fallback) const {
  const auto found = attributes.find(name);
  if (found == attributes.end()) return fallback;
  if (const auto* whole = std::get_if<long long>(&found->second)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&found->second)) return std::isfinite(*real) ? *real : fallback;
  if (const auto* text = std::get_if<std::string>(&found->second)) {
    double value = 0;
    const char* last = text->data() + text->size();
    const auto [end, error] = std::from_chars(text->data(), last, value);
    if (error == std::errc() && end == last && std::isfinite(value)) return value;
  }
  return fallback;
}

double length_m(const std::vector<Point>& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distance_m(line[i - 1], line[i]);
  return sum;
}

std::vector<Point> sample_line(const std::vector<Point>& line, double step_m) {
  std::vector<Point> points;
  if (line.empty()) return points;
  points.push_back(line.front());
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1], b = line[i];
    const int n = static_cast<int>(std::max(1.0, std::ceil(distance_m(a, b) / step_m)));
    for (int k = 1; k < n; ++k)
      points.push_back({a.x_m + (b.x_m - a.x_m) * k / n, a.y_m + (b.y_m - a.y_m) * k / n});
    points.push_back(b);
  }
  return points;
}

bool inside(const Feature& polygon, Point p) {
  bool in = false;
  for (const std::vector<Point>& ring : polygon.parts)
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const Point a = ring[i], b = ring[j];
      if ((a.y_m > p.y_m) == (b.y_m > p.y_m)) continue;
      if (p.x_m < (b.x_m - a.x_m) * (p.y_m - a.y_m) / (b.y_m - a.y_m) + a.x_m) in = !in;
    }
  return in;
}

}  // namespace dayu::geo
