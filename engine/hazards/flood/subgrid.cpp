// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/subgrid.h"

#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/boundaries.h"

namespace dayu::hazards::flood {
namespace {

/// Stands for the filling line of a fine cell that is not there.
constexpr float kNoLine_m = 3e9F;
/// Ground without friction: its conveyance is only very large.
constexpr float kSmoothest = 1e4F;
/// Stands for "no friction or no fall" at a free edge: the critical speed rules.
constexpr float kFallsOff = 1e9F;

int coarse_count(int fine, int k) {
  return (fine + k - 1) / k;
}

FaceStrips strips_of(const Shape& shape, int k) {
  FaceStrips face;
  for (int s = 0; s < k; ++s) {
    face.sill.emplace_back(shape, kNoWay_m);
    face.smooth.emplace_back(shape);
  }
  return face;
}

}  // namespace

float Subgrid::bed(int row, int col) const {
  if (row < 0 || col < 0 || row >= fine.n_rows || col >= fine.n_cols) return kWall_m;
  const float z = fine_bed_m[fine.index({row, col})];
  return std::isnan(z) ? kWall_m : z;
}

Subgrid::Subgrid(const Inputs& inputs)
    : cells(inputs.subgrid_cells),
      fine(inputs.grid),
      shape(coarse_count(fine.n_rows, cells), coarse_count(fine.n_cols, cells)),
      fine_shape(fine.n_rows, fine.n_cols),
      fine_bed_m(inputs.bed_m),
      east(strips_of(shape, cells)),
      south(strips_of(shape, cells)),
      share(shape),
      over(fine_shape, kWall_m),
      smooth(fine_shape) {
  const int many = cells * cells;
  for (int j = 1; j <= many; ++j) {
    rise.push_back(static_cast<float>(many) / static_cast<float>(j));
    lines.emplace_back(shape, kNoLine_m);
  }
  std::vector<float> beds;
  for (int row = 0; row < shape.n_rows; ++row)
    for (int col = 0; col < shape.n_cols; ++col) fill_cell(inputs, row, col, beds);
  fill_faces(inputs);
}

void Subgrid::fill_cell(const Inputs& inputs, int row, int col, std::vector<float>& beds) {
  const bool uniform_n = inputs.manning_s_per_m1_3.size() == 1;
  beds.clear();
  for (int r = row * cells; r < (row + 1) * cells; ++r)
    for (int c = col * cells; c < (col + 1) * cells; ++c)
      if (bed(r, c) != kWall_m) beds.push_back(bed(r, c));
  std::sort(beds.begin(), beds.end());
  const std::ptrdiff_t at = shape.at(row, col);
  share[at] = static_cast<float>(beds.size()) / static_cast<float>(cells * cells);
  has_holes = has_holes || beds.size() < rise.size();
  lowest_m_.push_back(beds.empty() ? kWall_m : beds.front());
  if (beds.empty()) lines[0][at] = 0;
  double sum = 0;
  for (std::size_t j = 0; j < beds.size(); ++j) {
    sum += static_cast<double>(beds[j]) - static_cast<double>(beds.front());
    lines[j][at] = static_cast<float>(sum / static_cast<double>(j + 1));
  }
  for (int r = row * cells; r < std::min((row + 1) * cells, fine.n_rows); ++r)
    for (int c = col * cells; c < std::min((col + 1) * cells, fine.n_cols); ++c) {
      const float n = inputs.manning_s_per_m1_3[uniform_n ? 0 : fine.index({r, c})];
      smooth[fine_shape.at(r, c)] = 1.0F / std::max(n, 1.0F / kSmoothest);
      if (bed(r, c) != kWall_m) over[fine_shape.at(r, c)] = bed(r, c) - beds.front();
    }
}

void Subgrid::fill_faces(const Inputs& inputs) {
  const bool uniform_n = inputs.manning_s_per_m1_3.size() == 1;
  const auto roughness = [&](int r, int c) {
    return inputs.manning_s_per_m1_3[uniform_n ? 0 : fine.index({r, c})];
  };
  const auto strip = [&](FaceStrips& face, int s, std::ptrdiff_t at, float lowest, geo::Cell a, geo::Cell b) {
    const float sill = std::max(bed(a.row, a.col), bed(b.row, b.col));
    if (sill == kWall_m) return;
    const float n = 0.5F * (roughness(a.row, a.col) + roughness(b.row, b.col));
    face.sill[static_cast<std::size_t>(s)][at] = sill - lowest;
    face.smooth[static_cast<std::size_t>(s)][at] = 1.0F / std::max(n, 1.0F / kSmoothest);
  };
  for (int row = 0; row < shape.n_rows; ++row)
    for (int col = 0; col < shape.n_cols; ++col) {
      const std::ptrdiff_t at = shape.at(row, col);
      const float lowest = lowest_m_[static_cast<std::size_t>(row * shape.n_cols + col)];
      for (int s = 0; s < cells; ++s) {
        const int r = row * cells + s, c = col * cells + s, edge = (col + 1) * cells,
                  foot = (row + 1) * cells;
        strip(east, s, at, lowest, {r, edge - 1}, {r, edge});
        strip(south, s, at, lowest, {foot - 1, c}, {foot, c});
      }
    }
}

/// Strips of the faces at the edges of the grid: the outermost fine cells, over the lowest ground of their
/// cell, whose ghost has the same.
void Subgrid::close_edges(Water& water) {
  const auto side = [&](FaceStrips& face, int s, std::ptrdiff_t at, std::ptrdiff_t inside, geo::Cell outer,
                        geo::Cell inner, float pull) {
    const float z = bed(outer.row, outer.col);
    if (pull == kClosed || z == kWall_m) return;
    const auto k = static_cast<std::size_t>(s);
    face.sill[k][at] = z - water.z[inside];
    const float over_n = smooth[fine_shape.at(outer.row, outer.col)], fall = bed(inner.row, inner.col) - z;
    face.smooth[k][at] = over_n;
    if (pull == kLevel) return;
    const bool falls = fall > 0 && fall < 0.5F * kWall_m && over_n < kSmoothest;
    face.smooth[k][at] = falls ? over_n * std::sqrt(fall / static_cast<float>(fine.cell_m)) : kFallsOff;
  };
  const int last_row = fine.n_rows - 1, last_col = fine.n_cols - 1;
  for (int row = 0; row < shape.n_rows; ++row) {
    const std::ptrdiff_t west_at = shape.at(row, -1), east_at = shape.at(row, shape.n_cols - 1);
    const auto k = static_cast<std::size_t>(row);
    water.z[west_at] = water.z[west_at + 1];
    water.z[east_at + 1] = water.z[east_at];
    for (int s = 0; s < cells; ++s) {
      const int r = row * cells + s;
      side(east, s, west_at, west_at + 1, {r, 0}, {r, 1}, water.west.pull[k]);
      side(east, s, east_at, east_at, {r, last_col}, {r, last_col - 1}, water.east.pull[k]);
    }
  }
  for (int col = 0; col < shape.n_cols; ++col) {
    const std::ptrdiff_t north_at = shape.at(-1, col), south_at = shape.at(shape.n_rows - 1, col);
    const auto k = static_cast<std::size_t>(col);
    water.z[north_at] = water.z[shape.at(0, col)];
    water.z[shape.at(shape.n_rows, col)] = water.z[south_at];
    for (int s = 0; s < cells; ++s) {
      const int c = col * cells + s;
      side(south, s, north_at, shape.at(0, col), {0, c}, {1, c}, water.north.pull[k]);
      side(south, s, south_at, south_at, {last_row, c}, {last_row - 1, c}, water.south.pull[k]);
    }
  }
}

float Subgrid::level(const Water& water, std::ptrdiff_t at) const {
  float lowest = water.h[at] * rise[0] + lines[0][at];
  for (std::size_t j = 1; j < rise.size(); ++j)
    lowest = std::min(lowest, water.h[at] * rise[j] + lines[j][at]);
  return lowest;
}

double Subgrid::depth_at(const Water& water, geo::Point p) const {
  const auto cell = fine.cell_of(p);
  if (!cell) return 0;
  const float w = level(water, shape.at(cell->row / cells, cell->col / cells));
  return std::max(0.0, static_cast<double>(w - over[fine_shape.at(cell->row, cell->col)]));
}

void Subgrid::spread(const Water& water, Lattice& depth) const {
  for (int row = 0; row < shape.n_rows; ++row)
    for (int col = 0; col < shape.n_cols; ++col) {
      const float w = level(water, shape.at(row, col));
      for (int r = row * cells; r < std::min((row + 1) * cells, fine.n_rows); ++r)
        for (int c = col * cells; c < std::min((col + 1) * cells, fine.n_cols); ++c) {
          const std::ptrdiff_t at = fine_shape.at(r, c);
          depth[at] = std::max(w - over[at], 0.0F);
        }
    }
}

}  // namespace dayu::hazards::flood
