// SPDX-License-Identifier: Apache-2.0
// Worked case 1 through the program: orders from the rain, danger times as given, places at two standards.
#include <cstdlib>
#include <map>

#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace {

namespace fs = std::filesystem;
using dayu::geo::Table;

double clock_s(int hour, int minute) {
  return (hour - 14) * 3600.0 + minute * 60.0;
}

int dayu_does(const std::string& words) {
  return std::system((std::string(DAYU_BINARY) + " " + words + " > /dev/null").c_str());
}

struct Run {
  explicit Run(const std::string& more = "") : folder("evacuation_case1") {
    const fs::path scenario = dayu::test::source_dir() / "tests" / "validation" / "evacuation_case1";
    REQUIRE(dayu_does("run -q " + scenario.string() + " -o " + run().string() + " " + more) == 0);
    CHECK(dayu_does("verify " + run().string()) == 0);
  }
  fs::path run() const { return folder.path() / "run"; }
  Table table(const std::string& file) const { return dayu::geo::read_table(run() / file); }
  dayu::test::TemporaryFolder folder;
};

int places_short(const Run& run, const std::string& village) {
  const Table t = run.table("plan/unmet.csv");
  dayu::base::Faults faults;
  for (std::size_t i = 0; i < t.rows.size(); ++i)
    if (t.text(i, "kind") == "places" && t.text(i, "place") == village) return t.integer(i, "short", faults);
  return 0;
}

}  // namespace

TEST_CASE("case 1 with given danger times: orders, departures, margins, 28 places short at 2.0 m2") {
  const Run run;
  dayu::base::Faults faults;
  const Table orders = run.table("plan/orders.csv");
  std::map<std::string, std::pair<double, double>> told;
  for (std::size_t i = 0; i < orders.rows.size(); ++i)
    told[orders.text(i, "village")] = {orders.number(i, "prepare_s", faults),
                                       orders.number(i, "immediate_s", faults)};
  CHECK(told["V2"] == std::pair{clock_s(19, 50), clock_s(20, 30)});
  CHECK(told["V1"] == std::pair{clock_s(20, 10), clock_s(20, 50)});
  CHECK(told["V3"] == std::pair{clock_s(20, 40), clock_s(21, 20)});

  const Table trips = run.table("plan/evacuation.csv");
  const std::map<std::string, double> danger_s{{"V2", clock_s(21, 46)}, {"V1", clock_s(22, 23)}};
  std::map<std::string, int> people;
  for (std::size_t i = 0; i < trips.rows.size(); ++i) {
    const std::string village = trips.text(i, "village");
    people[village] += trips.integer(i, "people", faults);
    INFO(trips.text(i, "group"));
    CHECK(trips.number(i, "depart_s", faults) >= told[village].first);
    if (!danger_s.contains(village)) continue;
    CHECK(trips.number(i, "depart_s", faults) < danger_s.at(village));
    CHECK(trips.number(i, "latest_departure_s", faults) == danger_s.at(village));
    CHECK(trips.number(i, "margin_s", faults) == danger_s.at(village) - trips.number(i, "depart_s", faults));
  }
  CHECK(people["V2"] == 233);
  CHECK(people["V1"] == 171);
  CHECK(people["V3"] == 478);
  CHECK(run.table("plan/left.csv").rows.empty());
  CHECK(places_short(run, "V2") == 28);
  CHECK(places_short(run, "V1") == 0);
}

TEST_CASE("case 1 with given danger times: at 1.0 m2 every village has room") {
  const Run run("--set \"plan.shelter_standard=GB 51143-2015 temporary\"");
  for (const char* village : {"V1", "V2", "V3"}) CHECK(places_short(run, village) == 0);
}
