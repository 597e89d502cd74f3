// SPDX-License-Identifier: Apache-2.0
// Location problems as given in files ([location] of a scenario).
#pragma once

#include "engine/base/settings.h"
#include "engine/plan/site/siting.h"

namespace dayu::plan {

/// Keys of [location]: format, file, work_limit.
base::SectionSpec location_spec();

/// OR-Library p-median (Beasley 1985): "n edges p", then "from to cost" a line; undirected, the last line of
/// a pair holds; costs are shortest paths between all pairs. InputError: a word that is no number, a vertex
/// outside 1..n, a graph in pieces, p outside 1..n, lines missing.
Siting read_orlib_pmed(const std::filesystem::path& file);

/// plan/site.csv (client,site,cost), plan/site_open.csv (site), plan/site_prices.csv, certificate.json.
void write_siting(const Siting& siting, const SitingAnswer& answer, const std::filesystem::path& run);
/// summary.json: site.{cost, bound, open, clients}.
std::string siting_summary(const Siting& siting, const SitingAnswer& answer,
                           const std::string& scenario_name);

}  // namespace dayu::plan
