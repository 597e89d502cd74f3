// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/msel.h"

#include "engine/drill/msel_apply.h"
#include "engine/geo/table.h"
#include "tests/drill/made_county.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using drill::Language;
using drill::MselChange;
using drill::SheetPage;

namespace {

const char* const kHead = R"([scenario]
name = "valley"
start = 2025-06-18T14:00:00+08:00
duration_s = 50400
opens_s = 10800

[area]
folder = "area"

[[seat]]
id = "office"
zh = "县防办"
en = "Flood office"

[[seat]]
id = "village"
zh = "上湾村"
en = "Shangwan"
)";

const char* const kInjects = R"(
# 这条注释必须留下
[[inject]]
id = "I-1"
at = "T+00:20"
mode = "phone"   # 电话
from = "office"
to = "village"
zh = "请做好准备"
en = "get ready"
expected_zh = "集结帮扶人"
expected_en = "gather helpers"
target_min = 20
limit_min = 30
points = 10

# 第二条
[[inject]]
id = "I-2"
after = "inject-I-1"
delay_s = 300
from = "office"
to = "village"
zh = "第二条"
en = "second"

[[inject]]
id = "I-3"
by_hand = true
kind = "contingency"
from = "office"
to = "village"
zh = "备用"
en = "in reserve"
)";

struct Edited {
  test::TemporaryFolder folder{"msel"};
  world::World world = test::made_county();
  plan::Plan plan = test::made_plan();
  impact::Impact impact = test::made_impact();
  std::vector<hazards::Course> courses{test::made_course()};
  drill::Scenario scenario;
  drill::Log log;
  SheetPage zh, en;
  std::string toml = std::string(kHead) + kInjects;

  Edited() {
    std::filesystem::create_directories(folder.path() / "area");
    geo::write_file(folder.path() / "scenario.toml", toml);
    scenario = drill::read_scenario(folder.path() / "scenario.toml");
    log = drill::play(scenario, world, courses, impact, plan, {});
    zh = drill::msel_page(scenario, world, log, Language::zh);
    en = drill::msel_page(scenario, world, log, Language::en);
  }

  std::vector<std::string>& row(SheetPage& page, const std::string& id) {
    for (std::vector<std::string>& row : page.rows)
      if (row[1] == id) return row;
    throw std::runtime_error("no row " + id);
  }

  drill::MselEdits edits() {
    drill::write_sheets(folder.path() / "edited.xlsx", {zh, en}, scenario.start);
    return drill::msel_changes(scenario, world, log, folder.path() / "edited.xlsx");
  }

  drill::Scenario applied(drill::MselApplied& applied) {
    applied = drill::apply_msel(scenario, edits(), toml);
    geo::write_file(folder.path() / "scenario.toml", applied.toml);
    return drill::read_scenario(folder.path() / "scenario.toml");
  }
};

}  // namespace

TEST_CASE("an untouched workbook shows no change, however its times are spelt") {
  Edited e;
  CHECK(e.edits().changes.empty());
  for (const char* same : {"0:20", "T+00:20", "0:20:00", "T+20"}) {
    e.row(e.zh, "inject-I-1")[2] = same;
    INFO(same);
    CHECK(e.edits().changes.empty());
  }
  e.row(e.zh, "inject-I-1")[2] = "H+1";
  CHECK(e.edits().changes.size() == 1);
}

TEST_CASE(
    "five cells edited and two rows inserted are exactly seven changes, and go back into the scenario") {
  Edited e;
  std::vector<std::string>& first = e.row(e.zh, "inject-I-1");
  first[2] = "1:20";
  first[3] = "";
  first[3] = "18:20";
  first[9] = "【演练】请立即做好准备，\"带好\"证件【演练】";
  first[14] = "EA-I-1：目标15分钟，时限25分钟，8分";
  e.row(e.zh, "inject-I-2")[5] = "对讲机";
  std::vector<std::string> fresh(18), other(18);
  fresh[2] = "T+02:00";
  fresh[4] = "备用注入";
  fresh[6] = "县防办";
  fresh[9] = "新的一条";
  other[9] = "由导调视情下达的一条";
  e.zh.rows.insert(e.zh.rows.begin() + 1, fresh);
  e.zh.rows.insert(e.zh.rows.begin() + 3, other);
  for (std::size_t r = 0; r < e.zh.rows.size(); ++r) e.zh.rows[r][0] = std::to_string(r + 1);

  drill::MselApplied applied;
  const drill::Scenario after = e.applied(applied);
  CHECK(applied.applied.size() + applied.only_seen.size() == 7);
  CHECK(applied.only_seen.empty());
  REQUIRE(after.injects.size() == 5);
  CHECK(after.injects[0].id == "I-1");
  CHECK(after.injects[0].time_s == 10800 + 4800);
  CHECK(after.injects[0].zh == "【演练】请立即做好准备，\"带好\"证件【演练】");
  CHECK(after.injects[0].en == "get ready");
  CHECK(after.injects[0].expected.target_min == 15);
  CHECK(after.injects[0].expected.limit_min == 25);
  CHECK(after.injects[0].expected.points == 8);
  CHECK(after.injects[1].mode == "radio");
  CHECK(after.injects[1].after == "inject-I-1");
  CHECK(after.injects[3].id == "I-01");
  CHECK(after.injects[3].kind == "contingency");
  CHECK(after.injects[3].from == "office");
  CHECK(after.injects[3].time_s == 10800 + 7200);
  CHECK(after.injects[4].by_hand);
  CHECK(applied.toml.find("# 这条注释必须留下") != std::string::npos);
  CHECK(applied.toml.find("# 第二条") != std::string::npos);
}

TEST_CASE("a deleted inject goes; a deleted computed row, a status and an actual time are only shown") {
  Edited e;
  const auto erase = [&](const std::string& id) {
    std::erase_if(e.zh.rows, [&](const std::vector<std::string>& row) { return row[1] == id; });
  };
  erase("inject-I-3");
  erase("drill-opens");
  e.row(e.zh, "inject-I-1")[16] = "已发";
  drill::MselApplied applied;
  const drill::Scenario after = e.applied(applied);
  CHECK(applied.applied.size() == 1);
  CHECK(applied.only_seen.size() == 2);
  CHECK(after.injects.size() == 2);
}

TEST_CASE("changes that cannot be are told all at once, with row and remedy") {
  Edited e;
  e.row(e.zh, "inject-I-2")[2] = "T+03:00";  // it follows another
  e.row(e.zh, "inject-I-1")[6] = "没有的单位";
  e.row(e.zh, "inject-I-1")[5] = "鸽子";
  try {
    drill::apply_msel(e.scenario, e.edits(), e.toml);
    FAIL("no fault");
  } catch (const base::InputError& error) {
    CHECK(error.faults().size() == 3);
    for (const base::Fault& fault : error.faults()) CHECK(fault.place.find("MSEL row") != std::string::npos);
  }
}

TEST_CASE("a workbook that is not a MSEL, ids twice, times that are none, both languages edited") {
  Edited e;
  SheetPage broken = e.zh;
  broken.columns[9].title = "别的";
  drill::write_sheets(e.folder.path() / "broken.xlsx", {broken}, e.scenario.start);
  CHECK_THROWS_AS(drill::msel_changes(e.scenario, e.world, e.log, e.folder.path() / "broken.xlsx"),
                  base::InputError);
  e.row(e.zh, "inject-I-1")[2] = "soon";
  CHECK_THROWS_AS(e.edits(), base::InputError);
  e.row(e.zh, "inject-I-1")[2] = "T+00:20";
  e.zh.rows.push_back(e.row(e.zh, "inject-I-1"));
  CHECK_THROWS_AS(e.edits(), base::InputError);
  e.zh.rows.pop_back();
  e.row(e.zh, "inject-I-1")[9] = "改";
  e.row(e.en, "inject-I-1")[9] = "changed";
  CHECK_THROWS_AS(e.edits(), base::InputError);
}
