// SPDX-License-Identifier: Apache-2.0
// Rate of spread and intensity of every surface-fire cell of a FlamMap run.
#include "tests/validation/fire_scenes/scene.h"

using namespace dayu;
using namespace dayu::hazards::fire;

TEST_CASE("head fire behaviour is FlamMap's") {
  const test::Scene scene("fire_flammap");
  const Rates rates(scene.in.land, scene.in.slices, scene.in.options);
  const auto reference = [&](const char* name) {
    return geo::read_raster(test::shared_data(std::string("fire/flammap/") + name), scene.in.land.grid.crs)
        .values;
  };
  const std::vector<float> ros = reference("ROS_ch_hr.tif"), intensity = reference("FLI_BTU_ft-s.tif"),
                           type = reference("fire_type.tif");
  constexpr double kChainPerHour_m_per_s = 20.1168 / 3600, kBtuPerFtS_kW_per_m = 1.05505585262 / 0.3048;
  double worst_ros = 0, worst_intensity = 0;
  std::size_t cells = 0;
  for (std::size_t k = 0; k < ros.size(); ++k) {
    if (type[k] != 1) continue;
    ++cells;
    const Spread s = rates.spread(k, 0);
    const double I = s.head_m_per_s * rates.bed(k, 0).heat_kJ_per_m2 / kBtuPerFtS_kW_per_m;
    worst_ros = std::max(worst_ros,
                         std::abs(s.head_m_per_s / kChainPerHour_m_per_s / static_cast<double>(ros[k]) - 1));
    worst_intensity = std::max(worst_intensity, std::abs(I / static_cast<double>(intensity[k]) - 1));
  }
  INFO("worst rate " << worst_ros << ", worst intensity " << worst_intensity);
  CHECK(cells == 220846);
  CHECK(worst_ros <= 1e-3);
  CHECK(worst_intensity <= 2e-3);
}
