// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <sstream>

#include "engine/plan/site/location_files.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

TEST_CASE("OR-Library p-median: the stated optimum, proven") {
  const std::filesystem::path folder = test::shared_data("ops/pmed");
  std::ifstream list(folder / "pmedopt.txt");
  int solved = 0;
  for (std::string line; std::getline(list, line);) {
    std::istringstream words(line);
    std::string name;
    int n = 0, p = 0;
    double optimum = 0;
    if (!(words >> name >> n >> p >> optimum)) continue;
    if (!std::filesystem::exists(folder / (name + ".txt"))) continue;
    INFO(name);
    const plan::Siting siting = plan::read_orlib_pmed(folder / (name + ".txt"));
    const plan::SitingAnswer answer = plan::p_median(siting, 1, 6000000000);
    CHECK(answer.cost == optimum);
    CHECK(answer.bound == optimum);
    ++solved;
  }
  CHECK(solved > 0);
}

TEST_CASE("p-centre on the p-median graphs: the published optimum, proven") {
  // Elloumi, Labbe & Pochet (2004), table of pmed1-pmed40; Ilhan & Pinar (2001) give the same.
  const int optima[] = {127, 98, 93, 74, 48, 84, 64, 55, 37, 20, 59, 51, 36, 26, 18, 47, 39, 28, 18, 13,
                        40,  38, 22, 15, 11, 38, 32, 18, 13, 9,  30, 29, 15, 11, 30, 27, 15, 29, 23, 13};
  const std::filesystem::path folder = test::shared_data("ops/pmed");
  int solved = 0;
  for (int n = 1; n <= 40; ++n) {
    const std::filesystem::path file = folder / ("pmed" + std::to_string(n) + ".txt");
    if (!std::filesystem::exists(file)) continue;
    INFO("pmed" << n);
    const plan::ReachAnswer answer =
        plan::reach(plan::read_orlib_pmed(file), plan::Reach::centre, 0, 1, 6000000000);
    CHECK(answer.value == optima[n - 1]);
    CHECK(answer.bound == answer.value);
    ++solved;
  }
  CHECK(solved > 0);
}

TEST_CASE("OR-Library capacitated warehouse location: the stated optimum, proven") {
  const std::filesystem::path folder = test::shared_data("ops/cap");
  std::ifstream list(folder / "capopt.txt");
  int solved = 0;
  for (std::string line; std::getline(list, line);) {
    std::istringstream words(line);
    std::string name;
    double optimum = 0;
    if (!(words >> name >> optimum) || name.rfind("cap", 0) != 0 || name.size() < 5)
      continue;  // not capa, b, c
    if (!std::filesystem::exists(folder / (name + ".txt"))) continue;
    INFO(name);
    const plan::CapacitatedSiting siting = plan::read_orlib_cap(folder / (name + ".txt"), 0);
    const plan::CapacitatedAnswer answer = plan::capacitated(siting, 6000000000);
    CHECK(answer.cost == Approx(optimum).margin(0.002));  // the list rounds to 0.001
    CHECK(answer.bound == Approx(optimum).margin(0.002));
    ++solved;
  }
  CHECK(solved > 0);
}
