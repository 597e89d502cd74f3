// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/site/swap_search.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace dayu::plan {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
/// Gains below this are rounding of sums, not improvement.
constexpr double kGain = 1e-9;

}  // namespace

SwapSearch::SwapSearch(const Siting& siting)
    : siting_(siting),
      place_of_(static_cast<std::size_t>(siting.sites), -1),
      first_(static_cast<std::size_t>(siting.clients)),
      second_(static_cast<std::size_t>(siting.clients)),
      near_(static_cast<std::size_t>(siting.clients)),
      next_(static_cast<std::size_t>(siting.clients)) {
  by_site_.resize(siting.costs.size());
  for (int c = 0; c < siting.clients; ++c)
    for (int s = 0; s < siting.sites; ++s)
      by_site_[static_cast<std::size_t>(s) * near_.size() + static_cast<std::size_t>(c)] = siting.row(c)[s];
}

void SwapSearch::start(const std::vector<int>& open) {
  open_ = open;
  std::fill(place_of_.begin(), place_of_.end(), -1);
  for (std::size_t k = 0; k < open_.size(); ++k)
    place_of_[static_cast<std::size_t>(open_[k])] = static_cast<int>(k);
  loss_.assign(open_.size(), 0);
  set_up();
}

void SwapSearch::set_up() {
  for (int i = 0; i < siting_.clients; ++i) renew(i);
  cost_ = std::accumulate(near_.begin(), near_.end(), 0.0);
}

void SwapSearch::renew(int client) {
  const double* row = siting_.row(client);
  double near = kFar, next = kFar;
  int first = -1, second = -1;
  for (std::size_t k = 0; k < open_.size(); ++k) {
    const double cost = row[open_[k]];
    if (cost < near) {
      next = near;
      second = first;
      near = cost;
      first = static_cast<int>(k);
    } else if (cost < next) {
      next = cost;
      second = static_cast<int>(k);
    }
  }
  const auto i = static_cast<std::size_t>(client);
  first_[i] = first;
  second_[i] = second;
  near_[i] = near;
  next_[i] = next;
  work_ += static_cast<std::int64_t>(open_.size());
}

void SwapSearch::swap(std::size_t place, int site) {
  place_of_[static_cast<std::size_t>(open_[place])] = -1;
  open_[place] = site;
  place_of_[static_cast<std::size_t>(site)] = static_cast<int>(place);
  const int k = static_cast<int>(place);
  const double* costs = of_site(site);
  for (int c = 0; c < siting_.clients; ++c) {
    const auto i = static_cast<std::size_t>(c);
    const double cost = costs[i];
    if (first_[i] == k || second_[i] == k) {
      renew(c);
    } else if (cost < near_[i]) {
      second_[i] = first_[i];
      next_[i] = near_[i];
      first_[i] = k;
      near_[i] = cost;
    } else if (cost < next_[i]) {
      second_[i] = k;
      next_[i] = cost;
    }
  }
  work_ += siting_.clients;
  cost_ = std::accumulate(near_.begin(), near_.end(), 0.0);
}

void SwapSearch::descend(std::int64_t work_limit) {
  if (static_cast<int>(open_.size()) == siting_.sites) return;
  int idle = 0;
  for (int site = 0; idle < siting_.sites && work_ < work_limit; site = (site + 1) % siting_.sites) {
    ++idle;
    if (place_of_[static_cast<std::size_t>(site)] >= 0) continue;
    std::fill(loss_.begin(), loss_.end(), 0.0);
    double gain = 0;
    const double* costs = of_site(site);
    for (std::size_t i = 0; i < near_.size(); ++i) {
      const double cost = costs[i];
      if (cost < near_[i])
        gain += near_[i] - cost;
      else
        loss_[static_cast<std::size_t>(first_[i])] += std::min(cost, next_[i]) - near_[i];
    }
    work_ += siting_.clients;
    // A client whose nearest is closed is served by the new site if that is nearer: no loss then, counted
    // above.
    const auto least = std::min_element(loss_.begin(), loss_.end());
    if (gain - *least <= kGain) continue;
    swap(static_cast<std::size_t>(least - loss_.begin()), site);
    idle = 0;
  }
}

void SwapSearch::shake(int count, base::Random& random) {
  for (int n = 0; n < count; ++n) {
    const auto place = static_cast<std::size_t>(random.below(static_cast<int>(open_.size())));
    int site = random.below(siting_.sites);
    while (place_of_[static_cast<std::size_t>(site)] >= 0) site = (site + 1) % siting_.sites;
    swap(place, site);
  }
}

}  // namespace dayu::plan
