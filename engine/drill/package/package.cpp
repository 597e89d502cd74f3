// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/package.h"

#include <algorithm>

#include "engine/drill/package/package_sheets.h"
#include "engine/drill/package/warning_texts.h"
#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char *const template_zh_work_plan,
    *const template_en_work_plan, *const template_zh_script,
                                      *const template_en_script,
                                          *const template_zh_notice,
                                              *const template_en_notice,
                                                  *const template_zh_safety_plan,
                                                      *const template_en_safety_plan,
                                                          *const template_zh_task_sheets,
                                                              *const template_en_task_sheets;
}

namespace dayu::drill {
namespace {

struct Document {
  const char* name;
  const char *zh, *en;  ///< the program's own templates
  bool landscape = false;
  bool official = true;
  bool open_to_all = false;  ///< public/, stamped by the area's own classification
};

std::vector<Document> documents() {
  return {
      {"work_plan", embedded::template_zh_work_plan, embedded::template_en_work_plan},
      {"script", embedded::template_zh_script, embedded::template_en_script, true},
      {"notice", embedded::template_zh_notice, embedded::template_en_notice, false, true, true},
      {"safety_plan", embedded::template_zh_safety_plan, embedded::template_en_safety_plan},
      {"task_sheets", embedded::template_zh_task_sheets, embedded::template_en_task_sheets, false, false}};
}

void write_document(const Document& document, const RunValues& run, const Facts& facts, Language l,
                    const std::filesystem::path& folder, PackageReport& report) {
  const std::string lang = l == Language::zh ? "zh" : "en";
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
  const Kept kept = write_word(folder / (document.open_to_all ? "public" : "internal") / name, look,
                               filled(text, source, facts), run.scenario.start);
  for (const std::string& block : kept.blocks) report.kept.push_back(name + " " + block);
  for (const std::string& block : kept.lost) report.lost.push_back(name + " " + block);
}

/// Cards are for villagers; lists, summary and MSEL hold margins and what players must not know.
void copy_run_papers(const std::filesystem::path& run, const std::filesystem::path& folder) {
  const auto copy = [](const std::filesystem::path& from, const std::filesystem::path& to) {
    if (std::filesystem::exists(from)) geo::write_file(to, geo::read_file(from));
  };
  for (const auto& entry : std::filesystem::directory_iterator(run / "docs")) {
    const std::string name = entry.path().filename().string();
    const bool card = name.find("_card_") != std::string::npos;
    copy(entry.path(), folder / (card ? "public" : "internal") / name);
  }
  copy(run / "drill" / "msel.xlsx", folder / "internal" / "EXERCISE_msel.xlsx");
}

}  // namespace

PackageReport write_package(const RunValues& run, const std::filesystem::path& run_folder,
                            const std::filesystem::path& folder) {
  PackageReport report;
  for (const Language l : {Language::zh, Language::en}) {
    const Facts facts = package_facts(run, l);
    for (const Document& document : documents()) write_document(document, run, facts, l, folder, report);
  }
  write_package_sheets(run, folder / "internal");
  write_warning_texts(run, folder / "public" / "warnings");
  copy_run_papers(run_folder, folder);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      report.files.push_back(std::filesystem::relative(entry.path(), folder).string());
  std::sort(report.files.begin(), report.files.end());
  return report;
}

}  // namespace dayu::drill
