// SPDX-License-Identifier: Apache-2.0
// A mosaic of fuels on hills: how far the cell size alone moves the fire, and two other programs on the same
// ground.
#include "tests/validation/fire_scenes/scene.h"

using namespace dayu;
using namespace dayu::hazards::fire;

namespace {

std::vector<float> peer(const std::string& name, const geo::Grid& grid) {
  return geo::read_raster(test::shared_data("fire/peers/" + name + ".tif"), grid.crs, geo::Voids::whole)
      .values;
}

}  // namespace

TEST_CASE("the hills burn as on 6 m cells") {
  const test::Scene scene("fire_hills0");
  const Rates rates(scene.in.land, scene.in.slices, scene.in.options);
  const Burned fast = solve(scene.in, rates, 1, Want::arrival),
               accurate = solve(scene.in, rates, 3, Want::arrival),
               converged = solve(scene.in, rates, 5, Want::arrival);
  const double until = 86400;
  const test::Agreement f = test::compare(fast.arrival_s, converged.arrival_s, until),
                        a = test::compare(accurate.arrival_s, converged.arrival_s, until);
  const std::vector<float> file = peer("toa_converged6m_hills0", scene.in.land.grid);
  const test::Agreement fast_file = test::compare(fast.arrival_s, file, until),
                        own_file = test::compare(converged.arrival_s, file, until);
  const test::Agreement elmfire = test::compare(fast.arrival_s,
                                                peer("toa_elmfire_hills0_crown0_n1_np1", scene.in.land.grid),
                                                until),
                        pyretechnics =
                            test::compare(fast.arrival_s,
                                          peer("toa_pyretechnics_hills0_crown0", scene.in.land.grid), until);
  INFO("fast " << f.jaccard_1() << ", accurate " << a.jaccard_1()
               << " of the own 6 m solution; with the file: fast " << fast_file.jaccard_1() << ", own 6 m "
               << own_file.jaccard_1() << " RMSE " << own_file.rmse_s() / 60 << " min; ELMFIRE "
               << elmfire.jaccard_1() << ", pyretechnics " << pyretechnics.jaccard_1());
  CHECK(f.jaccard_1() >= 0.89);
  CHECK(a.jaccard_1() >= 0.95);
  CHECK(fast_file.jaccard_1() >= 0.85);
  CHECK(own_file.rmse_s() <= 120);
  CHECK(elmfire.jaccard_1() >= 0.80);
  CHECK(pyretechnics.jaccard_1() >= 0.80);
}
