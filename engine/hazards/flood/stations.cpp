// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/stations.h"

#include <algorithm>
#include <cmath>

#include "engine/hazards/flood/subgrid.h"

namespace dayu::hazards::flood {
namespace {

struct Primitive {
  float h, u, v, z;
};

Primitive primitive(const Water& w, int row, int col) {
  const std::ptrdiff_t at = w.shape.at(row, col);
  const float depth = std::max(w.h[at], kStill_m);
  return {w.h[at], w.hu[at] / depth, w.hv[at] / depth, w.z[at]};
}

/// On the fine cell of a station; the mean velocity through the faces of its cell.
Primitive subgrid_primitive(const Subgrid& subgrid, const Water& w, const geo::Cell& cell, geo::Point p) {
  const std::ptrdiff_t at = w.shape.at(cell.row, cell.col);
  const float mean = std::max(w.h[at], kStill_m);
  const geo::Cell fine = *subgrid.fine.cell_of(p);
  return {static_cast<float>(subgrid.depth_at(w, p)), 0.5F * (w.hu[at] + w.hu[at - 1]) / mean,
          0.5F * (w.hv[at] + w.hv[at - w.shape.stride]) / mean, subgrid.fine_bed_m[subgrid.fine.index(fine)]};
}

}  // namespace

std::vector<SectionFace> stair_of(const geo::Grid& grid, geo::Point from, geo::Point to) {
  // Corners (row, col): the north-western corner of that cell.
  const auto corner = [&](geo::Point p) {
    const int row = static_cast<int>(std::lround((grid.north_m - p.y_m) / grid.cell_m));
    const int col = static_cast<int>(std::lround((p.x_m - grid.west_m) / grid.cell_m));
    return geo::Cell{std::clamp(row, 0, grid.n_rows), std::clamp(col, 0, grid.n_cols)};
  };
  const geo::Cell a = corner(from), b = corner(to);
  const int rows = std::abs(b.row - a.row), cols = std::abs(b.col - a.col);
  const int down = b.row > a.row ? 1 : -1, right = b.col > a.col ? 1 : -1;
  std::vector<SectionFace> faces;
  geo::Cell at = a;
  for (int i = 0, j = 0; i < rows || j < cols;) {
    // The step that stays nearest to the straight line.
    const bool along_row = i == rows || (j < cols && (2 * j + 1) * rows < (2 * i + 1) * cols);
    if (along_row) {
      // Walking east, the right-hand side is south: southward flow counts.
      const int col = right > 0 ? at.col : at.col - 1;
      faces.push_back({{at.row - 1, col}, false, static_cast<double>(right)});
      at.col += right;
      ++j;
    } else {
      // Walking south, the right-hand side is west: westward flow counts.
      const int row = down > 0 ? at.row : at.row - 1;
      faces.push_back({{row, at.col - 1}, true, static_cast<double>(-down)});
      at.row += down;
      ++i;
    }
  }
  return faces;
}

Record open_record(const Inputs& inputs) {
  Record record;
  for (const StationAt& station : inputs.stations)
    if (const auto cell = inputs.grid.cell_of(station.at)) record.cells.push_back(*cell);
  record.depth_m.resize(record.cells.size());
  record.level_m.resize(record.cells.size());
  record.speed_m_per_s.resize(record.cells.size());
  for (const SectionAt& section : inputs.sections)
    record.faces.push_back(stair_of(inputs.grid, section.from, section.to));
  for (const auto& faces : record.faces) record.face_mass.emplace_back(faces.size(), 0.0F);
  record.discharge_m3_per_s.resize(record.faces.size());
  return record;
}

void Record::take(double time_s, const Water& water, const Inputs& inputs, const Subgrid* subgrid) {
  if (!times_s.empty() && times_s.back() == time_s) return;
  times_s.push_back(time_s);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const Primitive p = subgrid ? subgrid_primitive(*subgrid, water, cells[k], inputs.stations[k].at)
                                : primitive(water, cells[k].row, cells[k].col);
    depth_m[k].push_back(static_cast<double>(p.h));
    level_m[k].push_back(static_cast<double>(p.z) + static_cast<double>(p.h));
    speed_m_per_s[k].push_back(std::hypot(static_cast<double>(p.u), static_cast<double>(p.v)));
  }
  for (std::size_t k = 0; k < faces.size(); ++k) {
    double sum = 0;
    for (std::size_t i = 0; i < faces[k].size(); ++i)
      sum += faces[k][i].sign * static_cast<double>(face_mass[k][i]);
    discharge_m3_per_s[k].push_back(sum * inputs.grid.cell_m);
  }
}

}  // namespace dayu::hazards::flood
