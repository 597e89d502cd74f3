// SPDX-License-Identifier: Apache-2.0
#include "engine/base/settings.h"

#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu::base;

namespace {

SectionSpec spec() {
  SectionSpec rain{"rain",
                   true,
                   "",
                   {{"gauge", KeyKind::text, true, "", "gauge id"},
                    {"factor_1", KeyKind::number, false, "1.0", "multiplier", 0, 10}},
                   {}};
  SectionSpec flood{"flood",
                    false,
                    "",
                    {{"cell_m", KeyKind::number, false, "60", "cell", 1, 1000},
                     {"edges", KeyKind::text, false, "\"free\"", "edges", 0, 0, {"free", "closed"}}},
                    {rain}};
  return {"scenario",
          false,
          "",
          {{"name", KeyKind::text, true, "", "its name"},
           {"start", KeyKind::instant, false, "", "when"},
           {"list", KeyKind::numbers, false, "[1, 2]", "numbers"},
           {"dem", KeyKind::path, false, "", "terrain"}},
          {flood}};
}

std::string faults_of(const std::string& toml, const std::vector<std::string>& set = {}) {
  try {
    Settings::parse(toml, "s.toml", spec(), set);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("values, defaults and repeated sections are read") {
  const Settings s = Settings::parse(
      "\xEF\xBB\xBFname = '龙潭'\r\nstart = 2025-06-18T14:00:00+08:00\r\n[flood]\ncell_m = "
      "20\n[[flood.rain]]\ngauge='G1'\n[[flood.rain]]\ngauge='G2'\nfactor_1 = 0.5\n",
      "s.toml", spec());
  CHECK(s.text("name") == "龙潭");
  CHECK(s.text("start").substr(0, 10) == "2025-06-18");
  CHECK(s.numbers("list") == std::vector<double>{1, 2});
  const Settings flood = s.section("flood");
  CHECK(flood.number("cell_m") == 20);
  CHECK(flood.text("edges") == "free");
  CHECK_FALSE(flood.has("edges"));
  REQUIRE(flood.sections("rain").size() == 2);
  CHECK(flood.sections("rain")[0].number("factor_1") == 1.0);
  CHECK(flood.sections("rain")[1].number("factor_1") == 0.5);
}

TEST_CASE("every fault is told at once, with line, key and remedy") {
  const std::string text =
      faults_of("nmae = 'x'\n[flood]\ncell_m = 5000\nedges = 'open'\n[[flood.rain]]\nfactor_1 = 'a'\n");
  CHECK(text.find("s.toml: line 1, nmae: the key 'nmae' is not known here; known: name, start") !=
        std::string::npos);
  CHECK(text.find("name: the key is missing") != std::string::npos);
  CHECK(text.find("line 3, flood.cell_m: the value is out of range; use a value from 1 to 1000") !=
        std::string::npos);
  CHECK(text.find("line 4, flood.edges: 'open' is not one of the allowed words; use one of: free, closed") !=
        std::string::npos);
  CHECK(text.find("line 6, flood.rain.factor_1: the value is not a number") != std::string::npos);
  CHECK(text.find("flood.rain.gauge: the key is missing") != std::string::npos);
}

TEST_CASE("broken TOML names line and column") {
  CHECK(faults_of("name = \n").find("s.toml: line 1, column") != std::string::npos);
  CHECK(faults_of("name = 'a'\n龙潭 = 1\n").find("line 2") != std::string::npos);
}

TEST_CASE("overrides are checked like the file") {
  const Settings s = Settings::parse("name='a'", "s.toml", spec(), {"flood.cell_m=30", "flood.edges=closed"});
  CHECK(s.section("flood").number("cell_m") == 30);
  CHECK(s.section("flood").text("edges") == "closed");
  CHECK(faults_of("name='a'", {"flood.cel_m=30"})
            .find("'cel_m' is not known here; known: cell_m, edges, [rain]") != std::string::npos);
  CHECK(faults_of("name='a'", {"nonsense"}).find("this is not key=value") != std::string::npos);
}

TEST_CASE("paths stand relative to the file") {
  const Settings s = Settings::parse("name='a'\ndem='area/dem.tif'", "/x/y/s.toml", spec());
  CHECK(s.path("dem") == "/x/y/area/dem.tif");
}

TEST_CASE("the schema lists keys, units and choices") {
  const std::string schema = json_schema(spec(), "scenario");
  CHECK(schema.find("\"cell_m\"") != std::string::npos);
  CHECK(schema.find("\"closed\"") != std::string::npos);
  CHECK(schema.find("\"additionalProperties\": false") != std::string::npos);
}
