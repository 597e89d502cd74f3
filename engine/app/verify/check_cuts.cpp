// SPDX-License-Identifier: Apache-2.0
// The certificate of a network run, evaluated from its labels alone. Of the network expanded in time, a cut
// is the set of all (node, step) with step <= label; whatever enters it must come in from a home inside, over
// a chain from outside, or into a full shelter: that sum is more than can arrive by theta, for ANY labels
// (weak duality, Ford & Fulkerson 1958). Bounds:
//   left     people - cut without limit of time
//   clearing one step more than a cut that is less than those who arrive
//   mean     sum over theta of (arrived - cut), arrivals at a shelter counted as late as its price says, less
//            price * places; holds for plans that leave as few behind and clear by the plan's clearing time
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include "engine/app/verify/check.h"
#include "engine/app/verify/check_network.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr const char* kCuts = "plan/cuts.csv";
constexpr const char* kCertificate = "plan/certificate.json";

/// Labels of the nodes, and of the homes of those who live where a shelter stands.
struct Labels {
  std::vector<long long> node, home;
};

class Cuts {
 public:
  Cuts(const Run& run, const GivenRoads& g, const Movement& moved, Findings& findings)
      : run_(run), g_(g), moved_(moved), findings_(findings), prices_(g.people.size(), 0) {}

  void check() {
    const auto rows =
        Rows::open(run_.folder, kCuts, {"node", "home", "left_step", "clear_step", "mean_lag"}, findings_);
    if (!rows) {
      findings_.refute("bound.unproven", {kCuts, ""}, "没有割：下界无从证明",
                       "is absent or unreadable: the bounds are not proven");
      return;
    }
    read(*rows);
    prices();
    left();
    clearing();
    mean();
    findings_.checked("由割重算的三个下界", "the three bounds, computed again from their cuts");
  }

 private:
  long long label(const std::string& text) const {
    return text.empty() ? -1 : text == "always" ? kNoEnd : std::atoll(text.c_str());
  }

  void read(const Rows& rows) {
    const std::size_t n = g_.people.size();
    left_ = clear_ = {std::vector<long long>(n, -1), std::vector<long long>(n, -1)};
    changes_.resize(2 * n);
    for (std::size_t i = 0; i < rows.count(); ++i) {
      const auto found = g_.node_of.find(rows.text(i, "node"));
      if (found == g_.node_of.end()) {
        findings_.refute("network.node", rows.spot(i, "node"), "没有这个节点", "names no node of nodes.csv");
        continue;
      }
      const bool home = rows.yes(i, "home");
      const std::size_t at = idx(found->second);
      (home ? left_.home : left_.node)[at] = label(rows.text(i, "left_step"));
      (home ? clear_.home : clear_.node)[at] = label(rows.text(i, "clear_step"));
      std::istringstream text(rows.text(i, "mean_lag"));
      for (std::string word; text >> word;) {
        const std::size_t colon = word.find(':');
        if (colon == std::string::npos) continue;
        const std::string lag = word.substr(colon + 1);
        changes_[at + (home ? n : 0)].push_back(
            {std::atoll(word.c_str()), lag == "x" ? -1 : std::atoll(lag.c_str())});
      }
    }
  }

  void prices() {
    for (std::size_t i = 0;; ++i) {
      const std::string stem = "prices." + std::to_string(i) + ".";
      const auto shelter = run_.certificate.texts.find(stem + "shelter");
      if (shelter == run_.certificate.texts.end()) return;
      const auto found = g_.node_of.find(shelter->second);
      const auto steps = run_.certificate.number(stem + "steps");
      if (found == g_.node_of.end() || !steps || *steps < 0 || g_.places[idx(found->second)] < 0) {
        findings_.refute("bound.price", {kCertificate, stem + "steps"}, "价格无效",
                         "is no price of a shelter");
        continue;
      }
      prices_[idx(found->second)] = std::llround(*steps);
    }
  }

  /// Most that can arrive: at shelter s by by(s), places and roads as given. kNoEnd: the labels are no cut.
  template <class By>
  long long value(const Labels& labels, By by) const {
    long long sum = 0;
    for (std::size_t n = 0; n < g_.people.size(); ++n) {
      const bool shelter = g_.places[n] >= 0;
      const long long home = shelter ? labels.home[n] : labels.node[n];
      if (home >= 0) sum += g_.people[n];
      if (!shelter) continue;
      if (by(n) >= 0 && labels.node[n] < by(n)) sum += g_.places[n];
      if (g_.people[n] > 0 && labels.home[n] < labels.node[n]) return kNoEnd;
    }
    for (const Chain& c : g_.chains) {
      const bool from_shelter = g_.places[idx(c.from)] >= 0;
      if (from_shelter && g_.people[idx(c.from)] == 0) continue;
      const long long tail = from_shelter ? labels.home[idx(c.from)] : labels.node[idx(c.from)];
      const long long head = labels.node[idx(c.to)];
      const long long last = std::min(head >= kNoEnd ? kNoEnd : head - c.steps, c.last);
      const long long first = std::max(tail, -1LL) + 1;
      long long slots = last - first + 1;
      if (slots <= 0 || c.per_step == 0) continue;
      if (last >= kNoEnd) return kNoEnd;
      for (const auto& [from, to] : c.shut)
        slots -= std::max(0LL, std::min(to - 1, last) - std::max(from, first) + 1);
      sum += slots * c.per_step;
    }
    return sum;
  }

  void refute(const std::string& key, double said, double proven) {
    findings_.refute("bound.unproven", {kCertificate, key},
                     "写的是 " + figure(said) + "，割只证明 " + figure(proven),
                     "says " + figure(said) + ", its cut proves only " + figure(proven));
  }

  void above(const char* key, double bound, double value) {
    if (bound > value * (1 + 1e-9) + 1e-6)
      findings_.refute("bound.above", {kCertificate, key},
                       "下界 " + figure(bound) + " 高于方案 " + figure(value),
                       "the bound " + figure(bound) + " lies above the plan's " + figure(value));
  }

  double said(const char* key) {
    const auto number = run_.certificate.number(key);
    if (!number) findings_.refute("bound.missing", {kCertificate, key}, "没有写", "is absent");
    return number.value_or(0);
  }

  void left() {
    const double bound = said("bound_left");
    above("bound_left", bound, static_cast<double>(moved_.left));
    const long long most = value(left_, [](std::size_t) { return kNoEnd; });
    const double proven = static_cast<double>(std::max(0LL, moved_.people - most));
    if (bound > proven) refute("bound_left", bound, proven);
  }

  void clearing() {
    const double bound = said("bound_clear_s");
    above("bound_clear_s", bound, moved_.clear_s);
    const long long theta = std::llround(bound / g_.step_s) - 1;
    if (theta < 0) return;
    const long long most = value(clear_, [&](std::size_t) { return theta; });
    if (most >= moved_.arrived) refute("bound_clear_s", bound, 0);
  }

  void mean() {
    const double bound = said("bound_mean_s");
    const double n = static_cast<double>(std::max(1LL, moved_.arrived));
    above("bound_mean_s", bound, moved_.sum_s / n);
    const long long thetas = std::llround(said("mean_cuts")),
                    clear = std::llround(moved_.clear_s / g_.step_s);
    long long sum = 0;
    Labels labels{std::vector<long long>(g_.people.size(), -1), std::vector<long long>(g_.people.size(), -1)};
    std::vector<std::size_t> next(changes_.size(), 0);
    for (long long theta = 0; theta < std::min(thetas, 1000000LL); ++theta) {
      for (std::size_t i = 0; i < changes_.size(); ++i) {
        while (next[i] < changes_[i].size() && changes_[i][next[i]].first <= theta) ++next[i];
        const long long lag = next[i] == 0 ? -1 : changes_[i][next[i] - 1].second;
        (i < g_.people.size() ? labels.node[i] : labels.home[i - g_.people.size()]) =
            lag < 0 ? -1 : theta - lag;
      }
      sum += std::max(0LL, moved_.arrived - value(labels, [&](std::size_t s) {
                             return std::min(theta - prices_[s], clear);
                           }));
    }
    for (std::size_t s = 0; s < prices_.size(); ++s)
      if (prices_[s] > 0) sum -= prices_[s] * g_.places[s];
    const double proven = static_cast<double>(sum) * g_.step_s / n;
    if (bound > proven + 1e-6 * std::max(1.0, proven)) refute("bound_mean_s", bound, proven);
  }

  const Run& run_;
  const GivenRoads& g_;
  const Movement& moved_;
  Findings& findings_;
  Labels left_, clear_;
  std::vector<long long> prices_;
  std::vector<std::vector<std::pair<long long, long long>>> changes_;  ///< nodes, then homes
};

}  // namespace

void check_cuts(const Run& run, const GivenRoads& g, const Movement& moved, Findings& findings) {
  Cuts(run, g, moved, findings).check();
}

}  // namespace dayu::verify
