// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/call_tree.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/plan/behaviour/curves.h"

namespace dayu::plan {
namespace {

enum Leg : int { kToTownship = 0, kToVillage = 1, kToGroup = 2, kToSite = 3 };
constexpr std::uint64_t kMostAttempts = 16, kLegs = 4;

std::uint64_t number_of(int callee, Message message, int leg, int attempt) {
  const auto who = static_cast<std::uint64_t>(callee) * kMessages + static_cast<std::uint64_t>(message);
  return (who * kLegs + static_cast<std::uint64_t>(leg)) * kMostAttempts +
         static_cast<std::uint64_t>(attempt);
}

/// The order that the village's own gauge would give, too: it stands on a reading.
bool read_at_a_gauge(const Scene& scene, std::size_t village) {
  const std::string& id = scene.world.villages[village].id;
  const std::string& basis = scene.order({static_cast<std::int32_t>(village)}).basis;
  if (basis.find("rain") == std::string::npos && basis.find("stage") == std::string::npos) return false;
  return std::any_of(scene.world.gauges.begin(), scene.world.gauges.end(), [&](const world::Gauge& g) {
    return std::find(g.villages.begin(), g.villages.end(), id) != g.villages.end();
  });
}

}  // namespace

struct CallTree::Call {
  int leg;
  int callee;
  Message message;
  bool dead;
};

CallTree::CallTree(const Scene& scene, const std::vector<Unit>& units, const std::vector<Listed>& listed,
                   const BehaviourRules& rules)
    : scene_(scene),
      units_(units),
      listed_(listed),
      rules_(rules),
      call_(spread_of("call")),
      door_(spread_of("door")),
      by_village_(scene.world.villages.size()) {
  std::map<std::string, int> townships;
  for (std::size_t v = 0; v < scene.world.villages.size(); ++v) {
    const world::Village& village = scene.world.villages[v];
    const std::string& name = village.township.zh.empty() ? village.township.en : village.township.zh;
    township_.push_back(townships.emplace(name, static_cast<int>(townships.size())).first->second);
    has_gauge_.push_back(read_at_a_gauge(scene, v) ? 1 : 0);
    told_dead_.push_back(
        std::count(rules.outage_villages.begin(), rules.outage_villages.end(), village.id) > 0 ? 1 : 0);
  }
  first_word_s_.assign(townships.size(), base::kNever_s);
  for (std::size_t v = 0; v < township_.size(); ++v) {
    double& first_s = first_word_s_[static_cast<std::size_t>(township_[v])];
    first_s = std::min(first_s, scene.first_word_s({static_cast<std::int32_t>(v)}));
  }
  for (std::size_t u = 0; u < units.size(); ++u)
    if (units[u].village.valid())
      by_village_[static_cast<std::size_t>(units[u].village.index)].push_back(static_cast<int>(u));
  for (std::vector<int>& list : by_village_)
    std::stable_sort(list.begin(), list.end(), [&](int a, int b) {
      const Listed& x = at(listed, a);
      const Listed& y = at(listed, b);
      return x.group_in_village != y.group_in_village ? x.group_in_village < y.group_in_village
                                                      : x.in_group < y.in_group;
    });
}

bool CallTree::dead(const Chance& chance, int village, double time_s) const {
  if (at(told_dead_, village) != 0 && time_s >= rules_.outage_from_s && time_s < rules_.outage_to_s)
    return true;
  const int township = at(township_, village);
  return time_s >= at(first_word_s_, township) &&
         chance.of(Luck::outage, static_cast<std::uint64_t>(township)) < rules_.outage_probability_1;
}

double CallTree::one_call_s(const Chance& chance, std::uint64_t whose) const {
  const double factor_1 = call_.at(chance.of(Luck::call, whose));
  return scene_.rules.call_s * (1 + rules_.spread_1 * (factor_1 - 1));
}

double CallTree::call_down_s(const Chance& chance, const Call& call) const {
  const auto level = static_cast<std::size_t>(std::min<int>(call.leg, kToGroup));
  double spent_s = 0;
  for (int attempt = 0; attempt < rules_.attempts && !call.dead; ++attempt) {
    const std::uint64_t whose = number_of(call.callee, call.message, call.leg, attempt);
    if (chance.of(Luck::answer, whose) >= rules_.call_failure_1[level])
      return spent_s + one_call_s(chance, whose);
    spent_s += rules_.retry_s;
  }
  return spent_s + (call.dead ? rules_.retry_s : 0) + rules_.runner_s[level];
}

double CallTree::command_s(const Chance& chance, int village, Message message, double order_s) const {
  const double decide_s =
      scene_.rules.decide_s * std::exp(rules_.decide_sigma_1 * normal_of(chance.of(Luck::decide, 0)));
  double t = order_s + decide_s;
  t += call_down_s(chance, {kToTownship, at(township_, village), message, false});
  return t + call_down_s(chance, {kToVillage, village, message, dead(chance, village, t)});
}

CallDown::Village CallTree::village_word(const Chance& chance, int village,
                                         const std::vector<double>& signs_s) const {
  const Order& order = scene_.order({village});
  const double order_s[kMessages] = {order.prepare_s, order.immediate_s};
  const auto whose = static_cast<std::uint64_t>(village);
  const bool watched =
      at(has_gauge_, village) != 0 && chance.of(Luck::gauge, whose) < rules_.gauge_probability_1;
  CallDown::Village word;
  const auto earlier = [&word](Message m, double time_s, Path path) {
    if (time_s < word.told_s[m]) word.told_s[m] = time_s, word.path[m] = path;
  };
  for (const Message m : {kPrepare, kGo}) {
    if (order_s[m] >= base::kNever_s) continue;
    earlier(m, command_s(chance, village, m, order_s[m]), Path::command);
    if (watched)
      earlier(m,
              order_s[m] + rules_.gauge_read_s * chance.of(Luck::gauge_reads,
                                                           whose * kMessages + static_cast<std::uint64_t>(m)),
              Path::gauge);
  }
  if (chance.of(Luck::sign_acts, whose) < rules_.sign_acts_1)
    for (const int u : at(by_village_, village))
      earlier(kGo, at(signs_s, u) + rules_.sign_report_s, Path::sign);
  return word;
}

void CallTree::doors(const Chance& chance, int village, Message message, CallDown& down) const {
  const double start_s = at(down.villages, village).told_s[message];
  if (start_s >= base::kNever_s) return;
  double busy_s = 0, leader_s = 0;
  int group = -1;
  std::vector<double> pair_s;
  for (const int u : at(by_village_, village)) {
    const Listed& listed = at(listed_, u);
    const auto i = static_cast<std::size_t>(u);
    const bool no_phone = dead(chance, village, start_s);
    if (listed.in_group < 0) {
      down.door_s[message][i] = down.leader_s[message][i] =
          start_s + call_down_s(chance, {kToSite, u, message, no_phone});
      continue;
    }
    if (listed.group_in_village != group) {
      group = listed.group_in_village;
      const int callee = at(units_, u).group.index;
      leader_s = start_s + busy_s + call_down_s(chance, {kToGroup, callee, message, no_phone});
      busy_s += one_call_s(chance, number_of(callee, message, kToGroup, 0));
      pair_s.assign(static_cast<std::size_t>(scene_.rules.pairs_per_group), leader_s);
    }
    const double factor_1 = door_.at(chance.of(
        Luck::door, static_cast<std::uint64_t>(u) * kMessages + static_cast<std::uint64_t>(message)));
    double& pair = pair_s[static_cast<std::size_t>(listed.in_group % scene_.rules.pairs_per_group)];
    pair += scene_.rules.door_s * (1 + rules_.spread_1 * (factor_1 - 1));
    down.door_s[message][i] = pair;
    down.leader_s[message][i] = leader_s;
  }
}

CallDown CallTree::draw(const Chance& chance, const std::vector<double>& signs_s) const {
  CallDown down;
  down.villages.resize(by_village_.size());
  for (const Message m : {kPrepare, kGo}) {
    down.door_s[m].assign(units_.size(), base::kNever_s);
    down.leader_s[m].assign(units_.size(), base::kNever_s);
  }
  for (std::size_t v = 0; v < by_village_.size(); ++v) {
    if (by_village_[v].empty()) continue;
    down.villages[v] = village_word(chance, static_cast<int>(v), signs_s);
    for (const Message m : {kPrepare, kGo}) doors(chance, static_cast<int>(v), m, down);
  }
  return down;
}

}  // namespace dayu::plan
