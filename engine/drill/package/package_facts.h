// SPDX-License-Identifier: Apache-2.0
// What the package's documents quote, computed once for a language from one run, so that no two documents can
// disagree. Sums of village rows are the county's (figures.h); every number's basis stands in its heading.
#pragma once

#include "engine/drill/figures.h"
#include "engine/drill/log.h"
#include "engine/drill/package/template_text.h"

namespace dayu::drill {

/// A finished run, as the package's writers see it.
struct RunValues {
  const Scenario& scenario;
  const world::World& world;
  const std::vector<hazards::Course>& courses;
  const impact::Impact& impact;
  const plan::Plan& plan;
  const std::vector<Alert>& alerts;
  const Log& log;
};

Facts package_facts(const RunValues& run, Language language);

/// Item names as the stock or the quota table calls them.
std::string item_in_words(const world::World& world, const std::string& item, Language language);

}  // namespace dayu::drill
