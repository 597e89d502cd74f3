// SPDX-License-Identifier: Apache-2.0
// Where should a county's shelters stand, and how good are those it has? Clients are the people who must move
// in each case (a finished run with its weight): they leave when they can and take the ways that are open
// then, on foot within the walking limit or driven. Sites are the shelters there are and the candidates of a
// list; what is unsafe or cut off in any case is excluded, with the reason. The choice is that of siting.h,
// covering.h and capacitated.h; shelters that are kept open enter as the best a client has already, so that
// the bound holds for the choice as asked. Invariants: cost[client * sites + site] is the people times whole
// seconds; who has no way costs kNoWay_s.
#pragma once

#include <string>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/plan/site/siting.h"

namespace dayu::plan {

/// A day and a night: what a person without a way to a site counts as (own choice; printed).
inline constexpr double kNoWay_s = 86400;

base::SectionSpec site_spec();

/// The world with the candidates of [site] appended to its shelters, so that the hazard is assessed there
/// too. A file `candidates` has site, name_zh, name_en, kind, indoor_m2, outdoor_m2, x_m, y_m. InputError.
world::World with_candidates(const world::World& world, const base::Settings& site);

struct SiteCase {
  std::string name;
  double weight_1 = 1;
  impact::Impact impact;  ///< of the world with its candidates
  std::vector<Order> orders;
};

struct SiteClient {
  std::string id;
  std::size_t in_case = 0;
  int people = 0;
  geo::Point at;
};

/// The question: who, where, and how long it takes.
struct CountySites {
  std::vector<SiteClient> clients;
  std::vector<int> sites;         ///< shelters of the world with candidates that may be used
  std::vector<bool> kept;         ///< by entry of `sites`: stays open in any choice
  std::vector<int> places;        ///< by entry of `sites`, by the standard of [plan]
  std::vector<double> seconds;    ///< [client * sites + site], kNoWay_s where there is no way
  std::vector<double> weights_1;  ///< by case, sum 1
  std::vector<std::string> case_names;
  struct Excluded {
    int shelter = 0;
    std::string reason_zh, reason_en;
  };
  std::vector<Excluded> excluded;
  double way_s(std::size_t client, std::size_t site) const { return seconds[client * sites.size() + site]; }
  double weight_of(const SiteClient& client) const { return weights_1[client.in_case] * client.people; }
};

/// `existing`: how many of the shelters were there before the candidates.
CountySites county_sites(const world::World& world, std::size_t existing, const std::vector<SiteCase>& cases,
                         const base::Settings& plan, const base::Settings& site);

/// What a set of open sites does for the people; expected over the cases unless said otherwise.
struct SiteFigures {
  std::string name;
  std::vector<int> open;                              ///< entries of CountySites::sites
  double people = 0, mean_s = 0, worst_decile_s = 0;  ///< mean of the worst cases that weigh a tenth
  double farthest_s = 0;                              ///< in any case, of those who have a way
  double within_5min = 0, within_15min = 0, within_30min = 0, without_way = 0;
  double short_places = 0;  ///< people beyond the places they can reach
};
SiteFigures judge(const CountySites& question, const std::vector<int>& open, const std::string& name);

struct CountyChoice {
  std::string kind, unit_of_cost;
  std::vector<int> open;
  std::vector<int> offered;  ///< entries that the choice was among, kept ones included
  double cost = 0, bound = 0, radius_s = 0;
  Siting reduced;  ///< what was solved: clients' costs with the kept sites as their best so far
  std::vector<MedianNode> proof;
  std::string proof_says;
  std::vector<SiteFigures> compared;  ///< as it is, as chosen, what-ifs
};

/// InputError: fewer sites than are to be opened, no radius for a covering, ...
CountyChoice choose_sites(const CountySites& question, const world::World& world, std::size_t existing,
                          const base::Settings& site, std::uint64_t seed);

/// plan/site.csv, site_open.csv, site_excluded.csv, site_compare.csv, site_costs.csv, site_proof.csv,
/// certificate.json, sites.geojson (WGS 84).
void write_county_sites(const CountySites& question, const CountyChoice& choice, const world::World& world,
                        std::size_t existing, const std::filesystem::path& run);
std::string county_sites_summary(const CountySites& question, const CountyChoice& choice,
                                 const std::string& scenario_name);

}  // namespace dayu::plan
