// SPDX-License-Identifier: Apache-2.0
// Papers are read back as a stranger would: workbooks unzipped, PDFs through pdftotext where it is installed.
#include "engine/drill/documents.h"

#include <cstdio>
#include <cstdlib>
#include <regex>

#include "engine/drill/backup_route.h"
#include "engine/drill/card.h"
#include "engine/drill/card_map.h"
#include "engine/drill/map_frame.h"
#include "engine/drill/map_labels.h"
#include "engine/geo/table.h"
#include "tests/drill/made_county.h"
#include "tests/drill/unzip.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

namespace {

class Made {
 public:
  explicit Made(const std::string& name) : folder_(name), world(test::made_county()) {
    world.folder = folder_.path() / "area";
    geo::write_file(folder_.path() / "area" / "restricted" / "persons.csv",
                    "person,name_zh,name_en,phone,post_zh,post_en\n"
                    "P1,欧阳志远,Ouyang Zhiyuan,13800001111,县级责任人,County officer\n"
                    "P2,王建国,Wang Jianguo,13800002222,乡级责任人,Township officer\n"
                    "P3,李秀英,Li Xiuying,13800003333,村支书,Village secretary\n"
                    "P4,陈大山,Chen Dashan,13800004444,组长,Group leader\n"
                    "P5,赵小川,Zhao Xiaochuan,13800005555,组长,Group leader\n");
    // DAYU_KEEP_PAPERS=folder keeps them there to be looked at.
    const char* keep = std::getenv("DAYU_KEEP_PAPERS");
    run = keep ? std::filesystem::path(keep) : folder_.path() / "run";
    alerts = drill::county_alerts(scenario, world);
    log = drill::play(scenario, world, courses, impact, plan, alerts);
    drill::write_documents(scenario, world, courses, impact, plan, alerts, log, run);
  }
  test::TemporaryFolder folder_;
  world::World world;
  drill::Scenario scenario = test::made_scenario();
  plan::Plan plan = test::made_plan();
  impact::Impact impact = test::made_impact();
  std::vector<hazards::Course> courses{test::made_course()};
  std::vector<drill::Alert> alerts;
  drill::Log log;
  std::filesystem::path run;
};

std::vector<std::filesystem::path> papers(const std::filesystem::path& run) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(run))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Text of a PDF; empty where pdftotext is not installed.
std::string pdf_text(const std::filesystem::path& file) {
  const std::string command = "pdftotext -layout '" + file.string() + "' - 2>/dev/null";
  std::string text;
  if (FILE* pipe = ::popen(command.c_str(), "r")) {
    char buffer[4096];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, n);
    ::pclose(pipe);
  }
  return text;
}

int count(const std::string& text, const std::string& part) {
  int n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

}  // namespace

TEST_CASE("the papers of a drill: names, marks, masks, same bytes again") {
  const Made made("papers");
  const std::vector<std::filesystem::path> files = papers(made.run);
  REQUIRE(files.size() == 9);  // msel; summary zh, en; for two villages card zh, en and list
  const std::regex phone("1[0-9]{10}");
  bool pdf_read = false;
  for (const std::filesystem::path& file : files) {
    INFO(file.string());
    if (file.filename() != "msel.xlsx") CHECK(has(file.filename().string(), "EXERCISE"));
    std::string text;
    if (file.extension() == ".xlsx") {
      for (const auto& [name, xml] : test::unzip(geo::read_file(file))) {
        text += xml;
        if (name.rfind("xl/worksheets/sheet", 0) != 0) continue;
        CHECK(count(xml, "演练 EXERCISE") >= 2);  // header and footer of every printed page
        CHECK(has(xml, "<oddHeader>"));
        CHECK(has(xml, "<oddFooter>"));
        CHECK(has(xml, file.filename() == "msel.xlsx" ? "paperSize=\"8\"" : "paperSize=\"9\""));  // A3, A4
        CHECK(has(xml, "orientation=\"landscape\""));
        CHECK(has(xml, "<autoFilter"));
        CHECK(has(xml, "state=\"frozen\""));
      }
      CHECK(has(text, "Print_Titles"));
    } else {
      text = pdf_text(file);
      if (text.empty()) continue;
      pdf_read = true;
      const int pages = count(text, "\f");
      CHECK(pages >= 1);
      CHECK(count(text, "演练 EXERCISE") == 2 * pages);
    }
    CHECK(!std::regex_search(text, phone));
    for (const char* name : {"欧阳志远", "王建国", "Jianguo", "李秀英", "Dashan", "13800"})
      CHECK(!has(text, name));
  }
  if (!pdf_read) WARN("pdftotext is not installed: the text of PDFs was not read");
  const std::string before = geo::read_file(files[2]);
  std::vector<std::string> first;
  for (const auto& file : files) first.push_back(geo::read_file(file));
  drill::write_documents(made.scenario, made.world, made.courses, made.impact, made.plan, made.alerts,
                         made.log, made.run);
  for (std::size_t i = 0; i < files.size(); ++i) {
    INFO(files[i].string());
    CHECK(geo::read_file(files[i]) == first[i]);
  }
}

TEST_CASE("the MSEL holds HSEEP's columns, both times, injects and what is expected") {
  const Made made("msel");
  auto members = test::unzip(geo::read_file(made.run / "drill" / "msel.xlsx"));
  const std::string& strings = members.at("xl/sharedStrings.xml");
  for (const char* column : {"演练时间",
                             "情景时间",
                             "类型",
                             "方式",
                             "发出",
                             "接收",
                             "责任导调",
                             "内容",
                             "附件",
                             "期望行动",
                             "演练目标",
                             "能力",
                             "评估项",
                             "实际时间",
                             "状态",
                             "备注",
                             "Exercise time",
                             "Scenario time",
                             "Delivery mode",
                             "Responsible controller",
                             "Expected player action",
                             "Actual time"})
    CHECK(has(strings, column));
  CHECK(has(strings, "inject-I-1"));
  CHECK(has(strings, "expected-I-1"));
  CHECK(has(strings, "T+00:20:00"));
  CHECK(has(strings, "17:20"));
  CHECK(has(strings, "【演练】请做好准备【演练】"));
  CHECK(has(strings, "[EXERCISE] get ready [EXERCISE]"));
  CHECK(has(strings, "EA-I-1: target 20 min, limit 30 min, 10 points"));
  CHECK(has(strings, "Lower Bend Bridge under water"));
  CHECK(has(members.at("docProps/core.xml"), "2025-06-18T06:00:00Z"));
}

TEST_CASE("the card says what a villager needs, and no departure time") {
  const Made made("card");
  const std::string zh = pdf_text(made.run / "docs" / "EXERCISE_card_V1_zh.pdf");
  if (zh.empty()) {
    WARN("pdftotext is not installed: the card's text was not read");
    return;
  }
  const std::string en = pdf_text(made.run / "docs" / "EXERCISE_card_V1_en.pdf");
  for (const char* part :
       {"上湾村（虚构）", "准备转移", "立即转移", "35毫米", "河边组", "上湾村部", "欧*", "王*", "138****2222",
        "集合点", "携带物品", "备用路线", "下湾桥", "县级", "比例尺", "内部"})
    CHECK(has(zh, part));
  for (const char* part :
       {"Shangwan (invented)", "prepare to move", "move now", "35 mm", "Riverside Group", "Wang *",
        "138****2222", "Muster point", "Back-up way", "Lower Bend Bridge", "Scale"}) {
    INFO(part);
    CHECK(has(en, part));
  }
  // Latest safe departures: 24260 s = 20:44, 25400 s = 21:03; planned departure 23000 s = 20:23.
  for (const char* time : {"20:44", "21:03", "20:23", "24260", "25400"}) {
    CHECK(!has(zh, time));
    CHECK(!has(en, time));
  }
}

TEST_CASE("the transfer list has margins with words, totals and no latest departure") {
  const Made made("list");
  auto members = test::unzip(geo::read_file(made.run / "docs" / "EXERCISE_transfer_list_V1.xlsx"));
  const std::string& strings = members.at("xl/sharedStrings.xml");
  for (const char* part : {"H1", "V1-2#1", "上湾村部", "红 不足", "黄 偏紧", "绿 充足", "RED short", "合计"})
    CHECK(has(strings, part));
  CHECK(!has(strings, "20:44"));
  CHECK(!has(strings, "21:03"));
  const std::string& sheet = members.at("xl/worksheets/sheet1.xml");
  CHECK(has(sheet, "<v>12</v>"));  // 5 + 4 + 3 people
  CHECK(has(sheet, "<v>-1</v>"));  // one minute short
  CHECK(has(sheet, "<v>21</v>"));
}

TEST_CASE("the planners' note lists unsure inputs and thresholds on page 1, and its sums") {
  const Made made("note");
  const std::string zh = pdf_text(made.run / "docs" / "EXERCISE_summary_zh.pdf");
  if (zh.empty()) {
    WARN("pdftotext is not installed: the note's text was not read");
    return;
  }
  const std::string page1 = zh.substr(0, zh.find('\f'));
  CHECK(has(page1, "walk_m_per_s (guess)"));
  CHECK(has(page1, "采用的指标"));
  CHECK(has(page1, "GB 51143-2015"));
  CHECK(has(page1, "须转移24人"));
  CHECK(has(zh, "敬老院"));
  CHECK(has(zh, "没有可用的路"));
}

TEST_CASE("names and numbers are masked") {
  CHECK(drill::masked_name("王建国") == "王*");
  CHECK(drill::masked_name("Wang Jianguo") == "Wang *");
  CHECK(drill::masked_name("") == "");
  CHECK(drill::masked_phone("138-1234-5678") == "138****5678");
  CHECK(drill::masked_phone("0795 3221234") == "079****1234");
  CHECK(drill::masked_phone("119") == "*19");
  CHECK(drill::read_masked_persons("/no/such/area").empty());
}

TEST_CASE("a map's scale is round, true on paper, and shows every point") {
  const std::vector<geo::Point> points{{0, 0}, {2000, 700}};
  const drill::MapFrame frame(points, 18, 40, 174, 104);
  CHECK(frame.denominator() == 15000);
  for (const geo::Point& p : points) CHECK(frame.holds(p, 5));
  CHECK(frame.x_mm(points[1]) - frame.x_mm(points[0]) == Approx(2000 * 1000.0 / 15000));
  CHECK(frame.y_mm(points[0]) - frame.y_mm(points[1]) == Approx(700 * 1000.0 / 15000));
  const geo::Point back = frame.at(frame.x_mm(points[1]), frame.y_mm(points[1]));
  CHECK(back.x_m == Approx(2000));
  CHECK(back.y_m == Approx(700));
  CHECK(frame.bar_m(45) == 500);
}

TEST_CASE("the second way avoids water and the first way") {
  const Made made("backup");
  const drill::VillageCard card = drill::card_of(made.world, made.impact, made.plan, {0});
  REQUIRE(card.ways.size() == 2);
  CHECK(card.people == 12);
  CHECK(card.people_at_home == 90);
  CHECK(card.ways[0].people == 9);
  CHECK(card.households_by_class.at("high") == 3);
  CHECK(card.closed.size() == 1);
  // The first way is the lane straight to the hall; the second goes round by Mill Road and the ridge.
  const drill::BackupRoute second = drill::backup_route(made.world, made.plan, card.ways[0], card.closed);
  CHECK(second.to.index == 0);
  CHECK(second.arcs == std::vector<int>{0, 4, 6});
  // With the ridge under water too there is none.
  CHECK(drill::backup_route(made.world, made.plan, card.ways[0], {{1}, {2}}).arcs.empty());
}

TEST_CASE("a piece that closes after they have left by it is their way, not a forbidden road") {
  drill::VillageCard card;
  card.closed = {{1}, {5}};
  card.ways.resize(1);
  card.ways[0].arcs = {0, 3};  // pieces 0 and 1
  CHECK(drill::closed_off_the_ways(card) == std::vector<world::PieceId>{{5}});
  CHECK(drill::closed_off_the_ways(card, {10}).empty());
}
