// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/package.h"

#include <regex>
#include <set>

#include "engine/drill/package/template_text.h"
#include "engine/drill/package/warning_texts.h"
#include "engine/drill/package/word_file.h"
#include "engine/drill/package/zip_file.h"
#include "engine/geo/table.h"
#include "tests/drill/cap_rules.h"
#include "tests/drill/made_run.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using drill::Block;
using drill::Facts;
using test::all_text;
using test::MadeRun;
using test::replaced;

namespace {

/// The same document after somebody changed a word of it in an office program.
void edit(const std::filesystem::path& file, const std::string& from, const std::string& to) {
  std::vector<std::pair<std::string, std::string>> members;
  for (auto& [name, bytes] : drill::read_zip(file))
    members.emplace_back(name, name == "word/document.xml" ? replaced(bytes, from, to) : bytes);
  drill::write_zip(file, members, base::Instant{});
}

const drill::WordLook kLook{.title = "t", .stamp = "s", .foot = "f"};

}  // namespace

TEST_CASE("the package holds every paper, marked, masked, and the same bytes again") {
  MadeRun made;
  const drill::PackageReport report = made.write();
  for (const char* name : {"internal/EXERCISE_work_plan_zh.docx", "internal/EXERCISE_script_zh.docx",
                           "public/EXERCISE_notice_zh.docx", "public/EXERCISE_announcement_zh.docx",
                           "internal/EXERCISE_safety_plan_en.docx", "internal/EXERCISE_task_sheets_zh.docx",
                           "internal/EXERCISE_goods.xlsx", "internal/EXERCISE_shelters.xlsx",
                           "internal/EXERCISE_evaluation.xlsx", "internal/EXERCISE_report.xlsx",
                           "internal/EXERCISE_attendance.xlsx", "internal/EXERCISE_calls.xlsx",
                           "internal/EXERCISE_msel.xlsx", "public/warnings/EXERCISE_sms_zh.csv"}) {
    INFO(name);
    CHECK(std::find(report.files.begin(), report.files.end(), name) != report.files.end());
  }
  const std::regex phone("[^0-9]1[3-9][0-9]{9}[^0-9]");
  std::map<std::string, std::string> before;
  for (const std::string& name : report.files) {
    INFO(name);
    CHECK(name.find("EXERCISE") != std::string::npos);
    const std::string text = all_text(made.folder.path() / "package" / name);
    if (name.find(".pdf") == std::string::npos) {
      CHECK((text.find("演练") != std::string::npos || text.find("EXERCISE") != std::string::npos));
      CHECK(!std::regex_search(text, phone));
    }
    before[name] = geo::read_file(made.folder.path() / "package" / name);
  }
  made.write();
  for (const auto& [name, bytes] : before) {
    INFO(name);
    CHECK(geo::read_file(made.folder.path() / "package" / name) == bytes);
  }
}

TEST_CASE("the latest safe departure and margins stand in no public paper") {
  MadeRun made;
  const drill::PackageReport report = made.write();
  for (const std::string& name : report.files) {
    if (name.rfind("public/", 0) != 0 || name.find(".pdf") != std::string::npos) continue;
    INFO(name);
    const std::string text = all_text(made.folder.path() / "package" / name);
    for (const char* word : {"富余", "最迟", "margin", "latest"}) CHECK(text.find(word) == std::string::npos);
  }
}

TEST_CASE("what the office wrote into a document stays when it is made again") {
  const test::TemporaryFolder folder("word");
  const std::filesystem::path file = folder.path() / "a.docx";
  std::vector<Block> blocks{{Block::Kind::heading, "1.0", "目的", {}, {}},
                            {Block::Kind::paragraph, "1.1", "原文一", {}, {}},
                            {Block::Kind::table, "1.2", "", {{"a", "b"}, {"1", "2"}}, {1, 2}}};
  CHECK(drill::write_word(file, kLook, blocks, {}).blocks.empty());
  edit(file, "原文一", "办公室改写 A&amp;B");
  blocks[2].rows[1][1] = "3";
  const drill::Kept kept = drill::write_word(file, kLook, blocks, {});
  CHECK(kept.blocks == std::vector<std::string>{"1.1"});
  CHECK(kept.lost.empty());
  const std::string text = all_text(file);
  CHECK(text.find("办公室改写 A&amp;B") != std::string::npos);
  CHECK(text.find("原文一") == std::string::npos);
  CHECK(text.find(">3<") != std::string::npos);
  CHECK(drill::write_word(file, kLook, blocks, {}).blocks == std::vector<std::string>{"1.1"});  // and again
  blocks.erase(blocks.begin() + 1);
  const drill::Kept without = drill::write_word(file, kLook, blocks, {});
  CHECK(without.lost == std::vector<std::string>{"1.1"});
  CHECK(all_text(folder.path() / "a.before.docx").find("办公室改写") != std::string::npos);
}

TEST_CASE("a template is filled; a name that nothing has is told with its line and what there is") {
  Facts facts;
  facts.values = {{"title", "演练"}, {"n", "3"}};
  facts.lists["aims"] = {"一", "二"};
  facts.tables["t"] = {{{"h"}, {"r"}}, {1}};
  facts.series["team"] = {Facts{{{"id", "T1"}, {"name", "甲"}}, {}, {}, {}},
                          Facts{{{"id", "T2"}, {"name", "乙"}}, {}, {}, {}}};
  const std::vector<Block> blocks = drill::filled(
      "# {{title}}方案\n\n## 目的\n共{{ n }}人\n@list aims\n@table t\n| a | b |\n| {{n}} | x |\n@each team\n"
      "## {{name}}\n{{title}}\n@end\n---\n",
      "t.txt", facts);
  REQUIRE(blocks.size() == 12);
  CHECK(blocks[0].text == "演练方案");
  CHECK(blocks[2].text == "共3人");
  CHECK(blocks[4].text == "二");
  CHECK(blocks[6].rows == std::vector<std::vector<std::string>>{{"a", "b"}, {"3", "x"}});
  CHECK(blocks[7].text == "甲");
  CHECK(blocks[9].text == "乙");
  CHECK(blocks[9].id.find("T2") != std::string::npos);
  CHECK(blocks[11].kind == Block::Kind::page_break);
  std::set<std::string> ids;
  for (const Block& block : blocks) CHECK(ids.insert(block.id).second);
  try {
    drill::filled("ok\n{{nothing}}\n@table none\n@each team\n", "t.txt", facts);
    FAIL("no fault");
  } catch (const base::InputError& error) {
    REQUIRE(error.faults().size() == 3);
    CHECK(error.faults()[0].place == "line 2");
    CHECK(error.faults()[0].remedy.find("title") != std::string::npos);
  }
}

TEST_CASE("short messages fit seventy characters and say exercise at both ends, whatever the names") {
  MadeRun made;
  for (const char* name :
       {"上湾村", "一个名字长得出奇因而短信里几乎放不下的行政村村民委员会所在地自然村", "村"}) {
    for (world::Village& village : made.world.villages) village.name.zh = name;
    for (const drill::WarningText& text : drill::warning_texts(made.values, drill::Language::zh)) {
      INFO(text.sms);
      CHECK(drill::characters(text.sms) <= drill::kShortMessage_characters);
      CHECK(text.sms.rfind("【演练】", 0) == 0);
      CHECK(text.sms.substr(text.sms.size() - std::string("【演练】").size()) == "【演练】");
    }
  }
}

TEST_CASE("every CAP alert keeps the rules of CAP 1.2; a broken one is told") {
  const MadeRun made;
  REQUIRE(!made.alerts.empty());
  for (const drill::Alert& alert : made.alerts) {
    const std::string xml = drill::cap_alert(made.values, alert);
    const std::vector<std::string> faults = test::cap_faults(xml);
    INFO((faults.empty() ? xml : faults.front()));
    CHECK(faults.empty());
    CHECK(xml.find("<status>Exercise</status>") != std::string::npos);
    CHECK(xml.find("+08:00</sent>") != std::string::npos);
    std::smatch ring;
    REQUIRE(std::regex_search(xml, ring, std::regex("<polygon>(\\S+) .* (\\S+)</polygon>")));
    CHECK(std::stod(ring[1].str()) < 60);  // latitude first
  }
  const std::string good = drill::cap_alert(made.values, made.alerts.front());
  const auto broken = [&](const std::string& from, const std::string& to) {
    return !test::cap_faults(replaced(good, from, to)).empty();
  };
  CHECK(broken("+08:00</sent>", "Z</sent>"));
  CHECK(broken("<status>Exercise</status>\n", ""));
  CHECK(broken("<msgType>Alert</msgType>\n<scope>Restricted</scope>",
               "<scope>Restricted</scope>\n<msgType>Alert</msgType>"));
  CHECK(broken("<urgency>", "<urgency>very "));
  CHECK(broken("<certainty>Observed</certainty>\n", ""));
  CHECK(broken("</areaDesc>\n<polygon>", "</areaDesc>\n<polygon>1,2 "));
}
