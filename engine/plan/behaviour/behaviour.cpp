// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/behaviour.h"

#include <algorithm>
#include <map>
#include <memory>

#include "engine/plan/behaviour/drawn.h"
#include "engine/plan/behaviour/leaving.h"

namespace dayu::plan {
namespace {

class Courses {
 public:
  Courses(Scene& scene, const Plan& plan, const BehaviourRules& rules, std::uint64_t seed)
      : scene_(scene),
        plan_(plan),
        rules_(rules),
        seed_(seed),
        moving_(movers(scene)),
        leaving_(scene, moving_, plan.units, rules),
        movement_(scene, plan, rules) {}

  bool fits() const {
    if (moving_.units.size() != plan_.units.size()) return false;
    for (std::size_t u = 0; u < plan_.units.size(); ++u)
      if (moving_.units[u].id != plan_.units[u].id) return false;
    return !plan_.units.empty();
  }

  Drawn announced() {
    Start start;
    start.as_announced = true;
    start.ready_s.assign(plan_.units.size(), base::kNever_s);
    for (const Trip& t : plan_.trips) start.ready_s[static_cast<std::size_t>(t.unit)] = t.depart_s;
    start.bus_late_s.assign(plan_.tasks.size(), 0);
    return {1, 0, movement_.run(start), {}};
  }

  void draw(int number, std::vector<Drawn>& all) {
    const Chance chance(seed_, number);
    const std::vector<Leaving> leaving = leaving_.draw(chance);
    for (const double compliance_1 : rules_.compliance_1) {
      Start start;
      Drawn drawn{compliance_1, number, {}, {}};
      for (const Leaving& l : leaving) {
        start.ready_s.push_back(l.ready_s(compliance_1));
        drawn.paths.push_back(l.path_at(compliance_1));
      }
      start.bus_late_s = buses_late(chance);
      drawn.courses = movement_.run(start);
      all.push_back(std::move(drawn));
    }
  }

 private:
  std::vector<double> buses_late(const Chance& chance) const {
    const SpreadRange spread = spread_of("bus_mobilise");
    std::map<std::string, double> mobilise_s;
    for (const world::Team& t : scene_.world.teams) mobilise_s[t.id] = t.mobilise_s;
    std::vector<double> late_s;
    for (std::size_t k = 0; k < plan_.tasks.size(); ++k) {
      const double factor_1 = spread.at(chance.of(Luck::bus, k));
      late_s.push_back(std::max(0.0, rules_.spread_1 * (factor_1 - 1) * mobilise_s[plan_.tasks[k].team]));
    }
    return late_s;
  }

  Scene& scene_;
  const Plan& plan_;
  const BehaviourRules& rules_;
  std::uint64_t seed_;
  Movers moving_;
  LeavingTimes leaving_;
  Movement movement_;
};

}  // namespace

void add_behaviour(const world::World& world, const impact::Impact& impact, const base::Settings& settings,
                   std::uint64_t seed, Plan& plan) {
  Scene scene(world, impact, plan.orders, settings);
  const BehaviourRules rules = behaviour_rules(settings, scene.rules);
  if (rules.draws == 0 || rules.compliance_1.empty()) return;
  Courses courses(scene, plan, rules, seed);
  if (!courses.fits()) return;
  std::vector<Drawn> all;
  for (int d = 0; d < rules.draws; ++d) courses.draw(d, all);
  Behaviour b;
  b.draws = rules.draws;
  b.seed = seed;
  b.step_s = rules.step_s;
  b.compliance_1 = rules.compliance_1;
  count_draws(plan, courses.announced(), all, b);
  plan.behaviour = std::make_shared<const Behaviour>(std::move(b));
}

}  // namespace dayu::plan
