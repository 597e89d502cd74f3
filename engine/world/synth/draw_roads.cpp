// SPDX-License-Identifier: Apache-2.0
// How do lattice edges become roads? Chains between junctions, smoothed without entering water or a steep
// bank, cut at every stream they cross: the stretch over the water is a bridge with its deck above the banks.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/geo/vector_file.h"
#include "engine/world/synth/roads.h"

namespace dayu::world::synth {

namespace {

using Line = std::vector<geo::Point>;

struct Crossing {
  double at_m, half_m, bank_m, area_km2;
};

/// Segments of all streams in squares of 200 m.
class StreamIndex {
 public:
  explicit StreamIndex(const County& c) : county_(c) {
    for (std::size_t s = 0; s < c.streams.size(); ++s)
      for (std::size_t k = 1; k < c.streams[s].line.size(); ++k) {
        const StreamPoint &a = c.streams[s].line[k - 1], &b = c.streams[s].line[k];
        squares_[key((a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2)].emplace_back(s, k);
      }
  }
  void crossings(geo::Point a, geo::Point b, double start_m, std::vector<Crossing>& out) const {
    const double length = apart_m(a, b);
    const int x0 = square(std::min(a.x_m, b.x_m)) - 1, x1 = square(std::max(a.x_m, b.x_m)) + 1;
    const int y0 = square(std::min(a.y_m, b.y_m)) - 1, y1 = square(std::max(a.y_m, b.y_m)) + 1;
    for (int y = y0; y <= y1; ++y)
      for (int x = x0; x <= x1; ++x) {
        const auto found = squares_.find({x, y});
        if (found == squares_.end()) continue;
        for (const auto& [s, k] : found->second) {
          const StreamPoint &p = county_.streams[s].line[k - 1], &q = county_.streams[s].line[k];
          const double t = hit(a, b, p, q);
          if (t >= 0 && t < 1)
            out.push_back({start_m + t * length, channel_width_m(p.area_km2) / 2 + 11, p.bank_m, p.area_km2});
        }
      }
  }

 private:
  const County& county_;
  std::map<std::pair<int, int>, std::vector<std::pair<std::size_t, std::size_t>>> squares_;
  static int square(double v) { return static_cast<int>(std::floor(v / 200)); }
  static std::pair<int, int> key(double x, double y) { return {square(x), square(y)}; }
  /// Place on a-b where it crosses p-q, -1 if it does not.
  static double hit(geo::Point a, geo::Point b, const StreamPoint& p, const StreamPoint& q) {
    const double rx = b.x_m - a.x_m, ry = b.y_m - a.y_m, sx = q.x_m - p.x_m, sy = q.y_m - p.y_m;
    const double det = rx * sy - ry * sx;
    if (det == 0) return -1;
    const double t = ((p.x_m - a.x_m) * sy - (p.y_m - a.y_m) * sx) / det;
    const double u = ((p.x_m - a.x_m) * ry - (p.y_m - a.y_m) * rx) / det;
    return u >= 0 && u < 1 ? t : -1;
  }
};

/// Chains of edges of one name and rank between nodes where something changes.
std::vector<std::pair<std::vector<int>, RoadEdge>> chains(const RoadPlan& plan) {
  std::map<int, std::vector<std::pair<int, RoadEdge>>> around;
  for (const auto& [key, edge] : plan.lattice.edges()) {
    around[key.first].emplace_back(key.second, edge);
    around[key.second].emplace_back(key.first, edge);
  }
  const auto same = [](const RoadEdge& a, const RoadEdge& b) { return a.rank == b.rank && a.name == b.name; };
  const auto ends_here = [&](int node) {
    const auto& n = around[node];
    return n.size() != 2 || !same(n[0].second, n[1].second);
  };
  std::map<std::pair<int, int>, bool> done;
  std::vector<std::pair<std::vector<int>, RoadEdge>> out;
  const auto follow = [&](int from, int to, const RoadEdge& edge) {
    std::vector<int> chain{from};
    int before = from, at = to;
    while (true) {
      done[std::minmax(before, at)] = true;
      chain.push_back(at);
      if (ends_here(at) || at == from) break;
      const auto& n = around[at];
      const int next = n[0].first == before ? n[1].first : n[0].first;
      before = at;
      at = next;
    }
    out.emplace_back(std::move(chain), edge);
  };
  for (const auto& [node, neighbours] : around)
    if (ends_here(node))
      for (const auto& [to, edge] : neighbours)
        if (!done[std::minmax(node, to)]) follow(node, to, edge);
  for (const auto& [key, edge] : plan.lattice.edges())  // rings without a junction
    if (!done[key]) follow(key.first, key.second, edge);
  return out;
}

bool may_stand(const County& c, geo::Point p) {
  const auto i = static_cast<std::size_t>(c.cell(p));
  return !c.channel[i] && !c.pond[i];
}

/// True if moving point k to p makes the line cross more streams than before.
bool crosses_more(const StreamIndex& streams, const Line& line, std::size_t k, geo::Point p) {
  std::vector<Crossing> before, after;
  streams.crossings(line[k - 1], line[k], 0, before);
  streams.crossings(line[k], line[k + 1], 0, before);
  streams.crossings(line[k - 1], p, 0, after);
  streams.crossings(p, line[k + 1], 0, after);
  return after.size() > before.size();
}

/// Points every 20 m, then rounds of (1 2 1)/4 that leave the ends and neither step into water nor over it.
Line smooth(const County& c, const StreamIndex& streams, const Line& raw, int rounds) {
  Line line = geo::sample_line(raw, 22);
  for (int round = 0; round < rounds; ++round) {
    Line next = line;
    for (std::size_t k = 1; k + 1 < line.size(); ++k) {
      const geo::Point p{0.25 * line[k - 1].x_m + 0.5 * line[k].x_m + 0.25 * line[k + 1].x_m,
                         0.25 * line[k - 1].y_m + 0.5 * line[k].y_m + 0.25 * line[k + 1].y_m};
      if (!may_stand(c, p) && may_stand(c, line[k])) continue;
      const bool near = c.side.distance_m[static_cast<std::size_t>(c.cell(p))] < 70;
      if (near && crosses_more(streams, line, k, p)) continue;
      next[k] = p;
    }
    line = std::move(next);
  }
  return line;
}

/// Douglas & Peucker 1973.
void thin(const Line& line, std::size_t a, std::size_t b, double within_m, std::vector<char>& keep) {
  double most = within_m;
  std::size_t split = 0;
  const double dx = line[b].x_m - line[a].x_m, dy = line[b].y_m - line[a].y_m,
               length = std::sqrt(dx * dx + dy * dy);
  for (std::size_t k = a + 1; k < b; ++k) {
    const double px = line[k].x_m - line[a].x_m, py = line[k].y_m - line[a].y_m;
    const double off = length > 0 ? std::abs(px * dy - py * dx) / length : std::sqrt(px * px + py * py);
    if (off > most) {
      most = off;
      split = k;
    }
  }
  if (split == 0) return;
  keep[split] = 1;
  thin(line, a, split, within_m, keep);
  thin(line, split, b, within_m, keep);
}

Line thinned(const Line& line, double within_m) {
  std::vector<char> keep(line.size(), 0);
  keep.front() = keep.back() = 1;
  thin(line, 0, line.size() - 1, within_m, keep);
  Line out;
  for (std::size_t k = 0; k < line.size(); ++k)
    if (keep[k]) out.push_back(line[k]);
  return out;
}

/// The part of a line between two distances along it.
Line part(const Line& line, double from_m, double to_m) {
  Line out;
  double at = 0;
  for (std::size_t k = 1; k < line.size(); ++k) {
    const double d = apart_m(line[k - 1], line[k]);
    const auto point = [&](double s) {
      const double t = d > 0 ? (s - at) / d : 0;
      return geo::Point{line[k - 1].x_m + t * (line[k].x_m - line[k - 1].x_m),
                        line[k - 1].y_m + t * (line[k].y_m - line[k - 1].y_m)};
    };
    if (out.empty() && from_m < at + d) out.push_back(from_m <= at ? line[k - 1] : point(from_m));
    if (!out.empty()) {
      if (to_m < at + d) {
        out.push_back(point(to_m));
        return out;
      }
      out.push_back(line[k]);
    }
    at += d;
  }
  return out;
}

struct Stretch {
  double from_m, to_m, bank_m, area_km2;
  bool water;
};

/// Dry stretches and crossings in turn; crossings that touch become one.
std::vector<Stretch> stretches(std::vector<Crossing> crossings, double length_m) {
  std::sort(crossings.begin(), crossings.end(),
            [](const Crossing& a, const Crossing& b) { return a.at_m < b.at_m; });
  std::vector<Stretch> wet;
  for (const Crossing& x : crossings) {
    const double from = std::max(0.0, x.at_m - x.half_m), to = std::min(length_m, x.at_m + x.half_m);
    if (!wet.empty() && from < wet.back().to_m + 12) {
      wet.back().to_m = std::max(wet.back().to_m, to);
      wet.back().bank_m = std::max(wet.back().bank_m, x.bank_m);
      wet.back().area_km2 = std::max(wet.back().area_km2, x.area_km2);
    } else {
      wet.push_back({from, to, x.bank_m, x.area_km2, true});
    }
  }
  std::vector<Stretch> all;
  double at = 0;
  for (Stretch w : wet) {
    if (w.from_m < 14) w.from_m = 0;
    if (w.to_m > length_m - 14) w.to_m = length_m;
    if (w.from_m > at) all.push_back({at, w.from_m, 0, 0, false});
    all.push_back(w);
    at = w.to_m;
  }
  if (at < length_m) all.push_back({at, length_m, 0, 0, false});
  return all;
}

double speed_m_per_s(Rank rank) {
  static constexpr double kSpeeds[] = {16.7, 11.1, 8.3, 5.6, 2.8, 0};
  return kSpeeds[static_cast<int>(rank)];
}
double capacity_per_s(Rank rank) {
  static constexpr double kCapacities[] = {0.3, 0.2, 0.12, 0.06, 0.02, 0};
  return kCapacities[static_cast<int>(rank)];
}

geo::Feature feature(const County& c, const Line& line, const RoadEdge& edge, const Name& name,
                     const Stretch& s) {
  geo::Feature f;
  f.shape = geo::Shape::line;
  f.parts = {line};
  const bool ford = s.water && edge.rank >= Rank::track && s.area_km2 < 8;
  const bool bridge = s.water && !ford;
  static constexpr double kClear_m[] = {2.2, 1.5, 1.1, 0.7, 0.5, 0.5};
  const double deck =
      std::max({s.bank_m + kClear_m[static_cast<int>(edge.rank)] + 0.03 * channel_width_m(s.area_km2),
                c.ground_m(line.front()), c.ground_m(line.back())});
  f.attributes = {{"road", std::string("R") + std::to_string(c.roads.size() + 1)},
                  {"name_zh", name.zh},
                  {"name_en", name.en},
                  {"kind", std::string(kind_name(edge.rank))},
                  {"speed_m_per_s", speed_m_per_s(edge.rank)},
                  {"capacity_per_s", capacity_per_s(edge.rank)},
                  {"oneway", 0LL},
                  {"bridge", bridge ? 1LL : 0LL},
                  {"tunnel", 0LL},
                  {"ford", ford ? 1LL : 0LL},
                  {"deck_m", bridge ? std::floor(deck * 10 + 0.5) / 10 : 0.0}};
  return f;
}

}  // namespace

void draw_roads(County& c, const RoadPlan& plan) {
  const StreamIndex streams(c);
  for (const auto& [nodes, edge] : chains(plan)) {
    Line raw;
    for (const int n : nodes) raw.push_back(plan.lattice.point_of(n));
    const Line line = thinned(smooth(c, streams, raw, edge.rank >= Rank::unclassified ? 8 : 16), 1.2);
    std::vector<Crossing> found;
    double length = 0;
    for (std::size_t k = 1; k < line.size(); ++k) {
      streams.crossings(line[k - 1], line[k], length, found);
      length += apart_m(line[k - 1], line[k]);
    }
    for (const Stretch& s : stretches(std::move(found), length)) {
      const Line piece = part(line, s.from_m, s.to_m);
      if (piece.size() < 2) continue;
      c.roads.push_back(feature(c, piece, edge, plan.names[static_cast<std::size_t>(edge.name)], s));
    }
  }
}

}  // namespace dayu::world::synth
