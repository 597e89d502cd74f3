// SPDX-License-Identifier: Apache-2.0
// Location problems as given in files ([location] of a scenario).
#pragma once

#include "engine/base/settings.h"
#include "engine/plan/site/capacitated.h"
#include "engine/plan/site/covering.h"
#include "engine/plan/site/siting.h"

namespace dayu::plan {

/// Keys of [location]: format, kind, file, radius, capacity, work_limit.
base::SectionSpec location_spec();

/// OR-Library p-median (Beasley 1985): "n edges p", then "from to cost" a line; undirected, the last line of
/// a pair holds; costs are shortest paths between all pairs. InputError: a word that is no number, a vertex
/// outside 1..n, a graph in pieces, p outside 1..n, lines missing.
Siting read_orlib_pmed(const std::filesystem::path& file);

/// OR-Library capacitated warehouse location (Beasley 1988): "sites clients", then "capacity fixed" a site,
/// then for each client its demand and the cost of serving all of it from each site. Where a capacity is the
/// word `capacity`, `capacity` stands for it. InputError: as above; the capacities do not cover the demands;
/// a demand that is 0.
CapacitatedSiting read_orlib_cap(const std::filesystem::path& file, double capacity);

/// plan/site.csv (client,site,share_1,cost), site_open.csv (site), site_proof.csv, certificate.json.
void write_siting(const Siting& siting, const SitingAnswer& answer, const std::filesystem::path& run);
void write_siting(const CapacitatedSiting& siting, const CapacitatedAnswer& answer,
                  const std::filesystem::path& run);
/// The same files of a question of reach; cover_proof.csv (node,parent,branch,prices) or site_proof.csv prove
/// its bound as the certificate says.
void write_siting(const Siting& siting, const ReachAnswer& answer, const std::filesystem::path& run);
/// Shortest digits that read back the same numbers.
std::string numbers_in_words(const std::vector<double>& values);
/// plan/site_proof.csv (node,parent,branch,open,undecided,prices); branch: +site open here, -site closed
/// here.
void write_proof(const Siting& siting, const std::vector<MedianNode>& proof,
                 const std::filesystem::path& run);
/// summary.json: site.{cost, bound, gap_1, open, clients}.
std::string siting_summary(double cost, double bound, std::size_t open, int clients,
                           const std::string& scenario_name);

}  // namespace dayu::plan
