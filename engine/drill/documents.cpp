// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/documents.h"

#include "engine/drill/card.h"
#include "engine/drill/figures.h"
#include "engine/drill/msel.h"
#include "engine/drill/summary_note.h"
#include "engine/drill/transfer_list.h"

namespace dayu::drill {

void write_documents(const Scenario& scenario, const world::World& world,
                     const std::vector<hazards::Course>& courses, const impact::Impact& impact,
                     const plan::Plan& plan, const std::vector<Alert>& alerts, const Log& log,
                     const std::filesystem::path& run) {
  write_msel(scenario, world, log, run);
  write_summary_note(scenario, world, courses, plan, alerts, run);
  const std::map<std::string, MaskedPerson> persons = read_masked_persons(world.folder);
  const Figures figures = figures_of(world, plan);
  for (std::size_t v = 0; v < world.villages.size(); ++v) {
    if (figures.villages[v].must_move == 0) continue;
    const world::VillageId village{static_cast<int>(v)};
    write_card(scenario, world, plan, card_of(world, impact, plan, village), persons, run);
    write_transfer_list(scenario, world, plan, village, run);
  }
}

}  // namespace dayu::drill
