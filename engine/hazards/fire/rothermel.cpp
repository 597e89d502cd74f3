// SPDX-License-Identifier: Apache-2.0
// Inside, the paper's units (ft, lb, min, Btu) and symbols:
//   w load lb/ft2, s SAV 1/ft, m moisture, f weight in its category, F weight of the category (dead 0, live
//   1), sigma characteristic SAV, beta packing ratio, rel = beta / beta_op, gamma reaction velocity 1/min, xi
//   propagating flux ratio, eps effective heating number, Q heat of pre-ignition Btu/lb, I_R Btu/(ft2 min).
#include "engine/hazards/fire/rothermel.h"

#include <array>
#include <cmath>

namespace dayu::hazards::fire {
namespace {

constexpr double kLbPerFt2_kg_per_m2 = 4.882427636383051;
constexpr double kBtuPerLb_J_per_kg = 2326.0;
constexpr double kParticle_lb_per_ft3 = 32.0;  // Albini 1976, p. 91
constexpr double kMineral_1 = 0.0555;          // total silica-free and silica, Albini 1976
constexpr double kSilica_1 = 0.010;            // effective
constexpr double kSav10h_per_ft = 109, kSav100h_per_ft = 30;

struct Particle {
  double w = 0, s = 0, m = 0, f = 0, g = 0;
};
using Dead = std::array<Particle, 4>;  // 1 h, 10 h, 100 h, cured herbs
using Live = std::array<Particle, 2>;  // herbs, woody

double cured_1(double herb_moisture_1, Curing curing) {
  if (herb_moisture_1 < 0.30) return 1;
  if (herb_moisture_1 > 1.20) return 0;
  return curing == Curing::linear ? (1.20 - herb_moisture_1) / 0.9 : 1.333 - 1.11 * herb_moisture_1;
}

/// Size class by SAV for the weights of net load (Albini 1976, p. 15).
int size_class(double s) {
  return s >= 1200 ? 0 : s >= 192 ? 1 : s >= 96 ? 2 : s >= 48 ? 3 : s >= 16 ? 4 : 5;
}

/// Weights f by surface, g by size class; gives the category's surface area A.
template <class Category>
double weigh(Category& all) {
  double area = 0;
  for (const Particle& p : all) area += p.w * p.s / kParticle_lb_per_ft3;
  if (area <= 1e-7) return 0;
  std::array<double, 6> in_class{};
  for (Particle& p : all) {
    p.f = p.w * p.s / kParticle_lb_per_ft3 / area;
    in_class[static_cast<std::size_t>(size_class(p.s))] += p.f;
  }
  for (Particle& p : all) p.g = size_class(p.s) < 5 ? in_class[static_cast<std::size_t>(size_class(p.s))] : 0;
  return area;
}

template <class Category, class Value>
double weighted(const Category& all, Value value) {
  double sum = 0;
  for (const Particle& p : all) sum += value(p);
  return sum;
}

/// Moisture damping (Rothermel 1972, eq. 29).
double eta_m(double moisture, double extinction) {
  if (!(moisture < extinction)) return 0;
  const double r = moisture / extinction;
  return 1 - 2.59 * r + 5.11 * r * r - 3.52 * r * r * r;
}

/// Live moisture of extinction (Albini 1976, p. 89; Rothermel 1972, eq. 88).
double live_extinction(const Dead& dead, const Live& live, double dead_extinction) {
  double fine_dead = 0, water = 0, fine_live = 0;
  for (const Particle& p : dead) {
    if (p.s <= 0) continue;
    const double fine = p.w * std::exp(-138 / p.s);
    fine_dead += fine;
    water += fine * p.m;
  }
  for (const Particle& p : live)
    if (p.s > 0) fine_live += p.w * std::exp(-500 / p.s);
  const double moisture = fine_dead > 1e-7 ? water / fine_dead : 0;
  const double ratio = fine_live > 1e-7 ? fine_dead / fine_live : 0;
  return std::max(2.9 * ratio * (1 - moisture / dead_extinction) - 0.226, dead_extinction);
}

/// Heat of pre-ignition of a category over bulk density, Btu/lb (eq. 77 without rho_b).
template <class Category>
double heat_sink(const Category& all) {
  return weighted(
      all, [](const Particle& p) { return p.s > 0 ? p.f * (250 + 1116 * p.m) * std::exp(-138 / p.s) : 0.0; });
}

}  // namespace

Bed bed_of(const FuelModel& fuel, const Moisture& m, Curing curing) {
  Bed bed;
  bed.depth_m = fuel.depth_m;
  if (!fuel.burns()) return bed;
  const auto lb = [](double kg_per_m2) { return kg_per_m2 / kLbPerFt2_kg_per_m2; };
  const double depth = fuel.depth_m / kFt_m, herb = lb(fuel.load_herb_kg_per_m2);
  const double cured = fuel.dynamic ? cured_1(m.herb_1, curing) : 0;
  const double s_herb = fuel.sav_herb_per_m * kFt_m;
  Dead dead{{{lb(fuel.load_1h_kg_per_m2), fuel.sav_1h_per_m * kFt_m, m.d1_1},
             {lb(fuel.load_10h_kg_per_m2), kSav10h_per_ft, m.d10_1},
             {lb(fuel.load_100h_kg_per_m2), kSav100h_per_ft, m.d100_1},
             {herb * cured, s_herb, m.d1_1}}};
  Live live{{{herb * (1 - cured), s_herb, m.herb_1},
             {lb(fuel.load_woody_kg_per_m2), fuel.sav_woody_per_m * kFt_m, m.woody_1}}};
  const double area_dead = weigh(dead), area_live = weigh(live);
  if (area_dead + area_live <= 0) return bed;
  const double F_dead = area_dead / (area_dead + area_live), F_live = 1 - F_dead;

  const auto sav = [](const Particle& p) { return p.f * p.s; };
  const auto load = [](const Particle& p) { return p.w; };
  const double sigma = F_dead * weighted(dead, sav) + F_live * weighted(live, sav);
  const double rho_b = (weighted(dead, load) + weighted(live, load)) / depth;
  const double beta = rho_b / kParticle_lb_per_ft3;
  const double rel = beta / (3.348 / std::pow(sigma, 0.8189));  // eq. 37

  const auto net = [](const Particle& p) { return p.g * p.w * (1 - kMineral_1); };
  const auto moisture = [](const Particle& p) { return p.f * p.m; };
  const double mx = fuel.extinction_moisture_1;
  const double mx_live = area_live > 0 ? live_extinction(dead, live, mx) : 0;
  const double eta_s = std::min(1.0, 0.174 / std::pow(kSilica_1, 0.19));  // eq. 30
  const double A = 133 / std::pow(sigma, 0.7913);                         // Albini 1976, p. 88
  const double s15 = std::pow(sigma, 1.5);
  const double gamma =
      s15 / (495 + 0.0594 * s15) * std::pow(rel, A) * std::exp(A * (1 - rel));  // eqs. 36, 38
  const double heat_dead = fuel.heat_dead_J_per_kg / kBtuPerLb_J_per_kg,
               heat_live = fuel.heat_live_J_per_kg / kBtuPerLb_J_per_kg;
  double I_R = 0;
  if (area_dead > 0) I_R += weighted(dead, net) * heat_dead * eta_m(weighted(dead, moisture), mx);
  if (area_live > 0) I_R += weighted(live, net) * heat_live * eta_m(weighted(live, moisture), mx_live);
  I_R *= gamma * eta_s;

  const double xi =
      std::exp((0.792 + 0.681 * std::sqrt(sigma)) * (beta + 0.1)) / (192 + 0.2595 * sigma);  // eq. 42
  const double sink = rho_b * (F_dead * heat_sink(dead) + F_live * heat_sink(live));
  bed.r0_m_per_s = sink > 1e-7 ? I_R * xi / sink * kFtPerMin_m_per_s : 0;
  bed.reaction_kW_per_m2 = I_R * kBtuPerFt2Min_kW_per_m2;
  bed.residence_s = 384 / sigma * 60;
  bed.heat_kJ_per_m2 = bed.reaction_kW_per_m2 * bed.residence_s;
  const double C = 7.47 * std::exp(-0.133 * std::pow(sigma, 0.55)), E = 0.715 * std::exp(-3.59e-4 * sigma);
  bed.wind_b = 0.02526 * std::pow(sigma, 0.54);  // eqs. 48-50
  bed.wind_k = C * std::pow(rel, -E);
  bed.slope_k = 5.275 * std::pow(beta, -0.3);  // eq. 51
  return bed;
}

}  // namespace dayu::hazards::fire
