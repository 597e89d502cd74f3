// SPDX-License-Identifier: Apache-2.0
// What grows and stands where? Likings are guesses after the usual zonation of southern hills: masson pine
// low and dry, bamboo on lower wet slopes, fir on middle slopes, broadleaf in steep wet gullies, shrub on
// high ridges.
#include "engine/world/synth/cover.h"

#include <algorithm>
#include <cmath>

#include "engine/world/synth/noise.h"

namespace dayu::world::synth {

namespace {

/// Height above the mean of the square of `half` cells around (summed-area table).
std::vector<float> relative_height_m(const County& c, int half) {
  const int n = c.lattice.n_cols, w = n + 1;
  std::vector<double> sum(static_cast<std::size_t>(w) * static_cast<std::size_t>(w), 0);
  for (int r = 0; r < n; ++r)
    for (int q = 0; q < n; ++q) {
      const auto at = [&](int rr, int qq) { return sum[static_cast<std::size_t>(rr * w + qq)]; };
      sum[static_cast<std::size_t>((r + 1) * w + q + 1)] =
          c.z_m[static_cast<std::size_t>(r * n + q)] + at(r, q + 1) + at(r + 1, q) - at(r, q);
    }
  std::vector<float> out(c.z_m.size());
  for (int r = 0; r < n; ++r)
    for (int q = 0; q < n; ++q) {
      const int r0 = std::max(0, r - half), r1 = std::min(n, r + half + 1), q0 = std::max(0, q - half),
                q1 = std::min(n, q + half + 1);
      const auto at = [&](int rr, int qq) { return sum[static_cast<std::size_t>(rr * w + qq)]; };
      const double mean = (at(r1, q1) - at(r0, q1) - at(r1, q0) + at(r0, q0)) / ((r1 - r0) * (q1 - q0));
      out[static_cast<std::size_t>(r * n + q)] =
          static_cast<float>(c.z_m[static_cast<std::size_t>(r * n + q)] - mean);
    }
  return out;
}

/// Distance to the nearest hamlet (to 1,200 m) and the share of its houses that a cell may hold.
struct Hamlets {
  std::vector<float> distance_m;
  std::vector<float> houses_1;
};
Hamlets hamlets(const County& c) {
  Hamlets h{std::vector<float>(c.z_m.size(), 1200), std::vector<float>(c.z_m.size(), 0)};
  for (const Group& g : c.ledger.groups) {
    const bool town = g.village.index >= 11 && g.village.index < 15;
    const double radius = (town ? 10.5 : 6.2) * std::sqrt(static_cast<double>(g.people));
    const int r0 = c.cell(g.at) / c.lattice.n_cols, q0 = c.cell(g.at) % c.lattice.n_cols;
    for (int r = std::max(0, r0 - 60); r <= std::min(c.lattice.n_rows - 1, r0 + 60); ++r)
      for (int q = std::max(0, q0 - 60); q <= std::min(c.lattice.n_cols - 1, q0 + 60); ++q) {
        const auto i = static_cast<std::size_t>(r * c.lattice.n_cols + q);
        const double d = apart_m(c.centre(static_cast<int>(i)), g.at);
        h.distance_m[i] = std::min(h.distance_m[i], static_cast<float>(d));
        h.houses_1[i] = std::max(h.houses_1[i], static_cast<float>(1.25 - d / radius));
      }
  }
  return h;
}

struct Place {
  double z_m, slope, above_m, relative_m, hamlet_m, fire_m;
  geo::Point p;
};

/// The kind of wood or planted slope that likes a place most.
Cover slope_cover(const County& c, const Place& at) {
  const auto noise = [&](std::uint64_t k, double wave) {
    return patchy_noise_1(c.seed + 100 + k, at.p.x_m, at.p.y_m, wave, 4);
  };
  const double ridge = at.relative_m / 40, high = at.z_m / 600, near = 1 - at.hamlet_m / 900;
  const double wet = smooth_step_1(60, 5, at.above_m < 500 ? at.above_m : 60.0);
  struct Liking {
    Cover cover;
    double value;
  };
  const Liking likings[] = {
      {Cover::masson_pine, 0.62 + 0.25 * ridge - 0.75 * high * high + 0.85 * noise(1, 1500) +
                               (at.fire_m < 2600 ? 0.7 * (1 - at.fire_m / 2600) : 0)},
      {Cover::fir, 0.36 - 0.22 * ridge + 0.5 * smooth_step_1(0.25, 0.8, high) + 0.9 * noise(2, 1100)},
      {Cover::bamboo, 0.30 - 0.35 * ridge + 0.35 * wet + 0.15 * near + 0.95 * noise(3, 900)},
      {Cover::broadleaf, 0.32 - 0.15 * ridge + 0.9 * at.slope + 0.25 * high + 0.9 * noise(4, 1300)},
      {Cover::shrub, -0.35 + 0.42 * ridge + 0.75 * high + 0.8 * noise(5, 800)},
      {Cover::tea, -0.35 + 0.75 * near - 1.2 * std::abs(at.slope - 0.16) + 0.9 * noise(6, 600)},
      {Cover::orchard,
       -0.1 + 0.75 * near - 1.2 * std::abs(at.slope - 0.12) - 0.5 * high + 0.9 * noise(7, 700)},
      {Cover::dry_field, -0.15 + 0.85 * near - 4 * at.slope + 0.8 * noise(8, 450)}};
  return std::max_element(std::begin(likings), std::end(likings),
                          [](const Liking& a, const Liking& b) { return a.value < b.value; })
      ->cover;
}

bool is_paddy(const County& c, std::size_t i, const Place& at) {
  const double wave = patchy_noise_1(c.seed + 121, at.p.x_m, at.p.y_m, 400, 2);
  const double floor = floor_half_width_m(static_cast<double>(c.side.area_km2[i]));
  const bool on_floor =
      at.above_m < 7 + 2 * wave && static_cast<double>(c.side.distance_m[i]) < 1.25 * floor + 30;
  if (on_floor && at.slope < 0.1) return wave > -0.62;
  // Terraces climb the gentle slopes beside hamlets.
  return at.above_m < 45 && at.slope < 0.17 && at.relative_m < 6 && at.hamlet_m < 750 + 350 * wave;
}

Cover cover_of(const County& c, std::size_t i, const Hamlets& h, const Place& at) {
  if (c.pond[i]) {
    for (const Dam& dam : c.dams)
      if (c.z_m[i] < dam.full_m && apart_m(c.centre(c.at(dam.at).cell), at.p) < 4000)
        return Cover::still_water;
  }
  if (c.channel[i] && c.side.area_km2[i] > 9) return Cover::river;
  const double patch = 0.5 * gradient_noise_1(c.seed + 122, at.p.x_m / 70, at.p.y_m / 70) +
                       0.3 * gradient_noise_1(c.seed + 123, at.p.x_m / 31, at.p.y_m / 31);
  if (static_cast<double>(h.houses_1[i]) + patch > 0.62 && at.slope < 0.22 && !c.channel[i])
    return Cover::built;
  if (c.side.area_km2[i] > 60 && at.above_m < 1.2 &&
      static_cast<double>(c.side.distance_m[i]) <
          channel_width_m(static_cast<double>(c.side.area_km2[i])) / 2 + 38 &&
      gradient_noise_1(c.seed + 124, at.p.x_m / 260, at.p.y_m / 260) > 0.12)
    return Cover::gravel;
  if (is_paddy(c, i, at)) return Cover::paddy;
  return slope_cover(c, at);
}

}  // namespace

void paint_cover(County& c) {
  const std::vector<float> relative = relative_height_m(c, 12);
  const Hamlets h = hamlets(c);
  const geo::Point fire = c.cases.at("V7").point;
  c.cover.assign(c.z_m.size(), 0);
  for (std::size_t i = 0; i < c.z_m.size(); ++i) {
    Place at{c.z_m[i],
             c.slope_1[i],
             c.above_bank_m(static_cast<int>(i)),
             static_cast<double>(relative[i]),
             static_cast<double>(h.distance_m[i]),
             1e9,
             c.centre(static_cast<int>(i))};
    // The slope below the fire village, to its south-west.
    at.fire_m = apart_m(at.p, {fire.x_m - 800, fire.y_m + 800});
    c.cover[i] = static_cast<unsigned char>(cover_of(c, i, h, at));
  }
}

}  // namespace dayu::world::synth
