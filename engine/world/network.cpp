// SPDX-License-Identifier: Apache-2.0
// Where do roads meet, and what hangs together? Lines join where they share a point, to the centimetre: that
// rebuilt the node graph of five OpenStreetMap extracts exactly, while a bridge that only crosses joins
// nothing. Invariants: nodes and pieces stand in the order in which the file names them; no piece is longer
// than kLongestPiece_m nor begins where it ends.
#include "engine/world/network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/world/node_grid.h"
#include "engine/world/terrain.h"

namespace dayu::world {
namespace {

using geo::Point;
using Line = std::vector<Point>;
using Key = std::pair<std::int64_t, std::int64_t>;  // cm

Key key_of(Point p) {
  return {std::llround(p.x_m * 100), std::llround(p.y_m * 100)};
}

Line without_repeats(const Line& line) {
  Line kept;
  for (const Point& p : line)
    if (kept.empty() || key_of(kept.back()) != key_of(p)) kept.push_back(p);
  return kept;
}

class Builder {
 public:
  Builder(const std::vector<Road>& roads, const geo::Raster<float>& ground) : ground_(ground) {
    for (const Road& road : roads) {
      lines_.push_back(without_repeats(road.line));
      count_uses(lines_.back());
    }
    for (std::size_t i = 0; i < roads.size(); ++i) add_road(roads[i].like, lines_[i]);
  }
  Network take() { return std::move(network_); }

 private:
  void count_uses(const Line& line) {
    if (line.size() < 2) return;
    for (const Point& p : line) ++uses_[key_of(p)];
    ++uses_[key_of(line.front())];
    ++uses_[key_of(line.back())];
  }

  void add_road(const Piece& like, const Line& line) {
    if (line.size() < 2) return;
    Line run{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
      run.push_back(line[i]);
      if (uses_[key_of(line[i])] < 2) continue;
      add_run(like, run);
      run = {line[i]};
    }
  }

  /// A run between two shared points, cut into equal pieces; nothing else is ever joined to a cut.
  void add_run(const Piece& like, const Line& run) {
    const double length = geo::length_m(run);
    const bool ring = key_of(run.front()) == key_of(run.back());
    const int n = std::max(ring ? 2 : 1, static_cast<int>(std::ceil(length / kLongestPiece_m - 1e-9)));
    Line piece{run.front()};
    NodeId from = node_at(run.front());
    double done = 0;
    int cuts = 1;
    for (std::size_t i = 1; i < run.size(); ++i) {
      const Point a = run[i - 1], b = run[i];
      const double step = geo::length_m({a, b});
      for (; cuts < n && done + step >= length * cuts / n; ++cuts) {
        const double t = (length * cuts / n - done) / step;
        const Point cut{a.x_m + (b.x_m - a.x_m) * t, a.y_m + (b.y_m - a.y_m) * t};
        if (key_of(cut) != key_of(piece.back()) || piece.size() == 1) piece.push_back(cut);
        const NodeId to = new_node(cut, height_of_cut(like, run, cut, static_cast<double>(cuts) / n));
        add_piece(like, piece, from, to);
        piece = {cut};
        from = to;
      }
      done += step;
      if (key_of(b) != key_of(piece.back())) piece.push_back(b);
    }
    if (piece.size() == 1) piece.push_back(run.back());
    add_piece(like, piece, from, node_at(run.back()));
  }

  /// On a bridge or in a tunnel the road runs straight from end to end, whatever the ground does.
  double height_of_cut(const Piece& like, const Line& run, Point cut, double share_1) const {
    if (!like.bridge && !like.tunnel) return height(cut);
    return height(run.front()) * (1 - share_1) + height(run.back()) * share_1;
  }

  double height(Point p) const { return static_cast<double>(height_at(ground_, p).value_or(0.0F)); }

  void add_piece(const Piece& like, const Line& line, NodeId from, NodeId to) {
    Piece piece = like;
    piece.line = line;
    piece.length_m = geo::length_m(line);
    piece.from = from;
    piece.to = to;
    network_.pieces.push_back(std::move(piece));
  }

  NodeId new_node(Point p, double z_m) {
    network_.nodes.push_back({p, z_m});
    return {static_cast<std::int32_t>(network_.nodes.size()) - 1};
  }

  NodeId node_at(Point p) {
    const auto found = nodes_.find(key_of(p));
    if (found != nodes_.end()) return found->second;
    return nodes_[key_of(p)] = new_node(p, height(p));
  }

  const geo::Raster<float>& ground_;
  std::vector<Line> lines_;
  std::map<Key, int> uses_;
  std::map<Key, NodeId> nodes_;
  Network network_;
};

std::int32_t root_of(std::vector<std::int32_t>& parent, std::int32_t i) {
  while (parent[static_cast<std::size_t>(i)] != i) {
    auto& up = parent[static_cast<std::size_t>(i)];
    up = parent[static_cast<std::size_t>(up)];
    i = up;
  }
  return i;
}

/// Union-find over the pieces, one-way or not; the component with most nodes is the largest (the first of
/// equals).
void find_components(Network& network) {
  const std::size_t n = network.nodes.size();
  std::vector<std::int32_t> parent(n);
  std::iota(parent.begin(), parent.end(), 0);
  for (const Piece& piece : network.pieces) {
    const std::int32_t a = root_of(parent, piece.from.index), b = root_of(parent, piece.to.index);
    parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
  }
  std::vector<std::size_t> size(n, 0);
  for (std::size_t i = 0; i < n; ++i)
    ++size[static_cast<std::size_t>(root_of(parent, static_cast<std::int32_t>(i)))];
  network.components =
      static_cast<int>(n - static_cast<std::size_t>(std::count(size.begin(), size.end(), 0U)));
  const auto largest = std::max_element(size.begin(), size.end()) - size.begin();
  network.in_largest.assign(n, false);
  for (std::size_t i = 0; i < n; ++i)
    network.in_largest[i] = root_of(parent, static_cast<std::int32_t>(i)) == largest;
}

template <class Places>
void snap(Places& places, const NodeGrid& grid) {
  for (auto& place : places) {
    const auto near = grid.nearest(place.at);
    if (!near) continue;
    place.node = near->node;
    place.access_m = near->distance_m;
  }
}

}  // namespace

Network build_network(const std::vector<Road>& roads, const geo::Raster<float>& ground) {
  Network network = Builder(roads, ground).take();
  find_components(network);
  return network;
}

void snap_places(World& world) {
  const NodeGrid grid(world.network);
  snap(world.groups, grid);
  snap(world.households, grid);
  snap(world.sites, grid);
  snap(world.shelters, grid);
  snap(world.warehouses, grid);
  snap(world.teams, grid);
}

}  // namespace dayu::world
