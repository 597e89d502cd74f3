// SPDX-License-Identifier: Apache-2.0
// Inside, the papers' units: ft, mi, mi/h, in.
#include "engine/hazards/fire/spotting.h"

#include <algorithm>
#include <cmath>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const fire_spotting_species_csv;
}

namespace dayu::hazards::fire {
namespace {

constexpr double kFt = 0.3048, kMi = 1609.344, kMiPerH = 0.44704, kIn = 0.0254;

/// Wind profiles follow the logarithm only above this height of cover, ft (Albini 1979).
double cover_ft(double brand_ft, double cover_m) {
  return std::max(cover_m / kFt, 2.2 * std::pow(brand_ft, 0.337) - 4);
}

/// Distance over level ground, mi (Albini 1979, eq. 20).
double flat_mi(double brand_ft, double cover, double wind_mph) {
  if (cover <= 1e-7) return 0;
  return 7.18e-4 * wind_mph * std::sqrt(cover) *
         (0.362 + std::sqrt(brand_ft / cover) / 2 * std::log(brand_ft / cover));
}

/// Chase 1981 (INT-RN-309): over a sinusoidal ridge.
double on_relief_mi(double flat, const SpotRelief& r) {
  const double ridge_mi = r.ridge_valley_m / kMi, drop_ft = r.drop_m / kFt;
  if (ridge_mi <= 1e-7 || drop_ft <= 1e-7) return flat;
  const double a = flat / ridge_mi, b = drop_ft / (10 * M_PI) / 1000,
               phase = static_cast<int>(r.place) * M_PI / 2;
  double x = a;
  for (int k = 0; k < 6; ++k) x = a - b * (std::cos(M_PI * x - phase) - std::cos(phase));
  return x * ridge_mi;
}

Spot spot(double brand_ft, double cover_m, double wind_mph, double drift_mi, const SpotRelief& relief) {
  const double cover = cover_ft(brand_ft, cover_m);
  if (cover <= 1e-7) return {brand_ft * kFt, 0, 0};
  const double flat = flat_mi(brand_ft, cover, wind_mph) + drift_mi;
  return {brand_ft * kFt, flat * kMi, on_relief_mi(flat, relief) * kMi};
}

struct Species {
  double flame_height_a = 0, flame_height_b = 0, duration_a = 0, duration_b = 0;
};

bool find_species(const std::string& name, Species& s) {
  static const geo::Table t =
      geo::parse_table(embedded::fire_spotting_species_csv, "fire/spotting_species.csv");
  base::Faults faults;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    if (t.text(row, "species") != name) continue;
    s = {t.number(row, "flame_height_a", faults), t.number(row, "flame_height_b", faults),
         t.number(row, "flame_duration_a", faults), t.number(row, "flame_duration_b", faults)};
    return faults.empty();
  }
  return false;
}

}  // namespace

Spot spot_from_torching(const std::string& species, int trees, double dbh_m, double height_m,
                        double wind_20ft_m_per_s, double cover_height_m, const SpotRelief& relief) {
  Species s;
  if (wind_20ft_m_per_s <= 0 || trees < 1 || dbh_m <= 0 || !find_species(species, s)) return {};
  const double dbh = dbh_m / kIn, height = height_m / kFt;
  const double flame = s.flame_height_a * std::pow(dbh, s.flame_height_b) * std::pow(trees, 0.4);
  const double duration = s.duration_a * std::pow(dbh, s.duration_b) * std::pow(trees, -0.2);
  const double ratio = height / flame;
  // Lofting (Albini 1979, fig. 7 as fitted by Chase 1984).
  const double a = ratio >= 1 ? 4.24 : ratio >= 0.5 ? 3.64 : duration < 3.5 ? 2.78 : 4.70;
  const double b = ratio >= 1 ? 0.332 : ratio >= 0.5 ? 0.391 : duration < 3.5 ? 0.418 : 0;
  const double brand = a * std::pow(duration, b) * flame + height / 2;
  return spot(brand, cover_height_m, wind_20ft_m_per_s / kMiPerH, 0, relief);
}

Spot spot_from_surface(double flame_length_m, double wind_20ft_m_per_s, double cover_height_m,
                       const SpotRelief& relief) {
  if (wind_20ft_m_per_s <= 0 || flame_length_m <= 0) return {};
  const double u = wind_20ft_m_per_s / kMiPerH;
  const double intensity = std::pow(flame_length_m / kFt / 0.45, 1 / 0.46);  // Byram 1959, Btu/(ft s)
  const double brand = 1.055 * std::sqrt(322 * std::pow(0.474 * u, -1.01) * intensity);
  return spot(brand, cover_height_m, u, 2.78e-4 * u * std::pow(brand, 0.643), relief);
}

Spot spot_from_pile(double flame_height_m, double wind_20ft_m_per_s, double cover_height_m,
                    const SpotRelief& relief) {
  if (wind_20ft_m_per_s <= 0 || flame_height_m <= 0) return {};
  return spot(12.2 * flame_height_m / kFt, cover_height_m, wind_20ft_m_per_s / kMiPerH, 0, relief);
}

}  // namespace dayu::hazards::fire
