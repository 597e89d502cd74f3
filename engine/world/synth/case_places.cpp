// SPDX-License-Identifier: Apache-2.0
// Where do the worked cases 3 and 5 and the county town fit? Best points by what the case says about them.
#include <algorithm>
#include <cmath>

#include "engine/world/synth/settle.h"

namespace dayu::world::synth {

namespace {

geo::Point on(const County& c, StreamPlace p) {
  return {c.at(p).x_m, c.at(p).y_m};
}

template <class Value>
StreamPlace best_stream_point(const County& c, double low_km2, double high_km2, Value value) {
  StreamPlace best;
  double most = -1e9;
  for (std::size_t s = 0; s < c.streams.size(); ++s)
    for (std::size_t k = 20; k + 20 < c.streams[s].line.size(); k += 3) {
      const StreamPoint& p = c.streams[s].line[k];
      if (p.area_km2 < low_km2 || p.area_km2 > high_km2) continue;
      const double size_m = c.lattice.n_cols * c.lattice.cell_m;
      if (p.x_m < 900 || p.y_m < 900 || p.x_m > size_m - 900 || p.y_m > size_m - 900) continue;
      const double v = value(StreamPlace{static_cast<int>(s), k});
      if (v > most) {
        most = v;
        best = {static_cast<int>(s), k};
      }
    }
  return best;
}

double nearest_case_m(const County& c, geo::Point p) {
  double least = 1e9;
  for (const auto& [id, place] : c.cases) least = std::min(least, apart_m(place.point, p));
  return least;
}

/// Share of gently sloping ground within 700 m.
double room_1(const County& c, geo::Point p) {
  int flat = 0, all = 0;
  for (double y = -700; y <= 700; y += 100)
    for (double x = -700; x <= 700; x += 100) {
      const int i = c.cell({p.x_m + x, p.y_m + y});
      ++all;
      flat += c.slope_1[static_cast<std::size_t>(i)] < 0.09;
    }
  return static_cast<double>(flat) / all;
}

/// The town: wide ground at the main river, about 10 km from Baisha (buses need 26 minutes).
void choose_town(County& c) {
  const geo::Point baisha = c.cases.at("V3").point;
  const StreamPlace at = best_stream_point(c, 180, 1e9, [&](StreamPlace p) {
    const double far = apart_m(on(c, p), baisha);
    return 3 * room_1(c, on(c, p)) - std::abs(far - 9500) / 3000;
  });
  c.cases["town"] = {at, on(c, at)};
}

/// Case 5: a remote upper valley with one way in (V9-V11 above it), and another brook whose slide dam
/// threatens V8.
void choose_cut_off_valley(County& c) {
  const geo::Point town = c.cases.at("town").point;
  const StreamPlace gate = best_stream_point(c, 13, 26, [&](StreamPlace p) {
    return apart_m(on(c, p), town) / 6000 + c.at(p).bank_m / 200 -
           (nearest_case_m(c, on(c, p)) < 3500 ? 3 : 0);
  });
  c.cases["gate"] = {gate, on(c, gate)};
  const auto& line = c.streams[static_cast<std::size_t>(gate.stream)].line;
  // Up the same stem, at a quarter, a half and three quarters of what is left of it.
  const char* ids[] = {"V9", "V10", "V11"};
  const double shares[] = {0.86, 0.6, 0.33};
  for (int k = 0; k < 3; ++k) {
    StreamPlace p{gate.stream, static_cast<std::size_t>(static_cast<double>(gate.point) * shares[k])};
    (void)line;
    c.cases[ids[k]] = {p, on(c, p)};
  }
  const StreamPlace slide = best_stream_point(c, 7, 15, [&](StreamPlace p) {
    const geo::Point xy = on(c, p);
    const auto& own = c.streams[static_cast<std::size_t>(p.stream)];
    const double above = along_m(own, 0, p.point);
    if (above < 2600 || p.stream == gate.stream) return -1e6;
    return -std::abs(apart_m(xy, on(c, gate)) - 4500) / 1500 - (nearest_case_m(c, xy) < 2500 ? 4 : 0);
  });
  c.cases["V8"] = {slide, on(c, slide)};
}

/// Case 3: a bench above a slope that rises from the south-west, far from the town.
void choose_fire_village(County& c) {
  const geo::Point town = c.cases.at("town").point;
  double most = -1e9;
  int best = 0;
  for (int r = 100; r < c.lattice.n_rows - 60; r += 4)
    for (int q = 100; q < c.lattice.n_cols - 60; q += 4) {
      const int i = r * c.lattice.n_cols + q;
      const auto k = static_cast<std::size_t>(i);
      if (c.slope_1[k] > 0.1 || c.channel[k] || c.pond[k]) continue;
      const geo::Point p = c.centre(i), start{p.x_m - 1343, p.y_m + 1343};
      if (nearest_case_m(c, p) < 3000) continue;
      const double rise = c.z_m[k] - c.ground_m(start);
      int gentle = 0;
      for (int dr = -12; dr <= 12; dr += 3)
        for (int dq = -12; dq <= 12; dq += 3)
          gentle += c.slope_1[k + static_cast<std::size_t>(dr * c.lattice.n_cols + dq)] < 0.17;
      const double score = std::min(apart_m(p, town), 15000.0) / 5000 - std::abs(rise - 110) / 60 +
                           std::min(gentle, 40) / 14.0 - (c.z_m[k] > 420 ? 2 : 0);
      if (score > most) {
        most = score;
        best = i;
      }
    }
  c.cases["V7"] = {{}, c.centre(best)};
}

}  // namespace

void choose_case_places(County& c) {
  choose_town(c);
  choose_cut_off_valley(c);
  choose_fire_village(c);
}

}  // namespace dayu::world::synth
