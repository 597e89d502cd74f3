// SPDX-License-Identifier: Apache-2.0
// The first time of each level: of several rules that raise one level of one place the earliest counts, of
// two at one stamp the shorter window. A level below one that was reached by the same stamp, or before, is
// not issued by itself (DRILLS 8a). Invariant: one alert for each (kind, level, place).
#pragma once

#include <vector>

#include "engine/drill/alerts.h"

namespace dayu::drill {

class FirstReached {
 public:
  void add(const Alert& alert, int rank);
  /// By time, then rank, then place; what is superseded is marked.
  std::vector<Alert> in_order() const;

 private:
  struct Ranked {
    Alert alert;
    int rank = 0;
  };
  std::vector<Ranked> found_;
};

/// Rank of a level within its kind, as everywhere (blue 1 .. red 4, prepare 1, immediate 2, IV 1 .. I 4).
int rank_of(const std::string& kind, const std::string& level);

}  // namespace dayu::drill
