// SPDX-License-Identifier: Apache-2.0
// What have the rivers made of their valleys? Floors, terraces and beds stamped along every stream.
#include "engine/world/synth/valley.h"

#include <algorithm>
#include <cmath>

#include "engine/world/synth/noise.h"

namespace dayu::world::synth {

namespace {

/// Calls `visit(cell, distance_m)` for all cells within `reach_m` of a point.
template <class Visit>
void around(const Lattice& g, double x_m, double y_m, double reach_m, Visit visit) {
  const int r0 = std::max(0, static_cast<int>(std::floor((y_m - reach_m) / g.cell_m)));
  const int r1 = std::min(g.n_rows - 1, static_cast<int>(std::floor((y_m + reach_m) / g.cell_m)));
  const int c0 = std::max(0, static_cast<int>(std::floor((x_m - reach_m) / g.cell_m)));
  const int c1 = std::min(g.n_cols - 1, static_cast<int>(std::floor((x_m + reach_m) / g.cell_m)));
  for (int r = r0; r <= r1; ++r)
    for (int c = c0; c <= c1; ++c) {
      const double dx = (c + 0.5) * g.cell_m - x_m, dy = (r + 0.5) * g.cell_m - y_m;
      const double d = std::sqrt(dx * dx + dy * dy);
      if (d <= reach_m) visit(r * g.n_cols + c, d);
    }
}

/// Height of the floor above the bank at `t` half widths from the channel: plain, low terrace, high terrace.
double floor_rise_m(double t, double area_km2) {
  const double step = 0.55 + 0.42 * fourth_root(area_km2);
  return 0.25 * t + step * smooth_step_1(0.34, 0.5, t) + 1.5 * step * smooth_step_1(0.72, 0.92, t);
}

}  // namespace

double floor_half_width_m(double area_km2) {
  return 22 * std::sqrt(area_km2);
}

void cut_valley_floors(const Lattice& lattice, const std::vector<Stream>& streams, std::uint64_t seed,
                       std::vector<double>& z_m) {
  const std::vector<double> before = z_m;
  for (const Stream& stream : streams)
    for (const StreamPoint& p : stream.line) {
      const double wide = floor_half_width_m(p.area_km2);
      around(lattice, p.x_m, p.y_m, 3.3 * wide + 40, [&](int cell, double d) {
        const auto i = static_cast<std::size_t>(cell);
        const double x = (cell % lattice.n_cols) * lattice.cell_m,
                     y = (cell / lattice.n_cols) * lattice.cell_m;
        const double wander = fractal_noise_1(seed + 71, x, y, 900, 2);
        const double t = d / (wide * (1 + 0.55 * wander) + 8);
        if (t > 2.3) return;
        const double ripple = 0.3 * gradient_noise_1(seed + 72, x / 170, y / 170);
        const double floor = p.bank_m + floor_rise_m(t, p.area_km2) + ripple;
        if (before[i] <= floor) return;
        const double keep = smooth_step_1(0.78, 2.3, t);
        z_m[i] = std::min(z_m[i], floor + keep * (before[i] - floor));
      });
    }
}

void sink_channels(const Lattice& lattice, const std::vector<Stream>& streams,
                   const std::vector<unsigned char>& spared, std::vector<double>& z_m) {
  const auto lower = [&](int cell, double z) {
    const auto i = static_cast<std::size_t>(cell);
    if (!spared[i]) z_m[i] = std::min(z_m[i], z);
  };
  for (const Stream& stream : streams)
    for (std::size_t k = 1; k < stream.line.size(); ++k) {
      const StreamPoint &a = stream.line[k - 1], &b = stream.line[k];
      for (int part = 0; part < 8; ++part) {
        const double t = part / 8.0;
        const double x = a.x_m + t * (b.x_m - a.x_m), y = a.y_m + t * (b.y_m - a.y_m);
        const double bank = a.bank_m + t * (b.bank_m - a.bank_m);
        const double bed = bank - channel_depth_m(a.area_km2);
        const double half = channel_width_m(a.area_km2) / 2;
        // The cell under the line always belongs to the bed, wide rivers sink all cells inside their banks.
        const int own = static_cast<int>(std::floor(y / lattice.cell_m)) * lattice.n_cols +
                        static_cast<int>(std::floor(x / lattice.cell_m));
        lower(own, bed);
        around(lattice, x, y, half + 10, [&](int cell, double d) {
          lower(cell, bank - channel_depth_m(a.area_km2) * (1 - smooth_step_1(half - 6, half + 10, d)));
        });
      }
    }
}

Waterside waterside(const Lattice& lattice, const std::vector<Stream>& streams, double reach_m) {
  const auto n = static_cast<std::size_t>(lattice.count());
  Waterside w{std::vector<float>(n, 1e6F), std::vector<float>(n, 0), std::vector<float>(n, 0),
              std::vector<int>(n, -1)};
  std::vector<float> weighed(n, 1e6F);
  for (std::size_t s = 0; s < streams.size(); ++s)
    for (const StreamPoint& p : streams[s].line) {
      // A large river counts from farther away than a brook does.
      const double scale = 1 + 0.22 * std::sqrt(p.area_km2);
      around(lattice, p.x_m, p.y_m, std::min(reach_m, 250 + 60 * std::sqrt(p.area_km2)),
             [&](int cell, double d) {
               const auto i = static_cast<std::size_t>(cell);
               const auto f = static_cast<float>(d / scale);
               if (f >= weighed[i]) return;
               weighed[i] = f;
               w.distance_m[i] = static_cast<float>(d);
               w.bank_m[i] = static_cast<float>(p.bank_m);
               w.area_km2[i] = static_cast<float>(p.area_km2);
               w.stream[i] = static_cast<int>(s);
             });
    }
  return w;
}

}  // namespace dayu::world::synth
