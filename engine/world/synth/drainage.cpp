// SPDX-License-Identifier: Apache-2.0
// Where does the water of each cell go? Priority-flood with a plain queue for cells inside depressions
// (Barnes et al. 2014, algorithm 2), D8 receivers, and a stack order (Braun & Willett 2013) for sums.
#include "engine/world/synth/drainage.h"

#include <queue>

#include "engine/base/random.h"

namespace dayu::world::synth {

namespace {

template <class T>
struct Entry {
  T z;
  int cell;
  bool operator>(const Entry& o) const { return z != o.z ? z > o.z : cell > o.cell; }
};

/// Visits all cells from the edge inwards by level; `visit(cell, from)` raises the cell and tells its level.
template <class T, class Visit>
void flood_inwards(const Lattice& g, const std::vector<T>& z, Visit visit) {
  std::priority_queue<Entry<T>, std::vector<Entry<T>>, std::greater<>> open;
  std::vector<int> pit;
  std::size_t pit_head = 0;
  std::vector<char> seen(z.size(), 0);
  for (int i = 0; i < g.count(); ++i)
    if (g.edge(i)) {
      seen[static_cast<std::size_t>(i)] = 1;
      open.push({z[static_cast<std::size_t>(i)], i});
    }
  while (!open.empty() || pit_head < pit.size()) {
    int cell = 0;
    if (pit_head < pit.size()) {
      cell = pit[pit_head++];
    } else {
      pit.clear();
      pit_head = 0;
      cell = open.top().cell;
      open.pop();
    }
    const int r = cell / g.n_cols, c = cell % g.n_cols;
    for (int k = 0; k < 8; ++k) {
      const int rr = r + kRowStep[k], cc = c + kColStep[k];
      if (rr < 0 || cc < 0 || rr >= g.n_rows || cc >= g.n_cols) continue;
      const int n = rr * g.n_cols + cc;
      if (seen[static_cast<std::size_t>(n)]) continue;
      seen[static_cast<std::size_t>(n)] = 1;
      if (visit(n, cell))
        pit.push_back(n);
      else
        open.push({z[static_cast<std::size_t>(n)], n});
    }
  }
}

void order_and_add(const Lattice& g, Drainage& d) {
  const std::size_t n = d.receiver.size();
  std::vector<int> first(n + 1, 0), donors(n);
  for (std::size_t i = 0; i < n; ++i)
    if (d.receiver[i] != static_cast<int>(i)) ++first[static_cast<std::size_t>(d.receiver[i]) + 1];
  for (std::size_t i = 0; i < n; ++i) first[i + 1] += first[i];
  std::vector<int> next(first.begin(), first.end() - 1);
  for (std::size_t i = 0; i < n; ++i)
    if (d.receiver[i] != static_cast<int>(i))
      donors[static_cast<std::size_t>(next[static_cast<std::size_t>(d.receiver[i])]++)] = static_cast<int>(i);
  d.downstream_first.clear();
  d.downstream_first.reserve(n);
  for (std::size_t i = 0; i < n; ++i)
    if (d.receiver[i] == static_cast<int>(i)) d.downstream_first.push_back(static_cast<int>(i));
  for (std::size_t at = 0; at < d.downstream_first.size(); ++at) {
    const auto i = static_cast<std::size_t>(d.downstream_first[at]);
    for (int k = first[i]; k < first[i + 1]; ++k)
      d.downstream_first.push_back(donors[static_cast<std::size_t>(k)]);
  }
  d.area_m2.assign(n, g.cell_m * g.cell_m);
  for (std::size_t at = n; at-- > 0;) {
    const auto i = static_cast<std::size_t>(d.downstream_first[at]);
    const auto r = static_cast<std::size_t>(d.receiver[i]);
    if (r != i) d.area_m2[r] += d.area_m2[i];
  }
}

}  // namespace

std::vector<double> flooded_level(const Lattice& lattice, const std::vector<double>& z_m) {
  std::vector<double> level = z_m;
  flood_inwards(lattice, level, [&](int n, int from) {
    double& z = level[static_cast<std::size_t>(n)];
    const double below = level[static_cast<std::size_t>(from)];
    if (z > below) return false;
    z = below;
    return true;
  });
  return level;
}

void fill_depressions(const Lattice& lattice, std::vector<int>& z, const std::vector<unsigned char>& kept) {
  std::vector<int> level = z;
  flood_inwards(lattice, level, [&](int n, int from) {
    int& here = level[static_cast<std::size_t>(n)];
    const int below = level[static_cast<std::size_t>(from)];
    if (here > below) return false;
    here = below;
    return true;
  });
  for (std::size_t i = 0; i < z.size(); ++i)
    if (!kept[i]) z[i] = level[i];
}

Drainage drain(const Lattice& lattice, const std::vector<double>& z_m, std::uint64_t seed) {
  std::vector<double> level = z_m;
  Drainage d;
  d.receiver.resize(z_m.size());
  for (int i = 0; i < lattice.count(); ++i) d.receiver[static_cast<std::size_t>(i)] = i;
  // Inside a depression the flood itself tells the way out; elsewhere the steepest descent below does.
  std::vector<char> flooded(z_m.size(), 0);
  flood_inwards(lattice, level, [&](int n, int from) {
    double& z = level[static_cast<std::size_t>(n)];
    const double below = level[static_cast<std::size_t>(from)];
    d.receiver[static_cast<std::size_t>(n)] = from;
    if (z > below) return false;
    z = below;
    flooded[static_cast<std::size_t>(n)] = 1;
    return true;
  });
  for (int i = 0; i < lattice.count(); ++i) {
    if (lattice.edge(i) || flooded[static_cast<std::size_t>(i)]) continue;
    double best = 0;
    const int r = i / lattice.n_cols, c = i % lattice.n_cols;
    for (int k = 0; k < 8; ++k) {
      const int n = (r + kRowStep[k]) * lattice.n_cols + c + kColStep[k];
      double slope =
          (level[static_cast<std::size_t>(i)] - level[static_cast<std::size_t>(n)]) / kStepLength[k];
      if (seed != 0 && slope > 0)
        slope *=
            0.8 + 0.4 * base::uniform_1(seed, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(k));
      if (slope > best) {
        best = slope;
        d.receiver[static_cast<std::size_t>(i)] = n;
      }
    }
  }
  order_and_add(lattice, d);
  return d;
}

}  // namespace dayu::world::synth
