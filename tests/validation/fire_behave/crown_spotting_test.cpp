// SPDX-License-Identifier: Apache-2.0
// Crown fire (5,400 rows: Rothermel 1991, Scott & Reinhardt 2001) and Albini's spotting distances (516 rows)
// against tables made with behave. Pass line: 1e-4.
#include <cmath>
#include <map>

#include "engine/geo/table.h"
#include "engine/hazards/fire/crown.h"
#include "engine/hazards/fire/spotting.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {

constexpr double kBtu_1 = 2.32779 / 2.326;  // behave's Btu in metric intensities, see surface_test.cpp

struct Largest {
  double error = 0;
  std::string where;
  void take(double found, double truth, double last_digit, const std::string& place) {
    const double e =
        std::max(0.0, std::abs(found - truth) - 0.5 * last_digit) / std::max(std::abs(truth), 1e-3);
    if (e > error) {
      error = e;
      where = place;
    }
  }
};

Moisture moisture_of(const std::string& name) {
  return name == "D1L1" ? Moisture{0.03, 0.04, 0.05, 0.30, 0.60} : Moisture{0.06, 0.07, 0.08, 0.60, 0.90};
}

}  // namespace

TEST_CASE("crown fires agree with behave") {
  const geo::Table t = geo::read_table(test::shared_data("fire/behave/crown.csv"));
  const FuelTable fuels = standard_fuels();
  base::Faults faults;
  // Where the rates that bound the crown fraction lie within half of each other, their difference magnifies
  // the tables' rounded unit constants: such rows are held to 1e-3.
  Largest surface, crown, ros, flame, lw, burned, intensity, steep;
  int wrong_type = 0;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const auto number = [&](const char* column) { return t.number(row, column, faults); };
    const Moisture m = moisture_of(t.text(row, "moist"));
    REQUIRE((t.text(row, "moist") == "D1L1" || t.text(row, "moist") == "D2L2"));
    const Bed bed =
        bed_of(fuels.models.at(static_cast<std::size_t>(fuels.by_number(t.integer(row, "fm", faults)))), m,
               Curing::behaveplus);
    const Bed bed10 = bed_of(fuels.models.at(static_cast<std::size_t>(fuels.by_code("FM10"))), m);
    const Trees trees{number("cc_pct") / 100, number("ch_m"), number("cbh_m"), number("cbd_kgm3"),
                      number("fmc_pct") / 100};
    Options o;
    o.wind_limit = WindLimit::none;
    o.slope_projection = SlopeProjection::none;
    o.wind_adjustment = WindAdjustment::crown_fill;
    o.crown_ratio_1 = (trees.height_m - trees.base_m) / trees.height_m;
    const bool rothermel = t.text(row, "method") == "Rothermel1991";
    const double share = wind_adjustment(bed.depth_m, trees.cover_1, trees.height_m, o);
    const double tan = std::tan(number("slope_deg") * M_PI / 180), wind = number("wind20ft_ms");
    const auto surface_at = [&](double u) { return spread_of(bed, {0, u * share}, {0, tan}, o); };
    const Spread s = surface_at(wind);
    CrownFire f = crown_parts::frame(trees, bed, bed10, s, wind, o);
    f.critical_intensity_kW_per_m /= kBtu_1;  // behave compares it in Btu
    crown_parts::finish(f, rothermel ? CrownModel::rothermel : CrownModel::scott_reinhardt, trees, bed, s,
                        surface_at(active_wind_m_per_s(bed10, trees.bulk_kg_per_m3)).head_m_per_s);
    const std::string place = t.place(row, "fm");
    surface.take(s.head_m_per_s * 60, number("surface_ros_mmin"), 1e-6, place);
    crown.take(f.crown_ros_m_per_s * 60, number("crown_ros_mmin"), 1e-6, place);
    lw.take(f.crown_length_to_width_1, number("crown_lw"), 1e-4, place);
    const double start = f.critical_intensity_kW_per_m / bed.heat_kJ_per_m2,
                 full = surface_at(active_wind_m_per_s(bed10, trees.bulk_kg_per_m3)).head_m_per_s;
    const bool near = std::abs(full - start) < 0.5 * start;
    (near ? steep : ros).take(f.ros_m_per_s * 60, number("final_ros_mmin"), 1e-6, place);
    (near ? steep : flame).take(f.flame_length_m, number("final_flame_m"), 1e-4, place);
    (near ? steep : intensity).take(f.intensity_kW_per_m * kBtu_1, number("final_fli_kWm"), 1e-3, place);
    (near ? steep : burned).take(f.fraction_burned_1, number("cfb"), 1e-5, place);
    if (static_cast<int>(f.type) != t.integer(row, "fire_type", faults)) ++wrong_type;
  }
  INFO("surface " << surface.error << " " << surface.where << ", crown " << crown.error << " " << crown.where
                  << ", rate " << ros.error << " " << ros.where << ", flame " << flame.error << " "
                  << flame.where << ", intensity " << intensity.error << " " << intensity.where << ", shape "
                  << lw.error << ", burned " << burned.error << " " << burned.where << ", wrong type "
                  << wrong_type);
  CHECK(t.rows.size() == 5400);
  CHECK(surface.error <= 1e-4);
  CHECK(crown.error <= 1e-4);
  CHECK(ros.error <= 1e-4);
  CHECK(flame.error <= 1e-4);
  CHECK(intensity.error <= 1e-4);
  CHECK(lw.error <= 1e-4);
  CHECK(burned.error <= 1e-4);
  CHECK(steep.error <= 1e-3);
  CHECK(wrong_type == 0);
}

TEST_CASE("spotting distances agree with behave") {
  const geo::Table t = geo::read_table(test::shared_data("fire/behave/spotting_albini.csv"));
  base::Faults faults;
  Largest flat, relief, brand;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const auto number = [&](const char* column) { return t.number(row, column, faults); };
    const SpotRelief r{
        t.text(row, "location") == "RIDGE_TOP" ? SpotPlace::ridge_top : SpotPlace::midslope_windward,
        number("ridge_valley_dist_km") * 1000, number("ridge_valley_elev_m")};
    const std::string source = t.text(row, "source");
    const double wind = number("wind20ft_ms"), cover = number("cover_ht_m");
    const Spot s = source == "torching"
                       ? spot_from_torching(t.text(row, "species_or_dash"), t.integer(row, "n_trees", faults),
                                            number("dbh_cm") / 100, number("tree_ht_m"), wind, cover, r)
                   : source == "surface" ? spot_from_surface(number("flame_m"), wind, cover, r)
                                         : spot_from_pile(number("flame_m"), wind, cover, r);
    flat.take(s.flat_m, number("flat_dist_m"), 1e-3, t.place(row, "source"));
    relief.take(s.distance_m, number("mtn_dist_m"), 1e-3, t.place(row, "source"));
    brand.take(s.brand_height_m, number("firebrand_ht_m"), 1e-3, t.place(row, "source"));
  }
  INFO("flat " << flat.error << " " << flat.where << ", relief " << relief.error << " " << relief.where
               << ", brand " << brand.error);
  CHECK(t.rows.size() == 516);
  CHECK(flat.error <= 1e-4);
  CHECK(relief.error <= 1e-4);
  CHECK(brand.error <= 1e-4);
}
