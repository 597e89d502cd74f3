// SPDX-License-Identifier: Apache-2.0
// The same places in the systems an office meets come in at the same points; shifted ones are found out.
#include "engine/geo/crs.h"
#include "engine/geo/gcj02.h"
#include "engine/geo/table.h"
#include "engine/world/load.h"
#include "engine/world/registers/intake/intake.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::world::intake;

namespace {

/// The embedded county, and its shelters as an office would list them.
struct Office {
  test::TemporaryFolder folder{"points"};
  std::filesystem::path area = folder.path() / "area";
  geo::Table shelters;

  Office() {
    std::filesystem::copy(test::source_dir() / "gis-data/yunlan", area,
                          std::filesystem::copy_options::recursive);
    shelters = geo::read_table(area / "shelters.csv");
  }
  std::vector<geo::Point> points() const {
    base::Faults faults;
    std::vector<geo::Point> all;
    for (std::size_t row = 0; row < shelters.rows.size(); ++row)
      all.push_back({shelters.number(row, "x_m", faults), shelters.number(row, "y_m", faults)});
    return all;
  }
  std::filesystem::path list(const std::vector<geo::Point>& at, const std::string& titles) const {
    geo::TableWriter out({"安置点编号", "名称", "室内面积", titles == "deg" ? "经度" : "东坐标",
                          titles == "deg" ? "纬度" : "北坐标"});
    for (std::size_t row = 0; row < at.size(); ++row) {
      for (const char* column : {"shelter", "name_zh", "indoor_m2"}) out.cell(shelters.text(row, column));
      out.cell(at[row].x_m, 8).cell(at[row].y_m, 8).end_row();
    }
    geo::write_file(folder.path() / "list.csv", out.text());
    return folder.path() / "list.csv";
  }
  std::vector<geo::Point> taken_in() {
    shelters = geo::read_table(area / "shelters.csv");
    return points();
  }
};

Options in_system(const std::string& crs) {
  Options options;
  options.crs = crs;
  return options;
}

std::vector<geo::Point> shifted(const std::vector<geo::Point>& points) {
  auto deg = geo::transform(points, "EPSG:4547", "EPSG:4326");
  for (geo::Point& p : deg) p = geo::gcj02_from_wgs84(p);
  return deg;
}

}  // namespace

TEST_CASE("the same points in four systems come in within a decimetre") {
  for (const char* crs : {"EPSG:4490", "EPSG:4326", "EPSG:4526", "GCJ-02"}) {
    Office office;
    const auto right = office.points();
    const bool gcj = std::string(crs) == geo::kGcj02;
    const auto given = gcj ? shifted(right) : geo::transform(right, "EPSG:4547", crs);
    const Report report = take_in(
        office.area, office.list(given, std::string(crs) == "EPSG:4526" ? "m" : "deg"), in_system(crs));
    INFO(crs);
    REQUIRE(report.faults() == 0);
    const auto taken = office.taken_in();
    REQUIRE(taken.size() == right.size());
    for (std::size_t i = 0; i < taken.size(); ++i) {
      CHECK(std::abs(taken[i].x_m - right[i].x_m) < 0.1);
      CHECK(std::abs(taken[i].y_m - right[i].y_m) < 0.1);
    }
  }
}

TEST_CASE("shifted points that were not said to be are found out; nothing is written") {
  Office office;
  const auto before = geo::read_file(office.area / "shelters.csv");
  const auto metres = geo::transform(shifted(office.points()), "EPSG:4326", "EPSG:4547");
  const Report report = take_in(office.area, office.list(metres, "m"), {});
  REQUIRE(report.faults() == 1);
  CHECK(to_text(report.findings.front(), false).find("GCJ-02") != std::string::npos);
  CHECK(to_text(report.findings.front(), true).find("火星坐标") != std::string::npos);
  CHECK_FALSE(report.imported);
  CHECK(geo::read_file(office.area / "shelters.csv") == before);
  // Who knows better says so, and then `dayu check` still speaks of it.
  CHECK(take_in(office.area, office.list(metres, "m"), in_system("EPSG:4547")).imported);
  int told = 0;
  for (const base::Fault& fault : world::warnings(world::load(office.area)))
    told += fault.what.find("GCJ-02") != std::string::npos ? 1 : 0;
  CHECK(told == 1);
}

TEST_CASE("degrees without a system, and a system that is none, are told with the remedy") {
  Office office;
  const auto deg = geo::transform(office.points(), "EPSG:4547", "EPSG:4490");
  const Report report = take_in(office.area, office.list(deg, "deg"), {});
  REQUIRE(report.faults() > 0);
  CHECK(to_text(report.findings.front(), false).find("--crs EPSG:4490") != std::string::npos);
  CHECK_THROWS_AS(take_in(office.area, office.list(deg, "deg"), in_system("EPSG:999999")), base::InputError);
}
