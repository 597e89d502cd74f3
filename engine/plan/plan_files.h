// SPDX-License-Identifier: Apache-2.0
// plan/* of a run folder, and back.
//   evacuation.csv group,people,from,to,depart_s,arrive_s,route,kind,village,who,need_help,ready_s,
//                  latest_departure_s,margin_s,access_from_m,access_to_m,helper
//                  (group = unit id; from = node; to = shelter id; route = arcs separated by a space)
//   left.csv       group,kind,people,village,reason_zh,reason_en,deadline_s
//   dispatch.csv   task,kind,team,item,quantity,people,to_kind,to,depart_s,arrive_s,deadline_s,route
//   stock.csv      warehouse,item,stock,sent,left     unmet.csv  kind,place,item,need,have,short,basis_zh,basis_en
//   orders.csv     village,prepare_s,immediate_s,basis    latest_departure.csv  group,latest_departure_s
//   certificate.json  people, arrived, left_behind, clear_s, mean_arrival_s, bound_*, unsure inputs
#pragma once

#include <filesystem>

#include "engine/plan/plan.h"

namespace dayu::plan {

void write_plan(const Plan& plan, const world::World& world, const base::Instant& start,
                const std::filesystem::path& run);
Plan read_plan(const world::World& world, const std::filesystem::path& run);

}  // namespace dayu::plan
