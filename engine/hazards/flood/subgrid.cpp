// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/subgrid.h"

#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/boundaries.h"
#include "engine/hazards/flood/tiles.h"

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
  return {Stack(shape, k, kNoWay_m), Stack(shape, k, 0)};
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
      tilt_x(shape),
      tilt_y(shape),
      east(strips_of(shape, cells)),
      south(strips_of(shape, cells)),
      share(shape),
      over(fine_shape, kWall_m),
      smooth(fine_shape) {
  const int many = cells * cells;
  for (int j = 1; j <= many; ++j) rise.push_back(static_cast<float>(many) / static_cast<float>(j));
  lines = Stack(shape, many, kNoLine_m);
  if (cells > 1) sheet = Stack(shape, many, kNoLine_m);
  for (int c = 0; c < kBlockCols / cells * cells; ++c) {
    cell_of.push_back(c / cells);
    place_of.push_back(middle(c % cells));
  }
  std::vector<float> beds;
  for (int row = 0; row < shape.n_rows; ++row)
    for (int col = 0; col < shape.n_cols; ++col) fill_cell(inputs, row, col, beds);
  if (cells > 1)
    for (int row = 0; row < shape.n_rows; ++row)
      for (int col = 0; col < shape.n_cols; ++col) fill_sheet(row, col, beds);
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
  if (beds.empty()) lines.cell(0, at) = 0;
  double sum = 0;
  for (std::size_t j = 0; j < beds.size(); ++j) {
    sum += static_cast<double>(beds[j]) - static_cast<double>(beds.front());
    lines.cell(static_cast<int>(j), at) = static_cast<float>(sum / static_cast<double>(j + 1));
  }
  for (int r = row * cells; r < std::min((row + 1) * cells, fine.n_rows); ++r)
    for (int c = col * cells; c < std::min((col + 1) * cells, fine.n_cols); ++c) {
      const float n = inputs.manning_s_per_m1_3[uniform_n ? 0 : fine.index({r, c})];
      smooth[fine_shape.at(r, c)] = 1.0F / std::max(n, 1.0F / kSmoothest);
      if (bed(r, c) != kWall_m) over[fine_shape.at(r, c)] = bed(r, c) - beds.front();
    }
}

float Subgrid::lowest(int row, int col) const {
  if (row < 0 || col < 0 || row >= shape.n_rows || col >= shape.n_cols) return kWall_m;
  return lowest_m_[static_cast<std::size_t>(row) * static_cast<std::size_t>(shape.n_cols) +
                   static_cast<std::size_t>(col)];
}

/// The smaller of both rises where they have one direction; none beside a wall or the end of the grid, where
/// nothing tells a shore from a slope.
float Subgrid::tilt(float before, float here, float behind) const {
  if (before == kWall_m || behind == kWall_m) return 0;
  const float a = here - before, b = behind - here;
  if (a * b <= 0) return 0;
  return std::abs(a) < std::abs(b) ? a : b;
}

void Subgrid::fill_sheet(int row, int col, std::vector<float>& beds) {
  const std::ptrdiff_t at = shape.at(row, col);
  const float here = lowest(row, col);
  if (here == kWall_m) {
    sheet.cell(0, at) = 0;
    return;
  }
  tilt_x[at] = tilt(lowest(row, col - 1), here, lowest(row, col + 1));
  tilt_y[at] = tilt(lowest(row - 1, col), here, lowest(row + 1, col));
  beds.clear();
  for (int r = 0; r < cells; ++r)
    for (int c = 0; c < cells; ++c) {
      const float z = bed(row * cells + r, col * cells + c);
      if (z != kWall_m) beds.push_back((z - here) - (tilt_x[at] * middle(c) + tilt_y[at] * middle(r)));
    }
  std::sort(beds.begin(), beds.end());
  double sum = 0;
  for (std::size_t j = 0; j < beds.size(); ++j) {
    sum += static_cast<double>(beds[j]);
    sheet.cell(static_cast<int>(j), at) = static_cast<float>(sum / static_cast<double>(j + 1));
  }
}

void Subgrid::fill_faces(const Inputs& inputs) {
  const bool uniform_n = inputs.manning_s_per_m1_3.size() == 1;
  const auto roughness = [&](int r, int c) {
    return inputs.manning_s_per_m1_3[uniform_n ? 0 : fine.index({r, c})];
  };
  const auto strip = [&](FaceStrips& face, int s, std::ptrdiff_t at, float ground, geo::Cell a, geo::Cell b) {
    const float sill = std::max(bed(a.row, a.col), bed(b.row, b.col));
    if (sill == kWall_m) return;
    const float n = 0.5F * (roughness(a.row, a.col) + roughness(b.row, b.col));
    face.sill.cell(s, at) = sill - ground;
    face.smooth.cell(s, at) = 1.0F / std::max(n, 1.0F / kSmoothest);
  };
  for (int row = 0; row < shape.n_rows; ++row)
    for (int col = 0; col < shape.n_cols; ++col) {
      const std::ptrdiff_t at = shape.at(row, col);
      const float ground = lowest(row, col);
      for (int s = 0; s < cells; ++s) {
        const int r = row * cells + s, c = col * cells + s, edge = (col + 1) * cells,
                  foot = (row + 1) * cells;
        strip(east, s, at, ground, {r, edge - 1}, {r, edge});
        strip(south, s, at, ground, {foot - 1, c}, {foot, c});
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
    face.sill.cell(s, at) = z - water.z[inside];
    const float over_n = smooth[fine_shape.at(outer.row, outer.col)], fall = bed(inner.row, inner.col) - z;
    face.smooth.cell(s, at) = over_n;
    if (pull == kLevel) return;
    const bool falls = fall > 0 && fall < 0.5F * kWall_m && over_n < kSmoothest;
    face.smooth.cell(s, at) = falls ? over_n * std::sqrt(fall / static_cast<float>(fine.cell_m)) : kFallsOff;
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

float Subgrid::fill(const Stack& of, const Water& water, std::ptrdiff_t at) const {
  float w = water.h[at] * rise[0] + of.cell(0, at);
  for (int j = 1; j < of.count; ++j)
    w = std::min(w, water.h[at] * rise[static_cast<std::size_t>(j)] + of.cell(j, at));
  return w;
}

float Subgrid::lean(const Water& water, int row, int col) const {
  const std::ptrdiff_t at = shape.at(row, col);
  const auto rise_to = [&](std::ptrdiff_t a, std::ptrdiff_t b) {
    return (fill(lines, water, b) - fill(lines, water, a)) + (water.z[b] - water.z[a]);
  };
  const auto along = [&](float tilt_of, std::ptrdiff_t step) {
    const bool falls = std::abs(tilt_of) > kNoTilt_m;  // never at the ends of the grid
    return falls ? follows(tilt_of, rise_to(at - step, at), rise_to(at, at + step)) : 1.0F;
  };
  return std::min(along(tilt_x[at], 1), along(tilt_y[at], shape.stride));
}

void Subgrid::lean_now(Water& water) const {
  water.lean = Lattice(shape);
  for (int row = 0; row < shape.n_rows; ++row)
    for (int col = 0; col < shape.n_cols; ++col) {
      const std::ptrdiff_t at = shape.at(row, col);
      if (water.h[at] > 0) water.lean[at] = lean(water, row, col);
    }
}

/// Surface of a cell at the middle of a row of its fine cells, and its rise to the east: the numbers of
/// subgrid_watch.h, bit for bit.
std::pair<float, float> Subgrid::surface(const Water& water, std::ptrdiff_t at, int strip) const {
  const float w = fill(lines, water, at);
  if (cells == 1) return {w, 0.0F};
  const float leaned = fill(sheet, water, at) + tilt_y[at] * middle(strip);
  return {w + water.lean[at] * (leaned - w), water.lean[at] * tilt_x[at]};
}

double Subgrid::depth_at(const Water& water, geo::Point p) const {
  const auto cell = fine.cell_of(p);
  if (!cell) return 0;
  const std::ptrdiff_t at = shape.at(cell->row / cells, cell->col / cells);
  if (!(water.h[at] > 0)) return 0;
  const auto [level, slope] = surface(water, at, cell->row % cells);
  const float depth = (level + slope * middle(cell->col % cells)) - over[fine_shape.at(cell->row, cell->col)];
  return std::max(0.0, static_cast<double>(depth));
}

void Subgrid::spread(const Water& water, Lattice& depth) const {
  for (int r = 0; r < fine.n_rows; ++r)
    for (int col = 0; col < shape.n_cols; ++col) {
      const std::ptrdiff_t at = shape.at(r / cells, col);
      const bool wet = water.h[at] > 0;
      const auto [level, slope] = wet ? surface(water, at, r % cells) : std::pair<float, float>{0.0F, 0.0F};
      for (int c = col * cells; c < std::min((col + 1) * cells, fine.n_cols); ++c) {
        const std::ptrdiff_t to = fine_shape.at(r, c);
        depth[to] = wet ? std::max((level + slope * middle(c - col * cells)) - over[to], 0.0F) : 0.0F;
      }
    }
}

}  // namespace dayu::hazards::flood
