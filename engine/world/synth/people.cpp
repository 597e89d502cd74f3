// SPDX-License-Identifier: Apache-2.0
// Who lives in the danger zones, household by household? Shares of age, houses and vehicles are guesses.
#include "engine/world/synth/people.h"

#include <algorithm>
#include <cmath>

#include "engine/base/errors.h"
#include "engine/base/random.h"
#include "engine/world/synth/settle.h"

namespace dayu::world::synth {

namespace {

constexpr double kHouseApart_m = 17;

/// `total` shared out over `n` so that each gets between `least` and `most`.
std::vector<int> shares(base::Random& random, int n, int total, int least, int most,
                        const int* wanted = nullptr) {
  std::vector<int> out(static_cast<std::size_t>(n));
  int sum = 0;
  for (int& v : out) {
    v = wanted ? wanted[random.below(12)] : least;
    sum += v;
  }
  while (sum != total) {
    int& v = out[static_cast<std::size_t>(random.below(n))];
    if (sum < total && v < most) {
      ++v;
      ++sum;
    } else if (sum > total && v > least) {
      --v;
      --sum;
    }
  }
  return out;
}

const geo::Feature* zone_at(const County& c, const std::string& village, geo::Point p) {
  for (const geo::Feature& f : c.ledger.danger_zones)
    if (f.text("village") == village && geo::inside(f, p)) return &f;
  return nullptr;
}

/// Distance to the nearest line of a stream, less half its width.
double to_water_m(const County& c, geo::Point p) {
  double least = 1e9;
  for (const Stream& s : c.streams)
    for (std::size_t k = 1; k < s.line.size(); ++k) {
      const StreamPoint &a = s.line[k - 1], &b = s.line[k];
      if (std::abs(a.x_m - p.x_m) > 200 || std::abs(a.y_m - p.y_m) > 200) continue;
      const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, l2 = dx * dx + dy * dy;
      const double t = l2 > 0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / l2, 0.0, 1.0) : 0;
      const double d = apart_m(p, {a.x_m + t * dx, a.y_m + t * dy});
      least = std::min(least, d - channel_width_m(b.area_km2) / 2);
    }
  return least;
}

/// Inside the zone with two metres to spare, since outlines are written to tenths.
bool well_inside(const geo::Feature& zone, geo::Point p) {
  for (const double dx : {-2.0, 2.0})
    for (const double dy : {-2.0, 2.0})
      if (!geo::inside(zone, {p.x_m + dx, p.y_m + dy})) return false;
  return true;
}

/// A free place for a house near a group, inside a danger zone and off the water.
geo::Point find_place(const County& c, const std::string& village, const Group& g, base::Random& random) {
  for (int attempt = 0; attempt < 60000; ++attempt) {
    const double reach = 70 + 270.0 * std::min(1.0, attempt / 2500.0);
    const geo::Point p{g.at.x_m + random.between(-reach, reach), g.at.y_m + random.between(-reach, reach)};
    const auto i = static_cast<std::size_t>(c.cell(p));
    const double width = channel_width_m(static_cast<double>(c.side.area_km2[i]));
    if (c.channel[i] || c.pond[i] || c.slope_1[i] > 0.3) continue;
    if (c.side.stream[i] >= 0 && static_cast<double>(c.side.distance_m[i]) < width / 2 + 12) continue;
    const geo::Feature* zone = zone_at(c, village, p);
    if (!zone || !well_inside(*zone, p)) continue;
    const bool clear =
        std::all_of(c.ledger.households.begin(), c.ledger.households.end(),
                    [&](const Household& h) { return apart_m(h.at, p) >= kHouseApart_m - attempt / 8000.0; });
    if (clear && to_water_m(c, p) > 12) return {std::floor(p.x_m * 10) / 10, std::floor(p.y_m * 10) / 10};
  }
  throw base::InputError("area synth", "seed", "no room for the households of " + g.name.zh,
                         "take another seed (the committed county uses 7)");
}

void describe(const County& c, Household& h, base::Random& random) {
  const double kind = random.uniform_1();
  h.house = kind < 0.08 ? "earth" : kind < 0.3 ? "brick_timber" : kind < 0.84 ? "brick_concrete" : "rc";
  h.vehicles = random.uniform_1() < 0.46 ? 1 : 0;
  const auto i = static_cast<std::size_t>(c.cell(h.at));
  const auto flag = [&](const char* word) { h.flags += (h.flags.empty() ? "" : ";") + std::string(word); };
  if (c.side.stream[i] >= 0 && c.side.distance_m[i] < 70) flag("riverside");
  if (c.slope_1[i] > 0.14 && random.uniform_1() < 0.6) flag("cut_slope");
  if (h.house == "earth" && random.uniform_1() < 0.6) flag("dilapidated");
  h.floor_m = std::floor((c.z_m[i] + random.between(0.2, 0.6)) * 10 + 0.5) / 10;
  for (int k = 0; k < h.people; ++k) {
    const double age = random.uniform_1();
    if (age < 0.24) ++h.over65;
    if (age > 0.945 && h.people > 1) ++h.under6;
  }
}

void list_village(County& c, const CaseVillage& v) {
  static constexpr int kSizes[12] = {1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6};
  base::Random random(c.seed, base::hash64(141, static_cast<std::uint64_t>(v.people), 0));
  std::vector<const Group*> groups;
  for (const Group& g : c.ledger.groups)
    if (c.ledger.villages[static_cast<std::size_t>(g.village.index)].id == v.id) groups.push_back(&g);
  int left_people = v.people, left_households = v.households, left_help = v.need_help;
  for (int k = 0; k < v.zone_groups; ++k) {
    const int rest = v.zone_groups - k;
    const int n = left_households / rest, people = left_people / rest, help = left_help / rest;
    left_households -= n;
    left_people -= people;
    left_help -= help;
    const std::vector<int> sizes = shares(random, n, people, 1, 8, kSizes);
    std::vector<int> helped = shares(random, n, help, 0, 1);
    for (int j = 0; j < n; ++j) {
      Household h;
      const std::string number = std::to_string(c.ledger.households.size() + 1);
      h.id = "H" + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number;
      h.group.index = static_cast<std::int32_t>(groups[static_cast<std::size_t>(k)] - c.ledger.groups.data());
      h.people = sizes[static_cast<std::size_t>(j)];
      h.need_help = helped[static_cast<std::size_t>(j)];
      h.at = find_place(c, v.id, *groups[static_cast<std::size_t>(k)], random);
      const geo::Feature* zone = zone_at(c, v.id, h.at);
      if (!zone)
        throw base::InputError("area synth", v.zh, "a house stands outside its zone", "take another seed");
      h.danger_zone = zone->text("zone");
      h.danger_class = zone->text("danger_class");
      describe(c, h, random);
      c.ledger.households.push_back(h);
    }
  }
}

}  // namespace

void list_households(County& c) {
  for (const CaseVillage& v : case_villages())
    if (v.zone_groups > 0) list_village(c, v);
}

}  // namespace dayu::world::synth
