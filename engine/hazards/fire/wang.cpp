// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/fire/wang.h"

#include <cmath>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const fire_wang_csv;
extern const char* const fire_wang_kinds_csv;
}  // namespace dayu::embedded

namespace dayu::hazards::fire {
namespace {

double dot(Vector a, Vector b) {
  return a.x * b.x + a.y * b.y;
}

void take(WangConstants& c, const geo::Table& t, base::Faults& faults) {
  t.require({"name", "value", "source"}, faults);
  if (!t.has("name") || !t.has("value")) return;
  const std::map<std::string, double*> known = {
      {"r0_temperature", &c.r0_temperature}, {"r0_wind_force", &c.r0_wind_force},
      {"r0_dryness", &c.r0_dryness},         {"r0_constant", &c.r0_constant},
      {"wind_exponent", &c.wind_exponent},   {"slope_exponent", &c.slope_exponent},
      {"slope_power", &c.slope_power},       {"slope_limit_deg", &c.slope_limit_deg}};
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const std::string name = t.text(row, "name");
    const double value = t.number(row, "value", faults);
    if (t.text(row, "source").empty())
      faults.add(t.file.string(), t.place(row, "source"), "is empty", "say where the constant comes from");
    if (name.rfind("k_", 0) == 0) {
      c.k[name.substr(2)] = value;
    } else if (known.count(name)) {
      *known.at(name) = value;
    } else {
      faults.add(t.file.string(), t.place(row, "name"), "'" + name + "' is no constant of Wang's model",
                 "use the names of wang.csv, or k_<kind of fuel>");
    }
    if (t.text(row, "surety") == "C") c.unsure.push_back(name);
  }
}

}  // namespace

WangConstants wang_constants(const std::filesystem::path& file) {
  WangConstants c;
  base::Faults faults;
  take(c, geo::parse_table(embedded::fire_wang_csv, "fire/wang.csv"), faults);
  if (!file.empty()) take(c, geo::read_table(file), faults);
  faults.throw_if_any();
  return c;
}

std::map<std::string, std::string> wang_kinds() {
  const geo::Table t = geo::parse_table(embedded::fire_wang_kinds_csv, "fire/wang_kinds.csv");
  std::map<std::string, std::string> kinds;
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    kinds[t.text(row, "fuel_prefix")] = t.text(row, "kind");
  return kinds;
}

int beaufort(double wind_m_per_s) {
  // Lower bounds of forces 1..12, m/s (WMO-No. 306, code table 1100).
  constexpr double kFrom_m_per_s[] = {0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7};
  int force = 0;
  for (const double from : kFrom_m_per_s)
    if (wind_m_per_s >= from) ++force;
  return force;
}

double wang_r0_m_per_min(const WangConstants& c, double temperature_c, int wind_force, double humidity_pct) {
  return std::max(0.0, c.r0_temperature * temperature_c + c.r0_wind_force * wind_force +
                           c.r0_dryness * (100 - humidity_pct) - c.r0_constant);
}

double wang_rate_m_per_min(const WangConstants& c, double r0, double ks, Vector wind, Vector rise,
                           Vector theta) {
  const double steepest = std::min(std::atan(std::hypot(rise.x, rise.y)), c.slope_limit_deg * M_PI / 180);
  const double whole = std::hypot(rise.x, rise.y), cos_b = whole > 0 ? dot(rise, theta) / whole : 0;
  const double along = std::tan(steepest * cos_b);  // tan(phi cos b), uphill positive
  const double slope = std::copysign(c.slope_exponent * std::pow(std::abs(along), c.slope_power), along);
  return r0 * ks * std::exp(c.wind_exponent * dot(wind, theta) + slope);
}

Spread wang_spread(const WangConstants& c, double r0, double ks, Vector wind, Vector rise) {
  Spread s;
  if (!(r0 * ks > 0)) return s;
  const double whole = std::hypot(rise.x, rise.y);
  const double steep = std::tan(std::min(std::atan(whole), c.slope_limit_deg * M_PI / 180));
  const double up = whole > 0 ? c.slope_exponent * std::pow(steep, c.slope_power) / whole : 0;
  const Vector push{c.wind_exponent * wind.x + up * rise.x, c.wind_exponent * wind.y + up * rise.y};
  const double strength = std::hypot(push.x, push.y);
  if (strength > 0) s.toward = {push.x / strength, push.y / strength};
  const auto rate = [&](Vector theta) { return wang_rate_m_per_min(c, r0, ks, wind, rise, theta); };
  const double head = rate(s.toward);
  const double flank = 0.5 * (rate({-s.toward.y, s.toward.x}) + rate({s.toward.y, -s.toward.x}));
  s.head_m_per_s = std::max(head, flank) / 60;
  s.eccentricity_1 = flank < head ? 1 - flank / head : 0;
  s.length_to_width_1 = 1 / std::sqrt(1 - s.eccentricity_1 * s.eccentricity_1);
  return s;
}

}  // namespace dayu::hazards::fire
