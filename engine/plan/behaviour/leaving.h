// SPDX-License-Identifier: Apache-2.0
// When each unit would leave in one draw. Told by the chain or, earlier, by siren and neighbours (curves.h);
// then the mobilisation curve. Beside it the household's own start: the first water at the house, if somebody
// notices, and what it takes to leave with what is at hand. Who does not comply leaves by the second path
// alone.
#pragma once

#include <vector>

#include "engine/plan/behaviour/call_tree.h"

namespace dayu::plan {

struct Leaving {
  double told_s = base::kNever_s, ordered_s = base::kNever_s;  ///< told; ready because told
  double own_s = base::kNever_s;                               ///< ready by the own sign
  Path path = Path::none;                                      ///< of being told
  double complies_1 = 0;  ///< leaves when told at a compliance above this

  bool complies(double compliance_1) const { return complies_1 < compliance_1; }
  double ready_s(double compliance_1) const {
    return complies(compliance_1) && ordered_s < own_s ? ordered_s : own_s;
  }
  Path path_at(double compliance_1) const {
    if (ready_s(compliance_1) >= base::kNever_s) return Path::none;
    return complies(compliance_1) && ordered_s < own_s ? path : Path::sign;
  }
};

class LeavingTimes {
 public:
  /// `planned`: the plan's units, in the order of `moving`.
  LeavingTimes(const Scene& scene, const Movers& moving, const std::vector<Unit>& planned,
               const BehaviourRules& rules);
  std::vector<Leaving> draw(const Chance& chance) const;

 private:
  std::vector<double> signs(const Chance& chance) const;
  std::vector<double> warned(const Chance& chance, const CallDown& down, std::size_t village,
                             Message message) const;
  void village_leaves(const Chance& chance, const CallDown& down, std::size_t village,
                      std::vector<Leaving>& all) const;
  void told(const Chance& chance, const CallDown& down, int unit, double prepare_s, double go_s,
            Leaving& leaving) const;
  double mobilise_s(const Chance& chance, int unit) const;

  const Scene& scene_;
  const Movers& moving_;
  BehaviourRules rules_;
  CallTree tree_;
  SpreadRange own_prepare_;
  std::vector<char> waits_;  ///< by unit: the plan has it wait for the order, without a way on its own start
};

}  // namespace dayu::plan
