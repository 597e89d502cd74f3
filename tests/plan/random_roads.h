// SPDX-License-Identifier: Apache-2.0
// Random small networks with closings, reopenings and slow spells, and searches that know nothing of
// Dijkstra: every node at every second, every arc walked second by second.
#pragma once

#include <vector>

#include "engine/base/random.h"
#include "engine/plan/search.h"
#include "tests/plan/tiny_town.h"

namespace dayu::test {

inline constexpr int kHorizon = 160;

inline TinyTown random_town(base::Random& random, int n_nodes, int n_pieces) {
  TinyTown town;
  for (int i = 0; i < n_nodes; ++i) town.node(i, 0);
  for (int i = 0; i < n_pieces; ++i) {
    const int a = random.below(n_nodes), b = random.below(n_nodes);
    const int p = town.road(a, b == a ? (a + 1) % n_nodes : b, 1 + random.below(15));
    town.world.network.pieces.back().oneway = random.below(6) == 0;
    for (int from = random.below(60); from < kHorizon && random.below(4) > 0;) {
      const int to = random.below(5) == 0 ? -1 : from + 1 + random.below(40);
      town.close(p, "walker", from, to < 0 ? base::kNever_s : to);
      if (to < 0) break;
      from = to + 1 + random.below(40);
    }
    if (random.below(3) == 0) {
      const int from = random.below(80);
      town.close(p, "walker", from, from + 1 + random.below(40), impact::Effected::slow);
    }
  }
  return town;
}

/// The world at every second, by definition.
class EverySecond {
 public:
  explicit EverySecond(const TinyTown& town) : town_(town) {
    for (auto& table : state_)
      table.assign(town.world.network.pieces.size(), std::vector<char>(4 * kHorizon, 0));
    for (const impact::Closure& c : town.impact.closures)
      for (int t = 0; t < 4 * kHorizon; ++t)
        if (c.from_s <= t && t < c.to_s)
          state_[c.effect == impact::Effected::stop][static_cast<std::size_t>(c.piece.index)]
                [static_cast<std::size_t>(t)] = 1;
  }

  bool has(int piece, int second, impact::Effected effect) const {
    return state_[effect == impact::Effected::stop][static_cast<std::size_t>(piece)]
                 [static_cast<std::size_t>(second)] != 0;
  }
  /// Leaving time of an arc entered at `t`; -1 if it is closed in any second on the way.
  int leave(int piece, int t) const {
    const double length = town_.world.network.pieces[static_cast<std::size_t>(piece)].length_m;
    double done = 0;
    int now = t;
    for (; done < length; ++now) {
      if (has(piece, now, impact::Effected::stop)) return -1;
      done += has(piece, now, impact::Effected::slow) ? 0.5 : 1.0;
    }
    return now;
  }
  /// The same as of `asked`: closed now is closed for good, and so is what closes later.
  int leave_as_of(int piece, int t, int asked) const {
    if (has(piece, asked, impact::Effected::stop)) return -1;
    for (int s = asked; s < t; ++s)
      if (has(piece, s, impact::Effected::stop)) return -1;
    return leave(piece, t);
  }
  template <class Visit>
  void arcs(const Visit& visit) const {
    for (int p = 0; p < static_cast<int>(town_.world.network.pieces.size()); ++p) {
      const world::Piece& piece = town_.world.network.pieces[static_cast<std::size_t>(p)];
      visit(p, piece.from.index, piece.to.index);
      if (!piece.oneway) visit(p, piece.to.index, piece.from.index);
    }
  }
  /// Earliest arrival everywhere; -1: not within the horizon. asked < 0: waiting and reopenings allowed.
  std::vector<int> earliest(int source, int start, int asked) const {
    const int n = static_cast<int>(town_.world.network.nodes.size());
    std::vector<std::vector<char>> there(static_cast<std::size_t>(n), std::vector<char>(2 * kHorizon, 0));
    std::vector<int> first(static_cast<std::size_t>(n), -1);
    there[static_cast<std::size_t>(source)][static_cast<std::size_t>(start)] = 1;
    for (int t = start; t < kHorizon; ++t) {
      for (int v = 0; v < n; ++v) {
        auto& at = there[static_cast<std::size_t>(v)];
        if (!at[static_cast<std::size_t>(t)]) continue;
        if (first[static_cast<std::size_t>(v)] < 0) first[static_cast<std::size_t>(v)] = t;
        if (asked < 0) at[static_cast<std::size_t>(t) + 1] = 1;
      }
      arcs([&](int p, int u, int v) {
        if (!there[static_cast<std::size_t>(u)][static_cast<std::size_t>(t)]) return;
        const int out = asked < 0 ? leave(p, t) : leave_as_of(p, t, asked);
        if (out >= 0 && out < 2 * kHorizon)
          there[static_cast<std::size_t>(v)][static_cast<std::size_t>(out)] = 1;
      });
    }
    return first;
  }

  /// The last second at which every node still reaches a target in time, waiting allowed; -1: never.
  std::vector<int> latest(const std::vector<plan::Target>& targets) const {
    const std::size_t n = town_.world.network.nodes.size();
    std::vector<std::vector<char>> in_time(n, std::vector<char>(4 * kHorizon, 0));
    std::vector<int> last(n, -1);
    for (int t = kHorizon - 1; t >= 0; --t) {
      for (std::size_t v = 0; v < n; ++v)
        in_time[v][static_cast<std::size_t>(t)] = in_time[v][static_cast<std::size_t>(t) + 1];
      for (const plan::Target& target : targets)
        if (t <= target.by) in_time[static_cast<std::size_t>(target.node)][static_cast<std::size_t>(t)] = 1;
      arcs([&](int p, int u, int v) {
        const int out = leave(p, t);
        if (out >= 0 && in_time[static_cast<std::size_t>(v)][static_cast<std::size_t>(out)])
          in_time[static_cast<std::size_t>(u)][static_cast<std::size_t>(t)] = 1;
      });
      for (std::size_t v = 0; v < n; ++v)
        if (last[v] < 0 && in_time[v][static_cast<std::size_t>(t)]) last[v] = t;
    }
    return last;
  }

 private:
  const TinyTown& town_;
  std::vector<std::vector<char>> state_[2];  ///< [stop][piece][second]
};

}  // namespace dayu::test
