// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/leaving.h"

#include <algorithm>
#include <cmath>

#include "engine/plan/behaviour/curves.h"

namespace dayu::plan {

LeavingTimes::LeavingTimes(const Scene& scene, const Movers& moving, const std::vector<Unit>& planned,
                           const BehaviourRules& rules)
    : scene_(scene),
      moving_(moving),
      rules_(rules),
      tree_(scene, moving.units, moving.listed, rules_),
      own_prepare_(spread_of("own_prepare")) {
  for (std::size_t u = 0; u < moving.units.size(); ++u)
    waits_.push_back(moving.units[u].basis == "own start" && planned[u].basis == "order" ? 1 : 0);
}

std::vector<double> LeavingTimes::signs(const Chance& chance) const {
  std::vector<double> seen_s(moving_.units.size(), base::kNever_s);
  for (std::size_t u = 0; u < seen_s.size(); ++u)
    if (chance.of(Luck::sign, u) < rules_.sign_probability_1)
      seen_s[u] = std::min(moving_.listed[u].touched_s, moving_.units[u].danger_s);
  return seen_s;
}

std::vector<double> LeavingTimes::warned(const Chance& chance, const CallDown& down, std::size_t village,
                                         Message message) const {
  const std::vector<int>& units = tree_.of_village(village);
  Warning warning;
  const bool sounds = scene_.rules.gong && scene_.world.villages[village].alarm;
  warning.broadcast_from_s = sounds ? down.villages[village].told_s[message] : base::kNever_s;
  warning.broadcast_per_s = rules_.broadcast_per_s;
  warning.contagion_per_s = rules_.contagion_per_s;
  const Luck luck = message == kGo ? Luck::hears_immediate : Luck::hears_prepare;
  for (const int u : units) {
    warning.chain_s.push_back(at(down.door_s[message], u));
    warning.patience.push_back(exponential_of(chance.of(luck, static_cast<std::uint64_t>(u))));
  }
  return diffuse(warning);
}

double LeavingTimes::mobilise_s(const Chance& chance, int unit) const {
  const Rules& r = scene_.rules;
  if (rules_.curve == MobilisationCurve::planned) return at(moving_.listed, unit).prepare_s;
  const double median_s =
      at(moving_.units, unit).kind == "site" ? r.prepare_max_s : (r.prepare_min_s + r.prepare_max_s) / 2;
  const double u = chance.of(Luck::prepare, static_cast<std::uint64_t>(unit));
  return median_s * (rules_.curve == MobilisationCurve::weibull
                         ? weibull_medians(u, rules_.weibull_shape_1)
                         : lognormal_medians(u, rules_.lognormal_sigma_1));
}

void LeavingTimes::told(const Chance& chance, const CallDown& down, int unit, double prepare_s, double go_s,
                        Leaving& leaving) const {
  const Listed& listed = at(moving_.listed, unit);
  const world::VillageId village = at(moving_.units, unit).village;
  const Order& order = scene_.order(village);
  const bool packs = scene_.rules.prepare_counts && order.prepare_s < order.immediate_s;
  const double mobilise = mobilise_s(chance, unit);
  Message by = kGo;
  if (listed.on_prepare) {
    by = prepare_s <= go_s ? kPrepare : kGo;
    leaving.told_s = std::min(prepare_s, go_s);
    leaving.ordered_s = leaving.told_s + mobilise;
  } else {
    // Who knows already hears the gong as soon as the leader sounds it.
    const bool sounds = scene_.rules.gong && at(scene_.world.villages, village.index).alarm;
    if (packs && sounds && chance.of(Luck::gong, static_cast<std::uint64_t>(unit)) < rules_.gong_heard_1)
      go_s = std::min(go_s, std::max(at(down.leader_s[kGo], unit), prepare_s));
    leaving.told_s = go_s;
    const double begun_s = packs ? std::min(prepare_s, go_s) : go_s;
    leaving.ordered_s = std::max(go_s, begun_s + mobilise);
  }
  leaving.ordered_s = std::ceil(leaving.ordered_s);
  const bool by_chain = leaving.told_s >= std::min(at(down.door_s[by], unit), at(down.leader_s[by], unit));
  leaving.path = by_chain ? at(down.villages, village.index).path[by] : Path::neighbours;
}

void LeavingTimes::village_leaves(const Chance& chance, const CallDown& down, std::size_t village,
                                  std::vector<Leaving>& all) const {
  const std::vector<int>& units = tree_.of_village(village);
  const std::vector<double> prepare_s = warned(chance, down, village, kPrepare);
  const std::vector<double> go_s = warned(chance, down, village, kGo);
  for (std::size_t k = 0; k < units.size(); ++k)
    told(chance, down, units[k], prepare_s[k], go_s[k], all[static_cast<std::size_t>(units[k])]);
}

std::vector<Leaving> LeavingTimes::draw(const Chance& chance) const {
  std::vector<Leaving> all(moving_.units.size());
  const std::vector<double> seen_s = signs(chance);
  const CallDown down = tree_.draw(chance, seen_s);
  for (std::size_t v = 0; v < scene_.world.villages.size(); ++v)
    if (!tree_.of_village(v).empty()) village_leaves(chance, down, v, all);
  for (std::size_t u = 0; u < all.size(); ++u) {
    all[u].complies_1 = chance.of(Luck::complies, u);
    if (waits_[u] != 0) continue;
    const double factor_1 = own_prepare_.at(chance.of(Luck::own_prepare, u));
    all[u].own_s = std::ceil(seen_s[u] + scene_.rules.own_prepare_s * (1 + rules_.spread_1 * (factor_1 - 1)));
  }
  return all;
}

}  // namespace dayu::plan
