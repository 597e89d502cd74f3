// SPDX-License-Identifier: Apache-2.0
// What shape does hill country take? Stream power and creep on five nested lattices, 320 m to 20 m.
#include "engine/world/synth/landscape.h"

#include <algorithm>
#include <cmath>

#include "engine/world/synth/noise.h"

namespace dayu::world::synth {

namespace {

constexpr double kErodibility = 1.0 / 50;  // U/K = 50 m at full uplift: 5 % slope at 1 km2 (guess, by eye)
constexpr double kCreep_m2 = 55;  // D against U = 1: hill tops rounded over some tens of metres (guess)
constexpr double kChannelHead_m2 = 9000;  // 2-5 ha in humid hills (Montgomery & Dietrich 1988)
constexpr double kSteepest_1 = 0.72;      // 36 degrees: slides keep soil-covered slopes below it

struct Stage {
  int factor, steps;
  double dt;
};
constexpr Stage kStages[] = {{16, 130, 10}, {8, 40, 6}, {4, 26, 4}, {2, 16, 2.5}, {1, 9, 2}};

struct Land {
  Lattice lattice;
  std::vector<double> z, uplift, weakness;
};

/// Uplift and rock of a place: a low basin of soft red beds along the axis, hills beside it, high rims.
void place_forces(const LandPlan& plan, double x_km, double y_km, double& uplift, double& weakness) {
  const AxisPlace at = axis_place(plan.valley, x_km, y_km);
  const double half = plan.n_window * plan.cell_m / 2000;
  const double wander = 2.2 * fractal_noise_1(plan.seed + 11, x_km * 1000, y_km * 1000, 7000, 3);
  const double basin_km = 0.5 + 1.9 * at.along_1;
  const double hills = smooth_step_1(basin_km, basin_km + 5.5, at.distance_km + wander);
  const double dx = (x_km - half) / half, dy = (y_km - half) / half;
  const double out = std::sqrt(std::sqrt(dx * dx * dx * dx + dy * dy * dy * dy));
  const double rim = smooth_step_1(0.62, 1.02, out + 0.09 * wander) * smooth_step_1(1.2, 5.0, at.distance_km);
  const double massif = 0.5 + 0.5 * fractal_noise_1(plan.seed + 12, x_km * 1000, y_km * 1000, 5200, 3);
  uplift = 0.17 + hills * (0.24 + 0.44 * massif) + rim * (0.28 + 0.5 * massif);
  const double rock = fractal_noise_1(plan.seed + 13, x_km * 1000, y_km * 1000, 2600, 4);
  weakness = 1 + 0.45 * rock;
}

/// Rivers that leave over the rims find their base level high above the outlet of the main valley.
double base_level_m(const LandPlan& plan, double x_km, double y_km) {
  const AxisPlace at = axis_place(plan.valley, x_km, y_km);
  const double wander = 60 * fractal_noise_1(plan.seed + 14, x_km * 1000, y_km * 1000, 5000, 2);
  return (250 + wander) * smooth_step_1(0.3, 6.5, at.distance_km);
}

Land make_land(const LandPlan& plan, int factor) {
  const int n = (plan.n_window + 2 * plan.margin) / factor;
  Land land;
  land.lattice = {n, n, plan.cell_m * factor};
  const auto count = static_cast<std::size_t>(land.lattice.count());
  land.z.resize(count);
  land.uplift.resize(count);
  land.weakness.resize(count);
  for (int i = 0; i < land.lattice.count(); ++i) {
    const double x = ((i % n + 0.5) * factor - plan.margin) * plan.cell_m / 1000;
    const double y = ((i / n + 0.5) * factor - plan.margin) * plan.cell_m / 1000;
    const auto k = static_cast<std::size_t>(i);
    place_forces(plan, x, y, land.uplift[k], land.weakness[k]);
  }
  return land;
}

void start_surface(const LandPlan& plan, Land& land, int factor) {
  const int n = land.lattice.n_cols;
  for (int i = 0; i < land.lattice.count(); ++i) {
    const double x = ((i % n + 0.5) * factor - plan.margin) * plan.cell_m / 1000;
    const double y = ((i / n + 0.5) * factor - plan.margin) * plan.cell_m / 1000;
    const AxisPlace at = axis_place(plan.valley, x, y);
    const double rough = fractal_noise_1(plan.seed + 15, x * 1000, y * 1000, 3000, 4);
    land.z[static_cast<std::size_t>(i)] =
        land.lattice.edge(i) ? base_level_m(plan, x, y)
                             : 40 * (1 - at.along_1) + 14 * at.distance_km + 120 * (1 + rough);
  }
}

/// Bilinear from the coarser land, bent and roughened: neither its facets nor the straight lines that eight
/// directions leave in valleys survive.
void refine(const LandPlan& plan, const Land& coarse, Land& fine, int factor) {
  const int nf = fine.lattice.n_cols, nc = coarse.lattice.n_cols;
  const double wave_m = 22 * coarse.lattice.cell_m;
  for (int i = 0; i < fine.lattice.count(); ++i) {
    const double x = (i % nf) * fine.lattice.cell_m, y = (i / nf) * fine.lattice.cell_m;
    const double bend = 0.11 * wave_m / coarse.lattice.cell_m;
    const double east = bend * fractal_noise_1(plan.seed + 51, x, y, wave_m, 2);
    const double south = bend * fractal_noise_1(plan.seed + 52, x, y, wave_m, 2);
    const double r = std::clamp((i / nf + 0.5) / 2 - 0.5 + south, 0.0, nc - 1.0);
    const double c = std::clamp((i % nf + 0.5) / 2 - 0.5 + east, 0.0, nc - 1.0);
    const int r0 = std::min(static_cast<int>(r), nc - 2), c0 = std::min(static_cast<int>(c), nc - 2);
    const double u = c - c0, v = r - r0;
    const auto at = [&](int rr, int cc) { return coarse.z[static_cast<std::size_t>(rr * nc + cc)]; };
    const double top = at(r0, c0) * (1 - u) + at(r0, c0 + 1) * u;
    const double bottom = at(r0 + 1, c0) * (1 - u) + at(r0 + 1, c0 + 1) * u;
    const double rough = fractal_noise_1(plan.seed + 20 + static_cast<std::uint64_t>(factor), x, y,
                                         3.1 * fine.lattice.cell_m, 2);
    fine.z[static_cast<std::size_t>(i)] = top * (1 - v) + bottom * v + 0.02 * fine.lattice.cell_m * rough;
  }
  for (int i = 0; i < fine.lattice.count(); ++i)
    if (fine.lattice.edge(i)) {
      const double x = ((i % nf + 0.5) * factor - plan.margin) * plan.cell_m / 1000;
      const double y = ((i / nf + 0.5) * factor - plan.margin) * plan.cell_m / 1000;
      fine.z[static_cast<std::size_t>(i)] = base_level_m(plan, x, y);
    }
}

void cut(Land& land, double dt, std::uint64_t seed) {
  const Drainage d = drain(land.lattice, land.z, seed);
  const double head = std::sqrt(kChannelHead_m2);
  const int n = land.lattice.n_cols;
  for (const int cell : d.downstream_first) {
    const auto i = static_cast<std::size_t>(cell);
    const int to = d.receiver[i];
    if (to == cell) continue;
    const bool diagonal = cell / n != to / n && cell % n != to % n;
    const double length_m = land.lattice.cell_m * (diagonal ? 1.4142135623730951 : 1);
    const double power = std::max(0.0, std::sqrt(d.area_m2[i]) - head);
    const double f = kErodibility * land.weakness[i] * dt * power / length_m;
    const double below = land.z[static_cast<std::size_t>(to)];
    const double z = (land.z[i] + land.uplift[i] * dt + f * below) / (1 + f);
    land.z[i] = std::min(z, below + kSteepest_1 * length_m);
  }
}

void creep(Land& land, double dt) {
  const Lattice& g = land.lattice;
  const double dx2 = g.cell_m * g.cell_m;
  const int rounds = 1 + static_cast<int>(std::floor(dt * kCreep_m2 * 4.4 / dx2));
  const double k = dt / rounds * kCreep_m2 / dx2;
  std::vector<double> next = land.z;
  for (int round = 0; round < rounds; ++round) {
    for (int r = 1; r + 1 < g.n_rows; ++r)
      for (int c = 1; c + 1 < g.n_cols; ++c) {
        const auto i = static_cast<std::size_t>(r * g.n_cols + c);
        const auto w = static_cast<std::size_t>(g.n_cols);
        const double* z = land.z.data() + i;
        next[i] = z[0] + k * (z[1] + *(z - 1) + z[w] + *(z - w) - 4 * z[0]);
      }
    land.z.swap(next);
  }
}

}  // namespace

AxisPlace axis_place(const std::vector<PlanPoint>& axis, double x_km, double y_km) {
  double total = 0;
  for (std::size_t k = 1; k < axis.size(); ++k) {
    const double dx = axis[k].x_km - axis[k - 1].x_km, dy = axis[k].y_km - axis[k - 1].y_km;
    total += std::sqrt(dx * dx + dy * dy);
  }
  AxisPlace best{1e9, 0};
  double before = 0;
  for (std::size_t k = 1; k < axis.size(); ++k) {
    const double dx = axis[k].x_km - axis[k - 1].x_km, dy = axis[k].y_km - axis[k - 1].y_km;
    const double length = std::sqrt(dx * dx + dy * dy);
    const double t = std::clamp(
        ((x_km - axis[k - 1].x_km) * dx + (y_km - axis[k - 1].y_km) * dy) / (length * length), 0.0, 1.0);
    const double ex = x_km - axis[k - 1].x_km - t * dx, ey = y_km - axis[k - 1].y_km - t * dy;
    const double distance = std::sqrt(ex * ex + ey * ey);
    if (distance < best.distance_km) best = {distance, (before + t * length) / total};
    before += length;
  }
  return best;
}

std::vector<double> evolve(const LandPlan& plan) {
  Land land;
  for (const Stage& stage : kStages) {
    Land next = make_land(plan, stage.factor);
    if (land.z.empty())
      start_surface(plan, next, stage.factor);
    else
      refine(plan, land, next, stage.factor);
    land = std::move(next);
    for (int step = 0; step < stage.steps; ++step) {
      cut(land, stage.dt, plan.seed + 31 + static_cast<std::uint64_t>(stage.factor));
      creep(land, stage.dt);
    }
  }
  std::vector<double> window;
  window.reserve(static_cast<std::size_t>(plan.n_window) * static_cast<std::size_t>(plan.n_window));
  for (int r = 0; r < plan.n_window; ++r)
    for (int c = 0; c < plan.n_window; ++c)
      window.push_back(
          land.z[static_cast<std::size_t>((r + plan.margin) * land.lattice.n_cols + c + plan.margin)]);
  return window;
}

}  // namespace dayu::world::synth
