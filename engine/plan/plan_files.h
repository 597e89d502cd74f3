// SPDX-License-Identifier: Apache-2.0
// plan/* of a run folder, and back. Times are s since the start; an empty time is "never".
//   evacuation.csv group,people,from,to,depart_s,arrive_s,route,kind,village,who,need_help,ready_s,
//                  latest_departure_s,margin_s,access_from_m,access_to_m,helper,enter_s,vehicles,basis,
//                  depart,arrive
//                  (group = unit id; from = node; to = shelter id; route = arcs separated by a space;
//                  enter_s = when each arc is entered, and last when the last one is left;
//                  basis = order, or own start: left on the village's own sign before an order came;
//                  depart, arrive: the same moments in civil time)
//   left.csv       group,kind,people,village,reason_zh,reason_en,deadline_s
//   dispatch.csv   task,kind,team,item,quantity,people,to_kind,to,depart_s,arrive_s,deadline_s,route,
//                  vehicle,who,vehicles,free_s,enter_s,from,to_node,warehouse,note_zh,note_en,depart,arrive
//                  (rows with the same vehicle and depart_s are one load: vehicles is 0 after the first)
//   stock.csv      warehouse,item,stock,sent,left
//   unmet.csv      kind,place,item,need,have,short,basis_zh,basis_en
//   orders.csv     village,prepare_s,immediate_s,basis
//   latest_departure.csv  group,latest_departure_s,state     (state: always, until, never)
//   needs.csv      item,people,need,stock,short,sent,source,surety
//   shelters.csv   shelter,places,people
//   units.csv      unit,kind,people,need_help,weak,village,group,node,access_m,danger_s,told_s,ready_s,
//                  vehicles,basis,stretcher
//   stress.csv     unit,people,made,depart_s,arrive_s,slack_s,enter_s,reason_zh,reason_en
//                  (the plan as announced under an earlier hazard and slow people: stress.h; certificate.json
//                  has its figures under "stress")
//   proof.csv      shelter,left_full,clear_full,price_s      (what proves the three bounds: bounds.h)
//   proof_loads.csv  load,arrives_s,seats,price_s       proof_buses.csv  team,node,leaves_s,vehicles,seats,
//                  speed_m_per_s
//   behaviour.csv, behaviour_villages.csv, behaviour_draws.csv  (the expected course beside the plan, where
//                  computed: behaviour/behaviour_files.h)
//   certificate.json  people, arrived, left_behind, safe_in_place, clear_s, mean_arrival_s, bound_clear_s,
//                  bound_mean_s, bound_left, valid_for, unsure, notes, standard, paces
// How a stranger recomputes a time: on foot v = speed * factor * exp(-3.5 (|s + 0.05| - 0.05)), s the slope
// between the piece's end nodes held within 0.35, v at most 6 km/h; driving v = min(road speed * factor,
// speed if > 0). A piece takes ceil(length / v) whole seconds, at least 1; during a slow interval the work
// goes on at slow_factor_1, on foot in water of a known depth at the share of wading.csv.
#pragma once

#include <filesystem>

#include "engine/plan/plan.h"

namespace dayu::plan {

/// The figures of the evacuation as summary.json and certificate.json state them.
struct EvacuationFigures {
  int people = 0, arrived = 0, left_behind = 0;
  double clear_s = 0, mean_arrival_s = 0;
};
EvacuationFigures figures_of(const Plan& plan);

void write_plan(const Plan& plan, const world::World& world, const base::Instant& start,
                const std::filesystem::path& run);
void write_proof(const Plan& plan, const world::World& world, const std::filesystem::path& folder);
void write_stress(const Plan& plan, const std::filesystem::path& file);
void read_stress(const std::filesystem::path& folder, Plan& plan);  ///< and the proof
Plan read_plan(const world::World& world, const std::filesystem::path& run);

}  // namespace dayu::plan
