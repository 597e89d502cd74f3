// SPDX-License-Identifier: Apache-2.0
// The planners' summary (推演摘要), PDF in Chinese and English: on page 1 the key figures, which thresholds
// were used and every input of surety C; then alerts, people by village, shelters, goods, what could not be
// met, the bounds.
#pragma once

#include "engine/drill/alerts.h"
#include "engine/drill/scenario.h"
#include "engine/drill/words.h"
#include "engine/plan/plan.h"

namespace dayu::drill {

std::string summary_note_pdf(const Scenario& scenario, const world::World& world,
                             const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                             const std::vector<Alert>& alerts, Language language);

/// docs/EXERCISE_summary_zh.pdf and _en.pdf.
void write_summary_note(const Scenario& scenario, const world::World& world,
                        const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                        const std::vector<Alert>& alerts, const std::filesystem::path& run);

}  // namespace dayu::drill
