// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/package_facts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/drill/consultation.h"
#include "engine/drill/log_parts.h"
#include "engine/drill/package/package_means.h"
#include "engine/drill/thresholds/alert_words.h"
#include "engine/drill/thresholds/village_states.h"
#include "engine/drill/unsure.h"

namespace dayu::drill {
namespace {

using Row = std::vector<std::string>;

class Collector {
 public:
  Collector(const RunValues& run, Language language)
      : run_(run), l_(language), zh_(language == Language::zh), figures_(figures_of(run.world, run.plan)) {}

  Facts collect() {
    values();
    lists();
    facts_.tables = {{"participants", participants()},
                     {"thresholds", thresholds()},
                     {"other_thresholds", other_thresholds()},
                     {"calls_631", calls_631()},
                     {"timeline", timeline()},
                     {"script", script()}};
    facts_.series["consultation"] = consultation_facts(run_, l_);
    add_means(run_, l_, facts_);
    return std::move(facts_);
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }
  std::string pick(const std::string& zh, const std::string& en) const { return zh_ ? zh : en; }
  std::string clock(double time_s) const {
    return std::isfinite(time_s) && time_s < base::kNever_s ? base::clock_hh_mm(run_.scenario.start, time_s)
                                                            : "";
  }
  /// The area's own name may say already that it is invented.
  std::string county() const {
    const std::string& name = name_in(run_.world.name, l_);
    const std::string mark = invented_mark(run_.world, l_);
    return name.find(mark) == std::string::npos ? name + mark : name;
  }
  std::string date_time(double time_s) const {
    const std::string iso = base::iso8601(run_.scenario.start, time_s);
    return iso.substr(0, 10) + " " + iso.substr(11, 5);
  }
  Row heads(std::initializer_list<const char*> keys) const {
    Row row;
    for (const char* key : keys) row.push_back(w(key));
    return row;
  }

  void values() {
    const Scenario& s = run_.scenario;
    const Count& all = figures_.county;
    std::set<std::string> townships;
    std::string places, hazards;
    for (std::size_t v = 0; v < run_.world.villages.size(); ++v)
      if (figures_.villages[v].must_move > 0) townships.insert(name_in(run_.world.villages[v].township, l_));
    for (const std::string& township : townships) places += (places.empty() ? "" : w("list.and")) + township;
    for (const std::string& hazard : s.hazards)
      hazards += (hazards.empty() ? "" : w("list.and")) + word_or_code("pack.hazard.", hazard, l_);
    facts_.values = {{"title", pick(s.title_zh, s.title_en) + invented_mark(run_.world, l_)},
                     {"county", county()},
                     {"classification", planners_stamp(run_.world, l_)},
                     {"opens", date_time(s.opens_s)},
                     {"starts", date_time(0)},
                     {"ends", date_time(s.duration_s)},
                     {"places", places.empty() ? name_in(run_.world.name, l_) : places},
                     {"hazard", hazards},
                     {"type", w("pack.type")},
                     {"story", pick(s.story_zh, s.story_en)},
                     {"signal_source", one_language(rainstorm_rules().front().source, l_)},
                     {"standard", word_or_code("standard.", run_.plan.standard.name, l_) + w("list.and") +
                                      one_language(run_.plan.standard.source, l_)},
                     {"must_move", std::to_string(all.must_move)},
                     {"need_help", std::to_string(all.need_help)},
                     {"arrived", std::to_string(all.arrived)},
                     {"left", std::to_string(all.left_behind)}};
  }

  void lists() {
    const Scenario& s = run_.scenario;
    facts_.lists["aims"] = zh_ ? s.aims_zh : s.aims_en;
    std::vector<std::string>& unsure = facts_.lists["unsure"];
    const auto add = [&](const std::string& text) {
      if (std::find(unsure.begin(), unsure.end(), text) == unsure.end()) unsure.push_back(text);
    };
    for (const world::RainThreshold& t : run_.world.rain_thresholds) {
      if (t.source.empty()) add(w("source.missing") + w("pack.colon") + t.place);
      if (t.surety == "C") add(w("card.signals") + w("pack.colon") + one_language(t.source, l_));
    }
    for (const std::string& text : unsure_thresholds(run_.scenario, run_.alerts, l_))
      add(w("card.signals") + w("pack.colon") + text);
    std::string inputs;
    for (const std::string& input : run_.plan.unsure)
      inputs += (inputs.empty() ? "" : w("pack.semicolon")) + unsure_in_words(run_.world, input, l_);
    if (!inputs.empty()) add(inputs);
    std::vector<std::string>& documents = facts_.lists["documents"];
    for (const char* name : {"msel", "script", "tasks", "list", "shelters", "goods", "safety", "evaluation",
                             "card", "routes", "households", "geo", "consultations"})
      documents.push_back(w(std::string("pack.doc.") + name));
  }

  FactTable participants() const {
    FactTable table{{heads({"pack.no", "pack.seat", "pack.receives", "pack.acts"})}, {1, 5, 3, 3}};
    for (const Seat& seat : run_.scenario.seats) {
      int receives = 0, acts = 0;
      for (const Inject& inject : run_.scenario.injects) {
        receives += static_cast<int>(inject.to == seat.id);
        acts += static_cast<int>(inject.expected.any() && inject.expected.who == seat.id);
      }
      table.rows.push_back({std::to_string(table.rows.size()), pick(seat.zh, seat.en),
                            std::to_string(receives), std::to_string(acts)});
    }
    return table;
  }

  static std::string one_a_line(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
  }

  std::string rules_of(const std::vector<RainRule>& rules, const std::string& level) const {
    std::string text;
    for (const RainRule& rule : rules)
      if (rule.level == level)
        text += (text.empty() ? "" : w("card.rain_or")) +
                say("card.rain", l_, {short_number(rule.window_s / 3600), short_number(rule.rain_mm)});
    return text;
  }

  /// What else can order a village: its rows that are not rain.
  std::string other_rules_of(const world::Village& village, const std::string& level) const {
    std::string text;
    for (const Threshold& t : run_.scenario.thresholds.table) {
      if (t.kind != "transfer" || t.measure == "rain" || t.level != level || t.computed() ||
          (t.place != village.id && t.place != "*"))
        continue;
      Alert rule;
      rule.measure = t.measure;
      rule.threshold = t.value;
      text += (text.empty() ? "" : w("card.rain_or")) + limit_in_words(rule, l_);
    }
    return text;
  }

  std::string limits_of(const world::Village& village, const std::string& level) const {
    const ThresholdChoice& choice = run_.scenario.thresholds;
    std::string text = rules_of(village_rules(choice, run_.world, village), level);
    if (const std::string others = other_rules_of(village, level); !others.empty())
      text += (text.empty() ? "" : w("card.rain_or")) + others;
    const std::string computed = rules_of(computed_rules(choice, village), level);
    const bool by_name =
        std::find(choice.computed.begin(), choice.computed.end(), village.id) != choice.computed.end();
    if (by_name) return text + w("card.computed");
    return computed.empty() ? text : text + "\n" + say("pack.beside", l_, {computed});
  }

  std::string sources_of(const world::Village& village) const {
    std::vector<std::string> sources;
    for (const RainRule& rule : village_rules(run_.scenario.thresholds, run_.world, village)) {
      const std::string source = source_in_words(rule.source, rule.surety, l_);
      if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
    }
    return one_a_line(sources);
  }

  FactTable thresholds() const {
    FactTable table{
        {heads({"note.village", "level.prepare", "level.immediate", "pack.reached", "pack.source"})},
        {2, 4, 4, 3, 3}};
    const std::vector<VillageState> states = village_states(run_.scenario, run_.world, run_.alerts);
    for (std::size_t v = 0; v < run_.world.villages.size(); ++v) {
      if (figures_.villages[v].must_move == 0) continue;
      const world::Village& village = run_.world.villages[v];
      std::vector<std::string> reached;
      for (const VillageState& state : states)
        if (state.village == village.id)
          reached.push_back(w("level." + state.state) + " " + clock(state.time_s));
      table.rows.push_back({name_in(village.name, l_), limits_of(village, "prepare"),
                            limits_of(village, "immediate"), one_a_line(reached), sources_of(village)});
    }
    return table;
  }

  /// Response levels, reservoirs, hazard points, warnings of others: what was reached when, on whose word.
  FactTable other_thresholds() const {
    FactTable table{{heads({"note.time", "note.signal", "note.place", "note.rule", "pack.source"})},
                    {1, 4, 4, 3, 5}};
    for (const Alert& alert : run_.alerts)
      if (!of_villages_or_signals(alert) && !alert.superseded && alert.time_s <= run_.scenario.duration_s)
        table.rows.push_back({clock(alert.time_s), level_in_words(alert, l_),
                              alert_place(run_.world, alert, l_), limit_in_words(alert, l_),
                              source_in_words(alert.source, alert.surety, l_)});
    return table;
  }

  FactTable calls_631() const {
    FactTable table{{heads({"note.time", "pack.called", "pack.lead", "pack.source"})}, {1, 5, 3, 5}};
    for (const CallStep& step : call_steps(run_.scenario, run_.alerts))
      table.rows.push_back(
          {clock(step.time_s), w("call." + step.level) + (step.late ? w("call.late") : ""),
           say("pack.lead_value", l_, {clock(step.heavy_s), short_number(step.lead_s / 3600)}),
           source_in_words(step.source, step.surety, l_)});
    return table;
  }

  const Inject* inject_of(const Event& event) const {
    for (const Inject& inject : run_.scenario.injects)
      if (event.id == "inject-" + inject.id) return &inject;
    return nullptr;
  }

  FactTable timeline() const {
    FactTable table{{heads({"pack.exercise_time", "pack.clock", "pack.event", "pack.expected"})},
                    {3, 2, 8, 8}};
    for (const Event& event : run_.log.events) {
      const Inject* inject = inject_of(event);
      if (!inject || event.time_s < run_.scenario.opens_s) continue;
      const Expected& e = inject->expected;
      table.rows.push_back({base::t_plus(event.time_s - run_.scenario.opens_s), clock(event.time_s),
                            pick(event.zh, event.en),
                            e.any() ? say("pack.expected_value", l_,
                                          {run_.scenario.seat(e.who, zh_), pick(e.zh, e.en),
                                           fixed(e.target_min, 0), fixed(e.limit_min, 0)})
                                    : std::string()});
    }
    return table;
  }

  FactTable script() const {
    FactTable table{{heads({"pack.no", "pack.exercise_time", "pack.clock", "pack.scene", "pack.role",
                            "pack.words", "pack.action", "pack.caption", "pack.narration"})},
                    {2, 6, 4, 5, 6, 12, 9, 6, 9}};
    for (const Event& event : run_.log.events) {
      const Inject* inject = inject_of(event);
      const bool alert = event.kind == "alert" || event.kind == "depart" || event.kind == "arrive" ||
                         event.kind == "danger" || event.kind == "shelter";
      if ((!inject && !alert) || event.time_s < run_.scenario.opens_s) continue;
      Row row{std::to_string(table.rows.size()), base::t_plus(event.time_s - run_.scenario.opens_s),
              clock(event.time_s)};
      const std::string sentence = pick(event.zh, event.en);
      if (inject) {
        const Expected& e = inject->expected;
        row.insert(
            row.end(),
            {word_or_code("mode.", inject->mode, l_),
             run_.scenario.seat(inject->from, zh_) + w("pack.to") + run_.scenario.seat(inject->to, zh_),
             sentence, e.any() ? run_.scenario.seat(e.who, zh_) + w("pack.colon") + pick(e.zh, e.en) : "",
             clock(event.time_s) + " " + word_or_code("mode.", inject->mode, l_), ""});
      } else {
        row.insert(row.end(),
                   {word_or_code("pack.scene.", event.kind, l_), w("msel.engine"), "", "",
                    clock(event.time_s) + " " + word_or_code("pack.scene.", event.kind, l_), sentence});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  const RunValues& run_;
  Language l_;
  bool zh_;
  Figures figures_;
  Facts facts_;
};

}  // namespace

Facts package_facts(const RunValues& run, Language language) {
  return Collector(run, language).collect();
}

}  // namespace dayu::drill
