// SPDX-License-Identifier: Apache-2.0
// Roads, closures, rivers and areas as the page reads them: compact rows, whole metres, differences along
// lines. Invariant: two pieces that meet in a node meet in the same rounded point (each point is rounded by
// itself, then differences are taken).
#include <cmath>
#include <cstdlib>
#include <map>

#include "engine/app/view_parts.h"

namespace dayu::app::view {
namespace {

constexpr double kStreamTolerance_m = 4;  // guess: below what one sees at the map's nearest zoom but one

/// Douglas & Peucker (1973): the points that stay, ends always.
void thin(const std::vector<geo::Point>& line, std::size_t first, std::size_t last, double tolerance_m,
          std::vector<bool>& stays) {
  const geo::Point a = line[first], b = line[last];
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length = std::hypot(dx, dy);
  double worst = tolerance_m;
  std::size_t at = 0;
  for (std::size_t i = first + 1; i < last; ++i) {
    const double px = line[i].x_m - a.x_m, py = line[i].y_m - a.y_m;
    const double off = length > 0 ? std::abs(px * dy - py * dx) / length : std::hypot(px, py);
    if (off > worst) worst = off, at = i;
  }
  if (at == 0) return;
  stays[at] = true;
  thin(line, first, at, tolerance_m, stays);
  thin(line, at, last, tolerance_m, stays);
}

std::vector<geo::Point> thinned(const std::vector<geo::Point>& line, double tolerance_m) {
  if (line.size() < 3) return line;
  std::vector<bool> stays(line.size(), false);
  stays.front() = stays.back() = true;
  thin(line, 0, line.size() - 1, tolerance_m, stays);
  std::vector<geo::Point> out;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (stays[i]) out.push_back(line[i]);
  return out;
}

world::Name name_of(const geo::Feature& feature) {
  return {feature.text("name_zh"), feature.text("name_en")};
}

int flags_of(const world::Piece& p) {
  return (p.oneway ? 1 : 0) | (p.bridge ? 2 : 0) | (p.tunnel ? 4 : 0) | (p.ford ? 8 : 0);
}

}  // namespace

long long Frame::x(geo::Point p) const {
  return std::llround(p.x_m - west_m);
}
long long Frame::y(geo::Point p) const {
  return std::llround(p.y_m - south_m);
}

Json Frame::line(const std::vector<geo::Point>& points) const {
  Json out = Json::array();
  long long last_x = 0, last_y = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const long long px = x(points[i]), py = y(points[i]);
    const bool end = i + 1 == points.size();
    if (i > 0 && px == last_x && py == last_y && !(end && out.size() < 4)) continue;
    out.push_back(px - last_x);
    out.push_back(py - last_y);
    last_x = px;
    last_y = py;
  }
  return out;
}

int Rows::row(const std::string& word) {
  for (std::size_t i = 0; i < words_.size(); ++i)
    if (words_[i] == word) return static_cast<int>(i);
  words_.push_back(word);
  return static_cast<int>(words_.size()) - 1;
}

Json words(const world::Name& name) {
  return {{"zh", name.zh}, {"en", name.en}};
}

Json time(double time_s) {
  return std::isfinite(time_s) ? Json(time_s) : Json(nullptr);
}

Json roads(const Context& context) {
  Rows kinds;
  std::map<std::pair<std::string, std::string>, int> rows;
  Json names = Json::array(), pieces = Json::array();
  for (const world::Piece& p : context.world.network.pieces) {
    const auto [it, is_new] = rows.try_emplace({p.name.zh, p.name.en}, static_cast<int>(rows.size()));
    if (is_new) names.push_back(words(p.name));
    pieces.push_back({kinds.row(p.kind), it->second, flags_of(p), context.frame.line(p.line)});
  }
  return {{"kinds", kinds.json()}, {"names", names}, {"pieces", pieces}};
}

Json closures(Context& context) {
  Json out = Json::array();
  for (const impact::Closure& c : context.impact.closures)
    out.push_back({c.piece.index, context.who.row(c.who), c.effect == impact::Effected::stop ? 1 : 0,
                   c.from_s, time(c.to_s), context.frame.x(c.at), context.frame.y(c.at),
                   context.fields.row(c.field), std::round(c.value * 100) / 100});
  return out;
}

Json streams(const Context& context) {
  Json out = Json::array();
  for (const geo::Feature& f : context.world.streams)
    for (const std::vector<geo::Point>& part : f.parts)
      if (part.size() > 1)
        out.push_back({{"name", words(name_of(f))},
                       {"order", static_cast<int>(f.number("order", 1))},
                       {"line", context.frame.line(thinned(part, kStreamTolerance_m))}});
  return out;
}

Json areas(const Context& context, const std::vector<geo::Feature>& features, const std::string& kind_key) {
  Json out = Json::array();
  for (const geo::Feature& f : features) {
    Json rings = Json::array();
    for (const std::vector<geo::Point>& ring : f.parts)
      if (ring.size() > 2) rings.push_back(context.frame.line(thinned(ring, kStreamTolerance_m)));
    if (!rings.empty())
      out.push_back({{"name", words(name_of(f))}, {"kind", f.text(kind_key)}, {"rings", rings}});
  }
  return out;
}

}  // namespace dayu::app::view
