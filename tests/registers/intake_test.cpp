// SPDX-License-Identifier: Apache-2.0
// An office's list comes in whole, cell by cell as it was meant, or not at all.
#include "engine/world/registers/intake/intake.h"

#include <iconv.h>
#include <xlsxwriter.h>

#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using namespace dayu::world::intake;
using test::SmallArea;

namespace {

std::string gb18030(const std::string& utf8) {
  iconv_t converter = iconv_open("GB18030", "UTF-8");
  std::string out(utf8.size() * 2 + 16, '\0'), in = utf8;
  char *from = in.data(), *to = out.data();
  std::size_t from_left = in.size(), to_left = out.size();
  REQUIRE(iconv(converter, &from, &from_left, &to, &to_left) != static_cast<std::size_t>(-1));
  iconv_close(converter);
  out.resize(out.size() - to_left);
  return out;
}

const Finding* finding(const Report& report, int row, const std::string& title) {
  for (const Finding& f : report.findings)
    if (f.row == row && f.title == title) return &f;
  return nullptr;
}

std::string cell(const SmallArea& area, const std::string& file, const std::string& key,
                 const std::string& column) {
  const geo::Table t = geo::read_table(area.path() / file);
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    if (t.rows[row].front() == key) return t.text(row, column);
  return "no such row";
}

/// 䶮 (U+4DAE, two bytes in the 2022 edition) and 𠮷 (U+20BB7, four bytes everywhere).
const char* const kList =
    "户号,村,组,户主,联系电话,户籍人数,常住人数,在家人数,65岁以上,房屋结构,切坡建房,备注\n"
    "H7,上湾,一组,䶮小𠮷,7953210001,６,５,约4人,2,砖混,是,低保\n"
    "H8,白沙,二组,张三,13800000000,三,3,2人,无,土坯,否,\n";

}  // namespace

TEST_CASE("the same list in four encodings gives the same bytes inside") {
  std::vector<std::string> households, persons;
  const std::string list = kList;
  for (const std::string& bytes : {list, "\xEF\xBB\xBF" + list, gb18030(list)}) {
    const SmallArea area("encodings");
    area.write("list.csv", bytes);
    const Report report = take_in(area.path(), area.path() / "list.csv", {});
    CHECK(report.table == "households");
    REQUIRE(report.imported);
    households.push_back(geo::read_file(area.path() / "households.csv"));
    persons.push_back(geo::read_file(area.path() / "restricted" / "persons.csv"));
  }
  for (std::size_t k = 1; k < households.size(); ++k) {
    CHECK(households[k] == households[0]);
    CHECK(persons[k] == persons[0]);
  }
  CHECK(persons[0].find("䶮小𠮷,,07953210001") != std::string::npos);
}

TEST_CASE("what people write is read as they meant it, and told") {
  const SmallArea area("meant");
  area.write("list.csv", kList);
  const Report report = take_in(area.path(), area.path() / "list.csv", {});
  REQUIRE(report.imported);
  CHECK(report.added == 2);
  CHECK(report.persons == 2);
  CHECK(cell(area, "households.csv", "H7", "group") == "G1");
  CHECK(cell(area, "households.csv", "H7", "people") == "4");
  CHECK(cell(area, "households.csv", "H7", "registered") == "6");
  CHECK(cell(area, "households.csv", "H7", "resident") == "5");
  CHECK(cell(area, "households.csv", "H7", "house") == "brick_concrete");
  CHECK(cell(area, "households.csv", "H7", "flags") == "cut_slope");
  CHECK(cell(area, "households.csv", "H8", "registered") == "3");
  CHECK(cell(area, "households.csv", "H8", "over65") == "0");
  CHECK(cell(area, "households.csv", "H1", "people") == "4");  // the rows that were there stay
  REQUIRE(finding(report, 2, "在家人数"));
  CHECK_FALSE(finding(report, 2, "在家人数")->fault);
  CHECK(finding(report, 2, "在家人数")->what.zh == "是约数，按4计");
  REQUIRE(finding(report, 2, "联系电话"));
  CHECK(finding(report, 2, "联系电话")->what.en == "its leading zero was put back");
  CHECK(finding(report, 2, "联系电话")->value.find("3210") == std::string::npos);  // phones are masked
  // Names and phones stand in one file alone.
  CHECK(geo::read_file(area.path() / "households.csv").find("张三") == std::string::npos);
  const world::World world = area.load();
  CHECK(world.households[2].registered == 6);
  CHECK(std::any_of(world.assumptions.begin(), world.assumptions.end(),
                    [](const std::string& a) { return a.find("在家6人") != std::string::npos; }));
}

TEST_CASE("one bad cell and nothing is written; the dry run tells all of them") {
  const SmallArea area("bad");
  const std::string before = geo::read_file(area.path() / "households.csv");
  area.write("list.csv",
             "户号,组编号,在家人数,房屋结构,电话,户主\n"
             "H7,G1,两三个,砖混,138123412,李四\n"
             "H8,G9,2-3,木头,1.38123E+10,王五\n"
             "H9,G1,-1,rc,,\n"
             "H9,G1,2.5,rc,,\n"
             "合计,,9,,,\n"
             "H6,G1,2,rc,,\n");
  for (const bool dry : {true, false}) {
    Options options;
    options.dry_run = dry;
    const Report report = take_in(area.path(), area.path() / "list.csv", options);
    CHECK_FALSE(report.imported);
    CHECK(geo::read_file(area.path() / "households.csv") == before);
    CHECK_FALSE(std::filesystem::exists(area.path() / "restricted"));
    CHECK_FALSE(std::filesystem::exists(area.path() / "mappings.csv"));
    CHECK(report.rows == 5);
    CHECK(report.bad == 4);
    const struct {
      int row;
      const char *title, *value, *en;
    } wanted[] = {{2, "在家人数", "两三个", "is not a number"},
                  {2, "电话", "138****12", "has 9 digits: no phone number is so long"},
                  {3, "组编号", "G9", "is no group of groups.csv"},
                  {3, "在家人数", "2-3", "is a range, not a number"},
                  {3, "房屋结构", "木头", "is not a word that is known here"},
                  {3, "电话", "1.38*3E+10", "was turned into a rounded number: its last digits are lost"},
                  {4, "在家人数", "-1", "is negative"},
                  {5, "在家人数", "2.5", "is not a whole number"},
                  {5, "户号", "H9", "stands twice (first in row 4)"}};
    for (const auto& w : wanted) {
      INFO(w.row << " " << w.title);
      bool found = false;
      for (const Finding& f : report.findings)
        found = found || (f.fault && f.row == w.row && f.title == w.title && f.what.en == w.en &&
                          !f.remedy.en.empty() && !f.remedy.zh.empty() && !f.what.zh.empty());
      CHECK(found);
    }
    CHECK(report.faults() == 9);
    CHECK(report_csv(report).find("两三个") != std::string::npos);
  }
}

TEST_CASE("good rows in, bad rows to a sheet of the same layout that comes in once mended") {
  const SmallArea area("good_rows");
  area.write("list.csv", "青溪镇台账,,,\n户号,组编号,在家人数,标记\nH7,G1,3,临河、切坡\nH8,G1,几个,\n");
  Options options;
  options.good_rows = true;
  const Report report = take_in(area.path(), area.path() / "list.csv", options);
  CHECK(report.imported);
  CHECK(report.added == 1);
  CHECK(cell(area, "households.csv", "H7", "flags") == "riverside;cut_slope");
  CHECK(cell(area, "households.csv", "H8", "people") == "no such row");
  const std::filesystem::path errors = area.path() / "list_errors.csv";
  std::string text = geo::read_file(errors);
  CHECK(text.find("青溪镇台账,,,,\n户号,组编号,在家人数,标记,错误\nH8,G1,几个,,") != std::string::npos);
  CHECK(text.find("is not a number") != std::string::npos);
  text.replace(text.find("几个"), std::string("几个").size(), "5");
  geo::write_file(errors, text);
  CHECK(take_in(area.path(), errors, {}).imported);
  CHECK(cell(area, "households.csv", "H8", "people") == "5");
}

TEST_CASE("the whole area is asked before a byte is written") {
  const SmallArea area("whole");
  const std::string before = geo::read_file(area.path() / "households.csv");
  area.write("list.csv",
             "户号,组编号,在家人数,危险区\nH7,G2,40,\nH8,G2,20,Z9\n");  // 60 people in a group of 50
  const Report report = take_in(area.path(), area.path() / "list.csv", {});
  CHECK_FALSE(report.imported);
  REQUIRE(finding(report, 3, "危险区"));
  CHECK(finding(report, 3, "危险区")->fault);
  CHECK(geo::read_file(area.path() / "households.csv") == before);
  area.write("list.csv", "户号,组编号,在家人数\nH7,G2,40\nH8,G2,20\n");
  const Report sums = take_in(area.path(), area.path() / "list.csv", {});
  CHECK_FALSE(sums.imported);
  REQUIRE(sums.faults() == 1);
  CHECK(sums.findings.back().what.en.find("group G2: has 50 people, its listed households have 60") !=
        std::string::npos);
}

TEST_CASE("a workbook with titles in merged cells, several sheets, and dates") {
  const SmallArea area("workbook");
  const std::string file = (area.path() / "台账.xlsx").string();
  lxw_workbook* book = workbook_new(file.c_str());
  for (const char* name : {"上湾村", "白沙村"}) {
    const bool first = std::string(name) == "上湾村";
    lxw_worksheet* s = workbook_add_worksheet(book, name);
    worksheet_merge_range(s, 0, 0, 0, 5, "山洪灾害危险区农户台账", nullptr);
    worksheet_merge_range(s, 1, 0, 2, 0, "户号", nullptr);
    worksheet_merge_range(s, 1, 1, 2, 1, "行政村", nullptr);
    worksheet_merge_range(s, 1, 2, 2, 2, "组别", nullptr);
    worksheet_merge_range(s, 1, 3, 1, 5, "人口（人）", nullptr);
    worksheet_write_string(s, 2, 3, "户籍", nullptr);
    worksheet_write_string(s, 2, 4, "常住", nullptr);
    worksheet_write_string(s, 2, 5, "在家", nullptr);
    worksheet_merge_range(s, 3, 1, 4, 1, first ? "上湾" : "白沙", nullptr);
    for (int k = 0; k < 2; ++k) {
      const auto row = static_cast<lxw_row_t>(3 + k);
      worksheet_write_string(s, row, 0, ((first ? "HA" : "HB") + std::to_string(k)).c_str(), nullptr);
      worksheet_write_string(s, row, 2, first ? "一组" : "二组", nullptr);
      for (int c = 0; c < 3; ++c)
        worksheet_write_number(s, row, static_cast<lxw_col_t>(3 + c), 5 - c + k, nullptr);
    }
  }
  lxw_worksheet* notes = workbook_add_worksheet(book, "填表说明");
  worksheet_write_string(notes, 0, 0, "每户一行", nullptr);
  workbook_close(book);
  const Report report = take_in(area.path(), file, {});
  REQUIRE(report.imported);
  CHECK(report.sheets.size() == 2);
  CHECK(report.added == 4);
  CHECK(cell(area, "households.csv", "HA1", "group") == "G1");
  CHECK(cell(area, "households.csv", "HB1", "group") == "G2");
  CHECK(cell(area, "households.csv", "HB1", "registered") == "6");
  CHECK(cell(area, "households.csv", "HB1", "resident") == "5");
  CHECK(cell(area, "households.csv", "HB1", "people") == "4");
}

TEST_CASE("a number in a merged cell counts for nobody until it is told whose it is") {
  const SmallArea area("merged_number");
  const std::string file = (area.path() / "list.xlsx").string();
  lxw_workbook* book = workbook_new(file.c_str());
  lxw_worksheet* s = workbook_add_worksheet(book, "表");
  for (int c = 0; c < 3; ++c)
    worksheet_write_string(s, 0, static_cast<lxw_col_t>(c), (const char*[]){"户号", "组编号", "在家人数"}[c],
                           nullptr);
  for (int r = 1; r < 3; ++r) {
    worksheet_write_string(s, static_cast<lxw_row_t>(r), 0, ("HC" + std::to_string(r)).c_str(), nullptr);
    worksheet_write_string(s, static_cast<lxw_row_t>(r), 1, "G1", nullptr);
  }
  lxw_format* plain = workbook_add_format(book);
  worksheet_merge_range(s, 1, 2, 2, 2, "", plain);
  worksheet_write_number(s, 1, 2, 7, plain);
  workbook_close(book);
  const Report report = take_in(area.path(), file, {});
  CHECK_FALSE(report.imported);
  REQUIRE(finding(report, 3, "在家人数"));
  CHECK(finding(report, 3, "在家人数")->what.en ==
        "is one merged cell: a number cannot count for several rows");
}

TEST_CASE("a title that was explained once is known the next time") {
  const SmallArea area("template");
  area.write("one.csv", "门牌,组编号,实际人数,猫\nH7,G1,3,1\n");
  CHECK_THROWS_AS(take_in(area.path(), area.path() / "one.csv", {}), base::InputError);
  Options options;
  options.table = "households";
  options.by_hand = {{"门牌", "household"}, {"实际人数", "people"}, {"猫", "-"}};
  REQUIRE(take_in(area.path(), area.path() / "one.csv", options).imported);
  area.write("two.csv", "门牌,组编号,实际人数,猫\nH7,G1,4,1\nH8,G1,2,0\n");
  Options again;
  again.table = "households";
  const Report report = take_in(area.path(), area.path() / "two.csv", again);
  REQUIRE(report.imported);
  CHECK(report.findings.empty());
  CHECK(report.added == 1);
  CHECK(report.altered == 1);
  CHECK(cell(area, "households.csv", "H7", "people") == "4");
}

TEST_CASE("dates, phones, codes and numbers one by one") {
  const struct {
    CellValue got;
    const char* text;
    bool remark;
  } right[] = {{read_date("2025年6月1日"), "2025-06-01", false},
               {read_date("2025/6/1"), "2025-06-01", false},
               {read_date("45809"), "2025-06-01", false},
               {read_date("20240229"), "2024-02-29", false},
               {read_phone("１３８１２３４１２３４"), "13812341234", false},
               {read_phone("13812341234.0"), "13812341234", false},
               {read_phone("1.3812341234E+10"), "13812341234", false},
               {read_phone("0795-3210001"), "07953210001", false},
               {read_phone("2012345678"), "02012345678", true},
               {read_phone("1012345678"), "01012345678", true},
               {read_phone("3210001"), "3210001", true},
               {read_count("１２ 人"), "12", false},
               {read_count("1,200"), "1200", false},
               {read_count("十二"), "12", true},
               {read_count("近20人"), "20", true},
               {read_count("3.0"), "3", false},
               {read_decimal("410平方米", false), "410", false},
               {read_decimal("-1.5", true), "-1.5", false},
               {read_digits("369921101201", 12), "369921101201", false}};
  for (const auto& r : right) {
    INFO(r.text);
    CHECK_FALSE(r.got.fault);
    CHECK(r.got.text == r.text);
    CHECK(r.got.remark.has_value() == r.remark);
  }
  for (const CellValue& wrong :
       {read_date("6月1日"), read_date("2025-02-30"), read_phone("1381234123"), read_phone("见户主"),
        read_phone("13812341234、13912341234"), read_count("若干"), read_count("3~5"),
        read_decimal("abc", true), read_decimal("-2", false), read_digits("3.69921E+11", 12)}) {
    CHECK(wrong.fault);
    CHECK(wrong.text.empty());
  }
}
