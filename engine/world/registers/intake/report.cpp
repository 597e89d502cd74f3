// SPDX-License-Identifier: Apache-2.0
// What was found, as a table and as sentences in either language; and the bad rows in their own layout.
#include <algorithm>

#include "engine/geo/table.h"
#include "engine/world/registers/intake/intake.h"

namespace dayu::world::intake {
namespace fs = std::filesystem;
namespace {

std::string quoted(const std::string& cell) {
  const geo::TableWriter out({cell});
  return out.text().substr(0, out.text().size() - 1);
}

/// Cells of a line whatever their number, and one more behind them.
std::string line_of(const std::vector<std::string>& cells, const std::string& last) {
  std::string text;
  for (const std::string& cell : cells) text += quoted(cell) + ",";
  return text + quoted(last) + "\n";
}

std::string reasons(const Report& report, const TakenSheet& taken, const Row& row) {
  std::string text;
  for (const Finding& f : report.findings)
    if (f.fault && f.sheet == taken.sheet.name && f.row == taken.sheet.lines[row.row])
      text +=
          (text.empty() ? "" : "；") + (f.title.empty() ? "" : f.title + " ") + f.what.zh + " / " + f.what.en;
  return text;
}

}  // namespace

std::vector<fs::path> write_error_sheets(const Report& report, const std::vector<Row>& rows,
                                         const fs::path& folder) {
  std::vector<fs::path> written;
  for (std::size_t s = 0; s < report.sheets.size(); ++s) {
    const TakenSheet& taken = report.sheets[s];
    std::string text, bad;
    for (std::size_t r = 0; r <= taken.header.last; ++r)
      text += line_of(taken.sheet.rows[r], r == taken.header.last ? "错误" : "");
    for (const Row& row : rows)
      if (row.sheet == s && row.bad) bad += line_of(taken.sheet.rows[row.row], reasons(report, taken, row));
    if (bad.empty()) continue;
    const std::string tab = taken.sheet.name.empty() ? "" : "_" + taken.sheet.name;
    written.push_back(folder / (fs::path(report.file).stem().string() + tab + "_errors.csv"));
    geo::write_file(written.back(), "\xEF\xBB\xBF" + text + bad);
  }
  return written;
}

int Report::faults() const {
  return static_cast<int>(
      std::count_if(findings.begin(), findings.end(), [](const Finding& f) { return f.fault; }));
}

std::string report_csv(const Report& report) {
  geo::TableWriter out({"级别 level", "工作表 sheet", "行 row", "列 column", "标题 title", "值 value",
                        "原因 reason", "reason_en", "处理办法 remedy", "remedy_en"});
  for (const Finding& f : report.findings) {
    out.cell(f.fault ? "错误 fault" : "提示 remark")
        .cell(f.sheet)
        .cell(f.row == 0 ? "" : std::to_string(f.row));
    out.cell(f.letters)
        .cell(f.title)
        .cell(f.value)
        .cell(f.what.zh)
        .cell(f.what.en)
        .cell(f.remedy.zh)
        .cell(f.remedy.en);
    out.end_row();
  }
  return "\xEF\xBB\xBF" + out.text();
}

std::string to_text(const Finding& f, bool zh) {
  std::string place = f.sheet;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) place += (place.empty() ? "" : zh ? "，" : ", ") + part;
  };
  if (f.row > 0) add(zh ? "第" + std::to_string(f.row) + "行" : "row " + std::to_string(f.row));
  if (!f.letters.empty())
    add((zh ? f.letters + "列" : "column " + f.letters) + (f.title.empty() ? ""
                                                           : zh            ? "“" + f.title + "”"
                                                                           : " '" + f.title + "'"));
  const std::string value = f.value.empty() ? "" : zh ? "“" + f.value + "”" : "'" + f.value + "' ";
  if (zh) return (f.fault ? "错误：" : "提示：") + place + "：" + value + f.what.zh + "；" + f.remedy.zh;
  return (f.fault ? "fault: " : "remark: ") + place + ": " + value + f.what.en + "; " + f.remedy.en;
}

}  // namespace dayu::world::intake
