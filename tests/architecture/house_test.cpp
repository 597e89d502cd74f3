// SPDX-License-Identifier: Apache-2.0
// The house keeps itself: includes run down only, each library stays behind its door, and no floor below app
// prints or reads a clock. Read from the sources, so that a slip is told with file and line.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kFloors{"base", "geo", "world", "hazards", "impact", "plan", "drill", "app"};

int floor_of(const std::string& name) {
  for (std::size_t i = 0; i < kFloors.size(); ++i)
    if (kFloors[i] == name) return static_cast<int>(i);
  return -1;
}

struct Line {
  fs::path file;  ///< relative to the checkout
  int number;
  std::string text;
  std::string floor() const { return (*std::next(file.begin())).string(); }
  std::string where() const { return file.generic_string() + ":" + std::to_string(number) + ": " + text; }
};

std::vector<Line> engine_lines() {
  std::vector<Line> lines;
  const fs::path root = dayu::test::source_dir();
  for (const auto& entry : fs::recursive_directory_iterator(root / "engine")) {
    const std::string kind = entry.path().extension().string();
    if (kind != ".h" && kind != ".cpp") continue;
    std::ifstream in(entry.path());
    std::string text;
    for (int number = 1; std::getline(in, text); ++number)
      lines.push_back({entry.path().lexically_relative(root), number, text});
  }
  return lines;
}

bool in_folder(const Line& line, const std::string& folder) {
  return line.file.generic_string().rfind("engine/" + folder + "/", 0) == 0;
}

std::string offenders(const std::vector<std::string>& found) {
  std::string text;
  for (const std::string& one : found) text += "\n" + one;
  return text;
}

}  // namespace

TEST_CASE("includes run down only") {
  const std::regex include(R"re(^\s*#include\s+"engine/(\w+)/)re");
  std::vector<std::string> wrong;
  int seen = 0;
  for (const Line& line : engine_lines()) {
    std::smatch match;
    if (!std::regex_search(line.text, match, include)) continue;
    ++seen;
    if (floor_of(match[1]) < 0 || floor_of(line.floor()) < 0 || floor_of(match[1]) > floor_of(line.floor()))
      wrong.push_back(line.where());
  }
  INFO(offenders(wrong));
  CHECK(wrong.empty());
  CHECK(seen > 100);
}

TEST_CASE("no hazard includes another, and nobody above includes a solver") {
  const std::regex include(R"re(^\s*#include\s+"engine/hazards/(\w+)/)re");
  std::vector<std::string> wrong;
  for (const Line& line : engine_lines()) {
    std::smatch match;
    if (!std::regex_search(line.text, match, include)) continue;
    const bool own = in_folder(line, "hazards/" + match[1].str());
    const bool catalogue = line.file.generic_string() == "engine/hazards/catalogue.cpp";
    if (!own && !catalogue) wrong.push_back(line.where());
  }
  INFO(offenders(wrong));
  CHECK(wrong.empty());
}

TEST_CASE("the checker shares nothing above geo") {
  const std::regex include(R"re(^\s*#include\s+"engine/(world|hazards|impact|plan|drill)/)re");
  std::vector<std::string> wrong;
  for (const Line& line : engine_lines())
    if (in_folder(line, "app/verify") && std::regex_search(line.text, include)) wrong.push_back(line.where());
  INFO(offenders(wrong));
  CHECK(wrong.empty());
}

TEST_CASE("each library stays behind its door") {
  struct Door {
    std::regex include;
    std::vector<std::string> folders;
  };
  const std::vector<Door> doors{
      {std::regex(R"(#include\s+[<"](gdal|ogr|cpl_|proj))"), {"geo"}},
      {std::regex(R"(#include\s+<boost/graph)"), {"plan"}},
      {std::regex(R"(#include\s+<omp\.h>|#\s*pragma\s+omp)"), {"hazards/fire", "hazards/flood"}},
      {std::regex(R"(#include\s+<toml)"), {"base"}},
      {std::regex(R"(#include\s+<(cairo|pango))"), {"drill"}},
      {std::regex(R"(#include\s+<xlsxwriter)"), {"drill"}},
      {std::regex(R"(#include\s+<netcdf)"), {"app"}},
      {std::regex(R"(#include\s+<CLI/)"), {"app"}},
  };
  std::vector<std::string> wrong;
  for (const Line& line : engine_lines())
    for (const Door& door : doors) {
      if (!std::regex_search(line.text, door.include)) continue;
      bool allowed = false;
      for (const std::string& folder : door.folders) allowed = allowed || in_folder(line, folder);
      if (!allowed) wrong.push_back(line.where());
    }
  INFO(offenders(wrong));
  CHECK(wrong.empty());
}

TEST_CASE("nothing below app prints or reads a wall clock") {
  const std::regex printing(
      R"(std::(cout|cerr|clog)|\b(f|v)?printf\s*\(|system_clock|steady_clock|\btime\s*\(\s*(NULL|nullptr|0)\s*\))");
  std::vector<std::string> wrong;
  for (const Line& line : engine_lines())
    if (!in_folder(line, "app") && std::regex_search(line.text, printing)) wrong.push_back(line.where());
  INFO(offenders(wrong));
  CHECK(wrong.empty());
}

TEST_CASE("every source carries its licence line and no forbidden name") {
  std::map<std::string, std::string> first;
  for (const Line& line : engine_lines())
    if (line.number == 1) first[line.file.generic_string()] = line.text;
  const std::regex vague(R"((^|[_/])(utils?|helpers?|manager|data|misc|common)([_.]|$))");
  std::vector<std::string> wrong;
  for (const auto& [file, text] : first) {
    if (text != "// SPDX-License-Identifier: Apache-2.0") wrong.push_back(file + ": no SPDX line");
    if (std::regex_search(file, vague)) wrong.push_back(file + ": a name that says nothing");
  }
  INFO(offenders(wrong));
  CHECK(wrong.empty());
}
