// SPDX-License-Identifier: Apache-2.0
// How far can the wind carry a burning brand? The largest distance of Albini 1979 (torching trees, INT-56),
// 1981 (piles) and 1983 (wind-driven surface fires, INT-309), with Chase 1981 for valleys and ridges. For
// warnings: how far ahead of the front a new fire may start; not a probability.
#pragma once

#include <string>

namespace dayu::hazards::fire {

enum class SpotPlace { midslope_windward, valley_bottom, midslope_leeward, ridge_top };

/// Ground between ridge and valley; both 0: level.
struct SpotRelief {
  SpotPlace place = SpotPlace::midslope_windward;
  double ridge_valley_m = 0, drop_m = 0;
};

struct Spot {
  double brand_height_m = 0, flat_m = 0, distance_m = 0;  ///< on level ground; on the relief
};

/// `species`: row of spotting_species.csv. Empty result for no wind, no tree or an unknown species.
Spot spot_from_torching(const std::string& species, int trees, double dbh_m, double height_m,
                        double wind_20ft_m_per_s, double cover_height_m, const SpotRelief& relief);
Spot spot_from_surface(double flame_length_m, double wind_20ft_m_per_s, double cover_height_m,
                       const SpotRelief& relief);
Spot spot_from_pile(double flame_height_m, double wind_20ft_m_per_s, double cover_height_m,
                    const SpotRelief& relief);

}  // namespace dayu::hazards::fire
