// SPDX-License-Identifier: Apache-2.0
// The tours of all vehicles as they are being changed: linked lists with a start and an end of each vehicle,
// what is on board, how early and how late each stop may be. A round of changes can be taken back whole.
// Times of a stretch of stops follow Vidal, Crainic, Gendreau & Prins (2013): its duration when begun between
// `early` and `late`; two stretches join in a few operations, so an insertion is judged without walking.
// Invariant: every tour is feasible; a client is on exactly one tour or absent.
#pragma once

#include "engine/plan/routing/routing_problem.h"

namespace dayu::plan::routing {

struct Stretch {
  Units duration = 0, early = 0, late = kNoLimit;
};

/// `drive` between the last stop of `a` and the first of `b`. False: `b` is reached too late.
inline bool join(const Stretch& a, Units drive, const Stretch& b, Stretch& both) {
  const Units gone = a.duration + drive;
  if (a.early + gone > b.late) return false;
  const Units wait = b.early - gone - a.late > 0 ? b.early - gone - a.late : 0;
  both.duration = gone + b.duration + wait;
  both.early = (b.early - gone > a.early ? b.early - gone : a.early) - wait;
  both.late = b.late - gone < a.late ? b.late - gone : a.late;
  return true;
}

class Tours {
 public:
  explicit Tours(const RoutingProblem& problem);

  /// Stops: clients by their place; first and last stop of vehicle v.
  int first(int vehicle) const { return problem_.places + 2 * vehicle; }
  int last(int vehicle) const { return problem_.places + 2 * vehicle + 1; }
  int place(int stop) const { return place_[at(stop)]; }
  int next(int stop) const { return next_[at(stop)]; }
  int before(int stop) const { return before_[at(stop)]; }
  int vehicle(int stop) const { return vehicle_[at(stop)]; }  ///< -1: absent
  int position(int client) const { return position_[at(client)]; }
  int size(int vehicle) const { return size_[at(vehicle)]; }
  int vehicles() const { return static_cast<int>(size_.size()); }
  int kind(int vehicle) const { return kind_[at(vehicle)]; }
  Units cost() const { return cost_; }
  const std::vector<int>& used() const { return used_; }  ///< vehicles with a tour, in no order
  /// An idle vehicle of the kind; -1: none.
  int idle(int kind) const { return idle_[at(kind)].empty() ? -1 : idle_[at(kind)].back(); }

  bool room(int vehicle, int client) const {
    return load_[at(vehicle)] + problem_.demand[at(client)] <= capacity_[at(vehicle)];
  }
  /// More length by a visit to `client` between `stop` and the next.
  Units longer(int stop, int client) const {
    const int a = place_[at(stop)], b = place_[at(next_[at(stop)])];
    return to(client)[a] + problem_.row(client)[b] - onward_[at(stop)];
  }
  /// Is that visit in time, and the tour not too long? `longer` as above.
  bool in_time(int stop, int client, Units longer) const;

  void insert(int stop, int client);
  void remove(int client);  ///< the tour's times are stale until `refresh`
  void refresh(int vehicle);

  /// Changes from here on can be taken back.
  void mark();
  void take_back();
  const std::vector<int>& changed() const { return touched_; }
  void set(int vehicle, const std::vector<int>& clients);
  std::vector<int> tour(int vehicle) const;

 private:
  template <class I>
  static std::size_t at(I i) {
    return static_cast<std::size_t>(i);
  }
  const std::int32_t* to(int client) const { return into_ + at(client) * at(problem_.places); }
  void touch(int vehicle);
  void link(int a, int b);
  void use(int vehicle);
  void rest(int vehicle);
  void grew(int vehicle, int change);

  const RoutingProblem& problem_;
  std::vector<std::int32_t> turned_;  ///< lengths by their end, where they differ by direction
  const std::int32_t* into_;
  std::vector<int> place_, next_, before_, vehicle_, position_;  ///< by stop
  std::vector<std::int32_t> onward_;                             ///< by stop: length to the next
  std::vector<Stretch> single_, until_, from_;  ///< by stop: alone, tour up to it, tour from it
  std::vector<int> size_, kind_, used_at_;
  std::vector<Units> load_, capacity_, length_;
  std::vector<char> limited_;  ///< by vehicle: longest duration or distance
  std::vector<int> used_;
  std::vector<std::vector<int>> idle_;
  Units cost_ = 0;

  struct Saved {
    int vehicle, begin, end;
  };
  std::vector<int> touched_, saved_stops_;
  std::vector<Saved> saved_;
  std::vector<char> is_touched_;
};

}  // namespace dayu::plan::routing
