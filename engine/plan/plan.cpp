// SPDX-License-Identifier: Apache-2.0
// World and Impact -> Plan, in the order in which things are decided.
#include "engine/plan/plan.h"

#include <algorithm>

#include "engine/plan/bounds.h"
#include "engine/plan/dispatch.h"
#include "engine/plan/evacuation.h"
#include "engine/plan/finish.h"
#include "engine/plan/stress.h"
#include "engine/plan/units.h"

namespace dayu::plan {
namespace {

void number_tasks(Plan& plan) {
  std::stable_sort(plan.tasks.begin(), plan.tasks.end(),
                   [](const Task& a, const Task& b) { return a.depart_s < b.depart_s; });
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) plan.tasks[i].id = "T" + std::to_string(i + 1);
}

/// Short places in the own village: everybody may be placed elsewhere, but the village must know.
void note_short_shelters(const Scene& scene, Plan& plan) {
  for (std::size_t v = 0; v < scene.world.villages.size(); ++v) {
    int moving = 0, places = 0;
    for (const Unit& u : plan.units)
      if (u.village.index == static_cast<int>(v)) moving += u.people;
    for (const ShelterUse& use : plan.shelters)
      if (at(scene.world.shelters, use.shelter.index).village.index == static_cast<int>(v) &&
          scene.shelter_is_safe(use.shelter.index))
        places += use.places;
    if (moving <= places || moving == 0) continue;
    plan.unmet.push_back(
        {"places", scene.world.villages[v].id, plan.standard.name, static_cast<double>(moving),
         static_cast<double>(places), "本村安全安置点按标准的床位；超出者安置到别处",
         "places of the village's own safe shelters by the standard; the others go elsewhere"});
  }
}

void add_assumptions(const Scene& scene, const base::Settings& settings, Plan& plan) {
  plan.unsure = unsure_keys(settings);
  if (plan.standard.surety == "C") plan.unsure.push_back("shelter standard " + plan.standard.name + " [C]");
  for (const Need& n : plan.needs)
    if (n.surety == "C") plan.unsure.push_back("quota of " + n.item + " [C] (" + n.source + ")");
  for (const impact::Effect& e : scene.impact.effects)
    if (e.surety == "C")
      plan.unsure.push_back("effect of " + e.field + " on " + e.who + " [C] (" + e.source + ")");
  plan.notes.insert(plan.notes.end(), scene.world.assumptions.begin(), scene.world.assumptions.end());
  plan.notes.push_back(
      "people on foot and in cars use roads in their state at departure: a road under water then is not "
      "used, a road that closes counts as closed for good");
  plan.notes.push_back("people at home (在家) as listed; sites with their people by " +
                       std::string(scene.rules.night ? "night" : "day"));
  for (std::size_t s = 0; s < scene.world.shelters.size(); ++s)
    if (scene.impact.shelters[s].danger_s < base::kNever_s)
      plan.notes.push_back("shelter " + scene.world.shelters[s].id +
                           " is in danger during the run and is not used");
}

}  // namespace

void finish_plan(Scene& scene, Fleet& fleet, const std::vector<int>& able, const base::Settings& settings,
                 Plan& plan) {
  add_latest_departures(scene, plan);
  plan.group_latest_departure_s = group_latest_departures(scene);
  add_bounds(scene, plan);

  rescue(scene, fleet, plan);
  guard(scene, fleet, plan);
  pair_helpers(scene, able, plan);
  supply(scene, fleet, plan);
  number_tasks(plan);
  add_stress(scene, plan);
  note_short_shelters(scene, plan);
  plan.paces = scene.paces();
  add_assumptions(scene, settings, plan);
}

Plan make(const world::World& world, const impact::Impact& impact, const std::vector<Order>& orders,
          const base::Settings& settings) {
  Scene scene(world, impact, orders, settings);
  Plan plan;
  plan.standard = scene.standard;
  plan.orders = scene.all_orders();
  Movers moving = movers(scene);
  plan.units = std::move(moving.units);
  int people_moving = 0;
  for (const Unit& u : plan.units) people_moving += u.people;
  plan.people_safe_in_place = moving.people_in_all - people_moving;

  Fleet fleet(scene);
  evacuate(scene, fleet, moving.order_ready_s, plan);
  finish_plan(scene, fleet, moving.able, settings, plan);
  return plan;
}

}  // namespace dayu::plan
