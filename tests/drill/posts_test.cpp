// SPDX-License-Identifier: Apache-2.0
// Who answers for whom: a person who is gone is missed by name, one in two posts is told, and no whole name
// leaves without a line in the audit file.
#include "engine/drill/posts.h"

#include "engine/drill/persons.h"
#include "engine/drill/register_sheets.h"
#include "tests/support/catch.h"
#include "tests/world/small_area.h"

using namespace dayu;
using test::has_fault;
using test::SmallArea;

namespace {

const char* const kHeader = "person,name_zh,name_en,phone,post_zh,post_en\n";
const char* const kRows[] = {
    "P1,王建国,Wang Jianguo,13812341234,县领导,county\n", "P2,李四,Li Si,13812341235,乡领导,township\n",
    "P3,张三,Zhang San,13812341236,书记,village\n",       "P4,赵六,Zhao Liu,13812341237,组长,group\n",
    "P5,钱七,Qian Qi,13812341238,书记,village\n",         "P6,孙八,Sun Ba,13812341239,组长,group\n",
    "H1,周九,Zhou Jiu,13812341240,户主,head\n",           "H2,吴十,Wu Shi,13812341241,户主,head\n"};

void write_persons(const SmallArea& area, const std::string& without = "") {
  std::string text = kHeader;
  for (const std::string row : kRows)
    if (without.empty() || row.rfind(without + ",", 0) != 0) text += row;
  area.write("restricted/persons.csv", text);
}

std::vector<base::Fault> faults(const SmallArea& area) {
  return drill::chain_faults(area.load(), area.path());
}

}  // namespace

TEST_CASE("a deleted group leader is missed: households, village, level") {
  const SmallArea area("orphan");
  CHECK(faults(area).empty());  // no list of persons: nothing to ask
  write_persons(area);
  CHECK(faults(area).empty());
  write_persons(area, "P4");
  const auto found = faults(area);
  REQUIRE(found.size() == 1);
  CHECK(found[0].place.find("village V1 上湾 Shangwan") != std::string::npos);
  CHECK(found[0].place.find("household H1, H2") != std::string::npos);
  CHECK(found[0].what.find("group level (组级责任人)") != std::string::npos);
  CHECK(found[0].what.find("P4") != std::string::npos);
}

TEST_CASE("each missing level is told for each group") {
  const SmallArea area("levels");
  write_persons(area, "P1");
  CHECK(faults(area).size() == 2);  // the county's officer stands above both groups
  write_persons(area, "H2");
  auto found = faults(area);
  REQUIRE(found.size() == 1);
  CHECK(found[0].what.find("household level (户级责任人)") != std::string::npos);
  CHECK(found[0].place.find("household H2") != std::string::npos);
  write_persons(area);
  area.write("chains.csv", "group,county,township,village,group_leader,household\nG1,P1,P2,,P4,head\n");
  found = faults(area);
  CHECK(found.size() == 2);
  CHECK(has_fault(found, "chains.csv", "group G1", "names nobody at village level"));
  CHECK(has_fault(found, "chains.csv", "group G2", "has no chain of five levels"));
  area.write(
      "chains.csv",
      "group,county,township,village,group_leader,household\nG1,P1,P2,P3,P4,head\nG1,P1,P2,P3,P4,head\n");
  CHECK(has_fault(area.faults(), "chains.csv", "row 3", "stands twice"));
}

TEST_CASE("one person in two posts at the same time is named, also under two ids") {
  const SmallArea area("two_posts");
  write_persons(area);
  CHECK(drill::post_remarks(area.load(), area.path()).empty());
  area.write("reservoir_posts.csv",
             "reservoir,post,person\nL1,政府,P1\nL1,主管部门,P7\nL1,管理单位,P8\nL1,技术,P9\nL1,巡查,P4\n");
  std::string text = kHeader;
  for (const char* row : kRows) text += row;
  area.write("restricted/persons.csv",
             text + "P7,冯一,,13912341234,,\nP8,冯二,,,,\nP9,李四,,13812341235,,\n");
  const auto remarks = drill::post_remarks(area.load(), area.path());
  CHECK(has_fault(remarks, "chains.csv", "person P4",
                  "holds 2 posts at the same time: 组级责任人 (group level); 龙潭巡查责任人"));
  CHECK(has_fault(remarks, "chains.csv", "person P1", "holds 2 posts"));
  CHECK(has_fault(remarks, "chains.csv", "person P2", "龙潭技术责任人"));  // P9 is P2 by name and phone
  CHECK(has_fault(remarks, "persons.csv", "person P8", "no phone"));
  CHECK_FALSE(has_fault(remarks, "reservoir_posts.csv", "reservoir L1", "its post"));
}

TEST_CASE("a reservoir whose five posts are not all filled") {
  const SmallArea area("posting");
  write_persons(area);
  area.write("reservoir_posts.csv", "reservoir,post,person\nL1,government,P7\nL1,technical,\n");
  const auto remarks = drill::post_remarks(area.load(), area.path());
  CHECK(has_fault(remarks, "reservoir_posts.csv", "reservoir L1",
                  "post government (政府（行政）责任人) is held by P7, who is not"));
  CHECK(has_fault(remarks, "reservoir_posts.csv", "reservoir L1", "post technical (技术责任人) is empty"));
  CHECK(has_fault(remarks, "reservoir_posts.csv", "reservoir L1", "post patrol (巡查责任人) is empty"));
  area.write("reservoir_posts.csv", "reservoir,post,person\nL1,government,P7\nL1,行政,P1\nL1,keeper,P1\n");
  CHECK(has_fault(area.faults(), "reservoir_posts.csv", "row 3, column post", "stands twice"));
  CHECK(has_fault(area.faults(), "reservoir_posts.csv", "row 4, column post", "not a word"));
}

TEST_CASE("no whole name without who, what for, and a line in the audit file") {
  const SmallArea area("audit");
  write_persons(area);
  const auto audit = area.path() / "restricted" / "audit.csv";
  CHECK_THROWS_AS(drill::disclose_persons(area.path(), {"2026-01-01", "", "cards"}), base::InputError);
  CHECK_THROWS_AS(drill::disclose_persons(area.path(), {"2026-01-01", "Li", ""}), base::InputError);
  CHECK_FALSE(std::filesystem::exists(audit));
  CHECK(drill::read_masked_persons(area.path()).at("P1").phone == "138****1234");
  CHECK_FALSE(std::filesystem::exists(audit));
  CHECK(drill::disclose_persons(area.path(), {"2026-01-01T08:00:00+08:00", "Li, office", "posting sheet"})
            .at("P1")
            .name.zh == "王建国");
  drill::disclose_persons(area.path(), {"2026-01-02", "Wang", "cards"});
  const geo::Table table = geo::read_table(audit);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0] ==
        std::vector<std::string>{"2026-01-01T08:00:00+08:00", "Li, office", "posting sheet", "8"});
  CHECK(table.text(1, "who") == "Wang");
}

TEST_CASE("register sheets are masked unless whole names are handed in") {
  const SmallArea area("sheets");
  write_persons(area);
  area.write("reservoir_posts.csv", "reservoir,post,person\nL1,government,P1\n");
  const world::World w = area.load();
  const auto text_of = [&](const std::map<std::string, drill::Person>& persons) {
    std::string text;
    for (const drill::SheetPage& page : drill::register_pages(w, persons, drill::Language::zh))
      for (const auto& row : page.rows)
        for (const std::string& cell : row) text += cell + "|";
    return text;
  };
  const std::string masked = text_of(drill::read_masked_persons(area.path()));
  CHECK(masked.find("王* 138****1234") != std::string::npos);
  CHECK(masked.find("建国") == std::string::npos);
  CHECK(masked.find("13812341234") == std::string::npos);
  CHECK(masked.find("（空缺）|否|") != std::string::npos);
  CHECK(text_of(drill::disclose_persons(area.path(), {"now", "me", "test"})).find("王建国 13812341234") !=
        std::string::npos);
}
