// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/consultation.h"

#include <cmath>

#include "engine/drill/world_state.h"

namespace dayu::drill {
namespace {

/// The place's name in this language, whatever the condition calls it by.
std::string input_place(const world::World& world, const Call& call, Language l) {
  const std::string& id = call.arguments.front();
  try {
    if (call.name == "level") return name_in(reservoir_called(world, id).name, l);
    if (call.name == "rain" || call.name == "stage") return name_in(gauge_called(world, id).name, l);
    return name_in(village_called(world, id).name, l);
  } catch (const base::InputError&) {
    return id;
  }
}

std::string shown(const Call& call, double value, Language l) {
  if (!std::isfinite(value)) return word("input.unknown", l);
  return say("input." + call.name + ".value", l,
             {call.name == "level" ? fixed(value, 2) : short_number(std::round(value * 10) / 10)});
}

}  // namespace

std::vector<std::string> input_row(const RunValues& run, const std::string& input, double time_s,
                                   Language l) {
  const Call call = Expression::parse(input + " >= 0").calls().front();
  const WorldState state(run.scenario, run.world, run.courses, run.plan);
  double value = std::nan("");
  try {
    value = state.look_up(call).at(time_s);
  } catch (const base::InputError&) {  // this run does not have it: said so on the sheet
  }
  const std::string window = call.arguments.size() > 1 ? call.arguments[1] : std::string();
  return {say("input." + call.name, l, {input_place(run.world, call, l), window}), shown(call, value, l)};
}

std::vector<Facts> consultation_facts(const RunValues& run, Language l) {
  const bool zh = l == Language::zh;
  std::vector<Facts> all;
  for (const Event& event : run.log.events)
    for (const Inject& inject : run.scenario.injects) {
      if (inject.kind != "consultation" || event.id != "inject-" + inject.id) continue;
      const Consultation& c = inject.consultation;
      const Expected& e = inject.expected;
      Facts sheet;
      sheet.values = {{"id", inject.id},
                      {"told", base::clock_hh_mm(run.scenario.start, event.time_s)},
                      {"exercise_time", base::t_plus(event.time_s - run.scenario.opens_s)},
                      {"from", run.scenario.seat(inject.from, zh)},
                      {"who", run.scenario.seat(e.who.empty() ? inject.to : e.who, zh)},
                      {"target", fixed(e.target_min, 0)},
                      {"limit", fixed(e.limit_min, 0)},
                      {"question", zh ? c.question_zh : c.question_en},
                      {"decision", zh ? c.decision_zh : c.decision_en}};
      FactTable inputs{{{word("input.what", l), word("input.shows", l)}}, {3, 2}};
      for (const std::string& input : c.inputs) inputs.rows.push_back(input_row(run, input, event.time_s, l));
      sheet.tables["inputs"] = std::move(inputs);
      all.push_back(std::move(sheet));
    }
  return all;
}

}  // namespace dayu::drill
