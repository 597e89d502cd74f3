// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/routing/route_search.h"

#include <algorithm>
#include <cmath>

#include "engine/plan/routing/ruin_recreate.h"

namespace dayu::plan {
namespace {

using routing::Dice;
using routing::Neighbours;
using routing::RuinRecreate;
using routing::Tours;

/// Heat at the beginning and at the end, in mean lengths between two stops (a guess, measured on sets of 100
/// to 1000 clients with and without windows: between 0.5 and 4 the start matters little).
constexpr double kHot_1 = 1.5, kCold_1 = 0.01;
/// Work of a round beside its stops: drawing, sorting, keeping.
constexpr std::int64_t kRound = 100;
/// Price of one absent client, in the same lengths: above any tour.
constexpr double kAbsent_1 = 1e4;
constexpr int kTell = 4096;
/// Work a second, with and without times: measured, AMD EPYC (Zen 5).
constexpr double kWorkPerSecond = 110e6, kTimedWorkPerSecond = 50e6;
constexpr double kEffort_s = 45, kEffortPerClient_s = 0.08;
/// Clients from which on the table of lengths falls out of the nearer caches.
constexpr double kSlowerFrom = 650;

class RouteSearch {
 public:
  RouteSearch(const RoutingProblem& problem, std::uint64_t seed, std::int64_t limit)
      : problem_(problem),
        limit_(limit),
        dice_(seed),
        neighbours_(problem),
        tours_(problem),
        rounds_(problem, neighbours_, tours_, dice_),
        missed_(static_cast<std::size_t>(problem.places), 1) {}

  RoutingAnswer run(const std::function<bool(double, double)>& progress) {
    first();
    for (; work() < limit_; ++n_) {
      const double done = static_cast<double>(work()) / static_cast<double>(limit_);
      if (progress && n_ % kTell == 0 && !progress(done, static_cast<double>(best_.cost) / problem_.per_one))
        break;
      round(edge_ * kHot_1 * std::pow(kCold_1 / kHot_1, done));
    }
    best_.work = work();
    best_.rounds = n_;
    return std::move(best_);
  }

 private:
  std::int64_t work() const { return rounds_.work() + n_ * kRound; }

  void first() {
    rounds_.absent() = problem_.clients;
    rounds_.recreate();
    absent_ = rounds_.absent();
    cost_ = tours_.cost();
    edge_ = edge_length();
    keep();
    spread();
  }

  /// The search begins with as many tours as there may be: short ones are easily given up, while a new one is
  /// seldom worth its first client.
  void spread() {
    const std::vector<int> used = tours_.used();
    for (const int c : problem_.clients)
      if (tours_.vehicle(c) >= 0) tours_.remove(c);
    for (const int v : used) tours_.refresh(v);
    rounds_.absent().clear();
    for (const int c : problem_.clients) {
      int best = -1;
      Units least = kNoLimit;
      for (std::size_t k = 0; k < problem_.kinds.size(); ++k) {
        const TourTimes alone = tour_times(problem_, {static_cast<int>(k), {c}});
        if (!alone.feasible || alone.length >= least || tours_.idle(static_cast<int>(k)) < 0) continue;
        least = alone.length;
        best = tours_.idle(static_cast<int>(k));
      }
      if (best >= 0)
        tours_.set(best, {c});
      else
        rounds_.absent().push_back(c);
    }
    rounds_.recreate();
    absent_ = rounds_.absent();
    cost_ = tours_.cost();
  }

  double edge_length() const {
    const std::size_t edges = problem_.clients.size() + tours_.used().size();
    return static_cast<double>(std::max<Units>(1, tours_.cost())) /
           static_cast<double>(std::max<std::size_t>(1, edges));
  }

  /// Who is absent weighs more than any tour, and the more the longer they were.
  double missing(const std::vector<int>& absent) const {
    double sum = 0;
    for (const int c : absent) sum += static_cast<double>(missed_[static_cast<std::size_t>(c)]);
    return sum * kAbsent_1 * edge_;
  }

  void round(double heat) {
    tours_.mark();
    rounds_.ruin();
    rounds_.recreate();
    for (const int c : rounds_.absent()) ++missed_[static_cast<std::size_t>(c)];
    const double now = static_cast<double>(tours_.cost()) + missing(rounds_.absent());
    if (now < static_cast<double>(cost_) + missing(absent_) - heat * std::log(1 - dice_.uniform_1())) {
      cost_ = tours_.cost();
      absent_ = rounds_.absent();
      const std::size_t fewer = absent_.size(), best = best_.unserved.size();
      if (fewer < best || (fewer == best && tours_.cost() < best_.cost)) keep();
    } else {
      tours_.take_back();
      rounds_.absent() = absent_;
    }
  }

  void keep() {
    best_.tours.clear();
    for (const int v : tours_.used()) best_.tours.push_back({tours_.kind(v), tours_.tour(v)});
    best_.unserved = absent_;
    best_.cost = tours_.cost();
  }

  const RoutingProblem& problem_;
  std::int64_t limit_;
  Dice dice_;
  Neighbours neighbours_;
  Tours tours_;
  RuinRecreate rounds_;
  std::vector<std::int64_t> missed_;
  std::vector<int> absent_;
  Units cost_ = 0;
  double edge_ = 1;
  std::int64_t n_ = 0;
  RoutingAnswer best_;
};

}  // namespace

std::int64_t routing_work(const RoutingProblem& problem, double effort_s) {
  const auto clients = static_cast<double>(problem.clients.size());
  if (effort_s <= 0) effort_s = std::max(kEffort_s, kEffortPerClient_s * clients);
  const double untimed = kWorkPerSecond / std::max(1.0, clients / kSlowerFrom);
  return static_cast<std::int64_t>(effort_s * (problem.timed ? kTimedWorkPerSecond : untimed));
}

RoutingAnswer route_search(const RoutingProblem& problem, std::uint64_t seed, std::int64_t work_limit,
                           const std::function<bool(double, double)>& progress) {
  return RouteSearch(problem, seed, work_limit).run(progress);
}

}  // namespace dayu::plan
