// SPDX-License-Identifier: Apache-2.0
// Where does the head of the fire go, how fast, and how narrow is its ellipse? Wind and slope add as vectors
// (Rothermel 1972; Finney 1998, RMRS-RP-4); the ellipse has its rear focus at the ignition:
//   R(theta) = R_head (1 - e) / (1 - e cos theta),   e = sqrt(1 - 1 / LW^2).
// Every convention that changes the result is a named option (FIRE conventions differ between programs by up
// to 2.6 in area), printed with each run. Vectors: x east, y north.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/hazards/fire/rothermel.h"

namespace dayu::hazards::fire {

inline constexpr double kMiPerH_m_per_s = 0.44704;

struct Vector {
  double x = 0, y = 0;
};

/// none; reaction: effective wind at most 0.9 I_R (Rothermel 1972, ft/min and Btu/(ft2 min));
/// andrews: at most 96.8 I_R^(1/3) (Andrews, Cruz & Rothermel 2013).
enum class WindLimit { none, reaction, andrews };
/// anderson: 0.936 exp(0.1147 U) + 0.461 exp(-0.0692 U) - 0.397, U in mi/h (Anderson 1983; Finney 1998 writes
/// 0.2566 and 0.1548 for U in m/s: taking the one for the other's unit changes areas by 2.6); rothermel: 1 +
/// 0.25 U, U in mi/h (Andrews 2018, eq. 80).
enum class LengthToWidth { anderson, rothermel };
/// crown_fill: Finney 1998 (cover pi/12); andrews: crown ratio times cover / 3 (Albini & Baughman 1979);
/// unsheltered: open everywhere; given: one number.
enum class WindAdjustment { crown_fill, crown_ratio, unsheltered, given };
/// head: the rate on the slope is laid on the map along the head; none: slope distance is taken for map
/// distance.
enum class SlopeProjection { head, none };

/// rothermel; wang: Wang Zhengfei with Mao Xianmin (wang.h).
enum class Model { rothermel, wang };
enum class CrownModel { none, rothermel, scott_reinhardt };

struct Options {
  Model model = Model::rothermel;
  CrownModel crown = CrownModel::none;
  WindLimit wind_limit = WindLimit::reaction;
  LengthToWidth length_to_width = LengthToWidth::anderson;
  double length_to_width_max_1 = 8;  ///< no larger; 0: no cap
  WindAdjustment wind_adjustment = WindAdjustment::crown_fill;
  double wind_adjustment_1 = 0.4;         ///< when given
  double crown_ratio_1 = 0.5;             ///< for crown_ratio
  double ten_metre_to_20ft_1 = 1 / 1.15;  ///< Turner & Lawson 1978; FlamMap and others use 0.87
  SlopeProjection slope_projection = SlopeProjection::head;
  Curing curing = Curing::linear;
};

/// The ellipse of one place and weather.
struct Spread {
  double head_m_per_s = 0;  ///< on the slope
  Vector toward{0, 1};      ///< unit vector of the head on the map
  double eccentricity_1 = 0;
  double effective_wind_m_per_s = 0;
  double length_to_width_1 = 1;

  double back_m_per_s() const { return head_m_per_s * (1 - eccentricity_1) / (1 + eccentricity_1); }
  /// Half width over time: semi-minor axis of the ellipse.
  double flank_m_per_s() const { return 0.5 * (head_m_per_s + back_m_per_s()) / length_to_width_1; }
  /// From the ignition point at angle theta to the head.
  double ray_m_per_s(double cos_theta) const {
    return head_m_per_s * (1 - eccentricity_1) / (1 - eccentricity_1 * cos_theta);
  }
  /// Of the front at right angles to itself where its normal stands at psi to the head (Catchpole et al.
  /// 1982).
  double normal_m_per_s(double cos_psi) const {
    const double f = 0.5 * (head_m_per_s + back_m_per_s()), g = head_m_per_s - f, h = flank_m_per_s();
    return g * cos_psi + std::sqrt(f * f * cos_psi * cos_psi + h * h * (1 - cos_psi * cos_psi));
  }
};

double length_to_width(double effective_wind_m_per_s, const Options& options);

/// Shares of open wind at 20 ft that reach midflame height. Albini & Baughman 1979; Andrews 2012
/// (RMRS-GTR-266).
double wind_adjustment(double bed_depth_m, double cover_1, double canopy_height_m, const Options& options);

/// `wind`: at midflame height, m/s, towards; `rise`: gradient of the ground, m/m, pointing upslope.
Spread spread_of(const Bed& bed, Vector wind, Vector rise, const Options& options);

/// Byram's flame length, m, from fireline intensity, kW/m (Byram 1959: 0.45 I^0.46 in ft and Btu/(ft s)).
double flame_length_m(double intensity_kW_per_m);
/// Thomas 1963, for crown fires: 0.2 I^(2/3) in ft and Btu/(ft s).
double crown_flame_length_m(double intensity_kW_per_m);

/// One line that names every convention of a run.
std::string describe(const Options& options);

}  // namespace dayu::hazards::fire
