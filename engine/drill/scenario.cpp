// SPDX-License-Identifier: Apache-2.0
// A scenario is read in two passes: the keys against the list (base::Settings), then the sense of the values:
// times, files, seats, ids, limits. Each pass tells all its faults at once, with file, line and key.
#include "engine/drill/scenario.h"

#include <algorithm>

#include "engine/drill/rain_file.h"
#include "engine/drill/scenario_injects.h"

namespace dayu::drill {
namespace {

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
    forecasts();
    given_warnings();
    relatives();
    thresholds();
    read_injects(s_, faults_);
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
    s_.title_zh = given_text(head, "title_zh");
    s_.title_en = given_text(head, "title_en");
    if (s_.title_zh.empty()) s_.title_zh = s_.title_en.empty() ? s_.name : s_.title_en;
    if (s_.title_en.empty()) s_.title_en = s_.title_zh;
    s_.story_zh = given_text(head, "story_zh");
    s_.story_en = given_text(head, "story_en");
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
    s_.not_done = head.texts("not_done");
    const base::Settings alerts = s_.settings.section("alerts");
    s_.thresholds.soil = alerts.text("soil");
    s_.thresholds.gauge = given_text(alerts, "gauge");
    s_.thresholds.computed = alerts.texts("computed");
    s_.thresholds.response = given_text(alerts, "response");
  }

  void place() {
    const base::Settings area = s_.settings.section("area");
    s_.manning_s_per_m1_3 = area.number("manning_s_per_m1_3");
    s_.crs = given_text(area, "crs");
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
    for (const base::SectionSpec& spec : spec_.sections)
      if (spec.name == "alerts") rain_of(s_.settings.section("alerts"), spec);
    for (const hazards::Entry& entry : hazards::catalogue()) {
      const std::string& name = entry.card().name;
      if (!s_.settings.has_section(name)) continue;
      s_.hazards.push_back(name);
      rain_of(s_.settings.section(name), entry.card().settings);
    }
    std::string known;
    for (const RainSeries& series : s_.rain) {
      if (series.gauge == s_.thresholds.gauge) return;
      known += (known.empty() ? "" : ", ") + series.gauge;
    }
    if (!s_.thresholds.gauge.empty())
      faults_.add(s_.settings.section("alerts").error(
          "gauge", "no rain is given at gauge '" + s_.thresholds.gauge + "'",
          known.empty() ? "name a rain series first" : "known: " + known));
  }

  void rain_of(const base::Settings& section, const base::SectionSpec& spec) {
    try {
      for (RainSeries& series : read_rain(section, spec, s_.start)) s_.rain.push_back(std::move(series));
    } catch (const base::InputError& error) {
      for (const base::Fault& fault : error.faults()) add_once(fault);
    }
  }

  void add_once(const base::Fault& fault) {
    for (const base::Fault& known : faults_.all())
      if (known.file == fault.file && known.place == fault.place) return;
    faults_.add(fault.file, fault.place, fault.what, fault.remedy);
  }

  void forecasts() {
    for (const base::Settings& section : s_.settings.sections("forecast")) {
      if (std::error_code ignored; !std::filesystem::exists(section.path("series"), ignored)) continue;
      try {
        Forecast forecast;
        forecast.issued_s = read_moment(section.text("issued"), s_.start, s_.opens_s);
        forecast.rain =
            read_rain_file(section.path("series"), section.text("gauge"), section.text("column"), s_.start);
        s_.forecasts.push_back(std::move(forecast));
      } catch (const base::InputError& error) {
        faults_.add(error);
      }
    }
    std::stable_sort(s_.forecasts.begin(), s_.forecasts.end(),
                     [](const Forecast& a, const Forecast& b) { return a.issued_s < b.issued_s; });
  }

  void given_warnings() {
    for (const base::Settings& section : s_.settings.sections("warning")) {
      GivenWarning warning;
      warning.kind = section.text("kind");
      warning.level = section.text("level");
      warning.place = given_text(section, "township");
      warning.source = given_text(section, "source");
      try {
        warning.time_s = read_moment(section.text("at"), s_.start, s_.opens_s);
      } catch (const base::InputError& error) {
        faults_.add(section.error("at", error.faults().front().what, error.faults().front().remedy));
      }
      s_.given_warnings.push_back(std::move(warning));
    }
  }

  void relatives() {
    for (const base::Settings& section : s_.settings.sections("relatives"))
      s_.relatives.push_back({section.text("village"), static_cast<int>(section.integer("people"))});
  }

  /// The area's own table, then the scenario's: both hold.
  void thresholds() {
    const base::Settings alerts = s_.settings.section("alerts");
    std::vector<std::filesystem::path> files;
    if (!s_.area.empty()) files.push_back(s_.area / "thresholds.csv");
    if (alerts.has("table")) files.push_back(alerts.path("table"));
    for (const std::filesystem::path& file : files) {
      if (std::error_code ignored; !std::filesystem::exists(file, ignored)) continue;
      try {
        for (Threshold& row : read_thresholds(file, faults_)) s_.thresholds.table.push_back(std::move(row));
      } catch (const base::InputError& error) {
        faults_.add(error);
      }
    }
    for (const std::string& place : s_.thresholds.computed)
      if (std::none_of(s_.thresholds.table.begin(), s_.thresholds.table.end(),
                       [&](const Threshold& t) { return t.computed() && t.place == place; }))
        faults_.add(alerts.error("computed", "no computed threshold of '" + place + "' is given",
                                 "add rows with basis computed to thresholds.csv, or leave the place out"));
    const std::string& region = s_.thresholds.response;
    if (!region.empty() &&
        std::none_of(default_thresholds().begin(), default_thresholds().end(),
                     [&](const Threshold& t) { return t.kind == "response" && t.region == region; }))
      faults_.add(alerts.error("response", "there is no table of response levels of '" + region + "'",
                               "known: 江华县; or write your own rows of kind response into thresholds.csv"));
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

  base::SectionSpec spec_;
  Scenario s_;
  base::Faults faults_;
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
