// SPDX-License-Identifier: Apache-2.0
// `dayu area ledger AREA FILE`: an office's list into an area folder, with every doubt told first.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "engine/app/cli/exit_codes.h"
#include "engine/app/cli/registers.h"
#include "engine/base/errors.h"
#include "engine/geo/table.h"
#include "engine/world/registers/intake/intake.h"
#include "engine/world/registers/intake/tables.h"

namespace dayu::app {
namespace {

using namespace world::intake;

struct LedgerWords {
  std::string area, file, report, lang = "en", columns;
  std::vector<std::string> maps;
  Options options;
};

void list_columns(const std::string& table) {
  if (columns_of(table).empty())
    throw base::InputError("", "--columns " + table, "there is no such ledger",
                           "use one of those that `dayu area ledger --help` names");
  for (const ColumnSpec& spec : columns_of(table))
    std::cout << spec.column << "\t" << spec.kind << (spec.needed ? " *" : "") << "\t" << spec.name.zh << "\t"
              << spec.name.en << "\n";
}

void take_maps(LedgerWords& words) {
  for (const std::string& map : words.maps) {
    const std::size_t equals = map.rfind('=');
    if (equals == std::string::npos || equals == 0)
      throw base::InputError("", "--map " + map, "is not TITLE=COLUMN", "write e.g. --map \"在家=people\"");
    words.options.by_hand[map.substr(0, equals)] = map.substr(equals + 1);
  }
}

void tell_meanings(const Report& report, bool zh) {
  for (const TakenSheet& taken : report.sheets) {
    std::cout << (taken.sheet.name.empty() ? report.file : taken.sheet.name)
              << (report.encoding.empty() ? "" : " (" + report.encoding + ")") << ":";
    for (std::size_t c = 0; c < taken.header.titles.size(); ++c)
      if (!taken.header.columns[c].empty())
        std::cout << " " << taken.header.titles[c] << (zh ? "→" : " -> ") << taken.header.columns[c] << ";";
    std::cout << "\n";
  }
}

int run(LedgerWords& words) {
  if (!words.columns.empty()) {
    list_columns(words.columns);
    return kOk;
  }
  if (words.area.empty() || words.file.empty())
    throw base::InputError("", "area ledger", "an area folder and a file are wanted",
                           "dayu area ledger AREA FILE --table households --dry-run");
  take_maps(words);
  const Report report = take_in(words.area, words.file, words.options);
  const bool zh = words.lang == "zh";
  tell_meanings(report, zh);
  for (const Finding& finding : report.findings) std::cout << to_text(finding, zh) << "\n";
  if (!words.report.empty()) geo::write_file(words.report, report_csv(report));
  const int faults = report.faults();
  std::cout << report.table << ": " << report.rows << (zh ? " 行，" : " rows, ") << report.bad
            << (zh ? " 行有错，新增 " : " bad, ") << report.added << (zh ? "，修改 " : " new, ")
            << report.altered << (zh ? "，不变 " : " altered, ") << report.same << (zh ? "；" : " same; ")
            << report.persons
            << (zh ? " 人写入 restricted/persons.csv；" : " persons for restricted/persons.csv; ")
            << (report.imported         ? (zh ? "已导入" : "imported")
                : words.options.dry_run ? (zh ? "试运行，未写入" : "dry run, nothing written")
                                        : (zh ? "有错，未写入" : "faults: nothing written"))
            << "\n";
  for (const std::string& file : report.written) std::cout << "  " << file << "\n";
  return faults == 0 || report.imported ? kOk : kInputInvalid;
}

}  // namespace

void add_ledger_verb(CLI::App& area, std::function<int()>& act) {
  auto words = std::make_shared<LedgerWords>();
  std::string tables;
  for (const std::string& table : table_names()) tables += (tables.empty() ? "" : ", ") + table;
  CLI::App* verb = area.add_subcommand(
      "ledger", "Takes an office's list (.xlsx, .xls, .ods, .csv, .shp) into an area folder: " + tables);
  verb->add_option("area", words->area, "The area folder");
  verb->add_option("file", words->file, "The list");
  verb->add_option("--table", words->options.table, "Which ledger it is (default: guessed from its titles)");
  verb->add_option("--sheet", words->options.sheet, "One sheet alone (default: all that have the titles)");
  verb->add_option("--map", words->maps, "TITLE=COLUMN: what a title means; TITLE=- leaves it out");
  verb->add_option("--mapping", words->options.mapping,
                   "Where titles are remembered (default: AREA/mappings.csv)");
  verb->add_option(
      "--crs", words->options.crs,
      "System of its points, e.g. EPSG:4490 (degrees) or GCJ-02 (phone maps); default: the area's");
  verb->add_flag("--dry-run", words->options.dry_run, "Tell everything, write nothing");
  verb->add_flag("--good-rows", words->options.good_rows,
                 "Take the good rows; the bad ones go to FILE_errors.csv in their own layout");
  verb->add_option("--errors", words->options.errors,
                   "Folder of the error sheets (default: beside the file)");
  verb->add_option("--report", words->report, "Writes the findings as a CSV");
  verb->add_option("--columns", words->columns, "Lists the columns of a ledger, * must be given");
  verb->add_option("--lang", words->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}));
  verb->callback([words, &act] { act = [words] { return run(*words); }; });
}

}  // namespace dayu::app
