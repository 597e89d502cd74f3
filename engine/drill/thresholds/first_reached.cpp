// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/thresholds/first_reached.h"

#include <algorithm>
#include <tuple>

namespace dayu::drill {
namespace {

bool sooner(const Alert& a, const Alert& b) {
  return std::tie(a.time_s, a.window_s) < std::tie(b.time_s, b.window_s);
}

bool same_level(const Alert& a, const Alert& b) {
  return a.kind == b.kind && a.level == b.level && a.place == b.place;
}

}  // namespace

void FirstReached::add(const Alert& alert, int rank) {
  for (Ranked& known : found_) {
    if (!same_level(known.alert, alert)) continue;
    if (sooner(alert, known.alert)) known.alert = alert;
    return;
  }
  found_.push_back({alert, rank});
}

std::vector<Alert> FirstReached::in_order() const {
  std::vector<Ranked> found = found_;
  for (Ranked& low : found)
    for (const Ranked& high : found)
      if (high.rank > low.rank && high.alert.kind == low.alert.kind && high.alert.place == low.alert.place &&
          high.alert.time_s <= low.alert.time_s)
        low.alert.superseded = true;
  std::stable_sort(found.begin(), found.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(a.alert.time_s, a.rank, a.alert.place) < std::tie(b.alert.time_s, b.rank, b.alert.place);
  });
  std::vector<Alert> alerts;
  alerts.reserve(found.size());
  for (const Ranked& ranked : found) alerts.push_back(ranked.alert);
  return alerts;
}

int rank_of(const std::string& kind, const std::string& level) {
  const std::vector<std::string> levels = levels_of(kind);
  const auto at = std::find(levels.begin(), levels.end(), level);
  return at == levels.end() ? 0 : 1 + static_cast<int>(at - levels.begin());
}

}  // namespace dayu::drill
