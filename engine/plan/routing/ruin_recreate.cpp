// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/routing/ruin_recreate.h"

#include <algorithm>
#include <cmath>

namespace dayu::plan::routing {
namespace {

constexpr double kRemoved = 10;  ///< stops taken out in a round, on average
constexpr double kLongestString = 10;
constexpr double kSplitString_1 = 0.5;  ///< chance that a string keeps some stops in its middle
constexpr double kKeepOne_1 = 0.01;     ///< and that no further one is kept
constexpr double kBlink_1 = 0.01;
/// Clients beside which a visit is tried; who is further is a neighbour's neighbour. Guess [C].
constexpr std::size_t kFit = 60, kNearest = 400;
/// How much a minute of unavoidable waiting, and of lateness, parts two clients (Vidal et al. 2013).
constexpr double kWaits = 0.2, kLate = 1.0;

std::vector<int> nearest_of(std::vector<std::pair<double, int>>& keyed, std::size_t count) {
  count = std::min(count, keyed.size());
  std::partial_sort(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(count), keyed.end());
  std::vector<int> clients;
  for (std::size_t k = 0; k < count; ++k) clients.push_back(keyed[k].second);
  return clients;
}

/// Length, least wait and least lateness from one to the other.
double parted(const RoutingProblem& problem, int a, int b) {
  const double length = problem.row(a)[b];
  if (!problem.timed) return length;
  const auto i = idx(a), j = idx(b);
  const double soonest = static_cast<double>(problem.open[i] + problem.service[i]) + length;
  const double latest = static_cast<double>(problem.close[i] + problem.service[i]) + length;
  return length + kWaits * std::max(0.0, static_cast<double>(problem.open[j]) - latest) +
         kLate * std::max(0.0, soonest - static_cast<double>(problem.close[j]));
}

}  // namespace

Neighbours::Neighbours(const RoutingProblem& problem) : near_(idx(problem.places)), fit_(near_.size()) {
  std::vector<std::pair<double, int>> keyed, fits;
  for (const int a : problem.clients) {
    keyed.clear();
    fits.clear();
    for (const int b : problem.clients) {
      if (a == b) continue;
      keyed.emplace_back(std::min(problem.row(a)[b], problem.row(b)[a]), b);
      fits.emplace_back(std::min(parted(problem, a, b), parted(problem, b, a)), b);
    }
    near_[idx(a)] = nearest_of(keyed, kNearest);
    fit_[idx(a)] = nearest_of(fits, kFit);
  }
}

RuinRecreate::RuinRecreate(const RoutingProblem& problem, const Neighbours& neighbours, Tours& tours,
                           Dice& dice)
    : problem_(problem),
      neighbours_(neighbours),
      tours_(tours),
      dice_(dice),
      ruined_at_(idx(tours.vehicles()), -1),
      far_(idx(problem.places), 0) {
  for (const int c : problem.clients) {
    far_[idx(c)] = kNoLimit;
    for (const int d : problem.depots) far_[idx(c)] = std::min<Units>(far_[idx(c)], problem.row(d)[c]);
  }
}

void RuinRecreate::ruin() {
  ++round_;
  const double on_tours = static_cast<double>(problem_.clients.size() - absent_.size());
  if (tours_.used().empty()) return;
  const double mean = on_tours / static_cast<double>(tours_.used().size());
  const double longest = std::min(kLongestString, mean);
  const int strings = static_cast<int>(dice_.uniform_1() * (4 * kRemoved / (1 + longest) - 1) + 1);
  const int seed = problem_.clients[idx(dice_.below(static_cast<int>(problem_.clients.size())))];
  int done = 0;
  ruined_.clear();
  const auto take = [&](int client) {
    const int v = tours_.vehicle(client);
    if (v < 0 || ruined_at_[idx(v)] == round_) return;
    ruined_at_[idx(v)] = round_;
    ruined_.push_back(v);
    string_out(client, std::max(1, static_cast<int>(std::min<double>(tours_.size(v), longest))));
    ++done;
  };
  take(seed);
  for (const int client : neighbours_.near(seed)) {
    if (done >= strings) break;
    ++work_;
    take(client);
  }
  for (const int v : ruined_) {
    tours_.refresh(v);
    work_ += tours_.size(v);
  }
}

/// A string of stops around the client, up to `most`; or a longer one that keeps some in its middle.
void RuinRecreate::string_out(int client, int most) {
  const int v = tours_.vehicle(client), size = tours_.size(v);
  const int length = 1 + dice_.below(most);
  int kept = 0;
  if (length > 1 && length < size && dice_.uniform_1() < kSplitString_1) {
    kept = 1;
    while (length + kept < size && dice_.uniform_1() > kKeepOne_1) ++kept;
  }
  const int span = length + kept, at = tours_.position(client);
  const int low = std::max(0, at - span + 1), high = std::min(at, size - span);
  const int begin = low + dice_.below(high - low + 1);
  const int keep_from = kept > 0 ? 1 + dice_.below(length - 1) : span;
  int stop = client;
  for (int i = at; i > begin; --i) stop = tours_.before(stop);
  for (int i = 0; i < span; ++i) {
    const int next = tours_.next(stop);
    if (i < keep_from || i >= keep_from + kept) {
      tours_.remove(stop);
      absent_.push_back(stop);
    }
    stop = next;
  }
  work_ += span;
}

bool RuinRecreate::blinks() {
  if (--until_blink_ > 0) return false;
  until_blink_ = 1 + static_cast<int>(std::log(1 - dice_.uniform_1()) / std::log(1 - kBlink_1));
  return true;
}

void RuinRecreate::order_absent() {
  const int rule = dice_.below(problem_.timed ? 17 : 11);
  keyed_.clear();
  for (const int c : absent_) {
    const auto i = idx(c);
    Units key = 0;
    if (rule < 4)
      key = static_cast<Units>(dice_.uniform_1() * 1e9);
    else if (rule < 8)
      key = -problem_.demand[i];
    else if (rule < 10)
      key = -far_[i];
    else if (rule < 11)
      key = far_[i];
    else if (rule < 13)
      key = problem_.close[i] - problem_.open[i];
    else if (rule < 15)
      key = problem_.open[i];
    else
      key = -problem_.close[i];
    keyed_.emplace_back(key, c);
  }
  std::sort(keyed_.begin(), keyed_.end());
}

void RuinRecreate::try_spot(int stop, int client, Spot& best) {
  const Units more = tours_.longer(stop, client);
  if (more >= best.more || blinks()) return;
  if (problem_.timed && !tours_.in_time(stop, client, more)) return;
  best = {stop, more};
}

void RuinRecreate::try_idle(int client, Spot& best) {
  for (std::size_t k = 0; k < problem_.kinds.size(); ++k) {
    const int v = tours_.idle(static_cast<int>(k));
    if (v < 0 || !tours_.room(v, client)) continue;
    const int stop = tours_.first(v);
    const Units more = tours_.longer(stop, client);
    const RoutingVehicle& kind = problem_.kinds[k];
    const Units dear = more + problem_.row(kind.start)[kind.end] + kind.fixed_cost;
    if (dear >= best.more || more > kind.max_distance || !tours_.in_time(stop, client, more)) continue;
    best = {stop, dear};
  }
}

void RuinRecreate::try_all(int client, Spot& best) {
  for (const int v : tours_.used()) {
    if (!tours_.room(v, client)) continue;
    work_ += tours_.size(v);
    for (int s = tours_.first(v); s != tours_.last(v); s = tours_.next(s)) try_spot(s, client, best);
  }
}

RuinRecreate::Spot RuinRecreate::best_spot(int client) {
  Spot best;
  for (const int other : neighbours_.fit(client)) {
    const int v = tours_.vehicle(other);
    if (v < 0 || !tours_.room(v, client)) continue;
    try_spot(other, client, best);
    try_spot(tours_.before(other), client, best);
  }
  work_ += static_cast<std::int64_t>(neighbours_.fit(client).size());
  if (best.stop < 0) try_all(client, best);
  try_idle(client, best);
  return best;
}

void RuinRecreate::recreate() {
  order_absent();
  absent_.clear();
  for (const auto& [key, client] : keyed_) {
    const Spot spot = best_spot(client);
    if (spot.stop < 0) {
      absent_.push_back(client);
      continue;
    }
    const int v = tours_.vehicle(spot.stop);
    tours_.insert(spot.stop, client);
    if (problem_.timed) {
      tours_.refresh(v);
      work_ += tours_.size(v);
    }
  }
  if (!problem_.timed)
    for (const int v : tours_.changed()) {
      tours_.refresh(v);
      work_ += tours_.size(v);
    }
}

}  // namespace dayu::plan::routing
