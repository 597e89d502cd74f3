// SPDX-License-Identifier: Apache-2.0
// A network run gives the same bytes on one and on two threads, passes the checker, and carries the mark.
#include <cstdlib>
#include <fstream>

#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace {

namespace fs = std::filesystem;

/// A grid town of 8 x 8, two shelters that fill up, a front that closes roads from the east.
void write_town(const fs::path& folder) {
  std::ofstream nodes(folder / "nodes.csv"), arcs(folder / "arcs.csv"), sources(folder / "sources.csv"),
      shelters(folder / "shelters.csv"), closures(folder / "closures.csv"),
      scenario(folder / "scenario.toml");
  nodes << "id,x,y\n";
  arcs << "from,to,length_m,freespeed_mps,capacity_vph\n";
  sources << "node,vehicles\n";
  closures << "arc,close_s\n";
  int arc = 0;
  for (int r = 0; r < 8; ++r)
    for (int c = 0; c < 8; ++c) {
      const int n = 8 * r + c;
      nodes << n << "," << 500 * c << "," << 500 * r << "\n";
      if (n != 0 && n != 56) sources << n << "," << 5 + (n * 7) % 11 << "\n";
      for (const int to : {c < 7 ? n + 1 : -1, r < 7 ? n + 8 : -1}) {
        if (to < 0) continue;
        arcs << n << "," << to << "," << 500 + 13 * (n % 5) << ",10,240\n"
             << to << "," << n << "," << 500 + 13 * (n % 5) << ",10,240\n";
        for (int k = 0; k < 2; ++k) closures << arc++ << "," << 600 + 900 * (8 - c) << "\n";
      }
    }
  shelters << "node,capacity\n0,300\n56,220\n";
  scenario << "[scenario]\nname = \"grid_town\"\nstart = \"2026-01-15T12:00:00+08:00\"\nduration_s = 86400\n"
              "[network]\nnodes = \"nodes.csv\"\narcs = \"arcs.csv\"\nsources = \"sources.csv\"\n"
              "shelters = \"shelters.csv\"\nclosures = \"closures.csv\"\n";
}

int does(const std::string& words) {
  return std::system((std::string(DAYU_BINARY) + " " + words + " > /dev/null").c_str());
}

}  // namespace

TEST_CASE("a network run: same bytes on one and two threads, proven and marked") {
  const dayu::test::TemporaryFolder folder("network_bytes");
  write_town(folder.path());
  for (const char* threads : {"1", "2"}) {
    const int code = does("plan -q " + folder.path().string() + " -o " + (folder.path() / threads).string() +
                          " --threads " + threads);
    CHECK((code == 0 || WEXITSTATUS(code) == 4));
    CHECK(does("verify " + (folder.path() / threads).string()) == 0);
  }
  for (const char* file : {"plan/evacuation.csv", "plan/left.csv", "plan/shelters.csv", "plan/cuts.csv",
                           "plan/certificate.json", "summary.json"}) {
    INFO(file);
    const std::string one = dayu::geo::read_file(folder.path() / "1" / file);
    CHECK(one == dayu::geo::read_file(folder.path() / "2" / file));
    CHECK_FALSE(one.empty());
  }
  CHECK(dayu::geo::read_file(folder.path() / "1" / "plan" / "certificate.json").find("EXERCISE / 演练") !=
        std::string::npos);
}
