// SPDX-License-Identifier: Apache-2.0
// How the word runs down the five levels - county, township, village, group, household - in one draw. A call
// takes call_s; one that is not answered is tried again after retry_s, then a runner goes; where the phones
// are dead the runner goes after the first. A village starts by itself, if that is earlier: on "go" and
// "prepare" by its own gauge, on "go" by the first sign that somebody sees at a house.
// With nothing drawn the times are those of units.h: order + decide + calls + doors.
#pragma once

#include <string>
#include <vector>

#include "engine/plan/behaviour/behaviour_rules.h"
#include "engine/plan/behaviour/chance.h"
#include "engine/plan/mobilisation_spread.h"
#include "engine/plan/units.h"

namespace dayu::plan {

/// What brought the word to somebody.
enum class Path { none, command, gauge, sign, neighbours };

enum Message { kPrepare = 0, kGo = 1, kMessages = 2 };

/// One draw of the chain: when the village's officer, the group's leader and the door are told.
struct CallDown {
  struct Village {
    double told_s[kMessages] = {base::kNever_s, base::kNever_s};
    Path path[kMessages] = {Path::none, Path::none};
  };
  std::vector<Village> villages;                               ///< in the World's order
  std::vector<double> door_s[kMessages], leader_s[kMessages];  ///< by unit
};

class CallTree {
 public:
  CallTree(const Scene& scene, const std::vector<Unit>& units, const std::vector<Listed>& listed,
           const BehaviourRules& rules);

  /// `signs_s`: by unit, when its household sees the first water; kNever_s: it does not notice.
  CallDown draw(const Chance& chance, const std::vector<double>& signs_s) const;
  /// Units of a village.
  const std::vector<int>& of_village(std::size_t village) const { return by_village_[village]; }

 private:
  struct Call;
  CallDown::Village village_word(const Chance& chance, int village, const std::vector<double>& signs_s) const;
  double command_s(const Chance& chance, int village, Message message, double order_s) const;
  double call_down_s(const Chance& chance, const Call& call) const;
  double one_call_s(const Chance& chance, std::uint64_t whose) const;
  bool dead(const Chance& chance, int village, double time_s) const;
  void doors(const Chance& chance, int village, Message message, CallDown& down) const;

  const Scene& scene_;
  const std::vector<Unit>& units_;
  const std::vector<Listed>& listed_;
  const BehaviourRules& rules_;
  SpreadRange call_, door_;
  std::vector<std::vector<int>> by_village_;
  std::vector<int> township_;         ///< by village
  std::vector<double> first_word_s_;  ///< by township
  std::vector<char> has_gauge_, told_dead_;
};

}  // namespace dayu::plan
