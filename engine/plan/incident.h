// SPDX-License-Identifier: Apache-2.0
// What happens on the day that the plan did not know, and what it does to roads and orders.
#pragma once

#include <functional>

#include "engine/plan/scene.h"

namespace dayu::plan {

struct Incident {
  enum class Kind { road_lost, shelter_full, order_early };
  Kind kind = Kind::road_lost;
  std::string id;  ///< road id or piece number; shelter id; village id
  double at_s = 0;
};

/// "road ID@TIME", "shelter ID@TIME", "order ID@TIME"; `moment` reads the time. InputError.
Incident read_incident(const std::string& text, const world::World& world,
                       const std::function<double(const std::string&)>& moment);

/// Closed for everybody from the moment on, for good.
impact::Impact with_lost_roads(impact::Impact impact, const world::World& world,
                               const std::vector<Incident>& incidents);
/// Told to move at the moment, where that is earlier.
std::vector<Order> with_early_orders(std::vector<Order> orders, const world::World& world,
                                     const std::vector<Incident>& incidents);

}  // namespace dayu::plan
