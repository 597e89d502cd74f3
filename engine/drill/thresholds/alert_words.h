// SPDX-License-Identifier: Apache-2.0
// An alert in a reader's words: what level, where, by which instrument, what it shows against what limit, and
// on whose authority. Used by the log, the papers and the warning texts, so that they say the same.
#pragma once

#include <string>

#include "engine/drill/alerts.h"
#include "engine/drill/words.h"

namespace dayu::drill {

/// "暴雨红色预警", "Ⅱ级应急响应指标", "水库达到设计洪水位", "准备转移".
std::string level_in_words(const Alert& alert, Language language);
/// The village, hazard point, reservoir or township that it speaks of; the county's name for none.
std::string alert_place(const world::World& world, const Alert& alert, Language language);
/// The gauge, reservoir or observer that read it.
std::string gauge_in_words(const world::World& world, const Alert& alert, Language language);
/// "3小时雨量54毫米（指标55毫米）", "水位214.1米（指标214.1米）".
std::string reading_in_words(const Alert& alert, Language language);
/// The limit alone: "3小时≥55毫米", "水位≥214.1米", "火场1500米以内".
std::string limit_in_words(const Alert& alert, Language language);

/// Source and surety for a page; where there is no source it says so, loudly (DRILLS 9.21).
std::string source_in_words(const std::string& source, const std::string& surety, Language language);

/// What of surety C raised an alert of this run, or was taken as a rule of it (release, calls): each once.
std::vector<std::string> unsure_thresholds(const Scenario& scenario, const std::vector<Alert>& alerts,
                                           Language language);

}  // namespace dayu::drill
