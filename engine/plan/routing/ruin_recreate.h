// SPDX-License-Identifier: Apache-2.0
// One round of slack induction by string removals: `ruin` takes strings of stops out of neighbouring tours,
// `recreate` puts whoever is absent back where it costs least. Constants as published unless said otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan/routing/tours.h"

namespace dayu::plan::routing {

/// Draws of one search, one after the other (SplitMix64; Steele, Lea & Flood 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  double uniform_1() { return static_cast<double>(draw() >> 11) * 0x1.0p-53; }
  int below(int n) { return static_cast<int>(uniform_1() * n); }

 private:
  std::uint64_t draw() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

/// By place: the other clients, nearest first; and those whose visit is best made just before or after.
class Neighbours {
 public:
  explicit Neighbours(const RoutingProblem& problem);
  const std::vector<int>& near(int client) const { return near_[static_cast<std::size_t>(client)]; }
  const std::vector<int>& fit(int client) const { return fit_[static_cast<std::size_t>(client)]; }

 private:
  std::vector<std::vector<int>> near_, fit_;
};

class RuinRecreate {
 public:
  RuinRecreate(const RoutingProblem& problem, const Neighbours& neighbours, Tours& tours, Dice& dice);

  void ruin();
  /// Puts absent clients back; who stays absent, in `absent`.
  void recreate();

  std::vector<int>& absent() { return absent_; }
  std::int64_t work() const { return work_; }

 private:
  struct Spot {
    int stop = -1;
    Units more = kNoLimit;
  };
  void string_out(int client, int most);
  void order_absent();
  Spot best_spot(int client);
  void try_spot(int stop, int client, Spot& best);
  void try_idle(int client, Spot& best);
  void try_all(int client, Spot& best);
  bool blinks();

  const RoutingProblem& problem_;
  const Neighbours& neighbours_;
  Tours& tours_;
  Dice& dice_;
  std::vector<int> absent_, ruined_;
  std::vector<int> ruined_at_;  ///< by vehicle: the round in which it was ruined
  std::vector<Units> far_;      ///< by place: to the nearest depot
  std::vector<std::pair<Units, int>> keyed_;
  std::vector<int> tour_;
  int round_ = 0, until_blink_ = 0;
  std::int64_t work_ = 0;
};

}  // namespace dayu::plan::routing
