// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/summary_note.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/behaviour_table.h"
#include "engine/drill/figures.h"
#include "engine/drill/log_parts.h"
#include "engine/drill/paper.h"
#include "engine/drill/summary_tables.h"
#include "engine/drill/thresholds/alert_words.h"
#include "engine/drill/unsure.h"
#include "engine/geo/table.h"
#include "engine/plan/rules.h"

namespace dayu::drill {
namespace {

using Cells = std::vector<std::vector<std::string>>;

/// As many units are named on paper; all of them stand in plan/stress.csv.
constexpr std::size_t kMostCaught = 60;
constexpr double kBody_pt = 10, kTable_pt = 8.5, kSmall_pt = 8;

class Note {
 public:
  Note(const Scenario& scenario, const world::World& world, const std::vector<hazards::Course>& courses,
       const plan::Plan& plan, const std::vector<Alert>& alerts, Language language)
      : scenario_(scenario),
        world_(world),
        courses_(courses),
        plan_(plan),
        alerts_(alerts),
        l_(language),
        figures_(figures_of(world, plan)) {}

  void draw(Paper& paper) const {
    paper.paragraph(title(), {.size_pt = 20, .face = Face::title, .align = Align::centre}, 1);
    paper.paragraph(w("note.planner"),
                    {.size_pt = 9, .face = Face::song, .align = Align::centre, .grey_1 = 0.2}, 2);
    const std::string& story = l_ == Language::zh ? scenario_.story_zh : scenario_.story_en;
    if (!story.empty()) body(paper, story);
    key_figures(paper);
    thresholds(paper);
    alerts(paper);
    draw_summary_tables(paper, scenario_, world_, plan_, figures_, l_);
    paper.heading(w("note.certificate"));
    body(paper, w("note.certificate_text"));
    stress(paper);
    draw_behaviour(paper, scenario_, world_, plan_, l_);
    body(paper, w("note.death"));
  }

  std::string title() const {
    return say("note.title", l_,
               {(l_ == Language::zh ? scenario_.title_zh : scenario_.title_en) + invented_mark(world_, l_)});
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }
  std::string clock(double time_s) const {
    return std::isfinite(time_s) ? base::clock_hh_mm(scenario_.start, time_s) : w("note.none");
  }
  std::string minutes(double time_s) const {
    return std::isfinite(time_s) ? say("note.minutes", l_, {fixed(std::floor(time_s / 60), 0)})
                                 : w("note.never");
  }
  void body(Paper& paper, const std::string& text) const {
    paper.paragraph(text, {.size_pt = kBody_pt, .face = Face::song, .spacing_1 = 1.15});
  }
  /// Sentences become items of a list.
  static std::string without_stop(std::string text) {
    for (const std::string stop : {"。", "."})
      if (text.ends_with(stop)) text.erase(text.size() - stop.size());
    return text;
  }
  static void add_once(std::vector<std::string>& list, const std::string& text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
  }
  void list(Paper& paper, const std::string& key, const std::vector<std::string>& items) const {
    if (items.empty()) return;
    std::string text = w(key) + (l_ == Language::zh ? "：" : ": ");
    for (std::size_t i = 0; i < items.size(); ++i)
      text += (i > 0 ? (l_ == Language::zh ? "；" : "; ") : "") + items[i];
    paper.paragraph(text, {.size_pt = kSmall_pt, .face = Face::song});
  }

  void key_figures(Paper& paper) const {
    const Count& all = figures_.county;
    const int in_all = all.must_move + plan_.people_safe_in_place;
    paper.heading(w("note.key"));
    body(paper,
         say("note.key_people", l_,
             {std::to_string(all.must_move), std::to_string(all.arrived), std::to_string(all.left_behind),
              std::to_string(plan_.people_safe_in_place), std::to_string(in_all), std::to_string(all.at_home),
              std::to_string(in_all - all.at_home)}));
    if (all.arrived > 0)
      body(paper, say("note.key_times", l_,
                      {clock(all.last_arrive_s), clock(plan_.bound_clear_s), clock(figures_.mean_arrival_s()),
                       clock(plan_.bound_mean_s), minutes(all.least_margin_s)}));
    for (const hazards::Course& course : courses_) {
      const auto figure = [&](const std::string& key) {
        const auto it = course.figures.find(key);
        return it == course.figures.end() ? std::nan("") : it->second;
      };
      if (course.hazard != "flood" || !std::isfinite(figure("volume_in_m3"))) continue;
      char error[32];
      std::snprintf(error, sizeof error, "%.1e", figure("volume_error_1"));
      body(paper, say("note.hazard", l_,
                      {fixed(figure("volume_in_m3") / 1e4, 1), fixed(figure("volume_out_m3") / 1e4, 1),
                       fixed(figure("volume_stored_m3") / 1e4, 1), error}));
    }
  }

  void stress(Paper& paper) const {
    const plan::Stress& s = plan_.stress;
    if (!std::isfinite(s.from_s)) return;
    const auto percent = [](double share_1) { return short_number(std::round(share_1 * 100)); };
    body(paper,
         say("note.stress", l_,
             {percent(s.earlier_1), clock(s.from_s), percent(s.percentile_1), std::to_string(s.made),
              std::to_string(s.caught), minutes(s.least_slack_s), std::to_string(s.left_if_replanned)}));
    body(paper,
         s.holds_to_1 < 0 ? w("note.stress_fails") : say("note.stress_holds", l_, {percent(s.holds_to_1)}));
    if (s.caught == 0 && figures_.county.left_behind == 0) body(paper, w("note.stress_feasible"));
    std::vector<std::string> caught;
    int more = 0;
    for (const plan::StressRow& row : s.rows) {
      if (row.made) continue;
      const plan::Trip& trip = plan_.trips[static_cast<std::size_t>(row.trip)];
      const plan::Unit& unit = plan_.units[static_cast<std::size_t>(trip.unit)];
      if (caught.size() < kMostCaught)
        caught.push_back(unit_name(unit) + " (" + std::to_string(unit.people) + ", " +
                         (l_ == Language::zh ? row.reason_zh : row.reason_en) + ")");
      else
        ++more;
    }
    if (more > 0) caught.push_back(say("note.stress_more", l_, {std::to_string(more)}));
    list(paper, "note.stress_caught", caught);
  }

  /// A household's id with its village; a site's name.
  std::string unit_name(const plan::Unit& unit) const {
    if (unit.kind == "site") return place_name(world_, "site", unit.id, l_);
    if (!unit.village.valid()) return unit.id;
    return name_in(world_.villages[static_cast<std::size_t>(unit.village.index)].name, l_) + " " + unit.id;
  }

  void thresholds(Paper& paper) const {
    paper.heading(w("note.thresholds"));
    if (!scenario_.rain.empty()) {
      const std::string gauge =
          scenario_.thresholds.gauge.empty() ? scenario_.rain.front().gauge : scenario_.thresholds.gauge;
      body(paper,
           say("note.threshold_rain", l_, {one_language(rainstorm_rules().front().source, l_), gauge}));
    }
    int own = 0, common = 0, none = 0;
    std::vector<std::string> unsure, blind, assumptions, sourceless, computed;
    for (const std::string& input : plan_.unsure) add_once(unsure, unsure_in_words(world_, input, l_));
    for (const std::string& text : world_.assumptions)
      assumptions.push_back(without_stop(one_language(text, l_)));
    for (const world::Village& village : world_.villages) {
      const std::vector<RainRule> rules = village_rules(scenario_.thresholds, world_, village);
      const bool has_own = std::any_of(world_.rain_thresholds.begin(), world_.rain_thresholds.end(),
                                       [&](const world::RainThreshold& t) { return t.place == village.id; });
      ++(rules.empty() ? none : has_own ? own : common);
      if (rules.empty()) blind.push_back(name_in(village.name, l_));
      for (const RainRule& rule : rules) {
        if (rule.surety == "C") add_once(unsure, w("card.signals") + " " + one_language(rule.source, l_));
        if (rule.source.empty()) add_once(sourceless, name_in(village.name, l_));
        if (rule.computed) add_once(computed, name_in(village.name, l_));
      }
    }
    body(paper, say("note.threshold_village", l_,
                    {std::to_string(own), std::to_string(common), std::to_string(none),
                     w("note.soil." + scenario_.thresholds.soil)}));
    body(paper, say("note.standard", l_,
                    {word_or_code("standard.", plan_.standard.name, l_),
                     short_number(plan_.standard.area_m2_per_person), one_language(plan_.standard.source, l_),
                     plan_.standard.surety}));
    for (const std::string& text : unsure_thresholds(scenario_, alerts_, l_)) add_once(unsure, text);
    list(paper, "source.missing", sourceless);
    list(paper, "note.computed", computed);
    list(paper, "note.blind", blind);
    if (!unsure.empty()) unsure.back() += " (" + w("unsure.sources") + ")";
    list(paper, "note.unsure", unsure);
    list(paper, "note.assumptions", assumptions);
  }

  void alerts(Paper& paper) const {
    Cells rows{{w("note.time"), w("note.signal"), w("note.place"), w("note.rule"), w("note.reading"),
                w("note.issued")}};
    for (const Alert& alert : alerts_) {
      if (alert.time_s > scenario_.duration_s || !worth_a_row(alert)) continue;
      rows.push_back({clock(alert.time_s), level_in_words(alert, l_), alert_place(world_, alert, l_),
                      limit_in_words(alert, l_), reading_in_words(alert, l_),
                      alert.superseded ? w("note.no_superseded")
                      : alert.forecast ? w("note.yes_forecast")
                                       : w("note.yes")});
    }
    if (rows.size() == 1) return;
    paper.heading(w("note.alerts"));
    paper.table(rows, {.widths_mm = {16, 40, 34, 26, 48, 22},
                       .size_pt = kTable_pt,
                       .right = {false, false, false, false, false, false}});
  }

  /// Village states stand on paper for villages whose people must move; all of them are in summary.json.
  bool worth_a_row(const Alert& alert) const {
    if (alert.kind != "transfer") return alert.kind != "geology" || alert.level == "immediate";
    for (std::size_t v = 0; v < world_.villages.size(); ++v)
      if (world_.villages[v].id == alert.place) return figures_.villages[v].must_move > 0;
    return false;
  }

  const Scenario& scenario_;
  const world::World& world_;
  const std::vector<hazards::Course>& courses_;
  const plan::Plan& plan_;
  const std::vector<Alert>& alerts_;
  Language l_;
  Figures figures_;
};

}  // namespace

std::string summary_note_pdf(const Scenario& scenario, const world::World& world,
                             const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                             const std::vector<Alert>& alerts, Language language) {
  const Note note(scenario, world, courses, plan, alerts, language);
  SheetLook look;
  look.language = language;
  look.title = word("note.head", language);
  look.stamp = planners_stamp(world, language);
  look.foot = word("mark.only", language) + " · " + scenario.name;
  // A working paper of the control group, not an issued document: narrower margins than GB/T 9704 asks.
  look.left_mm = 22;
  look.right_mm = 20;
  return make_pdf(look, scenario.start, [&](Paper& paper) { note.draw(paper); });
}

void write_summary_note(const Scenario& scenario, const world::World& world,
                        const std::vector<hazards::Course>& courses, const plan::Plan& plan,
                        const std::vector<Alert>& alerts, const std::filesystem::path& run) {
  for (const Language language : {Language::zh, Language::en})
    geo::write_file(
        run / "docs" / (language == Language::zh ? "EXERCISE_summary_zh.pdf" : "EXERCISE_summary_en.pdf"),
        summary_note_pdf(scenario, world, courses, plan, alerts, language));
}

}  // namespace dayu::drill
