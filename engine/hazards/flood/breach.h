// SPDX-License-Identifier: Apache-2.0
// How wide does a dam break, how fast, and what runs out? Parametric breaches for embankments.
//   Froehlich 2008 (J. Hydraul. Eng. 134:1708): B = 0.27 ko Vw^0.32 hb^0.04, tf = 63.2 sqrt(Vw / (g hb^2))
//     ko 1.3 overtopping, 1 otherwise; side slopes (horizontal : vertical) 1.0 overtopping, 0.7 otherwise
//   Von Thun & Gillette 1990 (USBR): B = 2.5 hw + Cb(Vw); tf = B/(4 hw) of resistant, B/(4 hw + 61) of easily
//     eroded dams (in h, m); side slope 1
// B mean width m, Vw water above the breach's floor m3, hb height of the breach m, hw depth of water over its
// floor m, tf time of formation s. Growth: width and depth linear in time (Froehlich 2008).
// Outflow: trapezoid weir Q = Cw b H^(3/2) + Cs z H^(5/2), Cw 1.70, Cs 1.35 (Fread 1988, DAMBRK, in SI);
// a pipe before its roof falls: Q = 0.6 A sqrt(2 g (level - axis)).
// Invariant: width, depth and outflow never fall while the level stands still.
#pragma once

namespace dayu::hazards::flood {

enum class BreachWay { overtopping, piping };
enum class BreachFormula { froehlich_2008, von_thun_gillette_1990, given };

struct BreachSize {
  double width_m = 0;  ///< mean over the final height
  double formation_s = 0;
  double side_slope_1 = 0;  ///< horizontal : vertical
};

struct BreachPlan {
  BreachFormula formula = BreachFormula::froehlich_2008;
  BreachWay way = BreachWay::overtopping;
  bool resistant = true;  ///< Von Thun & Gillette: resistant to erosion
  double crest_m = 0;     ///< top of the dam
  double floor_m = 0;     ///< of the final breach
  double pipe_m = 0;      ///< piping: level of the pipe's axis at the start
  BreachSize given;       ///< formula given
};

BreachSize froehlich_2008(double water_m3, double height_m, BreachWay way);
BreachSize von_thun_gillette_1990(double water_m3, double depth_m, bool resistant);
/// By the plan's formula; `water_m3` stands above the floor and `level_m` is the reservoir's.
BreachSize size_of(const BreachPlan& plan, double water_m3, double level_m);

/// Outflow `age_s` after it began, into a tailwater that is lower than the floor.
double breach_outflow(const BreachPlan& plan, const BreachSize& size, double age_s, double level_m);

}  // namespace dayu::hazards::flood
