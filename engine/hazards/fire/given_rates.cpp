// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/given_rates.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dayu::hazards::fire {

double GivenRates::run_m(double GivenRate::*rate, double time_s) const {
  double run = 0;
  for (std::size_t k = 0; k < rates_.size() && rates_[k].from_s < time_s; ++k) {
    const double to_s = k + 1 < rates_.size() ? std::min(rates_[k + 1].from_s, time_s) : time_s;
    run += rates_[k].*rate * (to_s - rates_[k].from_s);
  }
  return run;
}

double GivenRates::area_ha(double time_s) const {
  return M_PI / 4 * (head_run_m(time_s) + back_run_m(time_s)) * 2 * flank_run_m(time_s) * 1e-4;
}

std::optional<double> GivenRates::head_reaches_s(double distance_m) const {
  for (std::size_t k = 0; k < rates_.size(); ++k) {
    const double before = head_run_m(rates_[k].from_s);
    const double end_s =
        k + 1 < rates_.size() ? rates_[k + 1].from_s : std::numeric_limits<double>::infinity();
    if (before >= distance_m) return rates_[k].from_s;
    if (!(rates_[k].head_m_per_s > 0)) continue;
    const double due_s = rates_[k].from_s + (distance_m - before) / rates_[k].head_m_per_s;
    if (due_s <= end_s) return due_s;
  }
  return std::nullopt;
}

std::optional<double> GivenRates::trigger_s(double distance_m, double clear_s, double margin_1) const {
  double fastest = 0;
  for (const GivenRate& rate : rates_) fastest = std::max(fastest, rate.head_m_per_s);
  const double run_m = distance_m - fastest * clear_s * margin_1;
  if (run_m < 0) return std::nullopt;
  return head_reaches_s(run_m);
}

}  // namespace dayu::hazards::fire
