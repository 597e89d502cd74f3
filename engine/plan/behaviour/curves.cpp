// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/curves.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/clock.h"

namespace dayu::plan {
namespace {

/// Nobody is slower than one in a hundred: a curve's tail is not a person.
constexpr double kTail_1 = 0.99;

std::vector<std::size_t> ordered_by(const std::vector<double>& key) {
  std::vector<std::size_t> order(key.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
  return order;
}

/// The process that `diffuse` follows from one event to the next.
class Spreading {
 public:
  explicit Spreading(const Warning& w)
      : w_(w),
        chain_(ordered_by(w.chain_s)),
        patient_(ordered_by(w.patience)),
        told_s_(w.chain_s.size(), base::kNever_s) {}

  std::vector<double> run() {
    t_ = std::min(chain_.empty() ? base::kNever_s : w_.chain_s[chain_.front()], w_.broadcast_from_s);
    while (t_ < base::kNever_s && knows_ < told_s_.size()) {
      skip_told();
      const double chain_s = c_ < chain_.size() ? w_.chain_s[chain_[c_]] : base::kNever_s;
      const double spoken_s = next_by_word();
      const double siren_s = t_ < w_.broadcast_from_s ? w_.broadcast_from_s : base::kNever_s;
      const double next_s = std::min({chain_s, spoken_s, siren_s});
      if (next_s >= base::kNever_s) break;
      heard_ += rate() * (next_s - t_);
      t_ = next_s;
      if (chain_s <= next_s)
        tell(chain_[c_]);
      else if (spoken_s <= next_s)
        tell(patient_[p_]);
    }
    return std::move(told_s_);
  }

 private:
  void skip_told() {
    while (c_ < chain_.size() && told_s_[chain_[c_]] < base::kNever_s) ++c_;
    while (p_ < patient_.size() && told_s_[patient_[p_]] < base::kNever_s) ++p_;
  }
  void tell(std::size_t who) {
    told_s_[who] = t_;
    ++knows_;
  }
  double rate() const {
    const double share_1 = static_cast<double>(knows_) / static_cast<double>(told_s_.size());
    return (t_ >= w_.broadcast_from_s ? w_.broadcast_per_s : 0) + w_.contagion_per_s * share_1;
  }
  double next_by_word() const {
    const double r = rate();
    if (p_ >= patient_.size() || r <= 0) return base::kNever_s;
    return t_ + std::max(0.0, w_.patience[patient_[p_]] - heard_) / r;
  }

  const Warning& w_;
  std::vector<std::size_t> chain_, patient_;
  std::vector<double> told_s_;
  std::size_t c_ = 0, p_ = 0, knows_ = 0;
  double t_ = 0, heard_ = 0;  ///< rates added up so far
};

}  // namespace

double told_share_1(double t_s, double broadcast_per_s, double contagion_per_s) {
  if (t_s <= 0 || broadcast_per_s <= 0) return 0;
  const double decay_1 = std::exp(-(broadcast_per_s + contagion_per_s) * t_s);
  return (1 - decay_1) / (1 + contagion_per_s / broadcast_per_s * decay_1);
}

std::vector<double> diffuse(const Warning& warning) {
  return Spreading(warning).run();
}

double exponential_of(double u) {
  return -std::log1p(-u);
}

double normal_of(double u) {
  // Newton on the distribution function, from the logistic curve that lies near it; erfc is exact enough.
  constexpr double kLogistic_1 = 1.702, kSqrt2 = 1.4142135623730951, kDensity_1 = 0.3989422804014327;
  const double p = std::clamp(u, 1e-12, 1 - 1e-12);
  double z = std::log(p / (1 - p)) / kLogistic_1;
  for (int i = 0; i < 20; ++i) {
    const double step = (0.5 * std::erfc(-z / kSqrt2) - p) / (kDensity_1 * std::exp(-0.5 * z * z));
    z -= std::clamp(step, -0.5, 0.5);
  }
  return z;
}

double weibull_medians(double u, double shape_1) {
  return std::pow(exponential_of(std::min(u, kTail_1)) / std::log(2.0), 1 / shape_1);
}

double lognormal_medians(double u, double sigma_1) {
  return std::exp(sigma_1 * normal_of(std::clamp(u, 1 - kTail_1, kTail_1)));
}

}  // namespace dayu::plan
