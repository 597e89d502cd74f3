// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/package.h"

#include <algorithm>

#include "engine/drill/card.h"
#include "engine/drill/package/geo_card.h"
#include "engine/drill/package/household_card.h"
#include "engine/drill/package/package_sheets.h"
#include "engine/drill/package/public_places.h"
#include "engine/drill/package/route_sheet.h"
#include "engine/drill/package/warning_texts.h"
#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const template_zh_work_plan;
extern const char* const template_en_work_plan;
extern const char* const template_zh_script;
extern const char* const template_en_script;
extern const char* const template_zh_notice;
extern const char* const template_en_notice;
extern const char* const template_zh_announcement;
extern const char* const template_en_announcement;
extern const char* const template_zh_safety_plan;
extern const char* const template_en_safety_plan;
extern const char* const template_zh_task_sheets;
extern const char* const template_en_task_sheets;
extern const char* const template_zh_consultations;
extern const char* const template_en_consultations;
}  // namespace dayu::embedded

namespace dayu::drill {
namespace {

using Persons = std::map<std::string, Person>;

struct Document {
  const char* name;
  const char *zh, *en;  ///< the program's own templates
  bool landscape = false;
  bool official = true;
  bool open_to_all = false;      ///< public/, stamped by the area's own classification
  const char* series = nullptr;  ///< one sheet for each of it; none: no document
};

std::vector<Document> documents() {
  return {{"work_plan", embedded::template_zh_work_plan, embedded::template_en_work_plan},
          {"script", embedded::template_zh_script, embedded::template_en_script, true},
          {"notice", embedded::template_zh_notice, embedded::template_en_notice, false, true, true},
          {"announcement", embedded::template_zh_announcement, embedded::template_en_announcement, false,
           true, true},
          {"safety_plan", embedded::template_zh_safety_plan, embedded::template_en_safety_plan},
          {"task_sheets", embedded::template_zh_task_sheets, embedded::template_en_task_sheets, false, false},
          {"consultations", embedded::template_zh_consultations, embedded::template_en_consultations, false,
           false, false, "consultation"}};
}

const char* ending(Language l) {
  return l == Language::zh ? "zh" : "en";
}

void write_document(const Document& document, const RunValues& run, const Facts& facts, Language l,
                    const std::filesystem::path& folder, PackageReport& report) {
  if (document.series && facts.series.at(document.series).empty()) return;
  const std::string lang = ending(l);
  const std::filesystem::path own =
      run.scenario.file.parent_path() / "templates" / lang / (std::string(document.name) + ".txt");
  const bool has_own = std::filesystem::exists(own);
  const std::string text = has_own             ? geo::to_utf8(geo::read_file(own))
                           : l == Language::zh ? document.zh
                                               : document.en;
  const std::string source = has_own ? own.string() : "templates/" + lang + "/" + document.name + ".txt";
  WordLook look;
  look.language = l;
  look.title = facts.values.at("title");
  look.stamp = document.open_to_all ? word_or_code("class.", run.world.classification, l)
                                    : planners_stamp(run.world, l);
  look.foot = word("mark.only", l);
  look.landscape = document.landscape;
  look.official = document.official;
  const std::string name = std::string("EXERCISE_") + document.name + "_" + lang + ".docx";
  const Kept kept = write_word(folder / name, look, filled(text, source, facts), run.scenario.start);
  for (const std::string& block : kept.blocks) report.kept.push_back(name + " " + block);
  for (const std::string& block : kept.lost) report.lost.push_back(name + " " + block);
}

void copy_if_there(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (std::filesystem::exists(from)) geo::write_file(to, geo::read_file(from));
}

bool is_card(const std::string& name) {
  return name.find("_card_") != std::string::npos;
}

/// Cards are for villagers; lists, summary and MSEL hold margins and what players must not know.
void copy_run_papers(const std::filesystem::path& run, const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(run / "docs")) {
    const std::string name = entry.path().filename().string();
    copy_if_there(entry.path(), folder / (is_card(name) ? "public" : "internal") / name);
  }
  copy_if_there(run / "drill" / "msel.xlsx", folder / "internal" / "EXERCISE_msel.xlsx");
}

std::vector<VillageCard> village_cards(const RunValues& run) {
  const Figures figures = figures_of(run.world, run.plan);
  std::vector<VillageCard> cards;
  for (std::size_t v = 0; v < run.world.villages.size(); ++v)
    if (figures.villages[v].must_move > 0)
      cards.push_back(card_of(run.world, run.impact, run.plan, {static_cast<std::int32_t>(v)}));
  return cards;
}

const std::string& village_id(const RunValues& run, const VillageCard& card) {
  return run.world.villages[static_cast<std::size_t>(card.village.index)].id;
}

void write_route_sheets(const RunValues& run, const std::filesystem::path& folder) {
  for (const VillageCard& card : village_cards(run))
    for (const Language l : {Language::zh, Language::en})
      geo::write_file(folder / ("EXERCISE_route_map_" + village_id(run, card) + "_" + ending(l) + ".pdf"),
                      route_sheet_pdf(run, card, l));
}

void write_household_cards(const RunValues& run, const Persons& persons, const std::filesystem::path& folder,
                           PackageReport& report) {
  for (const VillageCard& card : village_cards(run))
    for (const Language l : {Language::zh, Language::en}) {
      const std::string pdf = household_cards_pdf(run, card, persons, l, report.household_cards);
      if (!pdf.empty())
        geo::write_file(
            folder / ("EXERCISE_household_cards_" + village_id(run, card) + "_" + ending(l) + ".pdf"), pdf);
    }
}

void write_geo_cards(const RunValues& run, const Persons& persons, const std::filesystem::path& folder) {
  if (run.world.registers.hazard_points.empty()) return;
  SafeWalks walks(run.world, run.plan);
  for (const world::HazardPoint& point : run.world.registers.hazard_points) {
    const SafeWalk walk = way_out(run.world, point, walks);
    for (const Language l : {Language::zh, Language::en})
      geo::write_file(folder / ("EXERCISE_geo_card_" + point.id + "_" + ending(l) + ".pdf"),
                      geo_card_pdf(run, point, walk, persons, l));
  }
}

/// Cards and the call record with whole names; the audit line is written before a name is read.
void write_unmasked(const RunValues& run, const Disclosure& disclosure, const std::filesystem::path& folder) {
  const Persons persons = disclose_persons(run.world.folder, disclosure);
  PackageReport own;
  write_household_cards(run, persons, folder, own);
  write_geo_cards(run, persons, folder);
  write_package_sheets(run, persons, folder, "calls");
  for (const VillageCard& card : village_cards(run))
    for (const Language l : {Language::zh, Language::en})
      geo::write_file(folder / ("EXERCISE_card_" + village_id(run, card) + "_" + ending(l) + ".pdf"),
                      card_pdf(run.scenario, run.world, run.plan, card, persons, l));
}

void list_files(const std::filesystem::path& folder, PackageReport& report) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      report.files.push_back(std::filesystem::relative(entry.path(), folder).string());
  std::sort(report.files.begin(), report.files.end());
}

}  // namespace

PackageReport write_package(const RunValues& run, const std::filesystem::path& run_folder,
                            const std::filesystem::path& folder, const std::optional<Disclosure>& unmasked) {
  PackageReport report;
  for (const Language l : {Language::zh, Language::en}) {
    const Facts facts = package_facts(run, l);
    for (const Document& document : documents())
      write_document(document, run, facts, l, folder / (document.open_to_all ? "public" : "internal"),
                     report);
  }
  const Persons persons = read_masked_persons(run.world.folder);
  write_package_sheets(run, persons, folder / "internal");
  write_warning_texts(run, folder / "public" / "warnings");
  copy_run_papers(run_folder, folder);
  write_route_sheets(run, folder / "public");
  write_household_cards(run, persons, folder / "internal" / "household_cards", report);
  write_geo_cards(run, persons, folder / "internal" / "geo_cards");
  if (unmasked) write_unmasked(run, *unmasked, folder / "restricted");
  list_files(folder, report);
  return report;
}

PackageReport write_public(const RunValues& run, const std::filesystem::path& run_folder,
                           const std::filesystem::path& folder) {
  if (run.world.classification == "secret")
    throw base::InputError(run.world.folder, "classification",
                           "the area is secret (秘密): nothing of it is public",
                           "export the package for internal use, or have the area declassified");
  PackageReport report;
  for (const Language l : {Language::zh, Language::en}) {
    const Facts facts = package_facts(run, l);
    for (const Document& document : documents())
      if (document.open_to_all) write_document(document, run, facts, l, folder, report);
  }
  for (const auto& entry : std::filesystem::directory_iterator(run_folder / "docs"))
    if (const std::string name = entry.path().filename().string(); is_card(name))
      copy_if_there(entry.path(), folder / name);
  write_route_sheets(run, folder);
  write_warning_texts(run, folder / "warnings");
  write_public_places(run, folder);
  list_files(folder, report);
  return report;
}

}  // namespace dayu::drill
