// SPDX-License-Identifier: Apache-2.0
// The made county with its papers written, and what their files hold when unzipped.
#pragma once

#include "engine/drill/documents.h"
#include "engine/drill/package/package.h"
#include "engine/drill/package/zip_file.h"
#include "engine/geo/table.h"
#include "tests/drill/made_county.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace dayu::test {

struct MadeRun {
  test::TemporaryFolder folder{"package"};
  world::World world = test::made_county();
  drill::Scenario scenario = test::made_scenario();
  plan::Plan plan = test::made_plan();
  impact::Impact impact = test::made_impact();
  std::vector<hazards::Course> courses{test::made_course()};
  std::vector<drill::Alert> alerts = drill::county_alerts(scenario, world);
  drill::Log log = drill::play(scenario, world, courses, impact, plan, alerts);
  drill::RunValues values{scenario, world, courses, impact, plan, alerts, log};

  drill::PackageReport write() {
    drill::write_documents(scenario, world, courses, impact, plan, alerts, log, folder.path() / "run");
    return drill::write_package(values, folder.path() / "run", folder.path() / "package");
  }
};

inline std::string all_text(const std::filesystem::path& file) {
  if (file.extension() != ".docx" && file.extension() != ".xlsx") return geo::read_file(file);
  std::string text;
  for (const auto& [name, bytes] : drill::read_zip(file)) text += bytes;
  return text;
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace dayu::test
