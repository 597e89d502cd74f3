// SPDX-License-Identifier: Apache-2.0
// How much does a culvert carry between two water levels? The smaller of inlet and outlet control (FHWA
// HDS-5, 3rd ed. 2012):
//   inlet, unsubmerged (form 1): HW/D = Hc/D + K (Ku Q / (A D^0.5))^M - 0.5 S,   Ku Q/(A D^0.5) <= 3.5
//   inlet, submerged:            HW/D = c (Ku Q / (A D^0.5))^2 + Y - 0.5 S,      >= 4.0; a line between them
//   outlet: HW + S L - TW' = (1 + ke + 2 g n^2 L / R^(4/3)) V^2 / (2 g),  TW' = max(TW, (dc + D)/2)
// HW, TW depths over the inlet's and the outlet's floor m, D rise m, A full area m2, Hc = dc + V^2/2g at the
// critical depth dc, S slope, Ku 1.811 in SI, R hydraulic radius of the full barrel m, V velocity m/s; the
// constants K, M, c, Y, ke of an entrance stand in culvert_inlets.csv. The inlet's curve is kept as a table.
// Invariant: discharge rises with the headwater and never rises with the tailwater.
#pragma once

#include <string>
#include <vector>

namespace dayu::hazards::flood {

/// An entrance of culvert_inlets.csv.
struct CulvertInlet {
  std::string name;
  double K = 0, M = 0, c = 0, Y = 0, entrance_loss_1 = 0;
};

/// All of them; the names are the words a scenario may use.
const std::vector<CulvertInlet>& culvert_inlets();

struct Barrel {
  bool round = true;
  double width_m = 0, rise_m = 0;  ///< a round one: its diameter twice
  double length_m = 0, slope_1 = 0, manning_s_per_m1_3 = 0.012;
  int count = 1;
  CulvertInlet inlet;
};

class CulvertCurve {
 public:
  CulvertCurve() = default;
  explicit CulvertCurve(const Barrel& barrel);
  /// All barrels, m3/s, from depths over the inlet's and the outlet's floor; 0 where no water falls.
  double discharge_m3_per_s(double headwater_m, double tailwater_m) const;
  /// Headwater over the inlet's floor that the inlet needs for a discharge of one barrel.
  double inlet_headwater_m(double discharge_m3_per_s) const;
  double critical_depth_m(double discharge_m3_per_s) const;
  double area_m2() const { return area_m2_; }

 private:
  double flow_area_m2(double depth_m) const;
  double top_width_m(double depth_m) const;
  double inlet_discharge(double headwater_m) const;
  double outlet_discharge(double headwater_m, double tailwater_m, double inlet_m3_per_s) const;

  Barrel barrel_;
  double area_m2_ = 0, radius_m_ = 0;
  double partly_1_ = 1;  ///< what friction leaves of the inlet's discharge when the barrel is just full
  std::vector<double> headwater_m_, carried_m3_per_s_;  ///< the inlet's curve, one barrel
};

}  // namespace dayu::hazards::flood
