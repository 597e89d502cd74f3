// SPDX-License-Identifier: Apache-2.0
// A scenario is read in two passes: the keys against the list (base::Settings), then the sense of the values:
// times, files, seats, ids, limits. Each pass tells all its faults at once, with file, line and key.
#include "engine/drill/scenario.h"

#include <algorithm>
#include <set>

#include "engine/drill/expression.h"
#include "engine/drill/rain_file.h"

namespace dayu::drill {
namespace {

/// A text or path key that may be left out.
std::string given(const base::Settings& section, const std::string& key) {
  return section.has(key) ? section.text(key) : std::string();
}

class Reader {
 public:
  Reader(const std::filesystem::path& file, const std::vector<std::string>& overrides)
      : spec_(scenario_spec()) {
    s_.file = file;
    s_.settings = base::Settings::read(file, spec_, overrides);
  }

  Scenario read() {
    head();
    place();
    files_exist(s_.settings, spec_);
    rain();
    levels();
    seats();
    for (const base::Settings& section : s_.settings.sections("inject")) inject(section);
    follows();
    faults_.throw_if_any();
    return s_;
  }

 private:
  void head() {
    const base::Settings head = s_.settings.section("scenario");
    s_.name = head.text("name");
    if (s_.name.empty() || s_.name.find_first_of("/\\ \t") != std::string::npos)
      faults_.add(head.error("name", "'" + s_.name + "' cannot name a folder",
                             "use letters, digits, '-' and '_' only"));
    s_.title_zh = given(head, "title_zh");
    s_.title_en = given(head, "title_en");
    if (s_.title_zh.empty()) s_.title_zh = s_.title_en.empty() ? s_.name : s_.title_en;
    if (s_.title_en.empty()) s_.title_en = s_.title_zh;
    s_.story_zh = given(head, "story_zh");
    s_.story_en = given(head, "story_en");
    s_.aims_zh = head.texts("aims_zh");
    s_.aims_en = head.texts("aims_en");
    s_.duration_s = head.number("duration_s");
    s_.opens_s = head.number("opens_s");
    if (s_.opens_s > s_.duration_s)
      faults_.add(head.error("opens_s", "the drill opens after the scenario ends",
                             "give a value of at most duration_s"));
    s_.seed = static_cast<std::uint64_t>(head.integer("seed"));
    try {
      s_.start = base::read_instant(head.text("start"));
    } catch (const base::InputError& error) {
      faults_.add(head.error("start", error.faults().front().what, error.faults().front().remedy));
    }
    s_.cell_m = s_.settings.section("grid").number("cell_m");
    s_.output_interval_s = s_.settings.section("output").number("interval_s");
    s_.soil = s_.settings.section("alerts").text("soil");
    s_.alert_gauge = given(s_.settings.section("alerts"), "gauge");
  }

  void place() {
    const base::Settings area = s_.settings.section("area");
    s_.manning_s_per_m1_3 = area.number("manning_s_per_m1_3");
    s_.crs = given(area, "crs");
    if (area.has("folder")) s_.area = area.path("folder");
    if (area.has("terrain")) s_.terrain = area.path("terrain");
    for (const std::string given : {"network", "location", "dispatch"}) {
      if (!s_.settings.has_section(given)) continue;
      if (!s_.area.empty() || !s_.terrain.empty())
        faults_.add(area.error("folder", "an area and a [" + given + "] are both given",
                               "a problem as given is solved alone: leave out [area]"));
      return;
    }
    if (s_.area.empty() == s_.terrain.empty())
      faults_.add(area.error(
          "folder", s_.area.empty() ? "no area is named" : "an area folder and a terrain are both named",
          "write either folder = \"...\" or terrain = \"...\" in [area]"));
  }

  /// Every path that the user wrote must be there.
  void files_exist(const base::Settings& section, const base::SectionSpec& spec) {
    for (const base::KeySpec& key : spec.keys) {
      if (key.kind != base::KeyKind::path || !section.has(key.key)) continue;
      const std::filesystem::path path = section.path(key.key);
      std::error_code ignored;
      if (!std::filesystem::exists(path, ignored))
        faults_.add(section.error(key.key, "there is no " + path.string(),
                                  "paths are relative to the scenario file; mend the path or add the file"));
    }
    for (const base::SectionSpec& inner : spec.sections)
      for (const base::Settings& each : section.sections(inner.name)) files_exist(each, inner);
  }

  void rain() {
    for (const hazards::Entry& entry : hazards::catalogue()) {
      const std::string& name = entry.card().name;
      if (!s_.settings.has_section(name)) continue;
      s_.hazards.push_back(name);
      try {
        for (RainSeries& series : read_rain(s_.settings.section(name), entry.card().settings, s_.start))
          s_.rain.push_back(std::move(series));
      } catch (const base::InputError& error) {
        for (const base::Fault& fault : error.faults()) add_once(fault);
      }
    }
    std::string known;
    for (const RainSeries& series : s_.rain) {
      if (series.gauge == s_.alert_gauge) return;
      known += (known.empty() ? "" : ", ") + series.gauge;
    }
    if (!s_.alert_gauge.empty())
      faults_.add(s_.settings.section("alerts").error(
          "gauge", "no rain is given at gauge '" + s_.alert_gauge + "'",
          known.empty() ? "name a rain series first" : "known: " + known));
  }

  void add_once(const base::Fault& fault) {
    for (const base::Fault& known : faults_.all())
      if (known.file == fault.file && known.place == fault.place) return;
    faults_.add(fault.file, fault.place, fault.what, fault.remedy);
  }

  void seats() {
    std::set<std::string> ids;
    for (const base::Settings& section : s_.settings.sections("seat")) {
      s_.seats.push_back({section.text("id"), section.text("zh"), section.text("en")});
      if (!ids.insert(s_.seats.back().id).second)
        faults_.add(section.error("id", "two seats are called '" + s_.seats.back().id + "'", "rename one"));
    }
  }

  std::string seat_of(const base::Settings& section, const std::string& key) {
    std::string id = given(section, key);
    if (id.empty()) return id;
    std::string known;
    for (const Seat& seat : s_.seats) {
      if (seat.id == id) return id;
      known += (known.empty() ? "" : ", ") + seat.id;
    }
    faults_.add(section.error(key, "there is no seat '" + id + "'",
                              known.empty() ? "declare it with [[seat]]" : "known seats: " + known));
    return id;
  }

  void inject(const base::Settings& section) {
    Inject inject;
    inject.id = section.text("id");
    inject.where = section.place("id");
    if (!ids_.insert(inject.id).second)
      faults_.add(
          section.error("id", "two injects are called '" + inject.id + "'", "rename one: ids are stable"));
    moment(section, inject);
    inject.kind = section.text("kind");
    inject.mode = section.text("mode");
    inject.from = seat_of(section, "from");
    inject.to = seat_of(section, "to");
    inject.zh = section.text("zh");
    inject.en = section.text("en");
    inject.place = given(section, "place");
    inject.objective = given(section, "objective");
    inject.attachment = given(section, "attachment");
    inject.notes = given(section, "notes");
    Expected& expected = inject.expected;
    expected.who = section.has("who") ? seat_of(section, "who") : inject.to;
    expected.zh = given(section, "expected_zh");
    expected.en = given(section, "expected_en");
    expected.clause = given(section, "clause");
    expected.target_min = section.number("target_min");
    expected.limit_min = section.number("limit_min");
    expected.points = section.number("points");
    if (expected.limit_min < expected.target_min)
      faults_.add(
          section.error("limit_min", "the limit is before the target", "give limit_min >= target_min"));
    s_.injects.push_back(std::move(inject));
  }

  void moment(const base::Settings& section, Inject& inject) {
    inject.after = given(section, "after");
    inject.delay_s = section.number("delay_s");
    inject.when = given(section, "when");
    inject.by_hand = section.boolean("by_hand");
    const std::string at = given(section, "at");
    const int moments = static_cast<int>(!at.empty()) + static_cast<int>(!inject.after.empty()) +
                        static_cast<int>(!inject.when.empty()) + static_cast<int>(inject.by_hand);
    if (moments != 1) {
      faults_.add(
          section.error("at", moments == 0 ? "the inject has no time" : "the inject has two times",
                        "write one of at = \"T+01:20\", after = \"<event id>\", when = \"<condition>\", "
                        "by_hand = true"));
      return;
    }
    if (!inject.when.empty()) condition(section, inject.when);
    if (at.empty()) return;
    try {
      inject.time_s = read_moment(at, s_.start, s_.opens_s);
    } catch (const base::InputError& error) {
      faults_.add(section.error("at", error.faults().front().what, error.faults().front().remedy));
      return;
    }
    if (inject.time_s < 0 || inject.time_s > s_.duration_s)
      faults_.add(section.error("at", "'" + at + "' lies outside the scenario",
                                "give a time between its start and its end"));
  }

  void condition(const base::Settings& section, const std::string& when) {
    try {
      Expression::parse(when);
    } catch (const base::InputError& error) {
      const base::Fault& fault = error.faults().front();
      faults_.add(section.error("when", fault.what + ", " + fault.place, fault.remedy));
    }
  }

  void levels() {
    for (const base::Settings& section : s_.settings.sections("reservoir_level")) {
      if (std::error_code ignored; !std::filesystem::exists(section.path("series"), ignored))
        continue;  // told above
      try {
        s_.levels.push_back(read_level_file(section.path("series"), section.text("reservoir"),
                                            section.text("column"), s_.start));
      } catch (const base::InputError& error) {
        faults_.add(error);
      }
    }
  }

  /// `after = "inject-..."` must name an inject; alerts are known only when the rain was read (see play).
  void follows() {
    for (const base::Settings& section : s_.settings.sections("inject")) {
      const std::string after = given(section, "after");
      const bool to_inject = after.rfind("inject-", 0) == 0;
      if (to_inject && !ids_.contains(after.substr(7)))
        faults_.add(section.error("after", "there is no inject '" + after.substr(7) + "'",
                                  "name the id of another [[inject]]"));
      else if (!after.empty() && !to_inject && after.rfind("alert-", 0) != 0)
        faults_.add(
            section.error("after", "'" + after + "' is not an event that an inject can follow",
                          "write alert-transfer-immediate-<village>, alert-rainstorm-red or inject-<id>"));
    }
  }

  base::SectionSpec spec_;
  Scenario s_;
  base::Faults faults_;
  std::set<std::string> ids_;
};

}  // namespace

std::string Scenario::seat(const std::string& id, bool zh) const {
  const auto it = std::find_if(seats.begin(), seats.end(), [&](const Seat& s) { return s.id == id; });
  if (it == seats.end()) return id;
  return zh ? it->zh : it->en;
}

Scenario read_scenario(const std::filesystem::path& path, const std::vector<std::string>& overrides) {
  const std::filesystem::path file = std::filesystem::is_directory(path) ? path / "scenario.toml" : path;
  return Reader(file, overrides).read();
}

}  // namespace dayu::drill
