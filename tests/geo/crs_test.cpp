// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs.h"

#include "engine/base/errors.h"
#include "tests/support/catch.h"

using namespace dayu;
using geo::Point;

TEST_CASE("27.8 N 114.4 E in the systems that Yichun uses") {
  const Point lon_lat{114.4, 27.8};
  for (const char* degrees : {"EPSG:4490", "EPSG:4326"}) {
    const Point zone = geo::transform({lon_lat}, degrees, "EPSG:4547").front();
    CHECK(zone.x_m == Approx(539417.33).margin(0.01));
    CHECK(zone.y_m == Approx(3076342.35).margin(0.01));
    const Point prefixed = geo::transform({lon_lat}, degrees, "EPSG:4526").front();
    CHECK(prefixed.x_m == Approx(38539417.33).margin(0.01));
    CHECK(prefixed.y_m == Approx(3076342.35).margin(0.01));
    const Point back = geo::transform({zone}, "EPSG:4547", degrees).front();
    CHECK(back.x_m == Approx(114.4).margin(1e-8));
    CHECK(back.y_m == Approx(27.8).margin(1e-8));
  }
}

TEST_CASE("names and units of reference systems") {
  CHECK(geo::crs_name("EPSG:4547") == "EPSG:4547");
  CHECK(geo::crs_name(geo::crs_wkt("EPSG:4547")) == "EPSG:4547");
  CHECK(geo::is_metric("EPSG:4547"));
  CHECK(geo::is_metric("EPSG:32631"));
  CHECK_FALSE(geo::is_metric("EPSG:4490"));
  CHECK_FALSE(geo::is_metric("EPSG:2225"));  // US survey feet
  // What ESRI programs write beside a shapefile.
  const std::string esri =
      R"(PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",)"
      R"(DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],)"
      R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],)"
      R"(PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],)"
      R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";
  CHECK(geo::crs_name(esri) == "EPSG:4547");
}

TEST_CASE("UTM zones") {
  CHECK(geo::utm_for(1.6, 42.5) == "EPSG:32631");
  CHECK(geo::utm_for(114.4, 27.8) == "EPSG:32650");
  CHECK(geo::utm_for(20.4, -34) == "EPSG:32734");
  CHECK(geo::utm_for(180, 10) == "EPSG:32601");
  CHECK(geo::utm_for(-180, 10) == "EPSG:32601");
}

TEST_CASE("what is no reference system, and points that have no place in one") {
  CHECK_THROWS_AS(geo::crs_name("EPSG:999999"), base::InputError);
  CHECK_THROWS_AS(geo::crs_name(""), base::InputError);
  CHECK_THROWS_AS(geo::crs_name("/etc/passwd"), base::InputError);
  try {
    geo::transform({{114.4, 27.8}, {27.8, 114.4}}, "EPSG:4490", "EPSG:4547");  // second one swapped
    FAIL("no fault");
  } catch (const base::InputError& error) {
    CHECK(error.faults().front().place == "point 2");
    CHECK(error.faults().front().remedy.find("x (easting or longitude) first") != std::string::npos);
  }
}
