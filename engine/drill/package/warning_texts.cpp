// SPDX-License-Identifier: Apache-2.0
// CAP: OASIS Common Alerting Protocol 1.2 (2010), element order of its schema; times with numeric offset (no
// Z), polygons as "lat,lon" pairs, closed, WGS 84.
#include "engine/drill/package/warning_texts.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/package/word_blocks.h"
#include "engine/drill/thresholds/alert_words.h"
#include "engine/geo/crs.h"
#include "engine/geo/table.h"

namespace dayu::drill {
namespace {

const world::Village* village_of(const RunValues& run, const Alert& alert) {
  for (const world::Village& village : run.world.villages)
    if (village.id == alert.place) return &village;
  for (const world::HazardPoint& point : run.world.registers.hazard_points)
    if (alert.kind == "geology" && point.id == alert.place)
      return &run.world.villages[static_cast<std::size_t>(point.village)];
  return nullptr;
}

/// Where most of a village's people go; several places would not fit a short message.
std::string main_shelter(const RunValues& run, const world::Village& village, Language l) {
  std::map<int, int> people;
  for (const plan::Trip& trip : run.plan.trips) {
    const plan::Unit& unit = run.plan.units[static_cast<std::size_t>(trip.unit)];
    if (unit.village.valid() &&
        run.world.villages[static_cast<std::size_t>(unit.village.index)].id == village.id)
      people[trip.to.index] += unit.people;
  }
  if (people.empty()) return l == Language::zh ? "临时安置点" : "the shelter";
  const auto most = std::max_element(people.begin(), people.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return name_in(run.world.shelters[static_cast<std::size_t>(most->first)].name, l);
}

bool told(const RunValues& run, const Alert& alert) {
  if (alert.superseded || alert.time_s > run.scenario.duration_s) return false;
  if (alert.kind == "rainstorm" || alert.kind == "geology") return true;
  if (alert.kind != "transfer") return false;
  const Figures figures = figures_of(run.world, run.plan);
  for (std::size_t v = 0; v < run.world.villages.size(); ++v)
    if (run.world.villages[v].id == alert.place) return figures.villages[v].must_move > 0;
  return false;
}

std::string text_of(const RunValues& run, const Alert& alert, Language l, const std::string& kind) {
  if (const world::Village* village = village_of(run, alert); village && alert.kind == "transfer") {
    const std::string second =
        alert.level == "immediate" ? main_shelter(run, *village, l) : limit_in_words(alert, l);
    const std::string key = kind + "." + alert.level;
    std::string text = say(key, l, {name_in(village->name, l), second});
    // Long names: the short form says the same with less.
    if (kind == "sms" && l == Language::zh && characters(text) > kShortMessage_characters)
      text = say(key + ".short", l, {name_in(village->name, l), second});
    return text;
  }
  if (alert.kind == "geology")
    return say("sms.geology", l, {alert_place(run.world, alert, l), level_in_words(alert, l)});
  return say("sms.rainstorm", l, {level_in_words(alert, l), limit_in_words(alert, l)});
}

std::string element(const std::string& name, const std::string& value) {
  return "<" + name + ">" + escaped(value) + "</" + name + ">\n";
}

/// A square of 2 km round a village, or the box of the county: the area that the signal speaks of.
std::string polygon(const RunValues& run, const Alert& alert) {
  constexpr double kHalf_m = 1000;
  const geo::Grid& grid = run.world.terrain.elevation_m.grid;
  double west = grid.west_m, south = grid.north_m - grid.n_rows * grid.cell_m;
  double east = grid.west_m + grid.n_cols * grid.cell_m, north = grid.north_m;
  if (const world::Village* village = village_of(run, alert)) {
    west = village->at.x_m - kHalf_m;
    east = village->at.x_m + kHalf_m;
    south = village->at.y_m - kHalf_m;
    north = village->at.y_m + kHalf_m;
  }
  const std::vector<geo::Point> ring{
      {west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
  std::string text;
  for (const geo::Point& lon_lat : geo::transform(ring, run.world.crs, "EPSG:4326"))
    text += (text.empty() ? "" : " ") + fixed(lon_lat.y_m, 4) + "," + fixed(lon_lat.x_m, 4);
  return text;
}

/// Urgency, severity, certainty and response by level (a guess of this engine; no standard maps the colours).
struct CapWords {
  const char *response, *urgency, *severity;
};

CapWords cap_words(const std::string& level) {
  if (level == "immediate") return {"Evacuate", "Immediate", "Extreme"};
  if (level == "red") return {"Prepare", "Immediate", "Extreme"};
  if (level == "prepare" || level == "orange") return {"Prepare", "Expected", "Severe"};
  if (level == "yellow") return {"Prepare", "Expected", "Moderate"};
  return {"Monitor", "Future", "Minor"};
}

std::string info(const RunValues& run, const Alert& alert, Language l) {
  const CapWords words = cap_words(alert.level);
  const world::Village* village = village_of(run, alert);
  const std::string place = village                   ? name_in(village->name, l)
                            : alert.kind == "geology" ? alert_place(run.world, alert, l)
                                                      : name_in(run.world.name, l);
  const std::string text = text_of(run, alert, l, "sms");
  const double expires_s = alert.time_s + 6 * 3600;
  std::string xml = "<info>\n" + element("language", l == Language::zh ? "zh-CN" : "en-US") +
                    element("category", alert.kind == "geology" ? "Geo" : "Met") +
                    element("event", level_in_words(alert, l)) + element("responseType", words.response) +
                    element("urgency", words.urgency) + element("severity", words.severity) +
                    element("certainty", alert.forecast ? "Likely" : "Observed") +
                    element("effective", base::iso8601(run.scenario.start, alert.time_s)) +
                    element("expires", base::iso8601(run.scenario.start, expires_s)) +
                    element("senderName", word("mark.page", l)) +
                    element("headline", marked(level_in_words(alert, l) + " " + place, l)) +
                    element("description", text) + element("instruction", text);
  xml += "<parameter>\n" + element("valueName", "threshold") +
         element("value", limit_in_words(alert, Language::en)) + "</parameter>\n<parameter>\n" +
         element("valueName", "source") + element("value", source_in_words(alert.source, alert.surety, l)) +
         "</parameter>\n";
  xml += "<area>\n" + element("areaDesc", place + invented_mark(run.world, l)) +
         element("polygon", polygon(run, alert));
  if (village && !village->code.empty())
    xml +=
        "<geocode>\n" + element("valueName", "GB/T 10114") + element("value", village->code) + "</geocode>\n";
  return xml + "</area>\n</info>\n";
}

}  // namespace

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<WarningText> warning_texts(const RunValues& run, Language language) {
  std::vector<WarningText> texts;
  for (const Alert& alert : run.alerts) {
    if (!told(run, alert)) continue;
    WarningText text{alert.time_s, event_id(alert), alert.place, text_of(run, alert, language, "sms"), ""};
    if (alert.kind == "transfer" && alert.level != "release")
      text.loudspeaker = text_of(run, alert, language, "speaker");
    texts.push_back(std::move(text));
  }
  return texts;
}

std::string cap_alert(const RunValues& run, const Alert& alert) {
  const std::string id = "dayu-exercise." + run.scenario.name + "." + event_id(alert);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert "
         "xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n" +
         element("identifier", id) + element("sender", "exercise@dayu.invalid") +
         element("sent", base::iso8601(run.scenario.start, alert.time_s)) + element("status", "Exercise") +
         element("msgType", "Alert") + element("scope", "Restricted") +
         element("restriction", word("mark.only", Language::en)) +
         element("note", word("mark.page", Language::zh) + " " + run.scenario.title_zh) +
         info(run, alert, Language::zh) + info(run, alert, Language::en) + "</alert>\n";
}

void write_warning_texts(const RunValues& run, const std::filesystem::path& folder) {
  for (const Language l : {Language::zh, Language::en}) {
    const std::string tail = l == Language::zh ? "zh" : "en";
    geo::TableWriter table({"time", "alert", "place", "characters", "text"});
    std::string scripts;
    for (const WarningText& text : warning_texts(run, l)) {
      table.cell(base::iso8601(run.scenario.start, text.time_s)).cell(text.id).cell(text.place);
      table.cell(static_cast<int>(characters(text.sms))).cell(text.sms).end_row();
      if (!text.loudspeaker.empty())
        scripts += base::clock_hh_mm(run.scenario.start, text.time_s) + "  " + text.loudspeaker + "\n\n";
    }
    table.write(folder / ("EXERCISE_sms_" + tail + ".csv"));
    if (!scripts.empty()) geo::write_file(folder / ("EXERCISE_loudspeaker_" + tail + ".txt"), scripts);
  }
  for (const Alert& alert : run.alerts)
    if (told(run, alert))
      geo::write_file(folder / "cap" / ("EXERCISE_" + event_id(alert) + ".xml"), cap_alert(run, alert));
}

}  // namespace dayu::drill
