// SPDX-License-Identifier: Apache-2.0
// Rate of spread against tables made with the US Forest Service's behave library (public domain), row by row:
// 8,480 rows upslope, 8,640 across the slope and under canopies, 1,152 directions of interest, 53 fuel
// models. Pass line: 0.1 % where the head spreads at 0.1 m/min or more, 0.01 m/min elsewhere.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/geo/table.h"
#include "engine/hazards/fire/spread.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {

/// Scott & Burgan 2005, tables 3 and 4: dead D1..D4 and live L1..L4 always vary together in these tables.
const std::map<std::string, Moisture> kMoistures = {{"D1L1", {0.03, 0.04, 0.05, 0.30, 0.60}},
                                                    {"D2L2", {0.06, 0.07, 0.08, 0.60, 0.90}},
                                                    {"D3L3", {0.09, 0.10, 0.11, 0.90, 1.20}},
                                                    {"D4L4", {0.12, 0.13, 0.14, 1.20, 1.50}}};
/// behave's own options.
Options behave() {
  Options o;
  o.wind_limit = WindLimit::none;
  o.length_to_width_max_1 = 8;
  o.slope_projection = SlopeProjection::none;
  return o;
}

geo::Table table(const std::string& name) {
  return geo::read_table(test::shared_data("fire/behave/" + name));
}

/// The largest error beyond half of the tables' last digit.
struct Worst {
  double last_digit = 1e-6;
  double relative = 0, absolute = 0;
  std::size_t rows = 0;
  std::string where;
  void take(double found, double truth, double head_m_per_min, const std::string& place) {
    ++rows;
    const double error = std::max(0.0, std::abs(found - truth) - 0.5 * last_digit);
    if (head_m_per_min < 0.1) {
      absolute = std::max(absolute, error);
    } else if (error / std::max(truth, 1e-9) > relative) {
      relative = error / truth;
      where = place;
    }
  }
};

class Beds {
 public:
  const Bed& of(int fuel, const std::string& moisture) {
    const auto key = std::make_pair(fuel, moisture);
    const auto found = beds_.find(key);
    if (found != beds_.end()) return found->second;
    const int row = fuels_.by_number(fuel);
    REQUIRE(row >= 0);
    return beds_[key] = bed_of(fuels_.models[static_cast<std::size_t>(row)], kMoistures.at(moisture),
                               Curing::behaveplus);
  }

 private:
  FuelTable fuels_ = standard_fuels();
  std::map<std::pair<int, std::string>, Bed> beds_;
};

Vector from_azimuth(double length, double towards_deg) {
  const double a = towards_deg * M_PI / 180;
  return {length * std::sin(a), length * std::cos(a)};
}

/// behave's metric intensities take a Btu for 0.077 % more than 1055.056 J (its 2.32779 kJ/kg for 1 Btu/lb).
constexpr double kBtu_1 = 2.32779 / 2.326;

double per_min(double m_per_s) {
  return m_per_s * 60;
}

}  // namespace

TEST_CASE("surface spread upslope agrees with behave") {
  const geo::Table t = table("surface_upslope_wind.csv");
  base::Faults faults;
  Beds beds;
  Worst head, back, flank, intensity{1e-4}, flame, lw;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const auto number = [&](const char* column) { return t.number(row, column, faults); };
    const Bed& bed = beds.of(t.integer(row, "fm", faults), t.text(row, "moist"));
    const double tan = std::tan(number("slope_deg") * M_PI / 180);
    const Spread s = spread_of(bed, {0, number("midflame_in_ms")}, {0, tan}, behave());
    const double h = number("ros_head_mmin");
    const std::string place = t.place(row, "fm");
    head.take(per_min(s.head_m_per_s), h, h, place);
    back.take(per_min(s.back_m_per_s()), number("ros_back_mmin"), h, place);
    flank.take(per_min(s.flank_m_per_s()), number("ros_flank_mmin"), h, place);
    const double I = bed.heat_kJ_per_m2 * s.head_m_per_s;
    intensity.take(I * kBtu_1, number("fli_kWm"), h, place);
    flame.take(flame_length_m(I), number("flame_m"), h, place);
    lw.take(s.length_to_width_1, number("lw"), h, place);
  }
  INFO("head " << head.relative << " at " << head.where << ", slow " << head.absolute << " m/min; back "
               << back.relative << " " << back.where << "; flank " << flank.relative << "; intensity "
               << intensity.relative << " " << intensity.where << "; flame " << flame.relative
               << "; length to width " << lw.relative);
  REQUIRE(head.rows == 8480);
  CHECK(head.relative <= 1e-5);
  CHECK(head.absolute <= 1e-5);
  CHECK(back.relative <= 1e-5);
  CHECK(flank.relative <= 1e-5);
  CHECK(intensity.relative <= 1e-5);
  CHECK(flame.relative <= 1e-5);
  CHECK(lw.relative <= 1e-5);
}

TEST_CASE("surface spread across the slope and under canopies agrees with behave") {
  const geo::Table t = table("surface_cross_slope_10m_wind.csv");
  base::Faults faults;
  Beds beds;
  Worst midflame, head, back, intensity{1e-4}, lw;
  double direction_deg = 0;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const auto number = [&](const char* column) { return t.number(row, column, faults); };
    const Bed& bed = beds.of(t.integer(row, "fm", faults), t.text(row, "moist"));
    const Options o = behave();
    const double share =
        wind_adjustment(bed.depth_m, number("canopy_cover_pct") / 100, number("canopy_ht_m"), o);
    const double u = number("wind10m_ms") * o.ten_metre_to_20ft_1 * share;
    const double tan = std::tan(number("slope_deg") * M_PI / 180);
    const Spread s = spread_of(bed, from_azimuth(u, number("wind_from_deg") + 180),
                               from_azimuth(tan, number("aspect_deg") + 180), o);
    const double h = number("ros_head_mmin");
    const std::string place = t.place(row, "fm");
    midflame.take(u, number("midflame_ms"), 1, place);
    head.take(per_min(s.head_m_per_s), h, h, place);
    back.take(per_min(s.back_m_per_s()), number("ros_back_mmin"), h, place);
    intensity.take(bed.heat_kJ_per_m2 * s.head_m_per_s * kBtu_1, number("fli_kWm"), h, place);
    lw.take(s.length_to_width_1, number("lw"), h, place);
    if (s.eccentricity_1 > 0.01 && h >= 0.1) {
      const Vector truth = from_azimuth(1, number("dir_max_deg"));
      const double c = truth.x * s.toward.x + truth.y * s.toward.y;
      direction_deg = std::max(direction_deg, std::acos(std::min(1.0, c)) * 180 / M_PI);
    }
  }
  INFO("midflame " << midflame.relative << " head " << head.relative << " at " << head.where << ", slow "
                   << head.absolute << "; back " << back.relative << "; intensity " << intensity.relative
                   << " at " << intensity.where << "; length to width " << lw.relative << "; direction "
                   << direction_deg);
  REQUIRE(head.rows == 8640);
  CHECK(midflame.relative <= 1e-5);
  CHECK(head.relative <= 1e-5);
  CHECK(head.absolute <= 1e-5);
  CHECK(back.relative <= 1e-5);
  CHECK(intensity.relative <= 1e-5);
  CHECK(lw.relative <= 1e-5);
  CHECK(direction_deg < 0.5);  // behave snaps directions within half a degree of upslope
}

TEST_CASE("spread in a direction of interest agrees with behave") {
  const geo::Table t = table("direction_of_interest.csv");
  base::Faults faults;
  Beds beds;
  Worst ray;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const auto number = [&](const char* column) { return t.number(row, column, faults); };
    const Bed& bed = beds.of(t.integer(row, "fm", faults), t.text(row, "moist"));
    const Options o = behave();
    const double u = number("wind10m_ms") * o.ten_metre_to_20ft_1 * wind_adjustment(bed.depth_m, 0, 0, o);
    const Spread s =
        spread_of(bed, from_azimuth(u, number("wind_from_deg") + 180),
                  from_azimuth(std::tan(number("slope_deg") * M_PI / 180), number("aspect_deg") + 180), o);
    const double angle = (number("doi_deg_from_north") - number("dir_max_deg")) * M_PI / 180;
    ray.take(per_min(s.ray_m_per_s(std::cos(angle))), number("ros_doi_mmin_from_ignition"),
             number("ros_head_mmin"), t.place(row, "fm"));
  }
  INFO("ray " << ray.relative << " at " << ray.where);
  REQUIRE(ray.rows == 1152);
  CHECK(ray.relative <= 1e-5);
}
