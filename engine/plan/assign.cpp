// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/assign.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace dayu::plan {
namespace {

constexpr double kBetter = 1e-9;
/// Pairs looked at, at most: a counted limit, never a clock.
constexpr long long kWork = 200'000'000;

class Assignment {
 public:
  Assignment(const std::vector<std::vector<Option>>& options, const std::vector<int>& people,
             const std::vector<int>& sizes)
      : options_(options), people_(people), room_(sizes), chosen_(options.size(), -1) {}

  void take_best() {
    for (std::size_t u = 0; u < options_.size(); ++u) {
      int best = -1;
      for (int k = 0; k < n_options(u); ++k)
        if (best < 0 || cost(u, k) < cost(u, best)) best = k;
      choose(u, best);
    }
  }

  /// Empties every place that overflows; who cannot go elsewhere ends without a place.
  void settle() {
    for (std::size_t place = 0; place < room_.size(); ++place) {
      while (room_[place] < 0 && send_elsewhere(static_cast<int>(place))) {
      }
      drop_overflow(static_cast<int>(place));
    }
    for (std::size_t u = 0; u < options_.size(); ++u)
      if (chosen_[u] < 0 && !place_directly(u)) place_by_pushing(u);
  }

  /// One round of moves and swaps; false: nothing helped.
  bool improve() {
    bool helped = false;
    for (std::size_t u = 0; u < options_.size(); ++u) {
      helped = move_to_better(u) || helped;
      helped = swap_to_better(u) || helped;
    }
    return helped;
  }

  std::vector<int> take() { return std::move(chosen_); }

 private:
  int n_options(std::size_t u) const { return static_cast<int>(options_[u].size()); }
  const Option& option(std::size_t u, int k) const { return options_[u][static_cast<std::size_t>(k)]; }
  double cost(std::size_t u, int k) const { return option(u, k).cost; }
  int& room(std::size_t u, int k) { return room_[static_cast<std::size_t>(option(u, k).place)]; }
  int place_of(std::size_t u) const { return chosen_[u] < 0 ? -1 : option(u, chosen_[u]).place; }

  void choose(std::size_t u, int k) {
    if (chosen_[u] >= 0) room(u, chosen_[u]) += people_[u];
    chosen_[u] = k;
    if (k >= 0) room(u, k) -= people_[u];
  }

  std::vector<std::size_t> members(int place) const {
    std::vector<std::size_t> found;
    for (std::size_t u = 0; u < options_.size(); ++u)
      if (place_of(u) == place) found.push_back(u);
    return found;
  }

  int best_with_room(std::size_t u, int not_in) {
    int best = -1;
    for (int k = 0; k < n_options(u); ++k)
      if (option(u, k).place != not_in && room(u, k) >= people_[u] &&
          (best < 0 || cost(u, k) < cost(u, best)))
        best = k;
    return best;
  }

  /// One pass over a place that overflows: those leave first who lose least a head; a unit larger than what
  /// still overflows waits until no smaller one is left. False: nobody could go.
  bool send_elsewhere(int place) {
    std::vector<std::tuple<double, std::size_t>> order;
    for (const std::size_t u : members(place)) {
      const int k = best_with_room(u, place);
      if (k >= 0) order.emplace_back(cost(u, k) - cost(u, chosen_[u]), u);
    }
    std::sort(order.begin(), order.end());
    bool moved = false;
    for (const bool fitting : {true, false})
      for (const auto& [more, u] : order) {
        const int over = -room_[static_cast<std::size_t>(place)];
        if (over <= 0) return true;
        if (place_of(u) != place || (fitting && people_[u] > over)) continue;
        const int k = best_with_room(u, place);
        if (k < 0) continue;
        choose(u, k);
        moved = true;
      }
    return moved;
  }

  /// Takes the place from as few people as possible: the smallest unit that ends the overflow alone, else the
  /// largest and on.
  void drop_overflow(int place) {
    std::vector<std::size_t> by_size = members(place);
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return people_[a] < people_[b]; });
    while (room_[static_cast<std::size_t>(place)] < 0) {
      const int over = -room_[static_cast<std::size_t>(place)];
      auto one =
          std::find_if(by_size.begin(), by_size.end(), [&](std::size_t u) { return people_[u] >= over; });
      if (one == by_size.end()) --one;
      choose(*one, -1);
      by_size.erase(one);
    }
  }

  bool place_directly(std::size_t u) {
    int best = -1;
    for (int k = 0; k < n_options(u); ++k)
      if (room(u, k) >= people_[u] && (best < 0 || cost(u, k) < cost(u, best))) best = k;
    if (best >= 0) choose(u, best);
    return best >= 0;
  }

  /// Makes room for `u` by moving one other unit to another place.
  bool place_by_pushing(std::size_t u) {
    auto best = std::make_tuple(std::numeric_limits<double>::infinity(), 0, std::size_t{0}, 0);
    if ((work_ += n_options(u) * static_cast<long long>(options_.size())) > kWork) return false;
    for (int k = 0; k < n_options(u); ++k) {
      const int lacking = people_[u] - room(u, k);
      for (std::size_t v = 0; v < options_.size(); ++v) {
        if (v == u || place_of(v) != option(u, k).place || people_[v] < lacking) continue;
        for (int j = 0; j < n_options(v); ++j) {
          if (option(v, j).place == place_of(v) || room(v, j) < people_[v]) continue;
          const double more = cost(u, k) * people_[u] + (cost(v, j) - cost(v, chosen_[v])) * people_[v];
          best = std::min(best, std::make_tuple(more, k, v, j));
        }
      }
    }
    if (std::get<0>(best) == std::numeric_limits<double>::infinity()) return false;
    choose(std::get<2>(best), std::get<3>(best));
    choose(u, std::get<1>(best));
    return true;
  }

  bool move_to_better(std::size_t u) {
    if (chosen_[u] < 0) return place_directly(u);
    int best = chosen_[u];
    for (int k = 0; k < n_options(u); ++k)
      if (option(u, k).place != place_of(u) && room(u, k) >= people_[u] &&
          cost(u, k) < cost(u, best) - kBetter)
        best = k;
    if (best == chosen_[u]) return false;
    choose(u, best);
    return true;
  }

  /// u and v change places if both fit and the sum falls.
  bool swap_to_better(std::size_t u) {
    if (chosen_[u] < 0) return false;
    double least = -kBetter;
    std::tuple<int, std::size_t, int> best{-1, 0, 0};
    for (int k = 0; k < n_options(u); ++k) {
      const double gain_u = (cost(u, k) - cost(u, chosen_[u])) * people_[u];
      if (option(u, k).place == place_of(u) || gain_u >= 0) continue;
      if ((work_ += static_cast<long long>(options_.size())) > kWork) return false;
      for (std::size_t v = 0; v < options_.size(); ++v) {
        if (place_of(v) != option(u, k).place) continue;
        for (int j = 0; j < n_options(v); ++j) {
          if (option(v, j).place != place_of(u)) continue;
          const double change = gain_u + (cost(v, j) - cost(v, chosen_[v])) * people_[v];
          const bool fits = room(u, k) + people_[v] >= people_[u] && room(v, j) + people_[u] >= people_[v];
          if (fits && change < least) least = change, best = {k, v, j};
        }
      }
    }
    if (std::get<0>(best) < 0) return false;
    choose(std::get<1>(best), -1);
    choose(u, std::get<0>(best));
    choose(std::get<1>(best), std::get<2>(best));
    return true;
  }

  const std::vector<std::vector<Option>>& options_;
  const std::vector<int>& people_;
  std::vector<int> room_, chosen_;
  long long work_ = 0;
};

}  // namespace

std::vector<int> assign(const std::vector<std::vector<Option>>& options, const std::vector<int>& people,
                        const std::vector<int>& sizes, int rounds) {
  Assignment a(options, people, sizes);
  a.take_best();
  a.settle();
  for (int round = 0; round < rounds; ++round)
    if (!a.improve()) break;
  return a.take();
}

}  // namespace dayu::plan
