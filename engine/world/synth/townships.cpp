// SPDX-License-Identifier: Apache-2.0
// Which township does a place belong to? Dijkstra from all seats at once over 100 m squares; climbing costs
// most.
#include "engine/world/synth/townships.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "engine/world/synth/names.h"
#include "engine/world/synth/outline.h"

namespace dayu::world::synth {

namespace {

constexpr int kSquareCells = 5;

geo::Point seat_of(const County& c, std::size_t township) {
  static constexpr const char* kSeats[] = {"V12", "V1", "V3", "V6", "", "V7", "V8"};
  for (const Village& v : c.ledger.villages)
    if (v.id == kSeats[township]) return v.at;
  // The one seat that no case fixes: the village farthest west of the town in the main valley.
  constexpr std::size_t kFirst = 15;
  const geo::Point wanted{5200, 8600};
  geo::Point best = c.ledger.villages.at(kFirst).at;
  for (std::size_t k = kFirst + 1; k < c.ledger.villages.size(); ++k)
    if (apart_m(c.ledger.villages[k].at, wanted) < apart_m(best, wanted)) best = c.ledger.villages[k].at;
  return best;
}

std::vector<signed char> partition(const County& c, int n, std::size_t count) {
  std::vector<signed char> owner(static_cast<std::size_t>(n) * static_cast<std::size_t>(n), -1);
  std::vector<double> cost(owner.size(), 1e18);
  using Open = std::pair<double, int>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  const double side = c.lattice.cell_m * kSquareCells;
  const auto ground = [&](int i) { return c.ground_m({(i % n + 0.5) * side, (i / n + 0.5) * side}); };
  for (std::size_t t = 0; t < count; ++t) {
    const geo::Point p = seat_of(c, t);
    const int i = static_cast<int>(p.y_m / side) * n + static_cast<int>(p.x_m / side);
    cost[static_cast<std::size_t>(i)] = 0;
    owner[static_cast<std::size_t>(i)] = static_cast<signed char>(t);
    open.emplace(0, i);
  }
  while (!open.empty()) {
    const auto [so_far, i] = open.top();
    open.pop();
    if (so_far > cost[static_cast<std::size_t>(i)]) continue;
    for (int k = 0; k < 8; ++k) {
      const int r = i / n + kRowStep[k], q = i % n + kColStep[k];
      if (r < 0 || q < 0 || r >= n || q >= n) continue;
      const int to = r * n + q;
      const double climb = std::abs(ground(to) - ground(i));
      const double next = so_far + kStepLength[k] * side + 14 * climb;
      if (next >= cost[static_cast<std::size_t>(to)]) continue;
      cost[static_cast<std::size_t>(to)] = next;
      owner[static_cast<std::size_t>(to)] = owner[static_cast<std::size_t>(i)];
      open.emplace(next, to);
    }
  }
  return owner;
}

}  // namespace

void assign_townships(County& c) {
  const std::vector<Name> names = names_of("township");
  const int n = c.lattice.n_cols / kSquareCells;
  const double side = c.lattice.cell_m * kSquareCells;
  BandMask mask{n, n, side, 0, 0, partition(c, n, names.size())};
  std::vector<int> number(names.size(), 0);
  for (Village& v : c.ledger.villages) {
    const int i = static_cast<int>(v.at.y_m / side) * n + static_cast<int>(v.at.x_m / side);
    auto t = static_cast<std::size_t>(static_cast<unsigned char>(mask.band[static_cast<std::size_t>(i)]));
    // The cases' villages belong where the case says, the town's communities to the town.
    if (v.id == "V1" || v.id == "V2") t = 1;
    if (v.id == "V3") t = 2;
    if (v.id == "V4" || v.id == "V5" || v.id == "V6") t = 3;
    if (v.name.zh.find("社区") != std::string::npos) t = 0;
    v.township = names[t];
    const std::string serial = std::to_string(201 + number[t]++);
    v.code = "369921" + std::to_string(100 + t) + serial;
  }
  for (std::size_t t = 0; t < names.size(); ++t)
    for (geo::Feature& f : polygons(mask, static_cast<int>(t), 400000, 400000, 10)) {
      f.attributes = {
          {"name_zh", names[t].zh}, {"name_en", names[t].en}, {"code", "369921" + std::to_string(100 + t)}};
      c.townships.push_back(std::move(f));
    }
}

}  // namespace dayu::world::synth
