// SPDX-License-Identifier: Apache-2.0
// Which sites to open, each with a fixed cost and a capacity, when a client's demand may be split: least
// fixed cost + cost of serving everybody. A Lagrangian bound over the clients, with the capacity that must be
// open in any case, on a tree of open / closed; every choice met is priced exactly by network simplex
// (Beasley 1988; Cornuejols, Sridharan & Thizy 1991).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dayu::plan {

struct CapacitatedSiting {
  int clients = 0, sites = 0;
  std::vector<double> costs;              ///< [client * sites + site]: of ALL the client's demand
  std::vector<double> demands;            ///< by client, whole numbers
  std::vector<double> capacities, fixed;  ///< by site
  const double* row(int client) const {
    return costs.data() + static_cast<std::size_t>(client) * static_cast<std::size_t>(sites);
  }
};

struct CapacitatedAnswer {
  std::vector<int> open;
  struct Share {
    int client, site;
    double quantity;
  };
  std::vector<Share> shares;
  double cost = 0, bound = 0;
  std::vector<double> prices;  ///< by client, of the root: they prove a bound near it
  std::int64_t work = 0;       ///< cost cells looked at
  int nodes = 0;
  double gap_1() const { return cost > 0 ? (cost - bound) / cost : 0; }
};

/// InputError-free: `sum capacities >= sum demands` is the reader's to check. Deterministic.
CapacitatedAnswer capacitated(const CapacitatedSiting& siting, std::int64_t work_limit);

/// Least cost of serving everybody from these sites, fixed costs included; infinity if they are too small.
double serving_cost(const CapacitatedSiting& siting, const std::vector<int>& open,
                    std::vector<CapacitatedAnswer::Share>* shares = nullptr);

}  // namespace dayu::plan
