// SPDX-License-Identifier: Apache-2.0
// Where do the brooks and rivers run? Stems traced on the drainage, smoothed and bent.
#include "engine/world/synth/streams.h"

#include <algorithm>
#include <cmath>

#include "engine/world/synth/noise.h"

namespace dayu::world::synth {

namespace {

constexpr double kLeastFall_1 = 0.0004;  // a floodplain still drains (guess)

/// Cells from the head down to the first cell that belongs to another stem (included) or to the edge.
std::vector<int> stem_cells(const Drainage& d, int mouth, const std::vector<int>& donor_of_largest,
                            double threshold_m2) {
  std::vector<int> up{mouth};
  for (int c = donor_of_largest[static_cast<std::size_t>(mouth)];
       c >= 0 && d.area_m2[static_cast<std::size_t>(c)] >= threshold_m2;
       c = donor_of_largest[static_cast<std::size_t>(c)])
    up.push_back(c);
  std::reverse(up.begin(), up.end());
  return up;
}

std::vector<int> largest_donors(const Drainage& d) {
  std::vector<int> donor(d.receiver.size(), -1);
  for (std::size_t i = 0; i < d.receiver.size(); ++i) {
    const auto r = static_cast<std::size_t>(d.receiver[i]);
    if (r == i) continue;
    if (donor[r] < 0 || d.area_m2[i] > d.area_m2[static_cast<std::size_t>(donor[r])])
      donor[r] = static_cast<int>(i);
  }
  return donor;
}

void smooth_line(std::vector<StreamPoint>& line, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    std::vector<StreamPoint> next = line;
    for (std::size_t k = 1; k + 1 < line.size(); ++k) {
      next[k].x_m = 0.25 * line[k - 1].x_m + 0.5 * line[k].x_m + 0.25 * line[k + 1].x_m;
      next[k].y_m = 0.25 * line[k - 1].y_m + 0.5 * line[k].y_m + 0.25 * line[k + 1].y_m;
      next[k].bank_m = 0.25 * line[k - 1].bank_m + 0.5 * line[k].bank_m + 0.25 * line[k + 1].bank_m;
    }
    line = std::move(next);
  }
}

/// Bends of a channel grow with its width; the field is one for all streams, so mouths stay together.
void bend(StreamPoint& p, std::uint64_t seed) {
  const double width = channel_width_m(p.area_km2);
  const double height = 2.4 * width * smooth_step_1(3, 30, p.area_km2);
  if (height <= 0) return;
  p.x_m += height * gradient_noise_1(seed + 61, p.x_m / 420, p.y_m / 420);
  p.y_m += height * gradient_noise_1(seed + 62, p.x_m / 420, p.y_m / 420);
}

void keep_falling(std::vector<StreamPoint>& line) {
  // From the mouth upwards: what would have to rise downstream is lifted above it instead.
  for (std::size_t k = line.size() - 1; k-- > 0;) {
    const double dx = line[k].x_m - line[k + 1].x_m, dy = line[k].y_m - line[k + 1].y_m;
    const double least = line[k + 1].bank_m + kLeastFall_1 * std::sqrt(dx * dx + dy * dy);
    line[k].bank_m = std::max(line[k].bank_m, least);
  }
}

void number_orders(std::vector<Stream>& streams) {
  // Strahler: branches come after their parents, so from the back every branch is done before its parent.
  std::vector<std::vector<std::pair<std::size_t, int>>> branches(streams.size());
  for (std::size_t s = streams.size(); s-- > 0;) {
    std::sort(branches[s].begin(), branches[s].end());
    int order = 1;
    for (const auto& [at, branch] : branches[s])
      order = branch == order ? order + 1 : std::max(order, branch);
    streams[s].order = order;
    if (streams[s].parent >= 0)
      branches[static_cast<std::size_t>(streams[s].parent)].emplace_back(streams[s].joins_at, order);
  }
}

}  // namespace

double channel_width_m(double area_km2) {
  return 3 * std::sqrt(area_km2);
}
double channel_depth_m(double area_km2) {
  return 0.9 * fourth_root(area_km2);
}

std::vector<Stream> trace_streams(const Lattice& lattice, const std::vector<double>& z_m,
                                  const Drainage& drainage, double threshold_km2, std::uint64_t seed) {
  const double threshold_m2 = threshold_km2 * 1e6;
  const std::vector<int> donor = largest_donors(drainage);
  // Mouths: edge cells, and cells whose receiver continues another stem.
  std::vector<int> mouths;
  for (int i = 0; i < lattice.count(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    if (drainage.area_m2[k] < threshold_m2) continue;
    const int to = drainage.receiver[k];
    if (to == i || donor[static_cast<std::size_t>(to)] != i) mouths.push_back(i);
  }
  std::sort(mouths.begin(), mouths.end(), [&](int a, int b) {
    const double aa = drainage.area_m2[static_cast<std::size_t>(a)],
                 ab = drainage.area_m2[static_cast<std::size_t>(b)];
    return aa != ab ? aa > ab : a < b;
  });
  std::vector<Stream> streams;
  std::vector<std::pair<int, std::size_t>> owner(z_m.size(), {-1, 0});
  for (const int mouth : mouths) {
    std::vector<int> cells = stem_cells(drainage, mouth, donor, threshold_m2);
    if (cells.size() < 12) continue;
    Stream stream;
    const int to = drainage.receiver[static_cast<std::size_t>(mouth)];
    for (const int c : cells)
      stream.line.push_back({(c % lattice.n_cols + 0.5) * lattice.cell_m,
                             (c / lattice.n_cols + 0.5) * lattice.cell_m, z_m[static_cast<std::size_t>(c)],
                             drainage.area_m2[static_cast<std::size_t>(c)] / 1e6, c});
    smooth_line(stream.line, 10);
    for (StreamPoint& p : stream.line) bend(p, seed);
    if (to != mouth) {
      const auto [parent, at] = owner[static_cast<std::size_t>(to)];
      if (parent < 0) continue;
      stream.parent = parent;
      stream.joins_at = at;
      StreamPoint end = streams[static_cast<std::size_t>(parent)].line[at];
      end.area_km2 = stream.line.back().area_km2;
      stream.line.push_back(end);
      // The bent mouth and the parent's line meet smoothly.
      for (int round = 0; round < 6; ++round)
        for (std::size_t k = stream.line.size() > 8 ? stream.line.size() - 8 : 1; k + 1 < stream.line.size();
             ++k) {
          auto& p = stream.line[k];
          p.x_m = 0.25 * stream.line[k - 1].x_m + 0.5 * p.x_m + 0.25 * stream.line[k + 1].x_m;
          p.y_m = 0.25 * stream.line[k - 1].y_m + 0.5 * p.y_m + 0.25 * stream.line[k + 1].y_m;
        }
    } else {
      // Leaves the window straight over its edge.
      stream.line.back().x_m = (mouth % lattice.n_cols + 0.5) * lattice.cell_m;
      stream.line.back().y_m = (mouth / lattice.n_cols + 0.5) * lattice.cell_m;
    }
    keep_falling(stream.line);
    const int id = static_cast<int>(streams.size());
    for (std::size_t k = 0; k < cells.size(); ++k) owner[static_cast<std::size_t>(cells[k])] = {id, k};
    streams.push_back(std::move(stream));
  }
  number_orders(streams);
  return streams;
}

double along_m(const Stream& stream, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t k = from + 1; k <= to; ++k) {
    const double dx = stream.line[k].x_m - stream.line[k - 1].x_m,
                 dy = stream.line[k].y_m - stream.line[k - 1].y_m;
    sum += std::sqrt(dx * dx + dy * dy);
  }
  return sum;
}

StreamPlace below(const std::vector<Stream>& streams, StreamPlace from, double distance_m) {
  while (from.stream >= 0) {
    const Stream& s = streams[static_cast<std::size_t>(from.stream)];
    while (from.point + 1 < s.line.size()) {
      distance_m -= along_m(s, from.point, from.point + 1);
      ++from.point;
      if (distance_m <= 0) return from;
    }
    from = {s.parent, s.joins_at};
  }
  return {};
}

}  // namespace dayu::world::synth
